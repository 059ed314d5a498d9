"""Classes and divisions counted by hand; all signals together against the tables of the product."""

import json

import pytest

from chainmatch.evaluation.cases import registry_cases
from chainmatch.evaluation.coding import coding, unsure
from chainmatch.evaluation.run import answers, score
from chainmatch.paths import home
from chainmatch.workbench import Workbench


def test_divisions_are_counted_where_they_are_given() -> None:
    found = unsure(
        "desc",
        [
            (frozenset({"3251"}), ("3251", "3252")),
            (frozenset({"3251"}), ("3252", "3251")),
            (frozenset({"3011", "3021"}), ("3021", "30")),
            (frozenset({"3011"}), ("3021", "30")),
            (frozenset({"3011"}), ("2611", "26")),
            (frozenset({"3011"}), ("3240", "30")),
        ],
    )
    assert (found.n, found.share) == (6, pytest.approx(2 / 3))
    assert (found.first, found.division, found.elsewhere) == (0.25, 0.75, 0.5)


def test_the_first_class_is_right_as_often_as_in_the_tables(workbench: Workbench) -> None:
    cases = [case for case in registry_cases(workbench.registry) if case.gbt][:25]
    (whole, *alone), divided = coding(workbench.matcher, cases, "desc")
    given = answers(workbench.matcher, cases, "desc", leave_one_out=True)
    table = {m.name: m for m in score("ours", "desc", given).measures}
    assert whole.hits[0] == table["GB/T @1"]
    assert [row.method for row in alone] == ["like alone", "meaning alone", "text alone"]
    assert all(row.error is None for row in alone)
    assert divided.n == 25
    assert whole.hits[0].mean <= whole.hits[1].mean <= whole.hits[2].mean


def test_the_stored_figures_agree_with_each_other() -> None:
    stored = json.loads((home() / "models" / "results.json").read_text(encoding="utf-8"))
    ours = {
        (t["wording"], m["name"]): m["mean"]
        for t in stored["tables"]
        for m in t["measures"]
        if t["method"] == "chainmatch, weights out of fold"
    }
    for row in stored["coding"]:
        if row["method"] == "all signals":
            assert row["hits"][0]["mean"] == ours[row["wording"], "GB/T @1"]
    for row in stored["divisions"]:
        first = row["share"] * row["first"] + (1 - row["share"]) * row["elsewhere"]
        assert first == pytest.approx(ours[row["wording"], "GB/T @1"], abs=1e-3)
