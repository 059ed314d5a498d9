"""What moved between two plans, in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from chainmatch.plan.diff import Move
from chainmatch.plan.schema import Plan
from chainmatch.planning.revision import GapMove, VerdictMove
from chainmatch.reports.pictures.bars import Bar, Bars
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.wording import WORDS, Language, word

_SHADES = {  # what is told of things and of gaps, by the shade of its bar
    "added": ("added", "opened"),
    "removed": ("removed", "closed"),
    "renamed": ("renamed",),
    "alike": ("alike",),
    "changed": ("changed",),
}


@dataclass(frozen=True)
class RevisionReport:
    """Words and rows for two plans in one language."""

    old: Plan
    new: Plan
    language: Language

    def head(self, moves: Sequence[Move]) -> list[str]:
        """Return what is compared, and how much of each kind moved."""
        counts: dict[str, int] = {}
        for move in moves:
            name = f"{self._word(move.what)}{self._word(move.how)}"
            counts[name] = counts.get(name, 0) + 1
        titles = self._word("compared").format(self.old.title, self.new.title)
        told = "，".join(f"{name} {count}" for name, count in counts.items())
        return [titles, told or self._word("same")]

    def moves(self, moves: Sequence[Move]) -> Sheet:
        """Return one row a move."""
        names = ("what", "how", "before", "after", "detail", "where")
        rows: list[tuple[Cell, ...]] = [
            (
                self._word(move.what),
                self._word(move.how),
                f"{move.before_id} {move.before}".strip(),
                f"{move.after_id} {move.after}".strip(),
                move.detail,
                move.place,
            )
            for move in moves
        ]
        return self._sheet("moves", names, rows)

    def gaps(self, moves: Sequence[GapMove]) -> Sheet:
        """Return one row a gap that opens or closes."""
        rows: list[tuple[Cell, ...]] = [
            (self._word(m.how), word(m.kind, self.language), *self._names(m)) for m in moves
        ]
        return self._sheet("gaps", ("how", "kind", "link", "park"), rows)

    def verdicts(self, moves: Sequence[VerdictMove]) -> Sheet:
        """Return one row a lead whose answer differs."""
        rows: list[tuple[Cell, ...]] = [
            (move.lead, self._answer(move.before, self.old), self._answer(move.after, self.new))
            for move in moves
        ]
        return self._sheet("verdicts", ("lead", "before", "after"), rows)

    def bars(self, moves: Sequence[Move], gaps: Sequence[GapMove]) -> Bars:
        """Return how much moved as a picture, by what it is and how."""
        told: list[tuple[str, str]] = [(self._word(move.what).strip(), move.how) for move in moves]
        told += [(self._word("gap").format(word(gap.kind, self.language)), gap.how) for gap in gaps]
        counts = Counter(told)
        groups = [(name, self._bars(name, counts)) for name in dict.fromkeys(n for n, _ in told)]
        shown = {how for _, how in counts}
        words = {
            shade: " / ".join(self._word(how) for how in hows if how in shown)
            for shade, hows in _SHADES.items()
            if shown & set(hows)
        }
        note = self._word("compared").format(self.old.title, self.new.title)
        return Bars(self._word("picture"), groups, words, note)

    def document(
        self,
        moves: Sequence[Move],
        gaps: Sequence[GapMove],
        verdicts: Sequence[VerdictMove] | None,
    ) -> dict[str, Any]:
        """Return everything as plain values; `verdicts` is null where no leads were given."""
        return {
            "old": {"title": self.old.title, "digest": self.old.digest},
            "new": {"title": self.new.title, "digest": self.new.digest},
            "moves": [asdict(move) for move in moves],
            "gaps": [asdict(move) for move in gaps],
            "verdicts": None if verdicts is None else [asdict(move) for move in verdicts],
        }

    def _bars(self, name: str, counts: Mapping[tuple[str, str], int]) -> list[Bar]:
        return [
            Bar(shade, counts[name, how], str(counts[name, how]))
            for shade, hows in _SHADES.items()
            for how in hows
            if (name, how) in counts
        ]

    def _names(self, move: GapMove) -> tuple[str, str]:
        plan = self.new if move.how == "opened" else self.old
        return f"{move.link} {_links(plan)[move.link]}", _parks(plan).get(move.park or "", "")

    def _answer(self, verdict: tuple[str, str, str], plan: Plan) -> str:
        status, link, park = verdict
        said = (word(status, self.language), _links(plan).get(link), _parks(plan).get(park))
        return "；".join(part for part in said if part)

    def _sheet(self, title: str, names: Sequence[str], rows: list[tuple[Cell, ...]]) -> Sheet:
        return Sheet(self._word(title), tuple(self._word(name) for name in names), rows)

    def _word(self, name: str) -> str:
        own = f"diff.{name}"
        return word(own if own in WORDS else name, self.language)


def _links(plan: Plan) -> Mapping[str, str]:
    return {direction.id: direction.name for direction in plan.directions}


def _parks(plan: Plan) -> Mapping[str, str]:
    return {park.id: park.name for park in plan.parks}
