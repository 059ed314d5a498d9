"""Fusion: weighted signals add up to log-odds, and log-odds to probabilities."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from chainmatch.matching.reference import Vector
from chainmatch.matching.signals import Signal
from chainmatch.matching.view import View


def features(view: View, signals: Sequence[Signal]) -> NDArray[np.float64]:
    """Return every signal centred over the choices: (choices, signals).

    Centring makes a value say how much better than the average choice this one is.
    """
    table = np.stack([signal.score(view) for signal in signals], axis=1)
    return np.asarray(table - table.mean(axis=0), dtype=np.float64)


def weigh(
    table: NDArray[np.float64], signals: Sequence[Signal], weights: Mapping[str, float]
) -> NDArray[np.float64]:
    """Return contributions in log-odds, (choices, signals); a signal without weight adds 0."""
    factors = [weights.get(signal.name, 0.0) for signal in signals]
    return np.asarray(table * np.array(factors), dtype=np.float64)


def probabilities(log_odds: Vector) -> Vector:
    """Return the softmax of (choices,) log-odds: in [0, 1], sum 1."""
    raw = np.exp(log_odds - log_odds.max())
    return np.asarray(raw / raw.sum(), dtype=np.float64)


def trusted(share: Vector, trust: tuple[float, float]) -> Vector:
    """Return probabilities whose greatest is logistic(slope * its log-odds + offset): sum 1.

    The others keep their proportions, and the order stays: the greatest never falls below the
    next. (1, 0) changes nothing. Platt (1999).
    """
    first = int(share.argmax())
    before = float(np.clip(share[first], 1e-12, 1 - 1e-12))
    slope, offset = trust
    after = 1.0 / (1.0 + np.exp(-(slope * np.log(before / (1 - before)) + offset)))
    rest = np.delete(share, first)
    second = float(rest.max(initial=0.0))
    after = max(after, second / (1 - before + second))
    told = share * (1 - after) / (1 - before)
    told[first] = after
    return np.asarray(told, dtype=np.float64)
