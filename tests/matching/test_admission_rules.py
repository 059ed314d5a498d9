"""Rules of data on leads: what they judge, what they ask, and that no estimate ever vetoes."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.matching.company import Company
from chainmatch.matching.eligibility import Admission, judge_condition
from chainmatch.matching.fields import Reading
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.predicate import Claim, Not
from chainmatch.matching.result import Judgement, ParkMatch, to_json
from chainmatch.matching.rules import Condition, Rule
from chainmatch.workbench import Workbench

DATA = Path(__file__).resolve().parents[2] / "data"
INTENSE = {"requires": {"field": "invest_per_mu", "at_least": 300}}
OWN = {
    "id": "OWN-01",
    "title": "投资强度",
    "predicate": INTENSE,
    "parks": ["lzxq"],
    "severity": "veto",
    "source": "纪要",
    "as_of": "2026",
    "verified": True,
}


def with_rules(
    workbench: Workbench, tmp_path: Path, *rules: dict[str, Any], off: str = ""
) -> Workbench:
    file = tmp_path / "own.json"
    document = {"rules": list(rules), "off": [{"id": off, "why": "停用"}] if off else []}
    file.write_text(json.dumps(document), encoding="utf-8")
    admission = Admission.from_json(DATA / "rules.json", DATA / "park_facts.json", file)
    own = workbench.matcher
    matcher = Matcher(own.reference, own.calibration, admission, own.terms)
    return Workbench(workbench.plan, workbench.registry, matcher)


def parks(
    workbench: Workbench, text: str = "年产20万套风电齿轮箱", **fields: object
) -> dict[str, ParkMatch]:
    return {p.id: p for p in workbench.match_row({"text": text, **fields}).parks}


def of_rule(park: ParkMatch, rule: str) -> Judgement | None:
    return next((j for j in park.eligibility if j.rule == rule), None)


@pytest.mark.parametrize(
    ("figures", "verdict", "needs"),
    [
        ({}, "unknown", ("invest_wanyuan", "land_mu")),
        ({"invest_wanyuan": 6300}, "unknown", ("land_mu",)),
        ({"invest_wanyuan": 9000, "land_mu": 30}, "pass", ()),
        ({"invest_wanyuan": 6300, "land_mu": 30}, "fail", ()),
        ({"invest_wanyuan": 6300, "floor_m2": 20_000, "plot_ratio": 1}, "unknown", ("land_mu",)),
        ({"invest_wanyuan": 90_000, "floor_m2": 20_000, "plot_ratio": 1}, "unknown", ("land_mu",)),
    ],
)
def test_a_veto_rests_on_what_is_stated_and_never_on_an_estimate(
    workbench: Workbench,
    tmp_path: Path,
    figures: dict[str, float],
    verdict: str,
    needs: tuple[str, ...],
) -> None:
    found = parks(with_rules(workbench, tmp_path, OWN), **figures)
    judged = of_rule(found["lzxq-mat"], "OWN-01")
    assert judged is not None
    assert (judged.verdict, judged.needs, judged.origin) == (verdict, needs, "user")
    assert of_rule(found["lzgx-heping"], "OWN-01") is None
    assert {id for id, park in found.items() if park.vetoed} == (
        {id for id in found if id.startswith("lzxq")} if verdict == "fail" else set()
    )


def test_a_gate_may_rest_on_an_estimate_and_says_so(workbench: Workbench, tmp_path: Path) -> None:
    bench = with_rules(workbench, tmp_path, OWN | {"severity": "gate"})
    figures = {"invest_wanyuan": 6300, "floor_m2": 20_000, "plot_ratio": 1.0}
    judged = of_rule(parks(bench, **figures)["lzxq-mat"], "OWN-01")
    assert judged is not None
    (short,) = judged.shortfalls
    assert judged.verdict == "fail"
    assert short.estimates == ("land_mu = floor_m2 / (plot_ratio × 666.67)",)
    assert short.value == pytest.approx(210.0, abs=0.01)


def test_a_shortfall_is_in_the_json(workbench: Workbench, tmp_path: Path) -> None:
    bench = with_rules(workbench, tmp_path, OWN | {"severity": "gate"}, off="HC-05")
    match = bench.match_row({"text": "风电齿轮箱", "invest_wanyuan": 6300, "land_mu": 30})
    told = to_json(match)
    assert told["switched_off"] == ["HC-05"]
    park = next(p for p in told["parks"] if p["id"] == "lzxq-mat")
    judged = next(j for j in park["eligibility"] if j["rule"] == "OWN-01")
    assert judged["shortfalls"] == [
        {
            "field": "invest_per_mu",
            "relation": "at_least",
            "bound": 300.0,
            "value": 210.0,
            "difference": 90.0,
            "unit": "wanyuan/mu",
            "ways": [
                {"figure": "invest_wanyuan", "by": 2700.0},
                {"figure": "land_mu", "by": -9.0},
            ],
            "estimates": [],
        }
    ]


@pytest.mark.parametrize(
    ("fields", "verdict", "needs"),
    [
        ({}, "unknown", ("catalogue_class", "construction")),
        ({"catalogue_class": "限制"}, "unknown", ("construction",)),
        ({"construction": "新建"}, "unknown", ("catalogue_class",)),
        ({"construction": "技改"}, "pass", ()),
        ({"catalogue_class": "鼓励"}, "pass", ()),
        ({"catalogue_class": "限制", "construction": "新建"}, "fail", ()),
        ({"catalogue_class": "限制", "construction": "技改"}, "pass", ()),
    ],
)
def test_what_the_catalogue_restricts_is_not_built_anew(
    workbench: Workbench, fields: dict[str, str], verdict: str, needs: tuple[str, ...]
) -> None:
    for park in parks(workbench, **fields).values():
        judged = of_rule(park, "IND-01")
        assert judged is not None
        assert (judged.verdict, judged.needs, judged.severity) == (verdict, needs, "gate")
        assert judged.once
        assert not park.vetoed


@pytest.mark.parametrize(
    ("gbt", "told"),
    [
        (None, ("unknown", ("gbt",))),
        ("3110", ("unknown", ("two_high_review",))),
        ("3216", ("unknown", ("two_high_review",))),
        ("32", ("unknown", ("gbt",))),
        ("3252", None),
        ("1432", None),
    ],
)
def test_the_six_trades_are_asked_for_their_review(
    workbench: Workbench, gbt: str | None, told: tuple[str, tuple[str, ...]] | None
) -> None:
    judged = of_rule(parks(workbench, gbt=gbt)["lzjk-honggu"], "TH-01")
    assert (judged and (judged.verdict, judged.needs)) == told


def test_hazardous_waste_needs_its_licence(workbench: Workbench) -> None:
    judged = of_rule(parks(workbench, "危险废物处置中心", gbt="7724")["lzjk-honggu"], "ENV-05")
    assert judged is not None
    assert (judged.verdict, judged.needs) == ("unknown", ("hazwaste_licence",))
    assert of_rule(parks(workbench, gbt="3252")["lzjk-honggu"], "ENV-05") is None


def test_rules_of_hazard_say_nothing_where_nothing_is_said_of_hazard(workbench: Workbench) -> None:
    silent, said = parks(workbench)["lzxq-chem"], parks(workbench, "生产甲醇、甲醛")["lzxq-chem"]
    assert of_rule(silent, "HC-03") is None
    assert of_rule(silent, "HC-04") is None
    for rule, severity in (("HC-03", "gate"), ("HC-04", "hint")):
        judged = of_rule(said, rule)
        assert judged is not None
        assert (judged.verdict, judged.severity) == ("unknown", severity)
        assert judged.needs == ("park.safety_level",)


def test_rules_that_are_told_once_are_the_same_in_every_park(workbench: Workbench) -> None:
    for fields in ({}, {"gbt": "2614", "catalogue_class": "限制", "construction": "新建"}):
        found = [
            tuple(j for j in park.eligibility if j.once)
            for park in parks(workbench, **fields).values()
        ]
        assert len(found) == 24
        assert len(set(found)) == 1
        assert found[0]


def test_what_is_asked_once_is_no_question_of_the_lead(workbench: Workbench) -> None:
    question = workbench.question(Company.from_text("年产5万吨铝板带，供新能源汽车电池托盘"))
    assert question is None or question.kind != "gbt"


def judged(
    condition: Condition, severity: str, needs: tuple[str, ...] = (), **said: Reading
) -> tuple[str, tuple[str, ...]] | None:
    rule = Rule("R", "r", condition, "all", severity, "law", "2026", verified=True, needs=needs)
    judgement = judge_condition(rule, condition, lambda n: said.get(n, Reading(None, (n,))))
    return (judgement.verdict, judgement.needs) if judgement else None


YES, NO = (
    Claim("chemical", "equals", operand=True),
    Claim("hazardous_chemicals", "equals", operand=False),
)
SAYS, DENIES = Reading(value=True), Reading(value=False)
VERDICTS = (
    # applies, requires, then with `unsaid` of ask and of leave
    (None, None, ("unknown", ("chemical", "hazardous_chemicals")), None),
    (None, DENIES, ("pass", ()), None),
    (None, SAYS, ("unknown", ("chemical",)), None),
    (SAYS, None, ("unknown", ("hazardous_chemicals",)), ("unknown", ("hazardous_chemicals",))),
    (SAYS, DENIES, ("pass", ()), ("pass", ())),
    (SAYS, SAYS, ("fail", ()), ("fail", ())),
    (DENIES, None, None, None),
    (DENIES, SAYS, None, None),
)


@pytest.mark.parametrize(("applies", "requires", "asked", "left"), VERDICTS)
def test_what_applies_and_what_is_required_give_the_verdict(
    applies: Reading | None, requires: Reading | None, asked: object, left: object
) -> None:
    said = {"chemical": applies, "hazardous_chemicals": requires}
    readings = {name: reading for name, reading in said.items() if reading is not None}
    assert judged(Condition(NO, YES), "gate", **readings) == asked
    assert judged(Condition(NO, YES, "leave"), "gate", **readings) == left


def test_a_paper_that_is_needed_keeps_the_answer_open() -> None:
    both = {"chemical": SAYS, "hazardous_chemicals": DENIES}
    assert judged(Condition(NO, YES), "gate", ("permit",), **both) == ("unknown", ("permit",))
    assert judged(Condition(None, YES), "gate", ("permit",), **both) == ("unknown", ("permit",))
    fails = both | {"hazardous_chemicals": SAYS}
    assert judged(Condition(NO, YES), "gate", ("permit",), **fails) == ("fail", ())


@given(st.booleans(), st.booleans(), st.booleans())
def test_a_veto_reads_nothing_that_is_not_firm(value: bool, firm: bool, denied: bool) -> None:
    requires = Not(YES) if denied else YES
    said = {"chemical": Reading(value, ("gbt",), ("word",), firm)}
    strict, loose = (judged(Condition(requires), s, **said) for s in ("veto", "gate"))
    assert loose == (("pass" if value is not denied else "fail"), ())
    assert strict == (loose if firm else ("unknown", ("gbt",)))
