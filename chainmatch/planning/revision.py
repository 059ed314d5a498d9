"""What a new plan changes beyond its own words: gaps, and the answers that leads were given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from chainmatch.gaps.coverage import GapKind
from chainmatch.gaps.region import RegionGap, find_gaps
from chainmatch.matching.result import Match
from chainmatch.plan.diff import Pairs
from chainmatch.plan.graph import ChainGraph
from chainmatch.plan.relations import Relation
from chainmatch.plan.schema import Plan
from chainmatch.planning.holdings import assignments
from chainmatch.planning.region import build_region
from chainmatch.registry.known import Registry


@dataclass(frozen=True, slots=True)
class GapMove:
    """A gap that only one of the plans has; `link` and `park` are ids of the plan that has it."""

    how: Literal["opened", "closed"]
    kind: GapKind
    link: str
    park: str | None


@dataclass(frozen=True, slots=True)
class VerdictMove:
    """A lead whose answer differs: status, first link or first park, before and after."""

    lead: str
    before: tuple[str, str, str]
    after: tuple[str, str, str]


def gaps_of(plan: Plan, registry: Registry, relations: Iterable[Relation]) -> tuple[RegionGap, ...]:
    """Return the gaps of a plan by what is known for sure, without guesses.

    Enterprises and relations whose links or parks the plan does not have fall out.
    """
    graph = ChainGraph(plan)
    links = {direction.id for direction in plan.directions}
    kept = [one for one in relations if {one.up_link, one.down_link} <= links]
    return find_gaps(build_region(plan, graph, kept, assignments(plan, graph, registry)))


def gap_moves(
    old: Sequence[RegionGap], new: Sequence[RegionGap], same: Pairs
) -> tuple[GapMove, ...]:
    """Return the gaps that open and close; the same gap means the same kind, link and park."""
    before = {(gap.kind, gap.link, gap.park): gap for gap in old}
    after = {_key(gap, same) for gap in new}
    opened = [
        GapMove("opened", gap.kind, gap.link, gap.park)
        for gap in new
        if _key(gap, same) not in before
    ]
    closed = [
        GapMove("closed", gap.kind, gap.link, gap.park)
        for key, gap in before.items()
        if key not in after
    ]
    return (*opened, *closed)


def verdict_moves(
    before: Sequence[Match], after: Sequence[Match], same: Pairs
) -> tuple[VerdictMove, ...]:
    """Return the leads, in their order, whose status, first link or first park differs."""
    found = []
    for one, other in zip(before, after, strict=True):
        was, now = _verdict(one), _verdict(other)
        meant = (now[0], same.links.get(now[1], ""), same.parks.get(now[2], ""))
        if was != (meant if other.links else now):
            found.append(VerdictMove(other.id, was, now))
    return tuple(found)


def _key(gap: RegionGap, same: Pairs) -> tuple[GapKind, str, str | None]:
    park = same.parks.get(gap.park, "") if gap.park else None
    return gap.kind, same.links.get(gap.link, ""), park


def _verdict(match: Match) -> tuple[str, str, str]:
    link = match.links[0].id if match.links else ""
    return match.status, link, match.parks[0].id if match.parks else ""
