"""Parks that cannot take a link: only where every product of it meets a veto."""

from dataclasses import replace

from chainmatch.plan.graph import ChainGraph
from chainmatch.plan.schema import Plan
from chainmatch.planning.barred import barred
from chainmatch.planning.region import build_region, hosts
from chainmatch.workbench import Workbench

LINK, PARK = "20.5", "lzxq-chem"  # a belt of tourism, and a park that takes chemistry only


def with_products(plan: Plan, kept: tuple[str, ...]) -> Plan:
    """Return the plan with only those products of the link that are named."""
    industries = []
    for industry in plan.industries:
        directions = tuple(
            replace(d, products=tuple(p for p in d.products if p.name in kept))
            if d.id == LINK
            else d
            for d in industry.directions
        )
        industries.append(replace(industry, directions=directions))
    return replace(plan, industries=tuple(industries))


def test_the_shipped_plan_bars_no_link_from_a_park(workbench: Workbench) -> None:
    # Each link has a product that any park may take, so the priorities do not change.
    assert barred(workbench.matcher) == {}


def test_a_link_is_barred_where_each_of_its_products_is_vetoed(workbench: Workbench) -> None:
    direction = workbench.graph.direction(LINK)
    names = tuple(product.name for product in direction.products)
    alone = {
        name: PARK
        in barred(Workbench.open(plan=with_products(workbench.plan, (name,))).matcher).get(LINK, ())
        for name in names
    }
    vetoed = tuple(name for name, found in alone.items() if found)
    assert 0 < len(vetoed) < len(names)
    together = Workbench.open(plan=with_products(workbench.plan, vetoed))
    assert barred(together.matcher) == {LINK: frozenset({PARK})}
    one_more = next(name for name in names if name not in vetoed)
    mixed = Workbench.open(plan=with_products(workbench.plan, (*vetoed, one_more)))
    assert barred(mixed.matcher) == {}


def test_a_barred_park_is_no_host(workbench: Workbench) -> None:
    graph: ChainGraph = workbench.graph
    link = next(d.id for d in workbench.plan.directions if len(hosts(graph, d.id)) > 1)
    able = frozenset(tie.park for tie in hosts(graph, link))
    out = frozenset({min(able)})
    facts = (workbench.plan, graph, workbench.relations, workbench.assigned)
    assert build_region(*facts).emphasis.hosts[link] == able
    assert build_region(*facts, {link: out}).emphasis.hosts[link] == able - out
