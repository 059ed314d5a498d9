"""The way of a lead, 线索 to 达效, and the two ways aside; which step may follow which."""

from collections.abc import Mapping
from enum import StrEnum

from chainmatch.errors import InputError


class Status(StrEnum):
    """Where a lead stands; the values are what a store and a file hold."""

    lead = "lead"  # 线索
    review = "review"  # 研判
    talks = "talks"  # 在谈
    signed = "signed"  # 签约
    building = "building"  # 开工
    producing = "producing"  # 投产
    full = "full"  # 达效
    shelved = "shelved"  # 搁置
    declined = "declined"  # 谢绝


ACTIVE = (
    Status.lead,
    Status.review,
    Status.talks,
    Status.signed,
    Status.building,
    Status.producing,
    Status.full,
)
"""The way in its order; a step is one place, forward freely, back with a reason."""

_ASIDE = {Status.shelved: True, Status.declined: True}

TRANSITIONS: Mapping[Status, Mapping[Status, bool]] = {
    Status.lead: {Status.review: False, **_ASIDE},
    Status.review: {Status.talks: False, Status.lead: True, **_ASIDE},
    Status.talks: {Status.signed: False, Status.review: True, **_ASIDE},
    Status.signed: {Status.building: False, Status.talks: True, **_ASIDE},
    Status.building: {Status.producing: False, Status.signed: True, **_ASIDE},
    Status.producing: {Status.full: False, Status.building: True, **_ASIDE},
    Status.full: {Status.producing: True, **_ASIDE},
    Status.shelved: dict.fromkeys(ACTIVE, False),
    Status.declined: {Status.lead: True},
}
"""From each status, where to, and whether a reason is needed.

A shelved lead goes back only to where it was; `allowed` sees to that.
"""


def allowed(current: Status, shelved_from: Status | None = None) -> Mapping[Status, bool]:
    """Return where a lead may go next, and whether that needs a reason.

    `shelved_from` is where a shelved lead was; None for one that is not shelved.
    """
    steps = TRANSITIONS[current]
    if current is Status.shelved and shelved_from is not None:
        return {shelved_from: steps[shelved_from]}
    return steps


def status_of(text: str) -> Status:
    """Return the status with this id; raises InputError with the value and what is allowed."""
    try:
        return Status(text)
    except ValueError as error:
        names = ", ".join(Status)
        raise InputError(f"status {text!r} is unknown; allowed are {names}") from error


def check_move(
    current: Status, to: Status, reason: str, shelved_from: Status | None = None
) -> None:
    """Raise InputError unless the lead may go from `current` to `to` with this reason."""
    steps = allowed(current, shelved_from)
    if to not in steps:
        shown = ", ".join(f"{step} (with a reason)" if steps[step] else step for step in steps)
        raise InputError(f"a lead cannot go from {current} to {to}; allowed are {shown}")
    if steps[to] and not reason.strip():
        raise InputError(f"going from {current} to {to} needs a reason; none is given")
