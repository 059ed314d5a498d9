"""How the desk does, on histories with fixed times, counted by hand and by a second way."""

import datetime as dt
from collections.abc import Sequence

import pytest
from histories import History, at, day, histories
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from chainmatch.leads.pipeline import Status
from chainmatch.leads.store.values import StatusChange
from chainmatch.screening.kpi import (
    PAIRS,
    Conversion,
    Fit,
    Kpi,
    Period,
    Stays,
    industrial,
    kpi,
)
from chainmatch.screening.shares import share_of, wilson

NOW = at("2025-06-30 12:00")
MATCHED, OUTSIDE = {"status": "matched"}, {"status": "abstained", "message": "out_of_scope"}


def told(leads: Sequence[History], start: str | None = None, end: str | None = None) -> Kpi:
    period = Period(start and day(start), end and day(end))
    return kpi({f"L-{n:06d}": lead.entries for n, lead in enumerate(leads, 1)}, period, NOW)


def signed(when: str, match: object = None) -> History:
    """Return a lead of 2025-03-03 that was signed on a day, with a snapshot kept before."""
    lead = History("2025-03-03 09:00")
    if match is not None:
        lead.snapshot(match, "2025-03-03 10:00")
    lead.move("review", "2025-03-04 09:00").move("talks", "2025-03-06 09:00")
    return lead.move("signed", f"{when} 09:00")


def conversion(found: Kpi, before: str, after: str) -> Conversion:
    return next(c for c in found.conversions if (c.before, c.after) == (before, after))


def stays(found: Kpi, stage: str) -> Stays:
    return next(s for s in found.stays if s.stage == stage)


# 产业契合度


def test_fit_is_industrial_projects_among_all_that_were_introduced() -> None:
    leads = [
        *(signed("2025-04-01", MATCHED) for _ in range(3)),
        signed("2025-04-02", OUTSIDE),
        signed("2025-04-03"),
        History("2025-03-03 09:00").snapshot(MATCHED, "2025-03-03 10:00"),
    ]
    fit = told(leads).fit
    assert fit == Fit(5, 3, 1, 1, share_of(3, 5))
    assert fit.share is not None
    assert fit.share.value == 0.6


def test_a_lead_without_a_snapshot_is_never_counted_as_fit() -> None:
    fit = told([signed("2025-04-01"), signed("2025-04-01")]).fit
    assert (fit.introduced, fit.industrial, fit.unknown) == (2, 0, 2)
    assert fit.share is not None
    assert fit.share.count == 0


@pytest.mark.parametrize(
    ("match", "kind"),
    [
        (MATCHED, "industrial"),
        (OUTSIDE, "other"),
        ({"status": "abstained", "message": "vague"}, "unknown"),
        ({"status": "abstained"}, "unknown"),
        ({"status": "invalid", "message": "out_of_scope"}, "unknown"),
        ({}, "unknown"),
        (None, "unknown"),
        ([MATCHED], "unknown"),
    ],
)
def test_what_is_industrial_is_what_the_plan_has_a_place_for(match: object, kind: str) -> None:
    assert industrial(match) == kind


def test_the_last_snapshot_of_the_period_counts() -> None:
    lead = signed("2025-04-01", OUTSIDE)
    lead.snapshot(MATCHED, "2025-04-20 09:00")
    assert told([lead], end="2025-04-19").fit.other == 1
    assert told([lead], end="2025-04-20").fit.industrial == 1


def test_a_project_is_introduced_once_on_the_day_of_its_first_signing() -> None:
    lead = signed("2025-04-01", MATCHED).move("talks", "2025-04-10 09:00", "x")
    lead.move("signed", "2025-05-01 09:00")
    assert told([lead], "2025-04-01", "2025-04-01").fit.introduced == 1
    assert told([lead], "2025-04-02", "2025-06-01").fit.introduced == 0
    assert told([lead]).fit.introduced == 1


# conversion


def test_conversion_counts_who_reached_is_aside_or_still_under_way() -> None:
    leads = [
        signed("2025-03-10"),
        signed("2025-03-16"),
        History("2025-03-03 09:00").move("review", "2025-03-05 09:00"),
        History("2025-03-03 09:00").move("declined", "2025-03-05 09:00", "用地"),
        History("2025-03-03 09:00"),
        History("2025-03-03 09:00").merge("2025-03-04 09:00"),
    ]
    found = told(leads)
    assert conversion(found, "lead", "review") == Conversion(
        *(Status.lead, Status.review, 6, 3, 2, 1, share_of(3, 6), 1.0)
    )
    assert conversion(found, "talks", "signed").median_days == 7.0
    assert conversion(found, "lead", "signed").median_days == 10.0
    assert (conversion(found, "lead", "signed").reached, found.leads) == (2, 6)


def test_what_happened_after_the_period_is_not_known_yet() -> None:
    found = told([signed("2025-03-10")], end="2025-03-05")
    assert conversion(found, "lead", "review").reached == 1
    assert conversion(found, "review", "talks").under_way == 1
    assert conversion(found, "talks", "signed").entered == 0
    assert told([signed("2025-03-10")], end="2025-03-02").leads == 0


def test_a_stage_that_nobody_entered_has_no_figure() -> None:
    for found in (told([]), told([signed("2025-03-10")], start="2025-05-01")):
        assert found.fit == Fit(0, 0, 0, 0, None)
        for one in found.conversions:
            assert (one.entered, one.share, one.median_days) == (0, None, None)
        assert all(one.ended == 0 and one.median_days is None for one in found.stays)
        assert found.reasons == ()


def test_conversion_is_told_for_each_step_and_from_the_lead_on() -> None:
    assert len(PAIRS) == len(set(PAIRS)) == 11
    assert (Status.review, Status.talks) in PAIRS
    assert (Status.lead, Status.full) in PAIRS


# time in stage


def test_time_in_stage_is_told_of_ended_and_of_going_stays() -> None:
    leads = [
        History("2025-03-03 09:00").move("review", "2025-03-05 09:00"),
        History("2025-03-03 09:00").move("review", "2025-03-13 21:00"),
        History("2025-06-20 12:00"),
    ]
    assert stays(told(leads), "lead") == Stays(Status.lead, 2, 6.25, 1, 10.0)
    review = stays(told(leads, end="2025-03-14"), "review")
    assert (review.ended, review.median_days, review.open) == (0, None, 2)
    assert review.open_median_days == pytest.approx((9.625 + 1.125) / 2)


def test_each_stay_counts_where_a_lead_comes_back() -> None:
    lead = History("2025-03-03 09:00").move("review", "2025-03-05 09:00")
    lead.move("lead", "2025-03-06 09:00", "x").note("x", "2025-03-07 09:00")
    lead.move("review", "2025-03-16 09:00")
    assert stays(told([lead]), "lead").ended == 2
    assert stays(told([lead]), "lead").median_days == 6.0
    assert conversion(told([lead]), "lead", "review").entered == 1


# reasons


def test_reasons_for_aside_are_shares_of_their_own_way() -> None:
    leads = [
        *(
            History("2025-03-03 09:00").move("declined", "2025-03-05 09:00", r)
            for r in ("用地", " 用地 ", "环保")
        ),
        History("2025-03-03 09:00").move("shelved", "2025-03-05 09:00", "资金"),
    ]
    found = [(r.status, r.reason, r.share.count, r.share.n) for r in told(leads).reasons]
    assert found == [
        ("shelved", "资金", 1, 1),
        ("declined", "用地", 2, 3),
        ("declined", "环保", 1, 3),
    ]
    assert told(leads, start="2025-03-06").reasons == ()


# properties and second ways

COUNTS = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS)
def test_the_interval_is_the_one_of_scipy(counted: tuple[int, int]) -> None:
    wanted = binomtest(*counted).proportion_ci(0.95, method="wilson")
    assert wilson(*counted) == pytest.approx((wanted.low, wanted.high), abs=1e-12)


@given(COUNTS)
def test_the_interval_holds_the_share_and_stays_in_its_range(counted: tuple[int, int]) -> None:
    share = share_of(*counted)
    assert share is not None
    assert 0.0 <= share.low <= share.value <= share.high <= 1.0


@given(st.lists(histories(), max_size=6))
def test_counts_add_up_and_agree_with_the_steps_themselves(leads: list[History]) -> None:
    now = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    found = kpi({str(n): lead.entries for n, lead in enumerate(leads)}, Period(), now)
    assert found.leads == len(leads)
    for one in found.conversions:
        assert one.entered == one.reached + one.aside + one.under_way
        assert (one.share is None) is (one.entered == 0)
        assert (one.median_days is None) is (one.reached == 0)
    fit = found.fit
    assert fit.introduced == fit.industrial + fit.other + fit.unknown
    moved = [[e for e in lead.entries if isinstance(e, StatusChange)] for lead in leads]
    assert fit.introduced == sum(any(e.after == "signed" for e in steps) for steps in moved)
    assert sum(one.open for one in found.stays) == sum(not lead.merged for lead in leads)
    aside = [e for steps in moved for e in steps if e.after in ("shelved", "declined")]
    assert sum(reason.share.count for reason in found.reasons) == len(aside)
    reached = conversion(found, "lead", "talks").reached
    assert reached == sum(any(e.after == "talks" for e in steps) for steps in moved)


@given(st.lists(histories(), max_size=4), st.integers(0, 300))
def test_two_halves_of_time_count_every_signing_once(leads: list[History], after: int) -> None:
    cut = dt.date(2025, 3, 1) + dt.timedelta(days=after)
    whole = {str(n): lead.entries for n, lead in enumerate(leads)}
    now = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    first = kpi(whole, Period(None, cut), now).fit.introduced
    second = kpi(whole, Period(cut + dt.timedelta(days=1), None), now).fit.introduced
    assert first + second == kpi(whole, Period(), now).fit.introduced
