"""The judge: it lets a perfect answer pass, and finds every kind of fault."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nasty.build import CASES, HOSTILE
from nasty.judging import SILENT, Read, Report, judge, judge_refusal, same
from nasty.truth import Case, Expected, Lead, Place, about, between, lead, refused, says

SAID = [case for case in (*CASES, *HOSTILE) if case.expected.leads]
SMALL = [case for case in SAID if len(case.expected.leads) < 60]
ONE = says(
    "台账",
    [
        replace(
            lead(3, name="甲公司", invest_wanyuan=5000.0, land_mu=about(30.0)),
            reported={"tax_wanyuan": "面议"},
            may={"id": "1"},
            free=("contact",),
            kept=("一期",),
        ),
        lead(4, name="乙公司", jobs=between(20.0, 30.0)),
    ],
    unreadable={5: "丙"},
    passed=[1, 2, 6],
    refusals=("too_large",),
)
READ = [
    Read(
        Place("台账", 3),
        {"name": "甲公司", "invest_wanyuan": 5000, "land_mu": {"value": 30, "about": True}},
        raw="甲公司\t一期",
    ),
    Read(Place("台账", 4), {"name": "乙公司", "jobs": {"low": 20.0, "high": 30.0}}),
]
REPORTS = [
    Report(Place("台账", 3), "tax_wanyuan", "面议"),
    Report(Place("台账", 5), None, "丙\t丁"),
]


def perfect(expected: Expected) -> tuple[list[Read], list[Report]]:
    """Return what an importer without fault would answer."""
    rows = [Read(one.place, one.values, " ".join(one.kept)) for one in expected.leads]
    cells = [
        Report(one.place, name, raw) for one in expected.leads for name, raw in one.reported.items()
    ]
    return rows, [*cells, *(Report(at, None, raw) for at, raw in expected.unreadable.items())]


def faults(number: int, **values: object) -> list[str]:
    """Return what the judge says when one of the two rows has other values."""
    rows = list(READ)
    rows[number] = replace(READ[number], values={**READ[number].values, **values})
    return judge(ONE, rows, REPORTS)


@pytest.mark.parametrize("case", SAID, ids=lambda case: case.name)
def test_a_perfect_answer_passes(case: Case) -> None:
    assert judge(case.expected, *perfect(case.expected)) == []


@given(st.data())
def test_a_row_that_is_dropped_in_silence_is_found(data: st.DataObject) -> None:
    expected = data.draw(st.sampled_from(SMALL)).expected
    gone = data.draw(st.sampled_from(expected.leads)).place
    rows, reports = perfect(expected)
    left = judge(
        expected,
        [row for row in rows if row.place != gone],
        [report for report in reports if report.place != gone],
    )
    assert left == [f"lost: {gone}: neither read nor reported"]


@given(st.data())
def test_a_cell_that_is_dropped_in_silence_is_found(data: st.DataObject) -> None:
    expected = data.draw(st.sampled_from(SMALL)).expected
    number = data.draw(st.integers(0, len(expected.leads) - 1))
    rows, reports = perfect(expected)
    name = data.draw(st.sampled_from(sorted(rows[number].values)))
    less = {key: value for key, value in rows[number].values.items() if key != name}
    rows[number] = replace(rows[number], values=less)
    assert judge(expected, rows, reports) == [f"lost: {rows[number].place} {name}"]


@given(st.data())
def test_a_figure_that_is_wrong_is_found(data: st.DataObject) -> None:
    cases = [case for case in SMALL if figured(case)]
    expected = data.draw(st.sampled_from(cases)).expected
    number, name = data.draw(st.sampled_from(figures(expected)))
    rows, reports = perfect(expected)
    values = dict(rows[number].values)
    said = values[name]
    assert isinstance(said, float)
    values[name] = said * data.draw(st.sampled_from([0.1, 1.001, 10.0, 10_000.0]))
    rows[number] = replace(rows[number], values=values)
    kinds = [line.split(":")[0] for line in judge(expected, rows, reports)]
    assert kinds == ["wrong"]


def figured(case: Case) -> bool:
    return bool(figures(case.expected))


def figures(expected: Expected) -> list[tuple[int, str]]:
    return [
        (number, name)
        for number, one in enumerate(expected.leads)
        for name, value in one.values.items()
        if isinstance(value, float) and value
    ]


@given(st.data())
def test_a_report_that_is_missing_is_found(data: st.DataObject) -> None:
    cases = [case for case in SMALL if case.expected.reported]
    expected = data.draw(st.sampled_from(cases)).expected
    rows, reports = perfect(expected)
    gone = data.draw(st.sampled_from(reports))
    found = judge(expected, rows, [report for report in reports if report != gone])
    assert [line.split(":")[0] for line in found] == ["unreported" if gone.field else "lost"]
    assert str(gone.place) in found[0]


def test_the_answer_of_this_page_passes() -> None:
    assert judge(ONE, READ, REPORTS) == []


@pytest.mark.parametrize(
    ("number", "values", "found"),
    [
        (0, {"name": "甲"}, "wrong: 台账!3 name: '甲'; it says '甲公司'"),
        (
            0,
            {"land_mu": 30.0},
            "wrong: 台账!3 land_mu: 30.0; it says {'value': 30.0, 'about': True}",
        ),
        (0, {"id": "7"}, "wrong: 台账!3 id: '7'; it says '1'"),
        (0, {"water_m3": 1.0}, "invented: 台账!3 water_m3: 1.0"),
        (
            0,
            {"tax_wanyuan": 0.0},
            "wrong: 台账!3 tax_wanyuan: 0.0 was read; it should have been reported",
        ),
        (1, {"jobs": {"low": 20.0}}, "wrong: 台账!4 jobs: {'low': 20.0}; it says"),
        (1, {"jobs": True}, "wrong: 台账!4 jobs: True; it says"),
    ],
)
def test_a_value_that_differs_is_found(number: int, values: dict[str, object], found: str) -> None:
    (line,) = faults(number, **values)
    assert line.startswith(found)


@pytest.mark.parametrize("values", [{"id": "1"}, {"contact": "无"}, {"县区": "某县"}])
def test_what_may_be_read_may_be_read(values: dict[str, object]) -> None:
    assert faults(0, **values) == []


def test_a_piece_of_the_row_that_is_nowhere_is_lost() -> None:
    rows = [replace(READ[0], raw=""), READ[1]]
    assert judge(ONE, rows, REPORTS) == ["lost: 台账!3: '一期' is nowhere to be found"]


def test_a_report_without_what_stood_there_is_a_loss() -> None:
    reports = [replace(REPORTS[0], raw=""), replace(REPORTS[1], raw="row 5")]
    assert judge(ONE, READ, reports) == [
        "lost: 台账!3 tax_wanyuan: reported without the raw '面议'",
        "lost: 台账!5: reported without the raw '丙'",
    ]


def test_a_sum_or_an_empty_row_that_is_read_is_invented() -> None:
    more = [Read(Place("台账", 6), {"name": "合计"}), Read(Place("台账", 9), {"name": "丁"})]
    assert sorted(judge(ONE, [*READ, *more], REPORTS)) == [
        "invented: 台账!6: read, and is no lead",
        "invented: 台账!9: read, and is empty",
    ]


def test_an_unreadable_row_that_is_read_is_wrong() -> None:
    more = Read(Place("台账", 5), {"name": "丙"})
    assert judge(ONE, [*READ, more], REPORTS) == [
        "wrong: 台账!5: read; it should have been reported"
    ]


def test_a_row_that_is_read_twice_is_invented() -> None:
    assert judge(ONE, [*READ, READ[1]], REPORTS) == ["invented: 台账!4: read more than once"]


def test_reporting_what_can_be_read_is_needless_and_no_silent_loss() -> None:
    whole = [*REPORTS, Report(Place("台账", 4), None, "乙公司 20-30")]
    cell = [*REPORTS, Report(Place("台账", 4), "jobs", "20-30")]
    without = replace(READ[1], values={"name": "乙公司"})
    found = judge(ONE, READ[:1], whole) + judge(ONE, [READ[0], without], cell)
    assert found == [
        "needless: 台账!4: reported, not read",
        "needless: 台账!4 jobs: reported",
    ]
    assert not any(line.startswith(SILENT) for line in found)


def test_a_report_about_nothing_is_needless() -> None:
    cell = Report(Place("台账", 4), "water_m3", "")
    row = Report(Place("台账", 40), None, "")
    assert judge(ONE, READ, [*REPORTS, cell, row]) == [
        "needless: 台账!4 water_m3: reported, and nothing stands there",
        "needless: 台账!40: reported, and nothing stands there",
    ]


def test_a_report_about_a_sum_or_a_title_is_welcome() -> None:
    assert judge(ONE, READ, [*REPORTS, Report(Place("台账", 6), None, "合计")]) == []


def test_a_project_may_give_its_name_to_a_row_without_another() -> None:
    expected = says("", [lead(2, project="某项目")])
    assert judge(expected, [Read(Place("", 2), {"project": "某项目", "name": "某项目"})], []) == []
    assert judge(expected, [Read(Place("", 2), {"project": "某项目", "name": "甲"})], []) != []


def test_what_may_be_read_or_reported_must_be_one_of_them() -> None:
    either = replace(lead(2, name="甲"), reported={"land_mu": "33"}, may={"land_mu": 33.0})
    expected = says("", [either])
    read = Read(Place("", 2), {"name": "甲", "land_mu": 33.0})
    left = Read(Place("", 2), {"name": "甲"})
    assert judge(expected, [read], []) == []
    assert judge(expected, [left], [Report(Place("", 2), "land_mu", "33")]) == []
    assert judge(expected, [left], []) == ["unreported: row 2 land_mu: '33'"]


def test_a_file_may_be_refused_for_its_reasons_only() -> None:
    assert judge_refusal(ONE, "too_large") == []
    assert judge_refusal(ONE, "format") == ["wrong: refused as format; it should be too_large"]
    assert judge_refusal(replace(ONE, refusals=()), "format") == [
        "needless: refused as format; it can be read"
    ]


def test_a_file_that_must_be_refused_may_not_be_read() -> None:
    bomb = refused("too_large", "unsafe")
    assert judge_refusal(bomb, "unsafe") == []
    assert judge(bomb, [], []) == [
        "wrong: the file should have been refused as too_large or unsafe"
    ]


@pytest.mark.parametrize(
    ("value", "right", "equal"),
    [
        (5000, 5000.0, True),
        (0.1 + 0.2, 0.3, True),
        (1, True, False),
        (True, True, True),
        (False, 0.0, False),
        ("a\r\nb\rc", "a\nb\nc", True),
        ("a b", "a  b", False),
        ("1", 1.0, False),
        ({"low": 0.0}, {"low": 0.0}, True),
        ({"low": 1.0, "high": None, "about": False}, {"low": 1.0}, True),
        ({"low": 1.0, "about": True}, {"low": 1.0}, False),
        (None, "", False),
    ],
)
def test_values_are_the_same(value: object, right: object, *, equal: bool) -> None:
    assert same(value, right) is equal


def test_a_lead_keeps_its_place_as_plain_data() -> None:
    hidden = replace(ONE, leads=(replace(ONE.leads[1], hidden=True),))
    row = {"name": "乙公司", "jobs": {"low": 20.0, "high": 30.0}}
    assert hidden.rows == [{"place": ("台账", 4), "values": row, "hidden": True}]
    assert ONE.reported == [("台账", 3, "tax_wanyuan"), ("台账", 5, None)]
    assert isinstance(ONE.leads[0], Lead)
