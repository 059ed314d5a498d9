"""Which measures bear on a lead, on leads and measures written for the test."""

from dataclasses import replace

import pytest

from chainmatch.plan.policies import Condition, Policy
from chainmatch.planning.support import LeadStanding, supports, tiers_in

BASE = Policy("p", "subsidy", "n", "o", (), (), (), (), (), "", "d", "1", "2023", "current")
LEAD = LeadStanding("建设中试线", {"13": 0.8}, {"13.4": 0.7}, {"lzxq": 0.6}, frozenset(), None)


def bears(policy: Policy, lead: LeadStanding = LEAD) -> bool:
    return bool(supports(lead, [policy]))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"words": ("中试",)}, True),
        ({"words": ("专利",)}, False),
        ({"industries": ("13",), "words": ("专利",)}, True),
        ({"industries": ("14",)}, False),
        ({"industries": ("14",), "words": ("中试",)}, False),
        ({"links": ("13.4",)}, True),
        ({"industries": ("13",), "links": ("13.2",)}, False),
        ({"zones": ("lzxq",)}, True),
        ({"zones": ("bygx",)}, False),
    ],
)
def test_a_measure_bears_by_words_trade_and_zone(change: dict, expected: bool) -> None:
    assert bears(replace(BASE, **change)) == expected


def test_a_named_matter_needs_less_of_its_trade() -> None:
    unsure = replace(LEAD, links={"13.2": 0.1})
    assert not bears(replace(BASE, links=("13.2",)), unsure)
    assert bears(replace(BASE, links=("13.2",), words=("中试",)), unsure)


def test_what_is_not_said_is_missing_and_never_failed() -> None:
    here = Condition("registered_here", "", "在两区内")
    (found,) = supports(LEAD, [replace(BASE, conditions=(here,))])
    assert found.missing == (here,)
    (met,) = supports(replace(LEAD, here=True), [replace(BASE, conditions=(here,))])
    assert met.missing == ()
    assert not bears(replace(BASE, conditions=(here,)), replace(LEAD, here=False))


def test_who_is_past_a_tier_is_not_sent_back_to_it() -> None:
    small = replace(BASE, conditions=(Condition("tier", "科技型中小企业", "c"),))
    hitech = replace(BASE, conditions=(Condition("hitech", "", "c"),))
    has = replace(LEAD, tiers=frozenset({"高新技术企业"}))
    assert not bears(small, has)
    assert bears(small)
    (found,) = supports(has, [hitech])
    assert found.missing == ()


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("公司是国家高新技术企业", {"高新技术企业"}),
        ("拟申报高新技术企业", set()),
        ("非高新技术企业", set()),
        ("2023年认定为科技型中小企业,计划申报高新技术企业", {"科技型中小企业"}),
        ("做铜箔", set()),
    ],
)
def test_only_a_tier_that_it_has_counts(text: str, tiers: set[str]) -> None:
    assert tiers_in(text) == tiers


def test_current_comes_before_old_and_named_before_general() -> None:
    old = replace(BASE, id="old", status="old", words=("中试",))
    named = replace(BASE, id="named", words=("中试",))
    trade = replace(BASE, id="trade", industries=("13",))
    order = [s.policy.id for s in supports(LEAD, [old, BASE, trade, named])]
    assert order == ["named", "trade", "p", "old"]
