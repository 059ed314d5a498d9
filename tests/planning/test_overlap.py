"""Who claims a link, who has it, and Krugman's index, by hand and on the shipped plan."""

import pytest

from chainmatch.gaps.coverage import Cell
from chainmatch.planning.overlap import overlaps, specialisations
from chainmatch.workbench import Workbench


def cell(park: str, link: str, listed: float, *firms: str) -> Cell:
    return Cell(park, link, listed, firms, 0.0)


CELLS = (
    cell("a", "steel", 1.0, "f1", "f2", "f3"),
    cell("b", "steel", 1.0),
    cell("c", "steel", 0.0, "f4"),
    cell("a", "glass", 1.0),
    cell("b", "glass", 0.5),
    cell("b", "food", 0.0, "f5", "f6"),
    cell("", "food", 0.0, "f7"),
    cell("c", "milk", 1.0, "f8"),
)


def test_the_park_that_has_most_leads_and_an_empty_claim_gives_way() -> None:
    steel, glass = overlaps(("steel", "glass", "food", "milk"), CELLS)
    assert (steel.link, steel.leader, steel.listing, steel.holding) == ("steel", "a", 2, 2)
    assert [(c.park, c.part) for c in steel.claims] == [
        ("a", "lead"),
        ("c", "join"),
        ("b", "give way"),
    ]
    assert glass.leader == ""
    assert {c.part for c in glass.claims} == {"build"}


def test_one_enterprise_is_no_reason_to_give_way() -> None:
    (one,) = overlaps(("steel",), [cell("a", "steel", 1.0, "f1"), cell("b", "steel", 1.0)])
    assert [(c.park, c.part) for c in one.claims] == [("a", "lead"), ("b", "build")]


def test_the_quotient_is_the_share_in_the_park_over_that_in_the_region() -> None:
    steel = overlaps(("steel",), CELLS)[0]
    found = {c.park: c.quotient for c in steel.claims}
    # Seven enterprises stand in parks: four do steel, three of them in park a.
    assert found["a"] == pytest.approx((3 / 3) / (4 / 7))
    assert found["c"] == pytest.approx((1 / 2) / (4 / 7))
    assert found["b"] == 0.0
    glass = overlaps(("glass",), CELLS)[0]
    assert {c.quotient for c in glass.claims} == {None}


def test_krugmans_index_by_hand() -> None:
    a, b, c, d = specialisations(("a", "b", "c", "d"), CELLS)
    # Park a: all steel. The others: steel 1/4, food 2/4, milk 1/4.
    assert a.index == pytest.approx(abs(1 - 1 / 4) + 2 / 4 + 1 / 4)
    assert b.index == pytest.approx(2.0)
    assert (c.enterprises, c.links) == (2, 2)
    assert d.index is None
    assert d.complexity is None
    levels = [one.complexity for one in (a, b, c)]
    assert None not in levels
    assert sum(level or 0.0 for level in levels) == pytest.approx(0.0, abs=1e-9)


def test_the_shipped_claims_are_those_of_the_cells(workbench: Workbench) -> None:
    region = workbench.region
    held = {(c.park, c.link): c.enterprises for c in region.cells}
    for one in overlaps(region.links, region.cells):
        assert len(one.claims) >= 2
        for claim in one.claims:
            assert claim.enterprises == held[claim.park, one.link]
        most = max(len(claim.enterprises) for claim in one.claims)
        assert (one.leader == "") == (most == 0)
