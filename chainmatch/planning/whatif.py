"""What a change would do to the gaps: an enterprise more or less, a layout entry, a relation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from chainmatch.errors import InputError
from chainmatch.gaps.coverage import Assignment
from chainmatch.gaps.priority import Weights
from chainmatch.gaps.region import RegionGap, find_gaps
from chainmatch.plan.graph import ChainGraph
from chainmatch.plan.relations import Relation
from chainmatch.planning.barred import Barred
from chainmatch.planning.region import build_region

Key = tuple[str, str, str | None]
"""Kind, link and park of a gap: what makes it the same one before and after."""


@dataclass(frozen=True, slots=True)
class AddEnterprise:
    """An enterprise that is assumed to come: its park ("" for none) and the chance of each link.

    A link with chance 1 is assumed to be done; lower chances are kept as such and fill no cell.
    """

    name: str
    park: str
    links: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class RemoveEnterprise:
    """A known enterprise that is assumed to go."""

    id: str


@dataclass(frozen=True, slots=True)
class SetListing:
    """A park's layout that is assumed to name a link, or to name it no longer."""

    park: str
    link: str
    listed: bool


@dataclass(frozen=True, slots=True)
class AddRelation:
    """A supply relation that is assumed."""

    relation: Relation


@dataclass(frozen=True, slots=True)
class RemoveRelation:
    """A supply relation that is left out, by its id."""

    id: str


Change = AddEnterprise | RemoveEnterprise | SetListing | AddRelation | RemoveRelation


@dataclass(frozen=True, slots=True)
class Setting:
    """What gaps are found in, as plain facts that a change can be made to."""

    graph: ChainGraph
    assigned: tuple[Assignment, ...]
    relations: tuple[Relation, ...]
    barred: Barred = field(default_factory=dict)

    def gaps(self, weights: Weights) -> tuple[RegionGap, ...]:
        """Return the gaps as things stand."""
        facts = (self.graph.plan, self.graph, self.relations, self.assigned)
        return find_gaps(build_region(*facts, self.barred), weights)


@dataclass(frozen=True, slots=True)
class Moved:
    """A gap of the same kind, link and park whose priority changes."""

    before: RegionGap
    after: RegionGap


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Before and after: gaps closed and opened, gaps whose priority moves, the next best ones.

    `filled` counts (link, park) cells with a known or assumed enterprise, before and after;
    `expected` is what the assumed enterprises add to other cells, as a sum of probabilities.
    """

    closed: tuple[RegionGap, ...]
    opened: tuple[RegionGap, ...]
    moved: tuple[Moved, ...]
    following: tuple[RegionGap, ...]
    filled: tuple[int, int]
    expected: float


_NEXT = 10
_MOVES = 0.005  # a smaller change of a priority is none


def what_if(setting: Setting, changes: Sequence[Change], weights: Weights) -> WhatIf:
    """Return what the changes do together; unknown ids raise UnknownIdError or InputError."""
    changed = setting
    for change in changes:
        changed = applied(changed, change)
    before = {_key(gap): gap for gap in setting.gaps(weights)}
    after = {_key(gap): gap for gap in changed.gaps(weights)}
    both = [Moved(before[key], after[key]) for key in before if key in after]
    moved = [m for m in both if abs(m.after.priority - m.before.priority) > _MOVES]
    return WhatIf(
        closed=tuple(gap for key, gap in before.items() if key not in after),
        opened=tuple(gap for key, gap in after.items() if key not in before),
        moved=tuple(sorted(moved, key=lambda m: -abs(m.after.priority - m.before.priority))),
        following=tuple(after.values())[:_NEXT],
        filled=(_filled(setting.assigned), _filled(changed.assigned)),
        expected=_expected(changed.assigned) - _expected(setting.assigned),
    )


def applied(setting: Setting, change: Change) -> Setting:
    """Return the setting after one change."""
    if isinstance(change, AddEnterprise):
        return _with(setting, [*setting.assigned, *_assumed(setting.graph, change)])
    if isinstance(change, RemoveEnterprise):
        kept = [a for a in setting.assigned if a.who != change.id]
        if len(kept) == len(setting.assigned):
            raise InputError(
                f"enterprise {change.id!r} fills no link of the region; nothing to take away"
            )
        return _with(setting, kept)
    if isinstance(change, SetListing):
        return _listed(setting, change)
    if isinstance(change, AddRelation):
        for link in (change.relation.up_link, change.relation.down_link):
            setting.graph.direction(link)
        return replace(setting, relations=(*setting.relations, change.relation))
    rest = tuple(one for one in setting.relations if one.id != change.id)
    if len(rest) == len(setting.relations):
        raise InputError(f"relation {change.id!r} is not among the relations; nothing to take out")
    return replace(setting, relations=rest)


def _assumed(graph: ChainGraph, change: AddEnterprise) -> list[Assignment]:
    if change.park:
        graph.park(change.park)
    found = []
    for link, share in change.links.items():
        graph.direction(link)
        origin: Literal["enterprise", "inferred"] = "enterprise" if share == 1.0 else "inferred"
        if share > 0:
            found.append(Assignment(change.park, link, origin, share, f"+{change.name}"))
    return found


def _listed(setting: Setting, change: SetListing) -> Setting:
    setting.graph.park(change.park)
    setting.graph.direction(change.link)
    mine = [
        a
        for a in setting.assigned
        if (a.origin, a.park, a.link) == ("plan", change.park, change.link)
    ]
    if change.listed:
        if any(a.strength == 1.0 for a in mine):
            raise InputError(f"park {change.park} lists {change.link} already; nothing changes")
        new = Assignment(change.park, change.link, "plan", 1.0, "+layout")
        return _with(setting, [*setting.assigned, new])
    if not mine:
        raise InputError(f"park {change.park} does not list {change.link}; nothing to take away")
    return _with(setting, [a for a in setting.assigned if a not in mine])


def _with(setting: Setting, assigned: Iterable[Assignment]) -> Setting:
    return replace(setting, assigned=tuple(assigned))


def _key(gap: RegionGap) -> Key:
    return gap.kind, gap.link, gap.park


def _filled(assigned: Iterable[Assignment]) -> int:
    return len({(a.park, a.link) for a in assigned if a.origin == "enterprise" and a.park})


def _expected(assigned: Iterable[Assignment]) -> float:
    return sum(a.strength for a in assigned if a.origin == "inferred")
