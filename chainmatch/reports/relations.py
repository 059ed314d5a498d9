"""Supply relations in words: who supplies what to whom, who says so, and what the check found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from chainmatch.plan.relations import Loop, Relation, circles, orphans
from chainmatch.plan.schema import Plan
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.wording import WORDS, Language, word


@dataclass(frozen=True)
class RelationReport:
    """Words and rows for relations in one language; the facts themselves are Chinese."""

    plan: Plan
    loops: Sequence[Loop]
    language: Language

    def sheet(self, relations: Sequence[Relation]) -> Sheet:
        """Return one row a relation."""
        names = ("id", "up", "what", "down", "flow", "strength", "status", "reason", "support")
        rows: list[tuple[Cell, ...]] = [
            (
                one.id,
                self._end(one.up),
                one.what,
                self._end(one.down),
                self._word(f"flow.{one.flow}"),
                one.strength,
                self._word(one.status),
                one.reason,
                one.support,
            )
            for one in relations
        ]
        return Sheet(self._word("title"), tuple(self._word(name) for name in names), rows)

    def checks(self, relations: Sequence[Relation]) -> Sheet:
        """Return the circles of materials and the links without relations; none are good news."""
        accepted = {tuple(sorted(loop.links)): loop.why for loop in self.loops}
        rows: list[tuple[Cell, ...]] = []
        for circle in circles(relations):
            why = accepted.get(tuple(circle))
            kind = self._word("circle.accepted" if why else "circle.open")
            rows.append((kind, " ⇄ ".join(map(self._end, circle)), why or ""))
        rows += [
            (self._word("orphan"), self._end(link), "") for link in orphans(relations, self.plan)
        ]
        names = ("finding", "links", "why")
        return Sheet(self._word("checks"), tuple(self._word(name) for name in names), rows)

    def counted(self, relations: Sequence[Relation]) -> str:
        """Return how many relations there are, by status."""
        counts = Counter(one.status for one in relations)
        told = "，".join(f"{self._word(status)} {count}" for status, count in counts.most_common())
        return self._word("counts").format(len(relations), told)

    def document(self, shown: Sequence[Relation], every: Sequence[Relation]) -> dict[str, Any]:
        """Return everything as plain values; the check is always of all relations."""
        accepted = {tuple(sorted(loop.links)) for loop in self.loops}
        return {
            "plan": self.plan.digest,
            "relations": [asdict(one) for one in shown],
            "circles": [
                {"links": circle, "accepted": tuple(circle) in accepted}
                for circle in circles(every)
            ],
            "orphans": orphans(every, self.plan),
        }

    def _end(self, id: str) -> str:
        names = {d.id: d.name for d in self.plan.directions}
        names |= {p.id: p.name for d in self.plan.directions for p in d.products}
        return f"{id} {names[id]}"

    def _word(self, name: str) -> str:
        own = f"relation.{name}"
        return word(own if own in WORDS else name, self.language)
