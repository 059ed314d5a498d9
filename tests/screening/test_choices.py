"""Choices of staff: which stand, where they come in a match, and what changed since."""

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.errors import InputError
from chainmatch.leads.pipeline import Status
from chainmatch.leads.store.values import Override, OverrideReview, Replay, Verdict, Version
from chainmatch.matching.result import Judgement, LinkMatch, Match, ParkMatch
from chainmatch.screening.choices import (
    Choice,
    as_chosen,
    check_chosen,
    choices,
    proposal,
    rank_of,
    replay,
)

AT = dt.datetime(2025, 3, 3, tzinfo=dt.UTC)
VETO = Judgement("R", "veto", "fail")


def match(*parks: str, vetoed: str = "", status: str = "matched") -> Match:
    ranked = tuple(ParkMatch(p, "z", 0.1, (), (VETO,) if p == vetoed else ()) for p in parks)
    links = (LinkMatch("10.2", "n", "10", 0.5, (), ()),)
    return Match("L", status, None, parks=ranked, links=links, plan="d", encoder="static")


def chose(number: int, park: str, lead: str = "L-000001", kind: str = "park") -> Override:
    return Override(number, lead, {kind: "a"}, {kind: park}, "就近", "staff-1", AT)


def review(number: int, override: int, verdict: Verdict = "upheld") -> OverrideReview:
    return OverrideReview(number, "L-000001", override, verdict, "", "staff-2", AT)


def replayed(found: tuple[Choice, ...]) -> list[int]:
    return [choice.override.number for choice in found if choice.replayed]


def test_only_what_somebody_else_upheld_is_replayed() -> None:
    made = [chose(1, "b"), chose(2, "c", "L-000002"), chose(3, "d", "L-000003")]
    found = choices(made, [review(4, 1), review(5, 2, "rejected")])
    assert [choice.stands for choice in found] == [True, False, True]
    assert replayed(found) == [1]


def test_a_later_choice_of_the_same_kind_takes_the_place_of_the_earlier() -> None:
    made = [chose(1, "b"), chose(2, "10.2", kind="link"), chose(5, "c")]
    assert replayed(choices(made, [review(3, 1), review(4, 2)])) == [2]
    assert replayed(choices(made, [review(3, 1), review(4, 2), review(6, 5)])) == [2, 5]


def test_where_the_later_choice_is_rejected_the_earlier_stands_again() -> None:
    made = [chose(1, "b"), chose(3, "c")]
    assert replayed(choices(made, [review(2, 1), review(4, 3, "rejected")])) == [1]


def test_the_last_word_of_the_reviewers_counts() -> None:
    reviews = [review(2, 1, "rejected"), review(3, 1)]
    assert replayed(choices([chose(1, "b")], reviews)) == [1]
    assert replayed(choices([chose(1, "b")], reviews[::-1])) == []


@pytest.mark.parametrize("chosen", [None, 7, [], {}, {"park": None}, {"zone": "z"}])
def test_a_choice_of_something_else_is_listed_and_never_replayed(chosen: object) -> None:
    (found,) = choices([Override(1, "L-000001", None, chosen, "x", "s", AT)], [review(2, 1)])
    assert (found.kind, found.replayed, found.stands) == (None, False, False)


def test_a_rank_counts_what_is_recommended() -> None:
    found = match("a", "b", "c", vetoed="c")
    assert [rank_of(found, "park", id) for id in "abcd"] == [1, 2, None, None]
    assert rank_of(found, "link", "10.2") == 1
    assert rank_of(match("a", status="abstained"), "park", "a") is None


def test_a_proposal_keeps_the_first_places_and_what_made_them() -> None:
    assert proposal(match("a", "b", "c", "d"), "park") == {
        "park": "a",
        "first": ["a", "b", "c"],
        "status": "matched",
        "plan": "d",
        "encoder": "static",
    }
    assert proposal(match("a", status="abstained"), "park")["park"] is None


def test_what_is_proposed_first_is_no_override() -> None:
    check_chosen(match("a", "b"), "park", "b")
    check_chosen(match("a", status="abstained"), "park", "a")
    with pytest.raises(InputError, match="park a is what is proposed first"):
        check_chosen(match("a", "b"), "park", "a")


def test_a_replay_tells_what_changed_since_the_last() -> None:
    leads = ("L-000001", "L-000002", "L-000003", "L-000004")
    made = [chose(n, "b", lead) for n, lead in enumerate(leads, 1)]
    found = choices(made, [review(n + 4, n) for n in (1, 2, 3, 4)])
    now = {
        leads[0]: match("b"),
        leads[1]: match("a", "b"),
        leads[2]: match("a"),
        leads[3]: match("b", status="abstained"),
    }
    last = Replay(9, "d", "static", {1: 1, 2: 1, 3: None}, "s", AT)
    told = list(replay(found, lambda one: now[one.lead], last))
    assert [(fate.rank, fate.before, fate.known, fate.changed) for fate in told] == [
        (1, 1, True, False),
        (2, 1, True, True),
        (None, None, True, False),
        (None, None, False, False),
    ]
    assert not any(fate.changed for fate in replay(found, lambda one: now[one.lead], None))


def test_a_lead_is_replayed_as_it_stood_when_staff_chose() -> None:
    versions = [
        Version(n, "L-000001", v, "changed", {"text": t}, Status.lead, "", "s", AT, "")
        for n, v, t in ((1, 1, "铜箔"), (4, 2, "铜箔和铝箔"), (9, 3, "电芯"))
    ]
    assert as_chosen(chose(5, "b"), versions).values == {"text": "铜箔和铝箔"}


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(("park", "link"))), max_size=20),
    st.lists(st.tuples(st.integers(0, 19), st.sampled_from(("upheld", "rejected")))),
)
def test_at_most_one_choice_of_a_lead_and_kind_stands(
    made: list[tuple[int, str]], said: list[tuple[int, Verdict]]
) -> None:
    overrides = [chose(n, "b", f"L-{lead}", kind) for n, (lead, kind) in enumerate(made)]
    reviews = [review(100 + n, number, verdict) for n, (number, verdict) in enumerate(said)]
    found = choices(overrides, reviews)
    assert [choice.override for choice in found] == overrides
    standing = [(choice.override.lead, choice.kind) for choice in found if choice.stands]
    assert len(standing) == len(set(standing))
    last = dict(said)
    kept = {
        (one.lead, kind)
        for one, (_, kind) in zip(overrides, made, strict=True)
        if last.get(one.number) != "rejected"
    }
    assert set(standing) == kept


def test_what_matches_knows_nothing_of_choices() -> None:
    code = (
        "import sys, chainmatch.matching.matcher, chainmatch.workbench\n"
        "print(*[name for name in sys.modules if name.startswith('chainmatch.screening')"
        " or name.startswith('chainmatch.leads.store')])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
