"""The priority of a gap as a sum of named parts, and how firm the order is."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from chainmatch.errors import InputError

_DRAWS = 200
_SEED = 20271231
FIRST = 10
"""The gaps that a reader looks at; their stability is told."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What speaks for closing a gap first, each in [0, 1], and `overlap`, which speaks against it.

    bridge: it joins filled suppliers and filled users; criticality: much hangs on the link, and
    few in the region do it; emphasis: the plan speaks of it in several places; hosts: parks that
    could take it; overlap: other parks hold it already.
    """

    bridge: float
    criticality: float
    emphasis: float
    hosts: float
    overlap: float


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts, >= 0; that of overlap is taken away. Assumed, not fitted."""

    bridge: float = 0.35
    criticality: float = 0.25
    emphasis: float = 0.25
    hosts: float = 0.15
    overlap: float = 0.15

    def changed(self, given: Mapping[str, float]) -> "Weights":
        """Return other weights; InputError for an unknown name or a weight below 0."""
        names = [field.name for field in fields(self)]
        for name, value in given.items():
            if name not in names or not 0 <= value < np.inf:
                raise InputError(
                    f"weight {name}={value:g} is not allowed; allowed are "
                    f"{', '.join(names)} with a number of 0 or more"
                )
        changed = replace(self, **given)
        if not any(asdict(replace(changed, overlap=0.0)).values()):
            raise InputError("all weights but overlap are 0; allowed: at least one above 0")
        return changed


def priority(parts: Parts, weights: Weights) -> float:
    """Return the weighted mean of the parts less the overlap, in [0, 1]."""
    return float(priorities(_table([parts]), _row(weights))[0])


def priorities(table: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the priorities (gaps,) of parts (gaps, 5) under weights (5,)."""
    signed = np.append(weights[:-1], -weights[-1])
    raw: NDArray[np.float64] = table @ signed / weights[:-1].sum()
    return raw.clip(0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Stability:
    """How the order moves when every weight moves by up to 20 % either way, by chance.

    `kept` is the mean share of the first ten that stay among them, `least` the smallest seen;
    `tau` the mean of Kendall's tau-b between the orders.
    """

    draws: int
    kept: float
    least: float
    tau: float


def stability(parts: Sequence[Parts], weights: Weights, swing: float = 0.2) -> Stability:
    """Return how firm the order of gaps is; the draws are the same each time."""
    if not parts:
        return Stability(0, 1.0, 1.0, 1.0)
    from scipy.stats import kendalltau

    table, row = _table(parts), _row(weights)
    base = priorities(table, row)
    first = set(np.argsort(-base, kind="stable")[:FIRST].tolist())
    dice = np.random.default_rng(_SEED)
    kept, taus = [], []
    for _ in range(_DRAWS):
        moved = priorities(table, row * dice.uniform(1 - swing, 1 + swing, len(row)))
        again = np.argsort(-moved, kind="stable")[:FIRST].tolist()
        kept.append(len(first & set(again)) / len(first))
        taus.append(float(kendalltau(base, moved).statistic) if len(parts) > 1 else 1.0)
    return Stability(_DRAWS, float(np.mean(kept)), min(kept), float(np.nan_to_num(taus).mean()))


def _table(parts: Sequence[Parts]) -> NDArray[np.float64]:
    return np.array([[getattr(one, f.name) for f in fields(Parts)] for one in parts])


def _row(weights: Weights) -> NDArray[np.float64]:
    return np.array([getattr(weights, field.name) for field in fields(Weights)])
