"""The conditional logit against known weights, a plain search and a loop."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import approx_fprime, minimize

from chainmatch.evaluation import logit
from chainmatch.evaluation.logit import conditional_logit

TRUE = np.array([2.0, 0.7, 0.0])
Table = NDArray[np.float64]


def synthetic(cases: int, choices: int = 6) -> tuple[Table, Table]:
    dice = np.random.default_rng(11)
    features = dice.normal(size=(cases, choices, len(TRUE)))
    features -= features.mean(axis=1, keepdims=True)
    noise = dice.gumbel(size=(cases, choices))
    chosen = (features @ TRUE + noise).argmax(axis=1)
    return features, np.eye(choices)[chosen]


def loss(weights: Table, features: Table, accepted: Table, mass: Table) -> float:
    """The loss as a plain loop: minus the mean log of the share on accepted choices."""
    total = 0.0
    for case, right, one in zip(features, accepted, mass, strict=True):
        raw = np.exp(case @ weights)
        total -= one * np.log((raw * right).sum() / raw.sum())
    return total / mass.sum()


def test_known_weights_are_found_again() -> None:
    features, accepted = synthetic(4_000)
    found = conditional_logit(features, accepted, np.ones(4_000), 0.0)
    assert found == pytest.approx(TRUE, abs=0.12)


def test_a_plain_search_finds_the_same() -> None:
    features, accepted = synthetic(120)
    accepted[::3, 0] = 1.0  # more than one right choice
    mass = np.linspace(0.5, 2.0, 120)
    found = conditional_logit(features, accepted, mass, 0.0)
    searched = minimize(
        loss, np.full(3, 0.1), args=(features, accepted, mass), bounds=[(0, None)] * 3
    )
    assert found == pytest.approx(searched.x, abs=2e-3)


def test_the_gradient_is_that_of_finite_differences(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}

    def watched(function: object, start: Table, **options: object) -> object:
        seen["loss"] = function
        return minimize(function, start, **options)

    monkeypatch.setattr(logit, "minimize", watched)
    features, accepted = synthetic(40)
    accepted[::2, 1] = 1.0
    conditional_logit(features, accepted, np.arange(1.0, 41.0), 0.05)
    for point in (np.array([0.1, 0.1, 0.1]), np.array([2.0, 0.0, 1.0])):
        near = approx_fprime(point, lambda w: seen["loss"](w)[0], 1e-7)
        assert seen["loss"](point)[1] == pytest.approx(near, abs=1e-5)


def test_a_harmful_signal_gets_no_weight() -> None:
    features, accepted = synthetic(500)
    features[:, :, 2] = -features[:, :, 0]
    found = conditional_logit(features, accepted, np.ones(500), 0.01)
    assert found[0] > 0.5
    assert found[2] == pytest.approx(0.0, abs=1e-6)


def test_a_ridge_draws_towards_nothing() -> None:
    features, accepted = synthetic(300)
    sizes = [
        np.abs(conditional_logit(features, accepted, np.ones(300), ridge)).sum()
        for ridge in (0.0, 0.1, 10.0)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < 0.2


def test_a_constant_signal_does_no_harm() -> None:
    features, accepted = synthetic(200)
    features[:, :, 1] = 0.0
    found = conditional_logit(features, accepted, np.ones(200), 0.01)
    assert np.isfinite(found).all()
    assert found[0] > 1.0


def test_mass_counts_like_copies() -> None:
    features, accepted = synthetic(60)
    mass = np.where(np.arange(60) < 20, 3.0, 1.0)
    twice = np.concatenate([np.arange(60), np.arange(20), np.arange(20)])
    weighed = conditional_logit(features, accepted, mass, 0.01)
    copied = conditional_logit(features[twice], accepted[twice], np.ones(100), 0.01)
    assert weighed == pytest.approx(copied, rel=0.05, abs=0.05)
