"""The links next to what a park has, in words, with the parts of each score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainmatch.gaps.related import SIGNS, NextStep
from chainmatch.plan.schema import Plan
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.wording import WORDS, Language, word

_BEST = 3  # parts that are named


@dataclass(frozen=True)
class NextStepReport:
    """Words and rows in one language; `measured` is how well the order was borne out."""

    plan: Plan
    measured: Mapping[str, float]
    language: Language

    def note(self) -> str:
        """Return the sentence that says how far to trust the order."""
        return self._word("note").format(**self.measured)

    def short(self, found: Sequence[NextStep]) -> Sheet:
        """Return the columns that fit a terminal."""
        rows: list[tuple[Cell, ...]] = [
            (i, self._link(step.link), step.score, self._why(step))
            for i, step in enumerate(found, 1)
        ]
        return self._sheet(("rank", "link", "score", "why"), rows)

    def sheet(self, found: Sequence[NextStep]) -> Sheet:
        """Return one row a link with every part."""
        rows: list[tuple[Cell, ...]] = [
            (i, self._link(step.link), step.score, *(step.parts[name] for name in SIGNS))
            for i, step in enumerate(found, 1)
        ]
        return self._sheet(("rank", "link", "score", *SIGNS), rows)

    def document(self, park: str, found: Sequence[NextStep]) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "plan": self.plan.digest,
            "park": park,
            "measured": dict(self.measured),
            "links": [
                {"link": step.link, "score": step.score, "parts": dict(step.parts)}
                for step in found
            ],
        }

    def _why(self, step: NextStep) -> str:
        best = sorted(step.parts, key=lambda name: -step.parts[name])[:_BEST]
        said = [f"{self._word(name)} {step.parts[name]:+.2f}" for name in best]
        return "；".join(part for part, name in zip(said, best, strict=True) if step.parts[name])

    def _link(self, id: str) -> str:
        return next(f"{d.id} {d.name}" for d in self.plan.directions if d.id == id)

    def _sheet(self, names: Sequence[str], rows: list[tuple[Cell, ...]]) -> Sheet:
        return Sheet(self._word("title"), tuple(self._word(name) for name in names), rows)

    def _word(self, name: str) -> str:
        own = f"next.{name}"
        return word(own if own in WORDS else name, self.language)
