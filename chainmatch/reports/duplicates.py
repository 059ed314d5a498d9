"""Pairs of leads that may be one enterprise, in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainmatch.leads.codes import NoCode
from chainmatch.leads.duplicates import Candidate, Evidence, NamedLead
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.wording import Language, word

_NOTHING = "—"


@dataclass(frozen=True)
class DuplicateReport:
    """Words and rows in one language about `leads`, by id."""

    leads: Mapping[str, NamedLead]
    language: Language

    def sheet(self, found: Sequence[Candidate]) -> Sheet:
        """Return one row a pair: verdict, score, names, where they stand, evidence."""
        names = ("verdict", "score", "left", "left_place", "right", "right_place", "evidence")
        rows: list[tuple[Cell, ...]] = [
            (
                self._word(one.verdict),
                one.score,
                self._name(one.left),
                one.left,
                self._name(one.right),
                one.right,
                "；".join(self.said(item) for item in one.evidence),
            )
            for one in found
        ]
        return Sheet(self._word("title"), tuple(self._word(name) for name in names), rows)

    def lines(self, found: Sequence[Candidate], bad: Mapping[str, NoCode]) -> list[str]:
        """Return the counts, what was left aside, and that nothing is merged.

        `bad` holds the credit codes that are none, by the id of their lead.
        """
        counts = Counter(one.verdict for one in found)
        verdicts = {name: counts[name] for name in ("same", "branch", "unsure")}
        head = self._word("counts").format(leads=len(self.leads), pairs=len(found), **verdicts)
        nameless = sum(not lead.name for lead in self.leads.values())
        lines = [head, *([self._word("nameless").format(count=nameless)] if nameless else [])]
        return [*lines, *(self._bad_code(id, code) for id, code in bad.items()), self._word("note")]

    def document(self, found: Sequence[Candidate], bad: Mapping[str, NoCode]) -> dict[str, Any]:
        """Return everything as plain values, evidence in codes and in words."""
        return {
            "leads": len(self.leads),
            "pairs": [
                {
                    "verdict": one.verdict,
                    "score": one.score,
                    "left": {"place": one.left, "name": self.leads[one.left].name},
                    "right": {"place": one.right, "name": self.leads[one.right].name},
                    "evidence": [self._plain(item) for item in one.evidence],
                }
                for one in found
            ],
            "bad_codes": [
                {
                    "place": id,
                    "text": code.text,
                    "reason": code.reason,
                    "proposal": code.proposal.text if code.proposal else None,
                }
                for id, code in bad.items()
            ],
        }

    def said(self, item: Evidence) -> str:
        """Return a piece of evidence in words."""
        values = [value or _NOTHING for value in item.values]
        return word(f"evidence.{item.code}", self.language).format(*values, all="/".join(values))

    def _plain(self, item: Evidence) -> dict[str, Any]:
        return {
            "code": item.code,
            "values": list(item.values),
            "weight": item.weight,
            "said": self.said(item),
        }

    def _bad_code(self, id: str, code: NoCode) -> str:
        reason = word(f"code.{code.reason}", self.language)
        said = self._word("bad_code").format(place=id, text=code.text, reason=reason)
        if code.proposal is None:
            return said
        return f"{said} {self._word('code_proposal').format(text=code.proposal.text)}"

    def _name(self, id: str) -> str:
        return self.leads[id].name or _NOTHING

    def _word(self, name: str) -> str:
        return word(f"duplicate.{name}", self.language)
