"""From plan, relations and assignments to the region that gaps are found in."""

from collections.abc import Iterable

from chainmatch.gaps.coverage import Assignment, cells
from chainmatch.gaps.region import Emphasis, Region
from chainmatch.gaps.supply import Edge, Supply
from chainmatch.plan.graph import ChainGraph, Tie
from chainmatch.plan.relations import Relation
from chainmatch.plan.schema import Plan
from chainmatch.planning.barred import Barred

NOTHING_BARRED: Barred = {}

_HOST = 0.5  # strength of a tie from which a park counts as able to take a link
OFFICIAL_COUNT = "高新技术企业"
"""The row of the plan's tables that shows how many enterprises of a zone are not in the list."""


def build_region(
    plan: Plan,
    graph: ChainGraph,
    relations: Iterable[Relation],
    assigned: Iterable[Assignment],
    barred: Barred = NOTHING_BARRED,
) -> Region:
    """Return the region of a plan; relations between products count for their links.

    Parks that are `barred` from a link are not among those that could take it.
    """
    return Region(
        links=[direction.id for direction in plan.directions],
        parks=[park.id for park in plan.parks],
        cells=cells(assigned),
        supply=_supply(plan, relations),
        emphasis=emphasis(plan, graph, barred),
    )


def bridges(
    plan: Plan, relations: Iterable[Relation], assigned: Iterable[Assignment]
) -> dict[str, float]:
    """Return how far each link that nobody does lies between links that someone does, in (0, 1]."""
    supply = _supply(plan, relations)
    filled = {a.link: 1.0 for a in assigned if a.origin == "enterprise"}
    empty = (link for link in supply.links if link not in filled)
    found = {link: supply.bridge(link, filled).value for link in empty}
    return {link: value for link, value in found.items() if value > 0}


def _supply(plan: Plan, relations: Iterable[Relation]) -> Supply:
    edges = [Edge(one.id, one.up_link, one.down_link, one.share) for one in relations]
    return Supply([direction.id for direction in plan.directions], edges)


def hosts(graph: ChainGraph, link: str) -> tuple[Tie, ...]:
    """Return the ties to the parks that could take a link, the strongest first.

    A park could take it where its layout names the link or its industry, or the industry leans
    on the park (依托).
    """
    return tuple(tie for tie in graph.parks_of_link(link) if tie.strength >= _HOST)


def emphasis(plan: Plan, graph: ChainGraph, barred: Barred = NOTHING_BARRED) -> Emphasis:
    """Return the links that the running text names, and the parks that could take each link."""
    named = {link for i in plan.industries for focus in i.focus for link in focus.directions}
    able = {
        d.id: frozenset(tie.park for tie in hosts(graph, d.id)) - barred.get(d.id, frozenset())
        for d in plan.directions
    }
    return Emphasis(frozenset(named), able)


def official_counts(plan: Plan) -> dict[str, int]:
    """Return the number of high-tech enterprises of each zone in the plan's base year."""
    zones = {zone.name: zone.id for zone in plan.zones}
    return {
        zones[row.area]: round(row.base)
        for row in plan.indicators
        if row.name == OFFICIAL_COUNT and row.area in zones
    }
