"""The desk in words: every head and every verdict has a name, in both languages."""

import datetime as dt
import re
from typing import get_args

import pytest

from chainmatch.leads.pipeline import Status
from chainmatch.leads.store.values import Lead, Override, OverrideReview, Replay, Verdict
from chainmatch.paths import data_file
from chainmatch.reports.choices import ChoiceReport
from chainmatch.reports.due import DueReport
from chainmatch.reports.kpi import KpiReport
from chainmatch.reports.sheet import Sheet
from chainmatch.reports.wording import WORDS
from chainmatch.screening.choices import Choice, Fate
from chainmatch.screening.clock_rules import load_clocks
from chainmatch.screening.clocks import Due
from chainmatch.screening.kpi import Fit, Kpi, Period, Reason, Stays
from chainmatch.screening.shares import Share

AT = dt.datetime(2025, 3, 3, 1, tzinfo=dt.UTC)
ON = dt.date(2025, 3, 10)
RULES = load_clocks(data_file("clocks.json"))
LEAD = Lead("L-000001", "x", {}, None, Status.talks, "一部", 1, AT, "s", AT, "s")
OVERRIDE = Override(7, LEAD.id, {"park": None}, {"park": "a"}, "就近", "s", AT)
REVIEW = OverrideReview(8, LEAD.id, 7, "rejected", "不近", "t", AT)
MADE_BY = ("d", "static")


def headed(sheet: Sheet) -> None:
    """Check that a table has a name and heads that are words, and rows as wide as they are."""
    heads = (sheet.name, *sheet.header)
    assert [head for head in heads if re.search(r"[a-z]\.[a-z]|_", head)] == []
    assert {len(row) for row in sheet.rows} == {len(sheet.header)}


def dues() -> list[Due]:
    return [
        Due(LEAD.id, clock.id, AT, ON - dt.timedelta(days=late), state, late)
        for clock, late, state in zip(
            RULES.clocks[:3], (2, 0, -3), ("overdue", "open", "open"), strict=True
        )
    ]


@pytest.mark.parametrize(
    ("language", "standing", "titles"),
    [
        ("zh", ["逾期 2 天", "当天到期", "还有 3 天"], ["线索响应", "线索研判", "线索反馈"]),
        (
            "en",
            ["2 d overdue", "due today", "in 3 d"],
            ["response", "review", "feedback to the referrer"],
        ),
    ],
)
def test_what_is_due_says_how_late_it_is(
    language: str, standing: list[str], titles: list[str]
) -> None:
    report = DueReport(RULES, {LEAD.id: LEAD}, ON, 7, language)
    sheet = report.sheet(dues())
    headed(sheet)
    assert [row[0] for row in sheet.rows] == standing
    assert [row[2] for row in sheet.rows] == titles
    assert len(report.lines(dues())) == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_figures_have_heads_and_leave_out_rows_of_nothing(language: str) -> None:
    share = Share(1, 2, 0.1, 0.9)
    found = Kpi(
        Period(None, ON),
        2,
        Fit(2, 1, 0, 1, share),
        (),
        (Stays(Status.lead, 1, 2.0, 0, None), Stays(Status.full, 0, None, 0, None)),
        (Reason(Status.declined, "用地", share),),
    )
    fit, conversion, stays, reasons = KpiReport(language).sheets(found)
    for sheet in (fit, stays, reasons):
        headed(sheet)
        assert len(sheet.rows) == 1
    assert conversion.rows == []
    assert fit.rows[0] == (2, 1, 0, 1, 0.5, 0.1, 0.9)


@pytest.mark.parametrize(
    ("language", "row", "fate"),
    [
        (
            "zh",
            ("园区", "未推荐", "a 甲园", "不同意 t", "已失效"),
            [("2", "1", "有变"), ("未推荐", "未推荐", "未变"), ("1", "", "首次")],
        ),
        (
            "en",
            ("Park", "none", "a 甲园", "rejected t", "no longer"),
            [("2", "1", "changed"), ("none", "none", "same"), ("1", "", "new")],
        ),
    ],
)
def test_choices_and_their_fates_are_told(
    language: str, row: tuple[str, ...], fate: list[tuple[str, ...]]
) -> None:
    report = ChoiceReport({"a": "甲园"}, language)
    choice = Choice(OVERRIDE, "park", "a", None, REVIEW, stands=False)
    sheet = report.sheet([choice])
    headed(sheet)
    assert tuple(sheet.rows[0][place] for place in (2, 3, 4, 8, 9)) == row
    fates = [
        Fate(choice, 2, 1, known=True),
        Fate(choice, None, None, known=True),
        Fate(choice, 1, None, known=False),
    ]
    told = report.fates(fates)
    headed(told)
    assert [cells[3:] for cells in told.rows] == fate
    last = Replay(9, "d", "other", {}, "s", AT)
    assert len(report.lines(fates, MADE_BY, last)) == 3
    assert len(report.lines([], MADE_BY, last)) == 1
    shown = report.replay_document(fates, MADE_BY, last)
    assert (shown["n"], shown["first"], shown["top"], shown["changed"]) == (3, 1, 2, 1)
    assert shown["top_share"]["n"] == 3


def test_every_verdict_has_a_name() -> None:
    assert all(WORDS[f"verdict.{verdict}"] for verdict in get_args(Verdict))
