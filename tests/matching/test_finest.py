"""The finest answer that is more likely right than wrong, by hand and on real leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.matching.finest import SURE, finest_chain, finest_place
from chainmatch.matching.result import (
    Finding,
    IndustryMatch,
    Judgement,
    LinkMatch,
    ParkMatch,
    ZoneMatch,
)
from chainmatch.workbench import Workbench

NAMES = {"10.2.2": "铝合金", "10.2.1": "高性能铸造铜合金"}
VETO = (Judgement("HC-01", "veto", "fail"),)


def link(confidence: float) -> LinkMatch:
    return LinkMatch("10.2", "铜铝合金", "10", confidence, tuple(NAMES), ())


def park(id: str, confidence: float, *, vetoed: bool = False) -> ParkMatch:
    return ParkMatch(id, id.split("-", maxsplit=1)[0], confidence, (), VETO if vetoed else ())


@pytest.mark.parametrize(
    ("sure", "industry", "text", "finding"),
    [
        (0.7, 0.9, "铝合金压铸件", Finding("product", "10.2.2", 0.7)),
        (0.7, 0.9, "电解铝液铸棒", Finding("link", "10.2", 0.7)),
        (0.4, 0.6, "铝合金压铸件", Finding("industry", "10", 0.6)),
        (0.3, 0.4, "铝合金压铸件", Finding("none", None, 0.4)),
        (SURE, SURE, "铝", Finding("link", "10.2", SURE)),
    ],
)
def test_the_chain_is_told_as_finely_as_it_is_sure(
    sure: float, industry: float, text: str, finding: Finding
) -> None:
    found = finest_chain((link(sure),), (IndustryMatch("10", industry),), NAMES, text)
    assert found == finding


@pytest.mark.parametrize(
    ("parks", "zones", "finding"),
    [
        ([("a-1", 0.6)], [("a", 0.7)], Finding("park", "a-1", 0.6)),
        ([("a-1", 0.4)], [("a", 0.7)], Finding("zone", "a", 0.7)),
        ([("a-1", 0.4)], [("a", 0.4)], Finding("none", None, 0.4)),
    ],
)
def test_the_place_is_told_as_finely_as_it_is_sure(
    parks: list[tuple[str, float]], zones: list[tuple[str, float]], finding: Finding
) -> None:
    found = finest_place([park(*one) for one in parks], [ZoneMatch(*one) for one in zones])
    assert found == finding


def test_what_a_rule_excludes_is_no_answer() -> None:
    zones = [ZoneMatch("a", 0.8), ZoneMatch("b", 0.2)]
    closed = [park("b-1", 0.3), park("a-1", 0.7, vetoed=True)]
    assert finest_place(closed, zones) == Finding("none", None, 0.2)
    assert finest_place([park("a-1", 0.9, vetoed=True)], zones) == Finding("none", None, 0.0)


@given(st.floats(0, 1), st.floats(0, 1))
def test_an_answer_given_is_more_likely_right_than_wrong(sure: float, zone: float) -> None:
    found = finest_place([park("a-1", sure)], [ZoneMatch("a", zone)])
    assert (found.confidence >= SURE) == (found.level != "none")


def test_a_clear_lead_is_answered_finely_and_a_broad_one_coarsely(workbench: Workbench) -> None:
    clear = workbench.match_row({"text": "年产3000万平方米抛光砖和艺术陶瓷"})
    assert (clear.chain.level, clear.place) == (
        "link",
        Finding("park", "bygx-pingchuan", clear.parks[0].confidence),
    )
    assert workbench.match_row({"text": "生产中药配方颗粒"}).chain.level == "product"
    total = sum(industry.confidence for industry in clear.industries)
    assert clear.industries[0].confidence >= clear.links[0].confidence - 1e-9
    assert 0 < total <= 1 + 1e-9
