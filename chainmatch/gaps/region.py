"""All gaps of a region: unlisted, planned and not filled, thin, and bridges; never mixed."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chainmatch.gaps.coverage import Cell, GapKind
from chainmatch.gaps.priority import Parts, Weights, priority
from chainmatch.gaps.supply import Bridge, Supply

_HALF_HOSTS = 2.0  # parks that could take a link for half of the full mark
_HALF_OVERLAP = 2.0  # other parks that hold a link for half of the full mark


@dataclass(frozen=True, slots=True)
class Emphasis:
    """How the plan speaks of links: those of its running text, the parks that could take each."""

    links: frozenset[str]
    hosts: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class RegionGap:
    """One gap: a link in a park, or in the region where `park` is None.

    `enterprises` are those known in the cell (one where it is thin), `elsewhere` the number known
    in the rest of the region, `expected` how many more the matcher expects in the cell; `listed`
    is how strongly the park lists the link; `bridge` names the filled neighbours.
    """

    kind: GapKind
    link: str
    park: str | None
    priority: float
    parts: Parts
    enterprises: tuple[str, ...]
    elsewhere: int
    expected: float
    listed: float
    bridge: Bridge


@dataclass(frozen=True, slots=True)
class Region:
    """What gaps are found in: links and parks in plan order, cells, relations, the plan's words."""

    links: Sequence[str]
    parks: Sequence[str]
    cells: Sequence[Cell]
    supply: Supply
    emphasis: Emphasis


def find_gaps(region: Region, weights: Weights | None = None) -> tuple[RegionGap, ...]:
    """Return every gap, the highest priority first, then in the order of the plan.

    unlisted: no park's layout names the link or its industry. planned_not_filled: a layout does,
    and no known enterprise is there. thin: one known enterprise is there. bridge: no known
    enterprise of the region does the link, and both a supplier and a user are known or expected.
    What the matcher expects fills no cell, but makes a gap less certain and so less urgent.
    """
    known = _Known(region)
    given = weights or Weights()
    found = [*_of_cells(region, known, given), *_of_links(region, known, given)]
    place = {link: i for i, link in enumerate(region.links)}
    seat = {park: i for i, park in enumerate(region.parks)}
    return tuple(
        sorted(found, key=lambda g: (-g.priority, place[g.link], seat.get(g.park or "", -1)))
    )


class _Known:
    """What is known of each link over all parks."""

    def __init__(self, region: Region) -> None:
        self.firms: dict[str, set[str]] = {link: set() for link in region.links}
        self.holders: dict[str, set[str]] = {link: set() for link in region.links}
        self.listing: dict[str, float] = {}
        self.expected: dict[str, float] = {}
        for cell in region.cells:
            if cell.enterprises:
                self.firms[cell.link].update(cell.enterprises)
                if cell.park:
                    self.holders[cell.link].add(cell.park)
            if cell.listed:
                self.listing[cell.link] = max(self.listing.get(cell.link, 0.0), cell.listed)
            if cell.expected:
                self.expected[cell.link] = self.expected.get(cell.link, 0.0) + cell.expected
        # Expected enterprises that may be none: the chance of at least one, as if by Poisson.
        self.filled = {
            link: 1.0 if firms else -math.expm1(-self.expected.get(link, 0.0))
            for link, firms in self.firms.items()
        }
        self.bridges = {link: region.supply.bridge(link, self.filled) for link in region.links}

    def parts(self, region: Region, kind: GapKind, cell: Cell) -> Parts:
        """Return the parts of one gap.

        Where a park lists only the industry of a link, it is as sure as the listing is strong that
        the park means this link: what speaks for the link counts for that share only.
        """
        link, park, listed = cell.link, cell.park or None, cell.listed
        meant = listed if kind == "planned_not_filled" else 1.0
        rare = meant / (1.0 + len(self.firms[link]) + self.expected.get(link, 0.0))
        hosts = len(region.emphasis.hosts.get(link, frozenset()))
        others = len(self.holders[link] - {park})
        return Parts(
            bridge=self.bridges[link].value * rare,
            criticality=region.supply.criticality.get(link, 0.0) * rare,
            emphasis=(listed + (link in region.emphasis.links)) / 2,
            hosts=meant * hosts / (hosts + _HALF_HOSTS),
            overlap=others / (others + _HALF_OVERLAP),
        )


def _of_cells(region: Region, known: _Known, weights: Weights) -> Iterable[RegionGap]:
    for cell in region.cells:
        if not cell.park:
            continue
        kind: GapKind
        if cell.listed and not cell.enterprises:
            kind = "planned_not_filled"
        elif len(cell.enterprises) == 1:
            kind = "thin"
        else:
            continue
        yield _gap(region, known, weights, kind, cell)


def _of_links(region: Region, known: _Known, weights: Weights) -> Iterable[RegionGap]:
    for link in region.links:
        listed = known.listing.get(link, 0.0)
        cell = Cell("", link, listed, (), known.expected.get(link, 0.0))
        if not listed:
            yield _gap(region, known, weights, "unlisted", cell)
        bridge = known.bridges[link]
        if not known.firms[link] and bridge.value > 0:
            yield _gap(region, known, weights, "bridge", cell)


def _gap(region: Region, known: _Known, weights: Weights, kind: GapKind, cell: Cell) -> RegionGap:
    park = cell.park or None
    parts = known.parts(region, kind, cell)
    return RegionGap(
        kind=kind,
        link=cell.link,
        park=park,
        priority=priority(parts, weights),
        parts=parts,
        enterprises=cell.enterprises,
        elsewhere=len(known.firms[cell.link] - set(cell.enterprises)),
        expected=cell.expected,
        listed=cell.listed,
        bridge=known.bridges[cell.link],
    )
