"""What a change would do, in words: assumptions first, then what closes, opens and moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chainmatch.gaps.region import RegionGap
from chainmatch.planning.whatif import WhatIf
from chainmatch.reports.gaps import GapReport
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.wording import WORDS, word

_MOST_MOVED = 10


@dataclass(frozen=True)
class WhatIfReport:
    """Words and rows for a what-if; `gaps` names links, parks and enterprises."""

    gaps: GapReport

    def lines(self, assumed: Sequence[str], found: WhatIf) -> list[str]:
        """Return the assumptions and the sums, a line each."""
        before, after = found.filled
        return [
            *(self._word("assumed").format(text) for text in assumed),
            self._word("sums").format(
                before=before,
                after=after,
                expected=found.expected,
                closed=len(found.closed),
                opened=len(found.opened),
            ),
        ]

    def sheets(self, found: WhatIf) -> list[Sheet]:
        """Return the gaps closed, opened and moved, and the next best ones."""
        return [
            self._gaps("closed", found.closed),
            self._gaps("opened", found.opened),
            self._moved(found),
            self._gaps("next", found.following),
        ]

    def document(self, assumed: Sequence[str], found: WhatIf) -> dict[str, Any]:
        """Return everything as plain values; everything in it rests on the assumptions."""
        return {
            "plan": self.gaps.plan.digest,
            "assumptions": list(assumed),
            "filled": {"before": found.filled[0], "after": found.filled[1]},
            "expected": found.expected,
            "closed": [_plain(gap) for gap in found.closed],
            "opened": [_plain(gap) for gap in found.opened],
            "moved": [
                {**_plain(moved.after), "before": moved.before.priority} for moved in found.moved
            ],
            "next": [_plain(gap) for gap in found.following],
        }

    def _gaps(self, title: str, gaps: Sequence[RegionGap]) -> Sheet:
        names = ("rank", "kind", "link", "park", "priority", "why")
        rows: list[tuple[Cell, ...]] = [
            (i, *self._cell(gap), gap.priority, self.gaps.why(gap)) for i, gap in enumerate(gaps, 1)
        ]
        return Sheet(self._word(title), tuple(self._word(name) for name in names), rows)

    def _moved(self, found: WhatIf) -> Sheet:
        names = ("kind", "link", "park", "before", "after")
        rows: list[tuple[Cell, ...]] = [
            (*self._cell(m.after), m.before.priority, m.after.priority)
            for m in found.moved[:_MOST_MOVED]
        ]
        return Sheet(self._word("moved"), tuple(self._word(name) for name in names), rows)

    def _cell(self, gap: RegionGap) -> tuple[str, str, str]:
        return (
            word(gap.kind, self.gaps.language),
            self.gaps.link(gap.link),
            self.gaps.park(gap.park),
        )

    def _word(self, name: str) -> str:
        for own in (f"whatif.{name}", f"gap.{name}"):
            if own in WORDS:
                return word(own, self.gaps.language)
        return word(name, self.gaps.language)


def _plain(gap: RegionGap) -> dict[str, Any]:
    return {name: getattr(gap, name) for name in ("kind", "link", "park", "priority")}
