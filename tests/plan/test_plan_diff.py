"""Two plans side by side: nothing for equal ones, each edit found as what it is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.paths import home
from chainmatch.plan.diff import Move, diff, likeness, pairs
from chainmatch.plan.load import load_plan
from chainmatch.plan.schema import Document, LayoutEntry, LayoutLink, Plan, Product
from chainmatch.workbench import Workbench

HERE = Document("n", "p")


@pytest.fixture(scope="module")
def plan(workbench: Workbench) -> Plan:
    return workbench.plan


def edited(plan: Plan, number: int = 0, **change: object) -> Plan:
    """Return the plan with its first industry's direction of that number changed."""
    first = plan.industries[0]
    links = list(first.directions)
    links[number] = replace(links[number], **change)  # type: ignore[arg-type]
    return replace(plan, industries=(replace(first, directions=tuple(links)), *plan.industries[1:]))


def told(moves: tuple[Move, ...]) -> list[tuple[str, str, str, str]]:
    return [(m.what, m.how, m.before, m.after) for m in moves]


def test_equal_plans_do_not_differ(plan: Plan) -> None:
    assert diff(plan, plan) == ()
    same = pairs(plan, plan)
    assert all(a == b for a, b in {**same.links, **same.parks}.items())


def test_a_new_name_is_a_new_name_and_not_another_link(plan: Plan) -> None:
    assert told(diff(plan, edited(plan, name="高端专用化学材料"))) == [
        ("link", "renamed", "高端专用化学品", "高端专用化学材料")
    ]


def test_another_number_and_another_name_that_is_alike_is_only_a_guess(plan: Plan) -> None:
    # 9.1 has another number and all of its old products; 高端专用化学品 is like its new name.
    assert told(diff(plan, edited(plan, id="9.9", name="高端专用化学材料")))[0] == (
        *("link", "alike"),
        *("高端专用化学品", "高端专用化学材料"),
    )
    assert told(diff(plan, edited(plan, id="9.9")))[0][1] == "renamed"


def test_other_products_under_another_name_are_another_link(plan: Plan) -> None:
    assert told(diff(plan, edited(plan, name="量子计算")))[0][1] == "renamed"
    found = diff(plan, edited(plan, name="量子计算", products=(Product("9.1.1", "量子", HERE),)))
    kinds = told(found)
    assert ("link", "added", "", "量子计算") in kinds
    assert ("link", "removed", "高端专用化学品", "") in kinds


def test_a_product_more_or_less_is_found(plan: Plan) -> None:
    old = plan.industries[0].directions[0].products
    more = (*old, Product("9.1.10", "环氧树脂", HERE))
    assert told(diff(plan, edited(plan, products=more))) == [("product", "added", "", "环氧树脂")]
    assert told(diff(plan, edited(plan, products=old[:-1]))) == [
        ("product", "removed", old[-1].name, "")
    ]


def with_entry(plan: Plan) -> Plan:
    zone = plan.zones[1]
    entry = LayoutEntry("9.9", "同位素药物", (LayoutLink("17.6", "direction", "curated"),), HERE)
    park = replace(zone.parks[0], layout=(*zone.parks[0].layout, entry))
    zones = list(plan.zones)
    zones[1] = replace(zone, parks=(park, *zone.parks[1:]))
    return replace(plan, zones=tuple(zones))


def test_a_layout_entry_brings_its_tie(plan: Plan) -> None:
    found = diff(plan, with_entry(plan))
    assert ("layout", "added", "", "同位素药物") in told(found)
    (tie,) = [move for move in found if move.what == "tie"]
    # The industry leans on the park's zone, which said a little already.
    assert (tie.after_id, tie.how) == ("17.6", "changed")
    assert tie.detail.endswith("0.2 → 1")


def test_a_target_that_moves_is_told_with_both_values(plan: Plan) -> None:
    row = plan.indicators[0]
    moved = replace(row, expected=row.expected + 1)
    (found,) = diff(plan, replace(plan, indicators=(moved, *plan.indicators[1:])))
    assert (found.what, found.how) == ("indicator", "changed")
    assert f"{row.expected:g}" in found.detail
    assert f"{moved.expected:g}" in found.detail


def test_the_way_back_is_the_contrary(plan: Plan) -> None:
    contrary = {"added": "removed", "removed": "added", "renamed": "renamed", "changed": "changed"}
    there, back = diff(plan, with_entry(plan)), diff(with_entry(plan), plan)
    assert sorted((m.what, contrary[m.how], m.after, m.before) for m in there) == sorted(
        (m.what, m.how, m.before, m.after) for m in back
    )


def test_links_in_another_order_are_the_same_links(plan: Plan) -> None:
    first = plan.industries[0]
    turned = [replace(link, id=f"9.{i}") for i, link in enumerate(reversed(first.directions), 1)]
    other = replace(
        plan, industries=(replace(first, directions=tuple(turned)), *plan.industries[1:])
    )
    moves = [move for move in diff(plan, other) if move.what == "link"]
    assert {(move.how, move.before == move.after) for move in moves} == {("renamed", True)}


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_likeness_is_symmetric_and_one_for_the_same(one: str, other: str) -> None:
    assert likeness(one, one) == 1.0
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0


@pytest.mark.parametrize("name", ["province-2021-2025", "lanzhou-hitech-2018"])
def test_an_older_plan_stands_beside_the_shipped_one(name: str, plan: Plan) -> None:
    old = load_plan(home() / "data" / "older_plans" / name)
    moves = diff(old, plan)
    links = {move.after for move in moves if (move.what, move.how) == ("link", "added")}
    assert "加速器装备" in links
    gone = {move.before for move in moves if move.how == "removed"}
    assert gone
    paired = pairs(old, plan)
    assert len(set(paired.links.values())) == len(paired.links)
