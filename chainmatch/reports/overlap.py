"""Which parks claim the same links, in words, with the evidence of a division of labour."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from chainmatch.plan.schema import Plan
from chainmatch.planning.overlap import Claim, Overlap, Specialisation
from chainmatch.registry.known import Registry
from chainmatch.reports.pictures.bars import Bar, Bars
from chainmatch.reports.pictures.grid import Grid, Tile
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.wording import WORDS, Language, word

_FIRMS = 3  # enterprises that are named
_CLAIMS = ("named", "meant", "silent")
_CELL = 0.2  # inches: links of the region fit A4 with it


@dataclass(frozen=True)
class OverlapReport:
    """Words and rows in one language."""

    plan: Plan
    registry: Registry
    language: Language

    def short(self, found: Sequence[Overlap]) -> Sheet:
        """Return one row a link: how many list it, how many have it, who leads, who else."""
        names = ("link", "listing", "holding", "leader", "division")
        rows: list[tuple[Cell, ...]] = [
            (
                self._link(one.link),
                one.listing,
                one.holding,
                self._park(one.leader),
                self._division(one),
            )
            for one in found
        ]
        return Sheet(self._word("title"), tuple(self._word(name) for name in names), rows)

    def sheet(self, found: Sequence[Overlap]) -> Sheet:
        """Return one row a claim, with its enterprises."""
        names = ("link", "park", "part", "listed", "count", "firms", "quotient", "leader")
        rows: list[tuple[Cell, ...]] = [
            (
                self._link(one.link),
                self._park(claim.park),
                self._word(claim.part),
                claim.listed,
                len(claim.enterprises),
                "、".join(self._firm(id) for id in claim.enterprises),
                claim.quotient,
                self._park(one.leader),
            )
            for one in found
            for claim in one.claims
        ]
        return Sheet(self._word("claims"), tuple(self._word(name) for name in names), rows)

    def special(self, found: Sequence[Specialisation]) -> Sheet:
        """Return one row a park: how special what it has is."""
        names = ("park", "count", "links", "index", "complexity")
        rows: list[tuple[Cell, ...]] = [
            (self._park(one.park), one.enterprises, one.links, one.index, one.complexity)
            for one in found
        ]
        return Sheet(self._word("special"), tuple(self._word(name) for name in names), rows)

    def document(
        self, found: Sequence[Overlap], special: Sequence[Specialisation]
    ) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "plan": self.plan.digest,
            "registry": self.registry.digest,
            "overlaps": [asdict(one) for one in found],
            "specialisation": [asdict(one) for one in special],
        }

    def note(self) -> str:
        """Return the sentence that stands before every list."""
        return self._word("note")

    def grid(self, found: Sequence[Overlap]) -> Grid:
        """Return parks by links as a picture: parks in plan order, the most claimed link first."""
        claiming = {claim.park for one in found for claim in one.claims}
        parks = [park for park in self.plan.parks if park.id in claiming]
        row = {park.id: i for i, park in enumerate(parks)}
        tiles = [
            Tile(row[claim.park], i, _shade(claim), len(claim.enterprises), _mark(claim))
            for i, one in enumerate(found)
            for claim in one.claims
        ]
        words = {
            **self._claims(),
            "lead": self._word("leader"),
            "yield": self._word("give way"),
        }
        links = [self._link(one.link) for one in found]
        names = [park.name for park in parks]
        return Grid(self._word("picture"), names, links, tiles, words, _CELL, self.note())

    def bars(self, one: Overlap) -> Bars:
        """Return the claims on one link as a picture: known enterprises by park, and the parts."""
        groups = [
            (
                self._park(claim.park),
                [
                    Bar(
                        _shade(claim),
                        len(claim.enterprises),
                        f"{len(claim.enterprises)}  {self._word(claim.part)}",
                    )
                ],
            )
            for claim in one.claims
        ]
        title = self._word("picture.link").format(self._link(one.link))
        return Bars(title, groups, self._claims(), self.note())

    def nobody(self, link: str | None) -> str:
        """Return the sentence for no overlap at all, or none over the link."""
        return self._word("none.link").format(self._link(link)) if link else self._word("none")

    def _claims(self) -> dict[str, str]:
        return {name: self._word(f"claim.{name}") for name in _CLAIMS}

    def _division(self, one: Overlap) -> str:
        parts: dict[str, list[str]] = {}
        for claim in one.claims:
            if claim.part != "lead":
                parts.setdefault(claim.part, []).append(self._claim(claim))
        return "；".join(f"{self._word(part)}：{'、'.join(who)}" for part, who in parts.items())

    def _claim(self, claim: Claim) -> str:
        if not claim.enterprises:
            return self._park(claim.park)
        firms = "、".join(self._firm(id) for id in claim.enterprises[:_FIRMS])
        return f"{self._park(claim.park)}（{len(claim.enterprises)}：{firms}）"

    def _link(self, id: str) -> str:
        return next(f"{d.id} {d.name}" for d in self.plan.directions if d.id == id)

    def _park(self, id: str) -> str:
        return next((park.name for park in self.plan.parks if park.id == id), "")

    def _firm(self, id: str) -> str:
        return next((e.name for e in self.registry.enterprises if e.id == id), id)

    def _word(self, name: str) -> str:
        own = f"overlap.{name}"
        return word(own if own in WORDS else name, self.language)


def _shade(claim: Claim) -> str:
    return "named" if claim.listed == 1.0 else "meant" if claim.listed else "silent"


def _mark(claim: Claim) -> str:
    return {"lead": "lead", "give way": "yield"}.get(claim.part, "")
