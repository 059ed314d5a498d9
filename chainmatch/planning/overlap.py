"""Which parks claim the same links, who really has them, and how the work might be divided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from chainmatch.gaps.coverage import Cell
from chainmatch.gaps.related import complexity

Part = Literal["lead", "join", "build", "give way"]
"""lead: has most of the link; join: has some; build: lists it, and nobody has it yet; give way:
lists it and has nothing, while another park has it."""

_CLEAR = 2  # enterprises from which a park that has the link counts as its home


@dataclass(frozen=True, slots=True)
class Claim:
    """One park's claim on a link: how strongly its layout lists it, who is there, its part.

    `quotient` is the location quotient: the share of the link among the park's enterprises over
    that in the region, by counts of known enterprises, as no source gives employment; None where
    the park or the link has none.
    """

    park: str
    listed: float
    enterprises: tuple[str, ...]
    quotient: float | None
    part: Part


@dataclass(frozen=True, slots=True)
class Overlap:
    """One link that several parks claim; `leader` is the park that has most, "" if none has."""

    link: str
    claims: tuple[Claim, ...]
    leader: str
    listing: int
    holding: int


@dataclass(frozen=True, slots=True)
class Specialisation:
    """How special the enterprises of one park are: Krugman's index in [0, 2], 0 = as the region.

    `complexity` is the economic complexity of its links, mean 0 and deviation 1 over the parks;
    None where the park has nothing or too few parks have anything.
    """

    park: str
    enterprises: int
    links: int
    index: float | None
    complexity: float | None


def overlaps(links: Sequence[str], cells: Sequence[Cell]) -> tuple[Overlap, ...]:
    """Return the links that at least two parks list or hold, the most claimed first."""
    inside = [cell for cell in cells if cell.park and (cell.listed or cell.enterprises)]
    totals = _totals(inside)
    found = []
    for link in links:
        mine = [cell for cell in inside if cell.link == link]
        if len(mine) >= 2:
            found.append(_overlap(link, mine, totals))
    return tuple(sorted(found, key=lambda o: -len(o.claims)))


@dataclass(frozen=True, slots=True)
class _Totals:
    by_park: dict[str, int]
    by_link: dict[str, int]
    all: int


def _totals(cells: Sequence[Cell]) -> _Totals:
    by_park: dict[str, int] = {}
    by_link: dict[str, int] = {}
    for cell in cells:
        count = len(cell.enterprises)
        by_park[cell.park] = by_park.get(cell.park, 0) + count
        by_link[cell.link] = by_link.get(cell.link, 0) + count
    return _Totals(by_park, by_link, sum(by_park.values()))


def _overlap(link: str, cells: Sequence[Cell], totals: _Totals) -> Overlap:
    most = max(len(cell.enterprises) for cell in cells)
    # Two parks with as many: the one whose layout lists the link has the better claim.
    ranked = sorted(cells, key=lambda cell: (-len(cell.enterprises), -cell.listed, cell.park))
    leader = ranked[0].park if most else ""
    claims = tuple(
        Claim(
            park=cell.park,
            listed=cell.listed,
            enterprises=cell.enterprises,
            quotient=_quotient(cell, totals),
            part=_part(cell, leader, most),
        )
        for cell in ranked
    )
    holding = sum(bool(cell.enterprises) for cell in cells)
    return Overlap(link, claims, leader, sum(cell.listed > 0 for cell in cells), holding)


def _part(cell: Cell, leader: str, most: int) -> Part:
    if not most:
        return "build"
    if cell.park == leader:
        return "lead"
    if cell.enterprises:
        return "join"
    return "give way" if most >= _CLEAR else "build"


def _quotient(cell: Cell, totals: _Totals) -> float | None:
    park, link = totals.by_park[cell.park], totals.by_link[cell.link]
    if not park or not link:
        return None
    return (len(cell.enterprises) / park) / (link / totals.all)


def specialisations(parks: Sequence[str], cells: Sequence[Cell]) -> tuple[Specialisation, ...]:
    """Return Krugman's (1991) index, sum of |share in it - share in the others|, and complexity."""
    inside = [cell for cell in cells if cell.park and cell.enterprises]
    links = sorted({cell.link for cell in inside})
    table = np.zeros((len(parks), len(links)))
    for cell in inside:
        table[list(parks).index(cell.park), links.index(cell.link)] = len(cell.enterprises)
    complex_parks, _ = complexity(table > 0)
    found = []
    for row, park in enumerate(parks):
        own, rest = table[row], table.sum(axis=0) - table[row]
        known = own.sum() > 0 and rest.sum() > 0
        index = float(np.abs(own / own.sum() - rest / rest.sum()).sum()) if known else None
        level = None if np.isnan(complex_parks[row]) else float(complex_parks[row])
        found.append(Specialisation(park, int(own.sum()), int((own > 0).sum()), index, level))
    return tuple(found)
