"""The way of a lead: one step at a time, and a reason for every step that is not forward."""

import pytest

from chainmatch.errors import InputError
from chainmatch.leads.pipeline import ACTIVE, TRANSITIONS, Status, allowed, check_move, status_of


def test_the_way_has_the_seven_stages_in_their_order() -> None:
    assert [status.value for status in ACTIVE] == [
        *("lead", "review", "talks", "signed", "building", "producing", "full")
    ]
    assert set(Status) - set(ACTIVE) == {Status.shelved, Status.declined}
    assert set(TRANSITIONS) == set(Status)


def test_every_step_of_the_way_is_forward_by_one_back_by_one_or_aside() -> None:
    for place, status in enumerate(ACTIVE):
        forward = dict.fromkeys(ACTIVE[place + 1 : place + 2], False)
        back = dict.fromkeys(ACTIVE[max(0, place - 1) : place], True)
        aside = {Status.shelved: True, Status.declined: True}
        assert TRANSITIONS[status] == forward | back | aside


@pytest.mark.parametrize("was", ACTIVE)
def test_a_shelved_lead_goes_back_only_to_where_it_was(was: Status) -> None:
    assert allowed(Status.shelved, was) == {was: False}
    check_move(Status.shelved, was, "", was)
    for other in set(Status) - {was}:
        with pytest.raises(InputError, match=f"from shelved to {other}; allowed are {was}$"):
            check_move(Status.shelved, other, "x", was)


def test_a_declined_lead_starts_again_with_a_reason() -> None:
    check_move(Status.declined, Status.lead, "换了投资方")
    with pytest.raises(InputError, match="going from declined to lead needs a reason"):
        check_move(Status.declined, Status.lead, " ")
    with pytest.raises(
        InputError, match=r"from declined to signed; allowed are lead \(with a reason\)"
    ):
        check_move(Status.declined, Status.signed, "x")


def test_no_stage_is_skipped() -> None:
    with pytest.raises(
        InputError,
        match=(
            r"a lead cannot go from lead to signed; allowed are review, shelved \(with a reason\), "
            r"declined \(with a reason\)"
        ),
    ):
        check_move(Status.lead, Status.signed, "x")


def test_an_unknown_status_is_named_with_what_is_allowed() -> None:
    assert status_of("talks") is Status.talks
    with pytest.raises(
        InputError, match="status 'won' is unknown; allowed are lead, review, talks"
    ):
        status_of("won")
