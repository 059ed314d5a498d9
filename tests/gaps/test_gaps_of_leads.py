"""Which gap a lead would close, from plain assignments."""

from itertools import permutations

import pytest

from chainmatch.gaps.coverage import Assignment, Coverage, Gap
from chainmatch.planning.holdings import assignments
from chainmatch.workbench import Workbench

CELLS = (
    Assignment("p1", "listed", "plan", 1.0),
    Assignment("p2", "listed", "plan", 1.0),
    Assignment("p2", "listed", "enterprise", 1.0),
    Assignment("p1", "half", "plan", 0.5),
    Assignment("p1", "full", "plan", 1.0),
    Assignment("p1", "full", "enterprise", 1.0),
    Assignment("p1", "full", "enterprise", 1.0),
    Assignment("p1", "desert", "plan", 1.0),
)
COVERAGE = Coverage(CELLS)


@pytest.mark.parametrize(
    ("link", "park", "kind"),
    [
        ("listed", "p1", "planned_not_filled"),
        ("listed", "p2", "thin"),
        ("half", "p1", None),
        ("full", "p1", None),
        ("full", "p2", None),
        ("desert", "p1", "planned_not_filled"),
        ("unknown", "p1", None),
    ],
)
def test_a_cell_has_its_gap(link: str, park: str, kind: str | None) -> None:
    assert COVERAGE.kind(link, park) == kind


def test_priority_is_probability_times_emptiness() -> None:
    shares = {"listed": 0.5, "desert": 0.3, "nowhere": 0.2, "full": 0.9, "unlikely": 0.14}
    assert COVERAGE.fills(shares, {"p1": 0.4, "p2": 0.4}) == (
        Gap("desert", "p1", "planned_not_filled", 0.3),
        Gap("listed", "p1", "planned_not_filled", pytest.approx(0.3)),
        Gap("nowhere", None, "unlisted", 0.2),
        Gap("listed", "p2", "thin", pytest.approx(0.15)),
    )


def test_a_bridge_is_a_gap_of_the_region_beside_the_others() -> None:
    bridged = Coverage(CELLS, {"desert": 0.5, "nowhere": 0.25})
    assert bridged.fills({"desert": 0.4, "nowhere": 0.4}, {"p1": 0.4}) == (
        Gap("desert", "p1", "planned_not_filled", 0.4),
        Gap("nowhere", None, "unlisted", 0.4),
        Gap("desert", None, "bridge", 0.2),
        Gap("nowhere", None, "bridge", 0.1),
    )


def test_only_the_named_parks_are_looked_at() -> None:
    assert [gap.park for gap in COVERAGE.fills({"listed": 0.5}, {"p2": 0.4})] == ["p2"]
    assert COVERAGE.fills({"listed": 0.5}, {}) == ()


def test_the_order_of_assignments_changes_nothing() -> None:
    shares = {"listed": 0.5, "desert": 0.5, "nowhere": 0.5}
    found = {
        Coverage(order).fills(shares, {"p2": 0.4, "p1": 0.4}) for order in permutations(CELLS[:5])
    }
    assert len(found) == 1


def test_a_gap_of_a_match_is_in_its_best_parks(workbench: Workbench) -> None:
    match = workbench.match_row({"text": "风力发电机组叶片制造"})
    best = {park.id for park in match.parks[:5]}
    links = {link.id for link in match.links}
    assert all(gap.park in best | {None} and gap.link in links for gap in match.gaps)
    priorities = [gap.priority for gap in match.gaps]
    assert priorities == sorted(priorities, reverse=True)
    assert all(0.0 <= priority <= 1.0 for priority in priorities)


def test_no_gap_is_offered_in_a_vetoed_park(workbench: Workbench) -> None:
    for text in ("年产三千吨除草剂原药", "葡萄酒酿造"):
        match = workbench.match_row({"text": text})
        vetoed = {park.id for park in match.parks if park.vetoed}
        assert vetoed
        assert not vetoed & {gap.park for gap in match.gaps}


def test_assignments_come_from_layouts_and_enterprises(workbench: Workbench) -> None:
    made = list(assignments(workbench.plan, workbench.graph, workbench.registry))
    parks = {park.id for park in workbench.plan.parks}
    links = {direction.id for direction in workbench.plan.directions}
    assert {a.origin for a in made} == {"plan", "enterprise"}
    assert all(a.park in parks | {""} and a.link in links for a in made)
    assert all(0 < a.strength <= 1 for a in made)
    held = sum(
        "." in link
        for e in workbench.registry.enterprises
        if e.park
        for link in e.directions_core or ()
    )
    assert sum(a.origin == "enterprise" and a.park != "" for a in made) == held


def test_a_much_less_probable_park_is_not_said_to_be_filled() -> None:
    near, far = {"p1": 0.8, "p2": 0.4}, {"p1": 0.8, "p2": 0.1}
    halved = {gap.park: gap.priority for gap in COVERAGE.fills({"listed": 0.5}, near)}["p2"]
    alone = COVERAGE.fills({"listed": 0.5}, {"p2": 0.4})[0].priority
    assert halved == pytest.approx(alone / 2)
    assert "p2" not in {gap.park for gap in COVERAGE.fills({"listed": 0.5}, far)}
