"""Whether confidence means what it says: equal-mass bins of confidence against share right."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chainmatch.evaluation.metrics import DRAWS, SEED, calibration_error
from chainmatch.evaluation.run import Answer
from chainmatch.evaluation.stress import accepted, park_hits

BINS = 5


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: all in [0, 1]; `low` and `high` bound their confidence."""

    question: str
    low: float
    high: float
    confidence: float
    right: float
    n: int


def reliability(found: Sequence[Answer], bins: int = BINS) -> tuple[Bin, ...]:
    """Return bins of four confidences, of the first park, zone, link and industry."""
    inside = [answer for answer in found if answer.case.in_scope]
    asked: dict[str, list[tuple[float, float | None]]] = {
        "park @1": [(a.park_confidence, park_hits(1)(a)) for a in inside],
        "zone @1": [(a.zone_confidence, _zone(a)) for a in inside],
        "link top-1": [(a.link_confidence, accepted(a)) for a in inside],
        "industry @1": [(a.industry_confidence, _industry(a)) for a in inside],
    }
    found_bins: list[Bin] = []
    for question, pairs in asked.items():
        known = [(sure, hit) for sure, hit in pairs if hit is not None]
        found_bins += binned(question, known, bins)
    return tuple(found_bins)


def _zone(answer: Answer) -> float | None:
    told = answer.zones and answer.case.zone
    return float(answer.zones[0] == answer.case.zone) if told else None


def _industry(answer: Answer) -> float | None:
    labels = (answer.case.accept or frozenset()) - {"none"}
    return float(answer.industry in {label.split(".")[0] for label in labels}) if labels else None


@dataclass(frozen=True, slots=True)
class Error:
    """Calibration error of the first park beside that of a forecaster who is never wrong.

    `perfect` is the mean error of answers that come true exactly as often as their confidence
    says, drawn DRAWS times; `low` and `high` bound 95 % of the draws. All in [0, 1].
    """

    wording: str
    n: int
    error: float
    perfect: float
    low: float
    high: float


def error(wording: str, found: Sequence[Answer]) -> Error:
    """Measure the calibration of the first park on cases whose park is known."""
    pairs = [(a.park_confidence, park_hits(1)(a)) for a in found if a.case.in_scope]
    known = [(sure, hit) for sure, hit in pairs if hit is not None]
    confidence = np.array([sure for sure, _ in known])
    right = np.array([hit for _, hit in known])
    dice = np.random.default_rng(SEED)
    drawn = [
        calibration_error(confidence, (dice.random(len(known)) < confidence).astype(float))
        for _ in range(DRAWS)
    ]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Error(
        wording,
        len(known),
        calibration_error(confidence, right),
        float(np.mean(drawn)),
        float(low),
        float(high),
    )


def binned(question: str, pairs: Sequence[tuple[float, float]], bins: int) -> list[Bin]:
    """Cut (confidence, right) pairs into bins of equal mass; fewer pairs than bins give fewer."""
    table = np.array(sorted(pairs, key=lambda pair: pair[0])).reshape(-1, 2)
    return [
        Bin(
            question,
            float(part[0, 0]),
            float(part[-1, 0]),
            float(part[:, 0].mean()),
            float(part[:, 1].mean()),
            len(part),
        )
        for part in np.array_split(table, bins)
        if len(part)
    ]
