"""Measures of support in words: what, by which document, why it bears on the lead, what is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chainmatch.plan.policies import Policies, PolicyDocument
from chainmatch.plan.schema import Plan
from chainmatch.planning.support import Support
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.wording import WORDS, Language, word


@dataclass(frozen=True)
class SupportReport:
    """Words and rows for measures of support in one language; the facts themselves are Chinese."""

    plan: Plan
    policies: Policies
    language: Language

    def sheet(self, found: Sequence[Support]) -> Sheet:
        """Return one row a measure."""
        names = ("rank", "validity", "kind", "name", "offer", "because", "conditions", "body")
        header = tuple(self._word(name) for name in (*names, "where", "date"))
        rows: list[tuple[Cell, ...]] = [
            (i, *self._row(support)) for i, support in enumerate(found, 1)
        ]
        return Sheet(self._word("title"), header, rows)

    def short(self, found: Sequence[Support]) -> Sheet:
        """Return the columns that fit a terminal."""
        names = ("rank", "validity", "name", "offer", "because", "conditions", "where")
        picked = (0, 2, 3, 4, 5, 7)
        rows: list[tuple[Cell, ...]] = [
            (i, *(self._row(support)[place] for place in picked))
            for i, support in enumerate(found, 1)
        ]
        return Sheet(self._word("title"), tuple(self._word(name) for name in names), rows)

    def documents(self, found: Sequence[Support]) -> Sheet:
        """Return the documents that the measures stand in, with their validity."""
        used = {support.policy.number for support in found}
        rows = [
            (d.number, d.date, d.valid_until, self._word(d.status), d.why)
            for d in self.policies.documents
            if d.number in used
        ]
        names = ("number", "date", "until", "validity", "why_status")
        return Sheet(self._word("documents"), tuple(self._word(name) for name in names), rows)

    def document(self, found: Sequence[Support]) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "plan": self.plan.digest,
            "note": self._word("note"),
            "policies": [self._plain(support) for support in found],
        }

    def note(self) -> str:
        """Return the sentence that stands before every list."""
        return self._word("note")

    def none(self) -> str:
        """Return what is said where nothing bears on the lead."""
        return self._word("none")

    def _row(self, support: Support) -> tuple[str, ...]:
        policy = support.policy
        return (
            self._word(policy.status),
            self._word(f"kind.{policy.kind}"),
            policy.name,
            policy.offer,
            self._because(support),
            self._conditions(support),
            policy.body,
            policy.locator,
            policy.date,
        )

    def _because(self, support: Support) -> str:
        names = {i.id: i.name for i in self.plan.industries}
        names |= {d.id: d.name for d in self.plan.directions}
        zones = {zone.id: zone.name for zone in self.plan.zones}
        said = []
        if support.words:
            said.append(self._word("by_words").format("、".join(support.words)))
        if support.trades:
            said.append("、".join(f"{id} {names[id]}" for id in support.trades))
        if support.zones:
            said.append(self._word("by_zone").format("、".join(zones[id] for id in support.zones)))
        return "；".join(said) or self._word("by_all")

    def _conditions(self, support: Support) -> str:
        return "；".join(
            f"{self._word(f'standing.{standing}')}{condition.words}"
            for condition, standing in support.conditions
        )

    def _plain(self, support: Support) -> dict[str, Any]:
        policy = support.policy
        document: PolicyDocument = next(
            d for d in self.policies.documents if d.number == policy.number
        )
        return {
            **{name: getattr(policy, name) for name in ("id", "kind", "name", "offer", "body")},
            "source": {"number": policy.number, "place": policy.place},
            **{name: getattr(policy, name) for name in ("date", "status")},
            "status_why": document.why,
            "basis": support.basis,
            "words": list(support.words),
            "trades": list(support.trades),
            "zones": list(support.zones),
            "conditions": [
                {"field": c.field, "value": c.value, "words": c.words, "standing": standing}
                for c, standing in support.conditions
            ],
            "missing": [condition.words for condition in support.missing],
        }

    def _word(self, name: str) -> str:
        own = f"policy.{name}"
        return word(own if own in WORDS else name, self.language)
