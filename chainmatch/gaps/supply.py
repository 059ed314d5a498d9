"""What the supply relations say of a link: how much hangs on it, and whether it joins two sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_STAY = 0.85  # chance to go on to a supplier, as in Page et al. (1999)
_ROUNDS = 100
_CLOSE = 1e-10


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation between links: `share` in (0, 1] is how much `down` leans on `up`."""

    id: str
    up: str
    down: str
    share: float


@dataclass(frozen=True, slots=True)
class Side:
    """A filled neighbour of a link: over which relation, and how sure it is that it is filled."""

    edge: str
    link: str
    share: float
    filled: float


@dataclass(frozen=True, slots=True)
class Bridge:
    """How far a link lies between filled suppliers and filled users, in [0, 1], and over whom."""

    value: float
    up: tuple[Side, ...]
    down: tuple[Side, ...]


class Supply:
    """The dependency graph of links; relations of a link with itself count for nothing here."""

    def __init__(self, links: Sequence[str], edges: Sequence[Edge]) -> None:
        self.links = tuple(links)
        self.edges = tuple(e for e in edges if e.up != e.down)
        self._into: dict[str, list[Edge]] = {}
        self._out: dict[str, list[Edge]] = {}
        for edge in self.edges:
            self._into.setdefault(edge.down, []).append(edge)
            self._out.setdefault(edge.up, []).append(edge)

    def bridge(self, link: str, filled: Mapping[str, float]) -> Bridge:
        """Return how far a link lies between filled neighbours, given the chance of each.

        value = P(some supplier) x P(some user), where P = 1 - product of (1 - share x filled) over
        the neighbours, taken as independent; 0 where one and the same link is all of either side.
        """
        up = _sides(self._into.get(link, ()), filled, up=True)
        down = _sides(self._out.get(link, ()), filled, up=False)
        apart = len({side.link for side in (*up, *down)}) > 1
        return Bridge(_some(up) * _some(down) if apart else 0.0, up, down)

    @cached_property
    def criticality(self) -> Mapping[str, float]:
        """How much of the region's chains hangs on each link, in [0, 1]; the greatest has 1.

        PageRank from users to their suppliers: a user gives on its weight in parts, by the shares
        of its edges. A link that is one of many suppliers of its users gets a small part of each,
        so much named but replaceable links stay low.
        """
        if not self.links:
            return {}
        number = {link: i for i, link in enumerate(self.links)}
        # Several flows between two links count once, by the strongest.
        strongest: dict[tuple[int, int], float] = {}
        for edge in self.edges:
            ends = number[edge.down], number[edge.up]
            strongest[ends] = max(strongest.get(ends, 0.0), edge.share)
        rank = page_rank(len(number), strongest)
        # What a link without users has, everyone has: only the rest says something.
        rest = rank - rank.min()
        top = float(rest.max())
        return dict(zip(self.links, (rest / top if top > 0 else rest).tolist(), strict=True))


def page_rank(size: int, edges: Mapping[tuple[int, int], float]) -> NDArray[np.float64]:
    """Return the PageRank of `size` nodes, sum 1, over weighted (source, target) edges.

    Nodes without edges out give to all alike. Page et al. (1999), by power iteration.
    """
    source = np.array([a for a, _ in edges], dtype=np.intp)
    target = np.array([b for _, b in edges], dtype=np.intp)
    weight = np.array(list(edges.values()), dtype=np.float64)
    out = np.bincount(source, weights=weight, minlength=size)
    part = weight / out[source] if len(weight) else weight
    rank = np.full(size, 1.0 / size)
    for _ in range(_ROUNDS):
        given = np.bincount(target, weights=rank[source] * part, minlength=size)
        moved = given + rank[out == 0].sum() / size
        new = _STAY * moved + (1 - _STAY) / size
        close = np.abs(new - rank).sum() < _CLOSE
        rank = new
        if close:
            break
    return rank


def _sides(edges: Sequence[Edge], filled: Mapping[str, float], *, up: bool) -> tuple[Side, ...]:
    ends = ((edge, edge.up if up else edge.down) for edge in edges)
    found = [Side(edge.id, end, edge.share, filled.get(end, 0.0)) for edge, end in ends]
    kept = [side for side in found if side.filled > 0]
    return tuple(sorted(kept, key=lambda s: (-s.share * s.filled, s.link, s.edge)))


def _some(sides: Sequence[Side]) -> float:
    # Several flows from one neighbour are one neighbour.
    best: dict[str, float] = {}
    for side in sides:
        best[side.link] = max(best.get(side.link, 0.0), side.share * side.filled)
    return 1.0 - float(np.prod([1.0 - chance for chance in best.values()]))
