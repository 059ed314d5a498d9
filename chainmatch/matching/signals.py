"""A signal: one number for every choice, and the facts behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from chainmatch.matching.reference import Vector
from chainmatch.matching.view import View

VERSION = "5"
"""Raised when a signal changes its meaning: a calibration of another version is refused."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A named measure of how well a lead goes with each choice.

    `score` gives (choices,); higher is better; the scale is free, since fitted weights follow.
    `evidence` names the facts behind one choice; it may be empty.
    """

    name: str
    score: Callable[[View], Vector]
    evidence: Callable[[View, int], tuple[str, ...]]


def no_evidence(view: View, choice: int) -> tuple[str, ...]:  # noqa: ARG001  # the shape of a Signal
    """Return no facts, for signals that are plain measures."""
    return ()
