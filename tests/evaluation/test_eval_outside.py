"""Leads outside the plan, levels of answers, and calibration, each counted by hand."""

import pytest

from chainmatch.evaluation.cases import Case, read_cases
from chainmatch.evaluation.ceiling import ceiling
from chainmatch.evaluation.levels import levels
from chainmatch.evaluation.outside import outside_kinds
from chainmatch.evaluation.reliability import error
from chainmatch.evaluation.run import Answer, refitted
from chainmatch.matching.result import Finding
from chainmatch.workbench import Workbench


def case(**labels: object) -> Case:
    return read_cases([{"desc": "d", **labels}])[0]


def scored(score: float, message: str | None = None, **labels: object) -> Answer:
    return Answer(case(**labels), in_scope=score, abstained=message is not None, message=message)


def test_each_kind_is_counted_against_the_leads_in_scope() -> None:
    inside = [scored(0.5 + i / 100) for i in range(21)]
    outside = [
        scored(0.1, "out_of_scope", why="w", kind="near"),
        scored(0.9, why="w", kind="near"),
        scored(0.2, "vague", why="w", kind="vague"),
    ]
    near, vague = outside_kinds("desc", [*inside, *outside])
    assert (near.kind, near.n, near.inside) == ("near", 2, 21)
    assert (near.auroc, near.rejected, near.abstained, near.told_vague) == (0.5, 0.5, 0.5, 0.0)
    assert (vague.auroc, vague.abstained, vague.told_vague) == (1.0, 1.0, 1.0)
    assert outside_kinds("desc", outside) == ()


def test_a_kind_is_only_of_leads_out_of_scope() -> None:
    assert case(kind="resident").kind == ""
    assert case(in_scope=False).kind == "far"
    assert case(in_scope=False, kind="vague").kind == "vague"


def told(chain: Finding, place: Finding, **labels: object) -> Answer:
    return Answer(case(**labels), chain=chain, place=place)


def test_levels_are_judged_on_the_label_that_they_ask_for() -> None:
    ten = {"directions_accept": ["10.2"], "zone": "a", "park": "a-1"}
    found = [
        told(Finding("link", "10.2", 0.9), Finding("park", "a-1", 0.9), **ten),
        told(Finding("link", "10.1", 0.9), Finding("park", "b-1", 0.9), **ten),
        told(Finding("industry", "10", 0.6), Finding("zone", "a", 0.6), **ten),
        told(Finding("product", "10.2.1", 0.9), Finding("none", None, 0.2), **ten),
        told(Finding("none", None, 0.2), Finding("park", "a-1", 0.9), zone="a"),
    ]
    made = {(one.question, one.level): one for one in levels(found)}
    shares = {key: one.share for key, one in made.items()}
    right = {key: (one.right.mean, one.right.n) for key, one in made.items() if one.right.n}
    assert shares["chain", "link"] == 0.4
    assert shares["place", "park"] == 0.6
    assert sum(share for (question, _), share in shares.items() if question == "chain") == 1.0
    assert right == {
        ("chain", "product"): (1.0, 1),
        ("chain", "link"): (0.5, 2),
        ("chain", "industry"): (1.0, 1),
        ("place", "park"): (0.5, 2),
        ("place", "zone"): (1.0, 1),
    }


def test_the_error_stands_beside_that_of_a_perfect_forecaster() -> None:
    def sure(right: bool) -> Answer:
        return Answer(case(park="a-1"), parks=("a-1" if right else "b-1",), park_confidence=0.5)

    even = error("desc", [sure(i % 2 == 0) for i in range(100)])
    wrong = error("desc", [sure(False) for _ in range(100)])
    assert even.error == pytest.approx(0.0, abs=1e-12)
    assert wrong.error == pytest.approx(0.5)
    # Five bins of twenty coins: the mean gap of each is about .089, sqrt(2 / pi * .25 / 20).
    assert even.perfect == pytest.approx(0.089, abs=0.01)
    assert even.low < even.perfect < even.high < wrong.error


def test_true_links_are_measured_on_the_same_cases(workbench: Workbench) -> None:
    cases = read_cases(
        [
            {
                "id": e.id,
                "name": e.name,
                "desc": e.desc,
                "park": e.park,
                "zone": e.zone,
                "directions_core": e.directions_core,
                "directions_accept": e.directions_accept,
            }
            for e in workbench.registry.enterprises
            if e.park and e.directions_core
        ][:12]
    )
    found = refitted(workbench.matcher, cases, "desc", folds=3)
    made = ceiling(workbench.matcher, found, folds=3)
    assert [one.k for one in made] == [1, 3, 5]
    assert {one.ours.n for one in made} == {one.told.n for one in made} == {12}
    assert [one.told.mean for one in made] == sorted(one.told.mean for one in made)
