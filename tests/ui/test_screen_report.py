from dataclasses import replace
from functools import partial

import pytest

from chainmatch.matching.company import Company
from chainmatch.matching.eligibility import judge_condition
from chainmatch.matching.fields import number
from chainmatch.matching.predicate import Claim
from chainmatch.matching.rules import Condition, Rule
from chainmatch.plan.graph import Step
from chainmatch.reports.route import route
from chainmatch.reports.screen import ScreenReport
from chainmatch.reports.wording import WORDS
from chainmatch.workbench import Workbench

PESTICIDE = "年产2万吨农药原药和中间体，属危险化学品生产"


@pytest.fixture(scope="module")
def report(workbench: Workbench) -> ScreenReport:
    rules = workbench.matcher.admission.rules
    return ScreenReport(workbench.report("zh"), rules, workbench.graph)


def test_every_park_is_open_or_vetoed_and_never_both(
    workbench: Workbench, report: ScreenReport
) -> None:
    match = workbench.match(Company.from_text(PESTICIDE))
    cards, vetoed = report.cards(match, 24), report.vetoed(match)
    assert sorted(c.id for c in [*cards, *vetoed]) == sorted(p.id for p in match.parks)
    assert [card.rank for card in cards] == list(range(1, len(cards) + 1))
    assert all(check.verdict == "fail" for card in vetoed for check in card.checks)
    assert all(card.checks for card in vetoed)


def test_hints_are_told_once_and_not_on_the_cards(
    workbench: Workbench, report: ScreenReport
) -> None:
    match = workbench.match(Company.from_text(PESTICIDE))
    told = [check.rule for check in report.hints(match)]
    assert told == ["EN-02", "HC-04", "IND-03", "IND-01", "TH-01", "ENV-05"]
    shown = {check.rule for card in report.cards(match, 5) for check in card.checks}
    assert shown.isdisjoint(told)


def test_a_users_rule_says_whose_it_is_and_how_far_a_number_falls_short(
    workbench: Workbench,
) -> None:
    requires = Claim("invest_per_mu", "at_least", 300.0)
    rule = Rule(
        *("OWN-01", "投资强度", Condition(requires), "all", "gate", "纪要", "2026"),
        verified=True,
        origin="user",
    )
    figures = {"invest_wanyuan": 6300.0, "land_mu": 30.0}
    judged = judge_condition(rule, Condition(requires), partial(number, figures))
    assert judged is not None
    report = ScreenReport(workbench.report("zh"), [rule], workbench.graph)
    match = workbench.match(Company.from_text("年产20万套风电齿轮箱"))
    park = replace(match.parks[0], eligibility=(judged,))
    (card,) = report.cards(replace(match, parks=(park,)), 1)
    (check,) = card.checks
    assert (check.rule, check.own, check.verdict) == ("OWN-01", True, "fail")
    assert check.shortfalls == (
        "投资强度 210 万元/亩，低于 300：还差投资 2,700 万元，或少用地 9 亩",
    )


def test_what_is_missing_is_only_what_an_enterprise_can_say(
    workbench: Workbench, report: ScreenReport
) -> None:
    missing = report.missing(workbench.match(Company.from_text(PESTICIDE)), 5)
    assert "安全条件审查意见" in missing
    assert WORDS["park.chemical_park"][0] not in missing


def test_what_speaks_against_a_park_names_no_facts(
    workbench: Workbench, report: ScreenReport
) -> None:
    cards = report.cards(workbench.match(Company.from_text(PESTICIDE)), 24)
    against = [r for card in cards for r in card.reasons if r.log_odds < 0]
    assert against
    assert all(reason.facts == () for reason in against)


def test_every_kind_of_node_and_edge_has_a_word(workbench: Workbench) -> None:
    kinds = {data["kind"] for _, data in workbench.graph.nodes()}
    edges = {data["kind"] for *_, data in workbench.graph.edges()}
    assert {f"node.{kind}" for kind in kinds} | {f"edge.{kind}" for kind in edges} <= set(WORDS)


def test_a_drawing_cannot_be_broken_out_of() -> None:
    step = Step("9.1", "means", "layout:1", 'a" -> "b', "c\\", '"]; x [label="y')
    dot = route([step], {"layout:1": "layout"}, "50%", "zh").dot
    assert 'a\\" -> \\"b' in dot
    assert 'c\\\\"' in dot
    assert '\\"]; x [label=\\"y' in dot


def test_no_route_without_a_park(workbench: Workbench, report: ScreenReport) -> None:
    assert report.route(workbench.match(Company.from_text(PESTICIDE)), []) is None
