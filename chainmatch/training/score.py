"""Measures encoders on the development cases: directions, neighbours, Chinese to English."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chainmatch.training.cases import Case, expanded

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Values = dict[str, list[float]]
"""The value of each case by metric."""

_VOTE_WIDTH = 0.5  # standard deviations of a lead's cosines: how fast a neighbour's vote fades
_LEAST_WIDTH = 1e-6  # where all cosines are equal
_RESAMPLES = 1000
_SEED = 20240229


@dataclass(frozen=True, slots=True)
class Score:
    """A mean over cases with its bootstrap 95 % interval."""

    metric: str
    value: float
    low: float
    high: float
    cases: int


def case_values(
    embed: Embed,
    cases: Sequence[Case],
    directions: dict[str, str],
    pairs: Sequence[tuple[str, str]],
) -> Values:
    """Return the value of every case (or pair) by metric, in the order of the cases."""
    values: Values = {}
    for field in ("desc", "desc_short"):
        ranks, firsts = direction_hits(embed, cases, directions, field)
        values |= {f"direction MRR, {field}": ranks, f"direction @1, {field}": firsts}
        hits = park_hits(embed, cases, field)
        values |= {f"park @{k}, {field}": hits[k] for k in hits}
    forward, back = pair_hits(embed, pairs)
    return {**values, "zh to en @1": forward, "en to zh @1": back}


def differences(ours: Values, theirs: Values) -> list[Score]:
    """Return the mean paired difference of each metric, in [-1, 1]; above 0 ours is better."""
    return [
        interval(metric, [a - b for a, b in zip(values, theirs[metric], strict=True)])
        for metric, values in ours.items()
    ]


def direction_hits(
    embed: Embed, cases: Sequence[Case], directions: dict[str, str], field: str
) -> tuple[list[float], list[float]]:
    """Reciprocal rank of the first core direction, whether the first is acceptable, per case."""
    known = list(directions)
    kept = [case for case in cases if expanded(case.core, known)]
    cosines = embed([getattr(case, field) for case in kept]) @ embed(list(directions.values())).T
    ranks, firsts = [], []
    for case, row in zip(kept, cosines, strict=True):
        order = [known[i] for i in np.argsort(-row, kind="stable")]
        core = expanded(case.core, known)
        ranks.append(1 / (1 + next(i for i, key in enumerate(order) if key in core)))
        firsts.append(float(order[0] in core | expanded(case.accept, known)))
    return ranks, firsts


def park_hits(
    embed: Embed, cases: Sequence[Case], field: str, ks: tuple[int, ...] = (1, 3, 5)
) -> dict[int, list[float]]:
    """Whether the true park is among the first k by the votes of the other cases, per case.

    The neighbours are described at length whatever the field of the lead; those of the same firm
    do not vote. A vote is exp((cosine - highest) / (width * deviation)).
    """
    kept = [case for case in cases if case.park]
    cosines = embed([getattr(case, field) for case in kept]) @ embed([c.desc for c in kept]).T
    hits: dict[int, list[float]] = {k: [] for k in ks}
    for case, row in zip(kept, cosines, strict=True):
        others = [
            i for i, other in enumerate(kept) if other is not case and other.name != case.name
        ]
        near = row[others]
        votes = np.exp((near - near.max()) / max(_VOTE_WIDTH * near.std(), _LEAST_WIDTH))
        total: dict[str, float] = {}
        for i, vote in zip(others, votes, strict=True):
            total[str(kept[i].park)] = total.get(str(kept[i].park), 0.0) + float(vote)
        order = sorted(total, key=lambda park: (-total[park], park))
        for k in ks:
            hits[k].append(float(case.park in order[:k]))
    return hits


def pair_hits(embed: Embed, pairs: Sequence[tuple[str, str]]) -> tuple[list[float], list[float]]:
    """Whether each term's nearest term of the other language is its translation."""
    cosines = embed([zh for zh, _ in pairs]) @ embed([en for _, en in pairs]).T
    here = np.arange(len(pairs))
    forward = (cosines.argmax(axis=1) == here).astype(float).tolist()
    return forward, (cosines.argmax(axis=0) == here).astype(float).tolist()


def interval(metric: str, values: Sequence[float]) -> Score:
    """Mean and 95 % percentile bootstrap interval over cases (Efron 1979), seeded."""
    sample = np.asarray(values, dtype=np.float64)
    draws = np.random.default_rng(_SEED).integers(0, len(sample), (_RESAMPLES, len(sample)))
    low, high = np.percentile(sample[draws].mean(axis=1), [2.5, 97.5])
    return Score(metric, float(sample.mean()), float(low), float(high), len(sample))
