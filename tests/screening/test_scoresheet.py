"""Scores by hand: points got, points open, and which verdicts are certain or out of reach."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.errors import InputError
from chainmatch.matching.company import Company
from chainmatch.matching.predicate import Claim
from chainmatch.matching.result import GapFill, Judgement, LinkMatch, Match, ParkMatch
from chainmatch.screening.reading import shipped_sheets
from chainmatch.screening.scoresheet import Given, Line, ScoreResult, score
from chainmatch.screening.sheets import (
    Band,
    Bands,
    Classes,
    Criterion,
    Falls,
    Gate,
    Objection,
    Option,
    Options,
    Rises,
    Scale,
    Section,
    Sheet,
    Threshold,
    Verdicts,
)

DATA = Path(__file__).resolve().parents[2] / "data"
SJZ, SHOUXIAN = shipped_sheets(DATA / "score_sheets.json")
PARKS = (ParkMatch("best", "z", 0.6, (), ()), ParkMatch("next", "z", 0.3, (), ()))
MATCH = Match(
    "lead",
    "matched",
    None,
    links=(LinkMatch("14.4", "新能源材料", "14", 0.8, (), ()),),
    parks=PARKS,
    gaps=(GapFill("14.4", "best", "planned_not_filled", 0.5),),
)
HUMAN = Criterion("H", "h", 10, "human", Options((Option("yes", 10), Option("no", 4))), ask="?")
VERDICTS = Verdicts(
    (Threshold(80, "sign"), Threshold(60, "with conditions"), Threshold(0, "refuse")),
    (Threshold(70, "with conditions"), Threshold(0, "refuse")),
    "refuse",
)


def lead(**fields: object) -> Company:
    return Company.from_row({"text": "磷酸铁锂正极材料", **fields})


def sheet(*criteria: Criterion, total: float | None = None, **parts: object) -> Sheet:
    points = sum(criterion.points for criterion in criteria)
    plain = {"gates": (), "objections": (), "verdicts": Verdicts()} | parts
    sections = (Section("S", "s", criteria),)
    head = ("id", "title", "region", True, "source", "2026", True, "")
    return Sheet(*head, points if total is None else total, sections, **plain)


def line(computed: str, scale: Scale, match: Match = MATCH, **fields: object) -> Line:
    criterion = Criterion("C", "c", 10, computed, scale)
    return score(sheet(criterion), match, lead(**fields)).lines[0]


def points(found: Line) -> tuple[float, float, str]:
    return found.least, found.most, found.state


@pytest.mark.parametrize(
    ("jobs", "least"), [(0, 0.0), (30, 3.0), (99, 9.9), (100, 10.0), (1_000, 10.0)]
)
def test_points_rise_in_proportion_up_to_all(jobs: float, least: float) -> None:
    found = line("jobs", Rises(100), jobs=jobs)
    assert points(found) == (pytest.approx(least), pytest.approx(least), "computed")
    assert found.value == jobs


@pytest.mark.parametrize(
    ("jobs", "least"), [(400, 10), (500, 10), (399, 10), (390, 9.9), (381, 9.9), (200, 8), (0, 6)]
)
def test_points_fall_by_whole_steps(jobs: float, least: float) -> None:
    found = line("jobs", Falls(400, 0.1, 10), jobs=jobs)
    assert points(found) == (pytest.approx(least), pytest.approx(least), "computed")


def test_points_fall_no_lower_than_stated() -> None:
    assert points(line("jobs", Falls(400, 1, 10, least=1), jobs=0)) == (1, 1, "computed")


BANDS = Bands((Band(100, 10, 10), Band(20, 1, 6), Band(0, 0.5, 0.5)))


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        (100, (10, 10, "computed")),
        (99, (1, 6, "open")),
        (20, (1, 6, "open")),
        (19, (0.5, 0.5, "computed")),
        (None, (0.5, 10, "open")),
    ],
)
def test_a_band_settles_the_points_or_leaves_a_range(
    jobs: float | None, expected: tuple[float, float, str]
) -> None:
    assert points(line("jobs", BANDS, jobs=jobs)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("鼓励", (10, 10, "computed")),
        ("限制", (0, 0, "computed")),
        ("淘汰", (0, 10, "open")),
        (None, (0, 10, "open")),
    ],
)
def test_classes_that_the_sheet_names_are_settled(
    said: str | None, expected: tuple[float, float, str]
) -> None:
    scale = Classes((Option("鼓励", 10), Option("限制", 0)))
    assert points(line("catalogue_class", scale, catalogue_class=said)) == expected


def test_what_is_not_said_is_open_and_named() -> None:
    found = line("invest_per_mu", Rises(300), invest_wanyuan=6300)
    assert points(found) == (0, 10, "open")
    assert found.missing == ("land_mu",)


def test_a_person_is_left_what_a_person_decides() -> None:
    found = score(sheet(HUMAN), MATCH, lead())
    assert points(found.lines[0]) == (4, 10, "open")
    given = score(sheet(HUMAN), MATCH, lead(), given={"H": 7})
    assert points(given.lines[0]) == (7, 7, "given")


@pytest.mark.parametrize(
    ("kind", "match", "expected"),
    [
        ("match", MATCH, 0.6),
        ("link", MATCH, 0.8),
        ("gap", MATCH, 0.8),
        ("gap", replace(MATCH, gaps=()), 0.0),
        ("gap", replace(MATCH, gaps=(GapFill("14.4", "best", "thin", 0.5),)), 0.0),
        ("gap", replace(MATCH, gaps=(GapFill("14.4", "next", "bridge", 0.5),)), 0.0),
        ("gap", replace(MATCH, gaps=(GapFill("14.4", None, "bridge", 0.5),)), 0.8),
        ("match", replace(MATCH, status="abstained", message="out_of_scope"), 0.0),
        ("link", replace(MATCH, status="abstained", message="vague"), None),
    ],
)
def test_what_the_match_says_is_a_share(kind: str, match: Match, expected: float | None) -> None:
    assert line(kind, Rises(1), match).value == expected


def test_a_gap_that_nobody_looked_for_is_not_said_to_be_none() -> None:
    criterion = Criterion("C", "c", 10, "gap", Rises(1))
    found = score(sheet(criterion), replace(MATCH, gaps=()), lead(), park="next")
    assert points(found.lines[0]) == (0, 10, "open")


def veto(verdict: str) -> Match:
    judged = (Judgement("V", "veto", verdict),)
    return replace(MATCH, parks=(replace(PARKS[0], eligibility=judged), PARKS[1]))


def test_the_park_is_the_best_that_no_rule_vetoes_or_the_one_asked_for() -> None:
    assert score(sheet(HUMAN), MATCH, lead()).park == "best"
    assert score(sheet(HUMAN), veto("fail"), lead()).park == "next"
    assert score(sheet(HUMAN), MATCH, lead(), park="next").park == "next"
    with pytest.raises(InputError, match="park 'x' is not in the plan"):
        score(sheet(HUMAN), MATCH, lead(), park="x")


GATE = Gate("G", "g", Claim("jobs", "at_least", 50.0))
OBJECTION = Objection("O", "o", "?")
BIG = Criterion("B", "b", 90, "human", Options(()), ask="?")


def certainty(result: ScoreResult) -> dict[str, str]:
    return {one.verdict: one.certainty for one in result.verdicts}


@pytest.mark.parametrize(
    ("jobs", "given", "expected"),
    [
        # nothing said: everything is possible
        (None, {}, ("possible", "possible", "possible")),
        # gate met, objection ruled out, 4 to 10 points open on top of 75, 85, 40
        (50, {"B": 75, "O": False}, ("possible", "possible", "impossible")),
        (50, {"B": 76, "O": False}, ("certain", "impossible", "impossible")),
        (50, {"B": 69, "O": False}, ("impossible", "certain", "impossible")),
        (50, {"B": 40, "O": False}, ("impossible", "impossible", "certain")),
        # gate missed: no points are enough to sign
        (49, {"B": 90, "O": False}, ("impossible", "certain", "impossible")),
        (49, {"B": 65, "O": False}, ("impossible", "possible", "possible")),
        # gate not known: both lists
        (None, {"B": 90, "O": False}, ("possible", "possible", "impossible")),
        # an objection that stands, or may yet stand
        (50, {"B": 90, "O": True}, ("impossible", "impossible", "certain")),
        (50, {"B": 90}, ("possible", "impossible", "possible")),
    ],
)
def test_verdicts_are_certain_possible_or_out_of_reach(
    jobs: float | None, given: Given, expected: tuple[str, str, str]
) -> None:
    own = sheet(HUMAN, BIG, gates=(GATE,), objections=(OBJECTION,), verdicts=VERDICTS)
    result = score(own, MATCH, lead(jobs=jobs), given=given)
    assert certainty(result) == dict(
        zip(("sign", "with conditions", "refuse"), expected, strict=True)
    )


def test_a_veto_by_rule_settles_the_verdict_and_is_named() -> None:
    own = sheet(HUMAN, BIG, verdicts=VERDICTS)
    result = score(own, veto("fail"), lead(), "best", {"H": 10, "B": 90})
    assert result.vetoes == ("V",)
    assert (result.got, result.open) == (100, 0)
    assert certainty(result)["refuse"] == "certain"
    undecided = score(own, veto("unknown"), lead(), "best", {"H": 10, "B": 90})
    assert undecided.undecided == ("V",)
    assert certainty(undecided) == {
        "sign": "possible",
        "with conditions": "impossible",
        "refuse": "possible",
    }


def test_points_that_the_sheet_does_not_account_for_are_open() -> None:
    result = score(sheet(HUMAN, total=50), MATCH, lead(), given={"H": 10})
    assert (result.got, result.open, result.least, result.most) == (10, 40, 10, 50)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"X": 1}, "'X' is not on sheet 'id'; allowed are H, O"),
        ({"H": 11}, "H=11 is out of range; allowed are 0 to 10"),
        ({"H": -1}, "H=-1 is out of range"),
        ({"H": float("nan")}, "H=nan is out of range"),
        ({"H": True}, "H=True does not fit sheet 'id'; allowed: points, 0 to 10"),
        ({"O": 3}, "O=3 does not fit sheet 'id'; allowed: yes or no"),
    ],
)
def test_an_answer_that_the_sheet_has_no_place_for_is_refused(given: Given, said: str) -> None:
    with pytest.raises(InputError, match=said):
        score(sheet(HUMAN, objections=(OBJECTION,)), MATCH, lead(), given=given)


def test_a_lead_that_could_not_be_read_is_not_scored() -> None:
    with pytest.raises(InputError, match="lead 'x' cannot be scored: too short"):
        score(sheet(HUMAN), Match("x", "invalid", "too short"), lead())


def test_the_equipment_park_by_hand() -> None:
    # 20 x 210/300 = 14 and 15 x 20/25 = 12; a gap at .8 and a park at .6 give 10 and 6.
    said = lead(invest_wanyuan=6300, land_mu=30, tax_wanyuan=600)
    result = score(SJZ, MATCH, said)
    got = {line.criterion.id: line.least for line in result.lines if line.state == "computed"}
    assert got == {"A1": 14, "A2": 12, "C1": 10, "C2": 6}
    assert (result.got, result.open) == (42, 49)
    # the least of what is open: 0 + 2 + 0 + 2.1 + 2 + 2.4 + 1 + 0.8 + 0.2; the most: 47.5
    assert result.least == pytest.approx(42 + 10.5)
    assert result.most == pytest.approx(42 + 47.5)
    assert [gate.verdict for gate in result.gates] == ["fail", "fail"]
    assert certainty(result) == {
        "通过/签约": "impossible",
        "附条件通过": "possible",
        "暂缓/拒绝": "possible",
    }
    cleared: Given = dict.fromkeys(("V1", "V2", "V3", "V4"), False)
    rest: Given = {
        "A3": 5,
        "B1": 10,
        "B2": 8,
        "B3": 7,
        "B4": 3.5,
        "C3": 4,
        "D1": 5,
        "D2": 4,
        "D3": 1,
    }
    full = score(SJZ, MATCH, said, given={**cleared, **rest})
    assert (full.got, full.open) == (pytest.approx(89.5), 0)
    assert certainty(full)["附条件通过"] == "certain"
    enough = lead(invest_wanyuan=9000, land_mu=30, tax_wanyuan=750)
    signed = score(SJZ, MATCH, enough, given={**cleared, **rest})
    assert signed.got == pytest.approx(98.5)
    assert certainty(signed)["通过/签约"] == "certain"


def test_what_is_known_of_shouxian_by_hand() -> None:
    # encouraged 10; 3.5 亿 5; 3500/10 = 350 per mu: 5 steps of 10 short of 400, 5 - .5; tax
    # 90 per mu: 10; 900 a year: the text is not clear, 1 to 10; 60 points are not known to us
    said = {"output_wanyuan": 3500, "land_mu": 10, "tax_wanyuan": 900}
    result = score(SHOUXIAN, MATCH, lead(catalogue_class="鼓励", **said))
    assert [(line.least, line.most) for line in result.lines] == [
        (10, 10),
        (0.5, 0.5),
        (pytest.approx(4.5), pytest.approx(4.5)),
        (1, 10),
        (10, 10),
    ]
    assert (result.got, result.open) == (pytest.approx(25), 70)
    assert (result.least, result.most) == (pytest.approx(26), pytest.approx(95))
    assert result.verdicts == ()


amounts = st.none() | st.floats(0, 1e6)


@given(amounts, amounts, amounts, st.dictionaries(st.sampled_from(["A3", "B2"]), st.floats(0, 5)))
def test_saying_more_never_leaves_the_range_that_was_told(
    invest: float | None, land: float | None, tax: float | None, given: Given
) -> None:
    before = score(SJZ, MATCH, lead())
    after = score(
        SJZ, MATCH, lead(invest_wanyuan=invest, land_mu=land, tax_wanyuan=tax), given=given
    )
    slack = 1e-9
    assert before.least - slack <= after.least <= after.most <= before.most + slack
    assert after.got <= after.most + slack
    still = {one.verdict for one in after.verdicts if one.certainty != "impossible"}
    assert still <= {one.verdict for one in before.verdicts if one.certainty != "impossible"}
    assert still
