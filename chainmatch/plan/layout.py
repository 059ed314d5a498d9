"""Questions about what parks and zones are to hold."""

from chainmatch.plan.schema import LayoutEntry, Park, Plan, Zone


def entries(plan: Plan) -> tuple[LayoutEntry, ...]:
    """Return the layout entries of all zones and parks in the order of the plan."""
    areas: list[Zone | Park] = []
    for zone in plan.zones:
        areas += [zone, *zone.parks]
    return tuple(entry for area in areas for entry in area.layout)


def unlinked(plan: Plan) -> tuple[LayoutEntry, ...]:
    """Return the layout entries that no term and no person ties to the chain."""
    return tuple(entry for entry in entries(plan) if not entry.links)
