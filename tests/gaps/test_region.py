"""Four kinds of gaps, never mixed; priority as the sum of its parts."""

import math
from dataclasses import replace

import numpy as np
import pytest

from chainmatch.errors import InputError
from chainmatch.gaps.coverage import Assignment, Cell, cells
from chainmatch.gaps.priority import Parts, Weights, priorities, priority, stability
from chainmatch.gaps.region import Emphasis, Region, RegionGap, find_gaps
from chainmatch.gaps.supply import Edge, Supply

LINKS = ("ore", "metal", "battery", "car", "lonely")
EDGES = (
    Edge("r1", "ore", "metal", 1.0),
    Edge("r2", "metal", "battery", 1.0),
    Edge("r3", "battery", "car", 1.0),
)


def plan(park: str, link: str, strength: float = 1.0) -> Assignment:
    return Assignment(park, link, "plan", strength)


def firm(who: str, park: str, link: str) -> Assignment:
    return Assignment(park, link, "enterprise", 1.0, who)


KNOWN = (
    plan("p1", "metal"),
    plan("p2", "metal"),
    plan("p1", "battery"),
    plan("p1", "car", 0.5),
    plan("p1", "ore"),
    firm("a", "p1", "metal"),
    firm("b", "p1", "metal"),
    firm("c", "p2", "car"),
    firm("d", "", "ore"),
)


def region(*assigned: Assignment) -> Region:
    hosts = {"battery": frozenset({"p1", "p2"})}
    return Region(
        LINKS,
        ("p1", "p2"),
        cells(assigned),
        Supply(LINKS, EDGES),
        Emphasis(frozenset({"battery"}), hosts),
    )


def found(*assigned: Assignment) -> set[tuple[str, str, str | None]]:
    return {(gap.kind, gap.link, gap.park) for gap in find_gaps(region(*assigned))}


def test_every_gap_has_its_kind_and_no_other() -> None:
    assert found(*KNOWN) == {
        ("planned_not_filled", "metal", "p2"),
        ("planned_not_filled", "battery", "p1"),
        ("planned_not_filled", "car", "p1"),
        ("planned_not_filled", "ore", "p1"),
        ("thin", "car", "p2"),
        ("bridge", "battery", None),
        ("unlisted", "lonely", None),
    }


def test_a_second_enterprise_ends_a_thin_cell_and_the_same_one_twice_does_not() -> None:
    again, other = firm("c", "p2", "car"), firm("e", "p2", "car")
    assert ("thin", "car", "p2") in found(*KNOWN, again)
    assert ("thin", "car", "p2") not in found(*KNOWN, other)


def test_an_enterprise_in_no_park_fills_no_cell_but_its_link() -> None:
    outside = firm("f", "", "battery")
    assert ("planned_not_filled", "battery", "p1") in found(*KNOWN, outside)
    assert ("bridge", "battery", None) not in found(*KNOWN, outside)


def test_a_guess_fills_no_cell() -> None:
    guess = Assignment("p1", "battery", "inferred", 0.9, "g")
    assert found(*KNOWN, guess) == found(*KNOWN)
    gap = of(find_gaps(region(*KNOWN, guess)), "planned_not_filled", "battery")
    assert gap.expected == 0.9
    sure = of(find_gaps(region(*KNOWN)), "planned_not_filled", "battery")
    assert gap.parts.bridge == pytest.approx(sure.parts.bridge / 1.9)
    assert gap.priority < sure.priority


def test_an_expected_neighbour_is_half_a_neighbour() -> None:
    guess = Assignment("p1", "lonely", "inferred", 0.5, "g")
    edges = (*EDGES, Edge("r4", "lonely", "ore", 1.0))
    alone = [a for a in KNOWN if a.link != "ore"]
    made = replace(region(*alone, guess), supply=Supply(LINKS, edges))
    bridge = of(find_gaps(made), "bridge", "ore")
    assert bridge.bridge.value == pytest.approx(1 - math.exp(-0.5))


def of(gaps: tuple[RegionGap, ...], kind: str, link: str) -> RegionGap:
    return next(gap for gap in gaps if (gap.kind, gap.link) == (kind, link))


def test_the_parts_of_a_gap_by_hand() -> None:
    gap = of(find_gaps(region(*KNOWN)), "planned_not_filled", "battery")
    assert gap.parts.bridge == 1.0
    assert gap.parts.emphasis == 1.0  # its park lists it and the running text names it
    assert gap.parts.hosts == 0.5  # two parks: 2 / (2 + 2)
    assert gap.parts.overlap == 0.0
    metal = of(find_gaps(region(*KNOWN)), "planned_not_filled", "metal")
    assert metal.elsewhere == 2
    assert metal.parts.overlap == pytest.approx(1 / 3)  # one other park holds it
    assert metal.parts.emphasis == 0.5


def test_cells_keep_three_origins_apart() -> None:
    guess = Assignment("p1", "metal", "inferred", 0.25, "g")
    more = Assignment("p1", "metal", "inferred", 0.5, "h")
    cell = next(c for c in cells([*KNOWN, guess, more]) if (c.park, c.link) == ("p1", "metal"))
    assert cell == Cell("p1", "metal", 1.0, ("a", "b"), 0.75)


def test_priority_is_the_weighted_mean_less_the_overlap() -> None:
    parts = Parts(bridge=0.5, criticality=0.2, emphasis=1.0, hosts=0.4, overlap=0.3)
    weights = Weights(bridge=2.0, criticality=1.0, emphasis=1.0, hosts=0.0, overlap=0.5)
    assert priority(parts, weights) == pytest.approx((1.0 + 0.2 + 1.0 - 0.15) / 4)
    assert priority(replace(parts, overlap=1.0), Weights(0, 1, 0, 0, 1)) == 0.0


def test_the_order_is_firm_where_one_gap_leads_in_all_parts() -> None:
    ahead = Parts(1.0, 1.0, 1.0, 1.0, 0.0)
    rest = [Parts(i / 40, i / 40, i / 40, i / 40, 0.0) for i in range(20)]
    firm_order = stability([ahead, *rest], Weights())
    assert (firm_order.kept, firm_order.least) == (1.0, 1.0)
    assert firm_order.tau == pytest.approx(1.0)
    assert stability([], Weights()).draws == 0


def test_an_order_that_hangs_on_one_weight_is_not_firm() -> None:
    sides = [Parts(float(i % 2), 1 - float(i % 2), 0, 0, 0) for i in range(30)]
    even = Weights(bridge=1.0, criticality=1.0, emphasis=0, hosts=0, overlap=0)
    assert stability(sides, even).kept < 0.9


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"beauty": 1.0}, "weight beauty=1 is not allowed; allowed are bridge, criticality"),
        ({"bridge": -0.1}, "weight bridge=-0.1 is not allowed"),
        ({"bridge": float("nan")}, "weight bridge=nan is not allowed"),
        (dict.fromkeys(("bridge", "criticality", "emphasis", "hosts"), 0.0), "at least one above"),
    ],
)
def test_weights_that_make_no_sense_are_refused(given: dict[str, float], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Weights().changed(given)


def test_many_priorities_are_those_of_one() -> None:
    dice = np.random.default_rng(5)
    rows = [Parts(*dice.random(5).tolist()) for _ in range(20)]
    table = np.array([[p.bridge, p.criticality, p.emphasis, p.hosts, p.overlap] for p in rows])
    weights = Weights()
    row = np.array([0.35, 0.25, 0.25, 0.15, 0.15])
    assert priorities(table, row).tolist() == pytest.approx([priority(p, weights) for p in rows])
