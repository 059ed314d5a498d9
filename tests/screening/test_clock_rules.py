"""The rules of the clocks: shipped as data, changed by a file of the user, faults told whole."""

import datetime as dt
import json
from pathlib import Path

import pytest

from chainmatch.errors import DataError, InputError
from chainmatch.paths import data_file
from chainmatch.screening.clock_rules import load_clocks
from chainmatch.screening.clocks import Clock, Rules

SHIPPED = data_file("clocks.json")


def laid(tmp_path: Path, document: object, encoding: str = "utf-8") -> Rules:
    path = tmp_path / "own.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding=encoding)
    return load_clocks(SHIPPED, path)


def by_id(rules: Rules) -> dict[str, Clock]:
    return {clock.id: clock for clock in rules.clocks}


def test_the_shipped_terms_are_those_of_the_rule_that_they_name() -> None:
    rules = load_clocks(SHIPPED)
    assert {clock.id: clock.days for clock in rules.clocks} == {
        "response": 1,
        "review": 3,
        "feedback": 7,
        "report": 14,
    }
    assert [term.days for term in by_id(rules)["review"].longer] == [7]
    for clock in rules.clocks:
        assert clock.source.startswith("江府办函〔2024〕37号")
        assert clock.as_of
        assert clock.verified is False
        assert clock.counted == "calendar"
    assert rules.calendar.holidays == rules.calendar.workdays == frozenset()


def test_an_overlay_changes_adds_and_leaves_out(tmp_path: Path) -> None:
    visit = {
        "id": "visit",
        "title": "考察",
        "days": 30,
        "stages": ["talks"],
        "done": ["note:visit"],
    }
    rules = laid(
        tmp_path,
        {
            "marks": [{"id": "visit", "words": ["考察"]}],
            "clocks": [
                {"id": "review", "days": 5, "counted": "working", "verified": True},
                {"id": "feedback", "off": True},
                visit,
            ],
            "holidays": ["2025-10-01"],
        },
    )
    clocks = by_id(rules)
    assert list(clocks) == ["response", "review", "report", "visit"]
    assert (clocks["review"].days, clocks["review"].counted) == (5, "working")
    assert clocks["review"].longer == by_id(load_clocks(SHIPPED))["review"].longer
    assert rules.marks["visit"] == ("考察",)
    assert rules.marks["feedback"] == ("反馈", "feedback")
    assert rules.calendar.holidays == {dt.date(2025, 10, 1)}


def test_an_empty_overlay_changes_nothing_and_may_begin_with_a_mark(tmp_path: Path) -> None:
    assert laid(tmp_path, {}, "utf-8-sig") == load_clocks(SHIPPED)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], r"own.json: \[\] is no object"),
        ({"clock": []}, "own.json#/clock: .* is unexpected; allowed: origin, marks, clocks"),
        ({"clocks": [{"days": 3}]}, "own.json#/clocks: .* is no list of objects with an id"),
        ({"clocks": [{"id": "a"}, {"id": "a"}]}, "an id is there twice"),
        ({"clocks": [{"id": "review", "days": 0}]}, "#/clocks/review/days: 0 is no term"),
        ({"clocks": [{"id": "review", "days": 9999}]}, "days from 1 to 3650"),
        ({"clocks": [{"id": "review", "days": "3"}]}, "'3' is not a whole number"),
        ({"clocks": [{"id": "review", "verified": "yes"}]}, "'yes' is not a yes or no"),
        ({"clocks": [{"id": "review", "stages": ["won"]}]}, "'won' is unknown; allowed: lead"),
        ({"clocks": [{"id": "review", "done": ["note:x"]}]}, "review/done: 'note:x' is unknown"),
        ({"clocks": [{"id": "review", "done": []}]}, "at least one step that ends it"),
        ({"clocks": [{"id": "review", "longer": [{"on": "x", "days": 1}]}]}, "review/longer: 'x'"),
        ({"clocks": [{"id": "new", "days": 3}]}, "#/clocks/new/title: None is missing"),
        ({"clocks": [{"id": "report", "off": True}]}, "stage lead has no clock that repeats"),
        ({"clocks": [{"id": "report", "stages": ["lead"]}]}, "stage review has no clock that rep"),
        ({"clocks": [{"id": "report", "repeats": False}]}, "each stage needs one"),
        ({"marks": [{"id": "m", "words": []}]}, "#/marks/m/words: .* is no list of words"),
        ({"marks": [{"id": "experts", "off": True}]}, "review/longer: 'note:experts' is unknown"),
        ({"holidays": ["1 May"]}, "#/holidays/0: '1 May' is no day; allowed: days as YYYY-MM-DD"),
        ({"holidays": "2025-05-01"}, "#/holidays: .* is not a list"),
        (
            {"holidays": ["2025-05-01"], "workdays": ["2025-05-01"]},
            "#/workdays: '2025-05-01' is a holiday too",
        ),
    ],
)
def test_a_faulty_overlay_is_told_with_its_place(
    tmp_path: Path, document: object, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        laid(tmp_path, document)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    faulty = {"clocks": [{"id": "review", "days": 0}, {"id": "report", "done": ["x"]}]}
    with pytest.raises(InputError, match=r"review/days: 0 .*\n.*report/done: 'x'"):
        laid(tmp_path, faulty)


def test_a_file_that_is_no_json_is_told_as_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(b"{")
    with pytest.raises(InputError, match=r"own\.json cannot be read: .*line 1"):
        load_clocks(SHIPPED, path)
    with pytest.raises(DataError, match=r"own\.json cannot be read"):
        load_clocks(path)
