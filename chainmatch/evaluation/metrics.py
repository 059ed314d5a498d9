"""Measures of a ranking and their bootstrap intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 2_000
SEED = 20_261_122


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean over `n` cases with its bootstrap 95 % interval, all in [0, 1]."""

    name: str
    mean: float
    low: float
    high: float
    n: int


def measure(name: str, values: Sequence[float]) -> Measure:
    """Return the mean of per-case values with a percentile bootstrap interval; nan where n is 0."""
    sample = np.asarray(values, dtype=np.float64)
    if not sample.size:
        return Measure(name, float("nan"), float("nan"), float("nan"), 0)
    draws = np.random.default_rng(SEED).integers(0, sample.size, (DRAWS, sample.size))
    low, high = np.quantile(sample[draws].mean(axis=1), [0.025, 0.975])
    return Measure(name, float(sample.mean()), float(low), float(high), sample.size)


def ratio(name: str, values: Sequence[float], others: Sequence[float]) -> Measure:
    """Return mean(values) / mean(others) of the same cases, >= 0, with its paired interval.

    Both are drawn together, so that cases that are hard for either weigh on both; nan where
    there are no cases or `others` are all 0.
    """
    ours, theirs = (np.asarray(of, dtype=np.float64) for of in (values, others))
    if not ours.size or not theirs.any():
        return Measure(name, float("nan"), float("nan"), float("nan"), ours.size)
    draws = np.random.default_rng(SEED).integers(0, ours.size, (DRAWS, ours.size))
    below = theirs[draws].mean(axis=1)
    drawn = ours[draws].mean(axis=1)[below > 0] / below[below > 0]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Measure(name, float(ours.mean() / theirs.mean()), float(low), float(high), ours.size)


def hit(ranking: Sequence[str], right: frozenset[str] | set[str], k: int) -> float:
    """Return 1 where one of `right` is among the first `k`, else 0."""
    return float(any(item in right for item in ranking[:k]))


def reciprocal_rank(ranking: Sequence[str], right: frozenset[str] | set[str]) -> float:
    """Return 1/rank of the first right item, 0 where there is none: in [0, 1]."""
    return next((1.0 / rank for rank, item in enumerate(ranking, 1) if item in right), 0.0)


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Return the chance that a case inside scores above one outside, ties half: in [0, 1].

    Mann-Whitney U over the number of pairs; nan where either side is empty.
    """
    if not len(inside) or not len(outside):
        return float("nan")
    a = np.asarray(inside, dtype=np.float64)[:, None]
    b = np.asarray(outside, dtype=np.float64)[None, :]
    return float(((a > b) + 0.5 * (a == b)).mean())


def calibration_error(
    confidence: NDArray[np.float64], right: NDArray[np.float64], bins: int = 5
) -> float:
    """Return the expected calibration error over bins of equal mass: in [0, 1].

    The mean over bins of |mean confidence - share right|, weighted by the size of the bin.
    """
    order = np.argsort(confidence, kind="stable")
    parts = [part for part in np.array_split(order, bins) if part.size]
    gaps = [abs(confidence[part].mean() - right[part].mean()) * part.size for part in parts]
    return float(sum(gaps) / max(confidence.size, 1))
