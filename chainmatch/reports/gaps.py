"""Gaps of the region in words: what is missing, why it matters, who borders on it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from chainmatch.gaps.coverage import Cell as Covered
from chainmatch.gaps.priority import Stability, Weights
from chainmatch.gaps.region import Region, RegionGap
from chainmatch.gaps.supply import Side
from chainmatch.plan.relations import Relation
from chainmatch.plan.schema import Plan
from chainmatch.planning.region import official_counts
from chainmatch.registry.known import Registry
from chainmatch.reports.pictures.grid import Grid, Tile
from chainmatch.reports.sheet import Cell, Sheet
from chainmatch.reports.wording import WORDS, Language, word

_NEIGHBOURS = 3  # suppliers or users that are named


@dataclass(frozen=True, slots=True)
class Completeness:
    """Known enterprises of a zone, and how many of them are in a park, beside a count of the plan.

    `official` counts high-tech enterprises in the plan's base year: another kind of list, shown
    for its size.
    """

    zone: str
    known: int
    in_park: int
    official: int | None


def completeness(plan: Plan, registry: Registry) -> list[Completeness]:
    """Return how many enterprises of each zone are known, beside a count of the plan."""
    official = official_counts(plan)
    known = registry.enterprises
    return [
        Completeness(
            zone.id,
            sum(e.zone == zone.id for e in known),
            sum(e.zone == zone.id and e.park is not None for e in known),
            official.get(zone.id),
        )
        for zone in plan.zones
    ]


@dataclass(frozen=True)
class GapReport:
    """Words and rows for gaps in one language."""

    plan: Plan
    registry: Registry
    relations: Sequence[Relation]
    language: Language

    def sheet(self, gaps: Sequence[RegionGap]) -> Sheet:
        """Return one row a gap, with every part of its priority."""
        names = ("rank", "kind", "link", "park", "priority", *_PARTS, "known_here", "elsewhere")
        header = tuple(self._word(name) for name in (*names, "expected", "between", "listed_at"))
        rows = [(i, *self._row(gap)) for i, gap in enumerate(gaps, 1)]
        return Sheet(self._word("title"), header, rows)

    def short(self, gaps: Sequence[RegionGap], every: Sequence[RegionGap] = ()) -> Sheet:
        """Return the columns that fit a terminal; other gaps of the link, of `every`, beside it."""
        names = ["rank", "kind", "link", "park", "priority", "known_here", "why"]
        names += ["also"] if every else []
        rows: list[tuple[Cell, ...]] = [
            (
                i,
                word(gap.kind, self.language),
                self.link(gap.link),
                self.park(gap.park),
                gap.priority,
                "、".join(self.firm(id) for id in gap.enterprises),
                self.why(gap),
                *((self._also(gap, every),) if every else ()),
            )
            for i, gap in enumerate(gaps, 1)
        ]
        return Sheet(self._word("title"), tuple(self._word(name) for name in names), rows)

    def _also(self, gap: RegionGap, every: Sequence[RegionGap]) -> str:
        others = [one for one in every if one.link == gap.link and one != gap]
        parks: dict[str, list[str]] = {}
        for one in others:
            parks.setdefault(one.kind, []).append(self.park(one.park))
        named = [
            f"{word(kind, self.language)}：{'、'.join(filter(None, of))}".rstrip("：")
            for kind, of in parks.items()
        ]
        return "；".join(named)

    def coverage(self, region: Region) -> Sheet:
        """Return one row a cell: what the plan lists, who is known, what the matcher expects."""
        names = ("link", "park", "listed", "known_count", "known_here", "expected")
        rows: list[tuple[Cell, ...]] = [
            (
                self.link(cell.link),
                self.park(cell.park) or self._word("no_park"),
                cell.listed,
                len(cell.enterprises),
                "、".join(self.firm(id) for id in cell.enterprises),
                cell.expected,
            )
            for cell in region.cells
        ]
        return Sheet(self._word("map"), tuple(self._word(name) for name in names), rows)

    def completeness(self, rows: Sequence[Completeness]) -> Sheet:
        """Return how much of each zone the list of enterprises may hold."""
        names = ("zone", "known", "known_in_park", "official")
        zones = {zone.id: zone.name for zone in self.plan.zones}
        body = [(zones[r.zone], r.known, r.in_park, r.official) for r in rows]
        return Sheet(self._word("completeness"), tuple(self._word(n) for n in names), body)

    def why(self, gap: RegionGap) -> str:
        """Return the greatest parts of the priority, with the neighbours where it is a bridge."""
        parts = {name: getattr(gap.parts, name) for name in _PARTS[:-1]}
        best = sorted(parts, key=lambda name: -parts[name])[:2]
        said = [f"{self._word(name)} {parts[name]:.2f}" for name in best if parts[name] > 0]
        if gap.kind == "bridge":
            said.insert(0, self.between(gap))
        return "；".join(said)

    def between(self, gap: RegionGap) -> str:
        """Return the filled suppliers and users of a link: 上游 … → 本环节 → 下游 …."""
        sides = (self._sides(gap.bridge.up), self._sides(gap.bridge.down))
        return self._word("between.said").format(*sides) if all(sides) else ""

    def stability(self, found: Stability) -> str:
        """Return one line on how firm the order is."""
        return self._word("stability").format(**asdict(found))

    def document(
        self,
        gaps: Sequence[RegionGap],
        weights: Weights,
        firm: Stability,
        complete: Sequence[Completeness],
        region: Region,
    ) -> dict[str, Any]:
        """Return everything as plain values; ids stay ids."""
        return {
            "plan": self.plan.digest,
            "registry": self.registry.digest,
            "weights": asdict(weights),
            "stability": asdict(firm),
            "completeness": [asdict(row) for row in complete],
            "gaps": [self._plain(gap) for gap in gaps],
            "coverage": [asdict(cell) for cell in region.cells],
        }

    def grid(self, region: Region) -> Grid:
        """Return links by parks as a picture, links in plan order."""
        row = {link: i for i, link in enumerate(region.links)}
        column = {park: i for i, park in enumerate(region.parks)}
        tiles = [_tile(c, row[c.link], column[c.park]) for c in region.cells if c.park]
        names = ("many", "one", "empty", "half", "guess")
        return Grid(
            self._word("map"),
            [self.link(link) for link in region.links],
            [self.park(park) for park in region.parks],
            tiles,
            {name: self._word(f"map.{name}") for name in names},
        )

    def link(self, id: str) -> str:
        """Return a link's id with its name."""
        return f"{id} {self._links[id]}"

    def park(self, id: str | None) -> str:
        """Return a park's name; "" for none."""
        return next((park.name for park in self.plan.parks if park.id == id), "")

    def firm(self, id: str) -> str:
        """Return the name of a known enterprise."""
        return next((e.name for e in self.registry.enterprises if e.id == id), id)

    @property
    def _links(self) -> Mapping[str, str]:
        return {direction.id: direction.name for direction in self.plan.directions}

    def _plain(self, gap: RegionGap) -> dict[str, Any]:
        found = asdict(gap)
        found["bridge"] = {
            "value": gap.bridge.value,
            **{name: self._ties(getattr(gap.bridge, name)) for name in ("up", "down")},
        }
        return found

    def _ties(self, sides: Sequence[Side]) -> list[dict[str, Any]]:
        known = {one.id: one for one in self.relations}
        return [
            {**asdict(side), "status": known[side.edge].status, "what": known[side.edge].what}
            for side in sides
        ]

    def _row(self, gap: RegionGap) -> tuple[str | int | float | None, ...]:
        return (
            word(gap.kind, self.language),
            self.link(gap.link),
            self.park(gap.park),
            gap.priority,
            *(getattr(gap.parts, name) for name in _PARTS),
            "、".join(self.firm(id) for id in gap.enterprises),
            gap.elsewhere,
            gap.expected,
            self.between(gap),
            self._listed(gap),
        )

    def _listed(self, gap: RegionGap) -> str:
        """Return where the plan names the link, and the park's layout that lists it."""
        direction = next(d for d in self.plan.directions if d.id == gap.link)
        park = next((p for p in self.plan.parks if p.id == gap.park), None)
        ids = {gap.link, direction.industry, *(p.id for p in direction.products)}
        entries = [
            f"{entry.source.locator}（{entry.text}）"
            for entry in (park.layout if park else ())
            if ids & {tied.id for tied in entry.links}
        ]
        return "；".join([direction.source.locator, *entries])

    def _sides(self, sides: Sequence[Side]) -> str:
        what = {one.id: one for one in self.relations}
        seen: dict[str, str] = {}
        for side in sides:
            tie = what[side.edge]
            mark = "" if tie.status == "plan_stated" else f"，{self._word(tie.status)}"
            seen.setdefault(side.link, f"{self.link(side.link)}（{tie.what}{mark}）")
        return "、".join(list(seen.values())[:_NEIGHBOURS])

    def _word(self, name: str) -> str:
        own = f"gap.{name}"
        return word(own if own in WORDS else name, self.language)


def _tile(cell: Covered, row: int, column: int) -> Tile:
    count = len(cell.enterprises)
    if count:
        return Tile(row, column, "many" if count > 1 else "one", count)
    shade = "empty" if cell.listed == 1.0 else "half" if cell.listed else ""
    mark = "guess" if cell.expected else ""
    return Tile(row, column, shade, 0, mark, min(cell.expected, 1.0))


_PARTS = ("bridge", "criticality", "emphasis", "hosts", "overlap")
