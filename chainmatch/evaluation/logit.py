"""Regularised conditional logit with accepted sets, weights kept at or above zero."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Table = NDArray[np.float64]


def conditional_logit(features: Table, accepted: Table, mass: Table, ridge: float) -> Table:
    """Return the weights (signals,) that make the accepted choices most probable.

    `features` is (cases, choices, signals), centred over choices; `accepted` (cases, choices) has
    1 for each right choice, at least one a case; `mass` (cases,) weighs the cases. Maximises the
    mean log of the softmax mass on accepted choices minus ridge * |scaled weights|^2, over weights
    >= 0: a signal may be useless, but more of it never speaks against a choice. McFadden (1974).
    """
    scale = features.std(axis=(0, 1)) + 1e-9
    scaled = features / scale
    share = mass / mass.sum()

    def loss(weights: Table) -> tuple[float, Table]:
        score = scaled @ weights
        raw = np.exp(score - score.max(axis=1, keepdims=True))
        p = raw / raw.sum(axis=1, keepdims=True)
        right = np.maximum((p * accepted).sum(axis=1), 1e-12)
        posterior = p * accepted / right[:, None]
        gradient = np.einsum("ncs,nc,n->s", scaled, p - posterior, share)
        value = -float(share @ np.log(right)) + ridge * float(weights @ weights)
        return value, gradient + 2 * ridge * weights

    start = np.full(features.shape[2], 0.1)
    bounds = [(0.0, None)] * features.shape[2]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x / scale, dtype=np.float64)
