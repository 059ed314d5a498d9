"""What a change does to the gaps of the shipped plan, and that the contrary change undoes it."""

from dataclasses import replace

import pytest

from chainmatch.errors import ChainmatchError, InputError
from chainmatch.gaps.priority import Weights
from chainmatch.plan.relations import Relation
from chainmatch.planning.holdings import assignments
from chainmatch.planning.whatif import (
    AddEnterprise,
    AddRelation,
    Change,
    RemoveEnterprise,
    RemoveRelation,
    SetListing,
    Setting,
    applied,
    what_if,
)
from chainmatch.workbench import Workbench

TIE = Relation(
    *("x1", "10.2", "17.3", "material", "铜材", ("3240",), ("3569",), ("铜材",), ("磁体",)),
    *("inferred", 2, "磁体绕组用铜", "工艺"),
)


@pytest.fixture(scope="module")
def setting(workbench: Workbench) -> Setting:
    known = assignments(workbench.plan, workbench.graph, workbench.registry)
    return Setting(workbench.graph, tuple(known), ())


def keys(gaps: object) -> set[tuple[str, str, str | None]]:
    return {(gap.kind, gap.link, gap.park) for gap in gaps}  # type: ignore[attr-defined]


def test_an_enterprise_turns_an_empty_cell_into_a_thin_one(setting: Setting) -> None:
    gap = next(g for g in setting.gaps(Weights()) if g.kind == "planned_not_filled")
    change = AddEnterprise("新企业", gap.park or "", {gap.link: 1.0})
    found = what_if(setting, [change], Weights())
    assert keys(found.closed) >= {("planned_not_filled", gap.link, gap.park)}
    assert ("thin", gap.link, gap.park) in keys(found.opened)
    assert found.filled[1] == found.filled[0] + 1
    twice = what_if(setting, [change, replace(change, name="又一家")], Weights())
    assert ("thin", gap.link, gap.park) not in keys(twice.opened)


def test_a_chance_fills_nothing_and_is_kept(setting: Setting) -> None:
    gap = next(g for g in setting.gaps(Weights()) if g.kind == "planned_not_filled")
    found = what_if(setting, [AddEnterprise("线索", gap.park or "", {gap.link: 0.8})], Weights())
    assert (found.closed, found.opened) == ((), ())
    assert found.expected == pytest.approx(0.8)


def test_the_enterprise_that_goes_leaves_a_gap(setting: Setting, workbench: Workbench) -> None:
    thin = next(
        g for g in setting.gaps(Weights()) if g.kind == "thin" and g.listed and not g.elsewhere
    )
    found = what_if(setting, [RemoveEnterprise(thin.enterprises[0])], Weights())
    assert ("planned_not_filled", thin.link, thin.park) in keys(found.opened)
    assert ("thin", thin.link, thin.park) in keys(found.closed)


def test_a_listing_opens_a_gap_and_its_removal_closes_it(setting: Setting) -> None:
    unlisted = next(g for g in setting.gaps(Weights()) if g.kind == "unlisted")
    add = SetListing("lzgx-heping", unlisted.link, listed=True)
    found = what_if(setting, [add], Weights())
    assert ("unlisted", unlisted.link, None) in keys(found.closed)
    assert ("planned_not_filled", unlisted.link, "lzgx-heping") in keys(found.opened)
    back = what_if(setting, [add, replace(add, listed=False)], Weights())
    assert (back.closed, back.opened, back.moved) == ((), (), ())


def test_a_relation_that_is_added_and_taken_out_changes_nothing(setting: Setting) -> None:
    changed = applied(applied(setting, AddRelation(TIE)), RemoveRelation("x1"))
    assert changed == setting
    found = what_if(setting, [AddRelation(TIE)], Weights())
    assert {m.after.link for m in found.moved} >= {"10.2"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (AddEnterprise("x", "nowhere", {"14.4": 1.0}), "park 'nowhere' is not in the plan"),
        (AddEnterprise("x", "", {"99.1": 1.0}), "link '99.1' is not in the plan"),
        (RemoveEnterprise("nobody"), "enterprise 'nobody' fills no link"),
        (SetListing("lzxq-chem", "20.5", listed=False), "does not list 20.5"),
        (RemoveRelation("r"), "relation 'r' is not among"),
        (AddRelation(replace(TIE, up="99.9")), "link '99.9' is not in the plan"),
    ],
)
def test_what_cannot_be_is_refused(setting: Setting, change: Change, said: str) -> None:
    with pytest.raises(ChainmatchError, match=said):
        what_if(setting, [change], Weights())


def test_a_park_cannot_list_twice(setting: Setting) -> None:
    add = SetListing("lzgx-heping", "17.6", listed=True)
    with pytest.raises(InputError, match=r"lists 17\.6 already"):
        what_if(setting, [add, add], Weights())
