"""Which links each park lists and which it holds, from plain assignments; what a lead would close.

Three origins are kept apart: what the plan lists, what a known enterprise is said to do, and what
the matcher infers, as a probability that is never rounded to a yes or no.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

GapKind = Literal["unlisted", "planned_not_filled", "thin", "bridge"]

# How empty a cell is, in [0, 1]: nobody in the region, nobody in this park, one enterprise in it.
_NOBODY, _NOT_HERE, _ONE = 1.0, 0.6, 0.3
_NEAR = 0.25  # share of the best park's probability that another park must have
_PROBABLE = 0.15  # links below this probability of the lead are not said to be filled by it


@dataclass(frozen=True, slots=True)
class Assignment:
    """A link in a park, by the plan, a known enterprise or the matcher, with a weight in (0, 1].

    The weight is 1 where the park's layout names the link and less where it names its industry,
    1 for an enterprise that a reader put there, and a probability where the matcher did; `who` is
    the enterprise. An empty `park` is an enterprise of the region that is known to be in no park.
    """

    park: str
    link: str
    origin: Literal["plan", "enterprise", "inferred"]
    strength: float
    who: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One (park, link) pair by its three origins; `park` is empty for the region outside parks.

    `listed` in [0, 1] is the strongest listing, `enterprises` those that are known to be there,
    `expected` how many more the matcher expects (a sum of probabilities).
    """

    park: str
    link: str
    listed: float
    enterprises: tuple[str, ...]
    expected: float


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in a (link, park) cell; `park` is None where no park lists the link.

    `priority` in [0, 1] is the lead's probability for the link, times that for the park against
    its best park, times how empty the cell is.
    """

    link: str
    park: str | None
    kind: GapKind
    priority: float


def cells(assignments: Iterable[Assignment]) -> tuple[Cell, ...]:
    """Return every cell that any origin fills, sorted by park and link."""
    listed: dict[tuple[str, str], float] = {}
    known: dict[tuple[str, str], dict[str, None]] = {}
    expected: dict[tuple[str, str], float] = {}
    for a in assignments:
        place = a.park, a.link
        if a.origin == "plan":
            listed[place] = max(listed.get(place, 0.0), a.strength)
        elif a.origin == "enterprise":
            known.setdefault(place, {})[a.who] = None
        else:
            expected[place] = expected.get(place, 0.0) + a.strength
    return tuple(
        Cell(*place, listed.get(place, 0.0), tuple(known.get(place, ())), expected.get(place, 0.0))
        for place in sorted({*listed, *known, *expected})
    )


class Coverage:
    """The (park, link) cells that the plan lists and that known enterprises hold."""

    def __init__(
        self, assignments: Iterable[Assignment], bridges: Mapping[str, float] | None = None
    ) -> None:
        """Take the cells, and how far each empty link lies between filled ones, in (0, 1]."""
        self._bridges = bridges or {}
        self._listed: dict[str, set[str]] = {}
        self._wanted: set[str] = set()
        self._held: dict[tuple[str, str], float] = {}
        for a in assignments:
            if a.origin == "plan":
                # A park that lists a whole industry does not yet list each of its links.
                self._wanted.add(a.link)
                if a.strength == 1.0:
                    self._listed.setdefault(a.link, set()).add(a.park)
            elif a.origin == "enterprise" and a.park:
                self._held[a.park, a.link] = self._held.get((a.park, a.link), 0.0) + a.strength
        self._held_links = {link for _, link in self._held}

    def kind(self, link: str, park: str) -> GapKind | None:
        """Return the kind of gap in one cell, or None where it is filled or not wanted there."""
        held = self._held.get((park, link), 0.0)
        if park in self._listed.get(link, ()) and not held:
            return "planned_not_filled"
        return "thin" if 0.0 < held <= 1.0 else None

    def fills(self, links: Mapping[str, float], parks: Mapping[str, float]) -> tuple[Gap, ...]:
        """Return the gaps that a lead would close, the highest priority first.

        `links` and `parks` are the lead's probabilities, in [0, 1]; parks that are much less
        probable than the best one are not said to be filled.
        """
        best = max(parks.values(), default=0.0)
        near = {park: share / best for park, share in parks.items() if share >= _NEAR * best > 0}
        found = [
            gap
            for link, share in links.items()
            if share >= _PROBABLE
            for gap in self._of(link, share, near)
        ]
        return tuple(sorted(found, key=lambda g: (-g.priority, g.link, g.park or "")))

    def _of(self, link: str, share: float, parks: Mapping[str, float]) -> list[Gap]:
        bridge = self._bridges.get(link, 0.0)
        found = [Gap(link, None, "bridge", share * bridge)] if bridge else []
        if link not in self._wanted:
            return [*found, Gap(link, None, "unlisted", share * self._empty(link, None))]
        kinds = ((park, near, self.kind(link, park)) for park, near in parks.items())
        return found + [
            Gap(link, park, kind, share * near * self._empty(link, kind))
            for park, near, kind in kinds
            if kind
        ]

    def _empty(self, link: str, kind: GapKind | None) -> float:
        if kind == "thin":
            return _ONE
        return _NOT_HERE if link in self._held_links else _NOBODY
