"""Whether confidence means what it says: equal-mass bins of confidence against share right."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

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
    """Return bins of the first park's and the first link's confidence, the least sure first."""
    inside = [answer for answer in found if answer.case.in_scope]
    parks = [(a.park_confidence, park_hits(1)(a)) for a in inside]
    links = [(a.link_confidence, accepted(a)) for a in inside]
    return (
        *binned("park @1", [(sure, hit) for sure, hit in parks if hit is not None], bins),
        *binned("link top-1", [(sure, hit) for sure, hit in links if hit is not None], bins),
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
