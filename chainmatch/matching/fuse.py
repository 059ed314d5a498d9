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
