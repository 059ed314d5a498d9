"""What is due of a lead, on histories with fixed times: Monday 2025-03-03 and the days after."""

import datetime as dt

import pytest
from histories import ID, History, at, day, histories
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.leads.pipeline import ACTIVE, Status
from chainmatch.leads.store.values import Entry, Note, StatusChange, Version
from chainmatch.paths import data_file
from chainmatch.screening.clock_rules import load_clocks
from chainmatch.screening.clocks import WATCHED, Clock, Due, Longer, Rules, dues, pending, tally
from chainmatch.screening.days import Calendar
from chainmatch.screening.steps import OFFICE, office_day

SHIPPED = load_clocks(data_file("clocks.json"))
DAYS = st.integers(0, 400).map(lambda n: dt.date(2025, 3, 1) + dt.timedelta(days=n))


def runs(history: History, on: str, clock: str = "") -> list[Due]:
    found = dues(ID, history.entries, SHIPPED, day(on))
    return [due for due in found if clock in ("", due.clock)]


def standing(history: History, on: str) -> dict[str, tuple[str, int]]:
    """Return the clocks that are not done: the state and the days late."""
    return {due.clock: (due.state, due.late) for due in runs(history, on) if due.state != "done"}


def test_a_new_lead_has_to_be_answered_told_of_and_reported_on() -> None:
    lead = History("2025-03-03 16:00")
    assert standing(lead, "2025-03-03") == {
        "response": ("open", -1),
        "feedback": ("open", -7),
        "report": ("open", -14),
    }
    assert standing(lead, "2025-03-05")["response"] == ("overdue", 1)


def test_the_first_day_does_not_count_and_the_last_one_counts_whole() -> None:
    (due,) = runs(History("2025-03-03 00:01"), "2025-03-04", "response")
    assert (due.due_on, due.state, due.late) == (day("2025-03-04"), "open", 0)
    assert due.due_at == dt.datetime(2025, 3, 5, tzinfo=OFFICE)
    assert runs(History("2025-03-03 23:59"), "2025-03-04", "response")[0].due_at == due.due_at


def test_days_are_those_of_the_office_not_of_utc() -> None:
    lead = History(dt.datetime(2025, 3, 2, 16, 30, tzinfo=dt.UTC))
    (due,) = runs(lead, "2025-03-03", "response")
    assert (due.since, due.due_on) == (at("2025-03-03 00:30"), day("2025-03-04"))


@pytest.mark.parametrize("how", ["note", "move", "decline"])
def test_a_note_or_a_step_answers_a_lead(how: str) -> None:
    lead = History("2025-03-03 09:00")
    if how == "note":
        lead.note("已电话联系", "2025-03-06 09:00")
    else:
        lead.move("review" if how == "move" else "declined", "2025-03-06 09:00", "x")
    (due,) = runs(lead, "2025-04-01", "response")
    assert (due.state, due.late, due.done_at) == ("done", 2, at("2025-03-06 09:00"))


def test_a_file_does_not_answer_a_lead() -> None:
    lead = History("2025-03-03 09:00").snapshot({}, "2025-03-03 10:00")
    assert standing(lead, "2025-03-04")["response"] == ("open", 0)


def test_a_review_has_three_days_and_a_week_where_experts_are_needed() -> None:
    lead = History("2025-03-03 09:00").move("review", "2025-03-04 09:00")
    assert runs(lead, "2025-03-05", "review")[0].due_on == day("2025-03-07")
    lead.note("专家论证环保", "2025-03-06 09:00")
    assert runs(lead, "2025-03-05", "review")[0].due_on == day("2025-03-07")
    assert runs(lead, "2025-03-06", "review")[0].due_on == day("2025-03-11")
    lead.move("talks", "2025-03-12 09:00")
    (due,) = runs(lead, "2025-03-20", "review")
    assert (due.state, due.late) == ("done", 1)


def test_a_mark_is_read_whatever_its_width_and_case() -> None:
    lead = History("2025-03-03 09:00").note(" ＦＥＥＤＢＡＣＫ given", "2025-03-04 09:00")
    assert "feedback" not in standing(lead, "2025-03-05")
    lead = History("2025-03-03 09:00").note("没有反馈", "2025-03-04 09:00")
    assert "feedback" in standing(lead, "2025-03-05")


def test_a_report_is_due_two_weeks_after_the_last_one() -> None:
    lead = History("2025-03-03 09:00").note("x", "2025-03-10 09:00").note("y", "2025-04-01 09:00")
    found = runs(lead, "2025-04-16", "report")
    assert [(due.due_on, due.state, due.late) for due in found] == [
        (day("2025-03-17"), "done", -7),
        (day("2025-03-24"), "done", 8),
        (day("2025-04-15"), "overdue", 1),
    ]


@pytest.mark.parametrize("aside", ["shelved", "declined"])
def test_a_lead_that_is_set_aside_has_no_clock_and_coming_back_restarts_them(aside: str) -> None:
    lead = History("2025-03-03 09:00").move(aside, "2025-03-03 10:00", "x")
    assert standing(lead, "2026-03-03") == {}
    lead.move("lead", "2025-06-02 09:00", "x")
    assert standing(lead, "2025-06-02") == {
        "response": ("open", -1),
        "feedback": ("open", -7),
        "report": ("open", -14),
    }


def test_a_lead_shelved_in_talks_comes_back_to_its_reports_not_to_its_registration() -> None:
    lead = History("2025-03-03 09:00").note("反馈", "2025-03-03 10:00")
    lead.move("review", "2025-03-03 11:00").move("talks", "2025-03-04 09:00")
    lead.move("shelved", "2025-03-05 09:00", "x").move("talks", "2025-06-02 09:00")
    assert set(standing(lead, "2025-06-02")) == {"feedback", "report"}


def test_a_merged_lead_has_no_clock_until_the_merge_is_taken_back() -> None:
    lead = History("2025-03-03 09:00").merge("2025-03-03 10:00")
    assert standing(lead, "2025-04-01") == {}
    lead.unmerge("2025-04-01 09:00")
    assert standing(lead, "2025-04-01")["response"] == ("open", -1)


def test_a_lead_sent_back_to_the_desk_has_to_be_answered_again() -> None:
    lead = History("2025-03-03 09:00").move("review", "2025-03-04 09:00")
    lead.move("lead", "2025-03-05 09:00", "资料不全")
    assert standing(lead, "2025-03-05")["response"] == ("open", -1)


def test_at_full_output_nothing_is_due() -> None:
    lead = History("2025-03-03 09:00")
    for stage in ACTIVE[1:]:
        lead.move(stage, "2025-03-04 09:00")
    assert standing(lead, "2026-03-04") == {}


def test_a_day_of_the_past_shows_what_was_due_then() -> None:
    lead = History("2025-03-03 09:00").note("x", "2025-03-10 09:00")
    assert standing(lead, "2025-03-09")["response"] == ("overdue", 5)
    assert standing(lead, "2025-03-02") == {}


@given(histories(), DAYS)
def test_no_lead_is_ever_without_a_clock_while_it_is_active(history: History, on: dt.date) -> None:
    known = [entry for entry in history.entries if office_day(entry.at) <= on]
    found = [due for due in dues(ID, known, SHIPPED, on) if due.state != "done"]
    status, merged = stands(known)
    assert bool(found) is (status in WATCHED and not merged)


@given(histories(), DAYS)
def test_the_next_report_is_two_weeks_after_whatever_was_last(
    history: History, on: dt.date
) -> None:
    known = [entry for entry in history.entries if office_day(entry.at) <= on]
    last = None
    for n, entry in enumerate(known, 1):
        status, merged = stands(known[:n])
        was = n > 1 and stands(known[: n - 1])
        if status not in WATCHED or merged:
            last = None
        elif not was or was[0] not in WATCHED or was[1] or isinstance(entry, Note):
            last = entry.at
    found = [due for due in dues(ID, known, SHIPPED, on) if due.clock == "report"]
    standing = [due for due in found if due.state != "done"]
    wanted = [] if last is None else [office_day(last) + dt.timedelta(days=14)]
    assert [due.due_on for due in standing] == wanted


@given(histories(), DAYS)
def test_a_state_says_what_the_days_say(history: History, on: dt.date) -> None:
    for due in dues(ID, history.entries, SHIPPED, on):
        assert due.since.date() <= on
        assert due.due_on > due.since.date()
        if due.done_at is None:
            assert due.late == (on - due.due_on).days
            assert due.state == ("overdue" if due.due_at.date() <= on else "open")
        else:
            assert due.state == "done"
            assert due.since <= due.done_at
            assert due.done_at.date() <= on


def stands(entries: list[Entry]) -> tuple[Status | None, bool]:
    """Return where a history leaves its lead, read from its end, and whether it is merged."""
    steps = [entry.after for entry in entries if isinstance(entry, StatusChange)]
    versions = [entry for entry in entries if isinstance(entry, Version)]
    if not versions:
        return None, False
    return (steps[-1] if steps else Status.lead), versions[-1].kind == "merged"


def test_what_is_pending_is_sorted_and_counted() -> None:
    late, now = History("2025-03-03 09:00", "L-000002"), History("2025-03-05 09:00", "L-000001")
    found = [due for h in (now, late) for due in dues(h.id, h.entries, SHIPPED, day("2025-03-06"))]
    told = pending(found, 7)
    assert [(due.lead, due.clock, due.late) for due in told] == [
        ("L-000002", "response", 2),
        ("L-000001", "response", 0),
        ("L-000002", "feedback", -4),
        ("L-000001", "feedback", -6),
    ]
    assert tally(told) == {"overdue": 1, "today": 1, "soon": 2}
    assert [due.late for due in pending(found, 0)] == [2, 0]
    assert pending(list(reversed(found)), 7) == told


# working days


def working(history: History, calendar: Calendar) -> dt.date:
    clock = Clock("c", "c", 3, (Status.lead,), ("moved",), "working", longer=(Longer("note", 5),))
    (due,) = dues(ID, history.entries, Rules((clock,), {}, calendar), day("2025-03-07"))
    return due.due_on


def test_working_days_leave_out_weekends_and_the_holidays_that_are_given() -> None:
    friday = History("2025-03-07 09:00")
    assert working(friday, Calendar()) == day("2025-03-12")
    monday = frozenset({day("2025-03-10")})
    assert working(friday, Calendar(monday)) == day("2025-03-13")
    saturday = frozenset({day("2025-03-08")})
    assert working(friday, Calendar(monday, saturday)) == day("2025-03-12")
    friday.note("x", "2025-03-07 10:00")
    assert working(friday, Calendar()) == day("2025-03-14")


@given(DAYS, st.integers(1, 30), st.frozensets(DAYS, max_size=20), st.frozensets(DAYS, max_size=5))
def test_a_term_of_working_days_holds_so_many_of_them(
    start: dt.date, days: int, holidays: frozenset[dt.date], workdays: frozenset[dt.date]
) -> None:
    calendar = Calendar(holidays - workdays, workdays)
    last = calendar.last_day(start, days, "working")
    between = [start + dt.timedelta(days=n) for n in range(1, (last - start).days + 1)]
    assert sum(calendar.works(one) for one in between) == days
    assert calendar.works(last)
