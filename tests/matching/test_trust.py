"""The first park's confidence as trusted on held-out cases."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.evaluation.cases import registry_cases
from chainmatch.evaluation.fit import fit_links, fit_trust, samples
from chainmatch.matching.fuse import probabilities, trusted
from chainmatch.workbench import Workbench

SCORES = st.lists(st.floats(-8, 8), min_size=2, max_size=24)
TRUST = st.tuples(st.floats(0.05, 3), st.floats(-3, 3))


@given(SCORES, TRUST)
def test_order_and_sum_stay(scores: list[float], trust: tuple[float, float]) -> None:
    share = probabilities(np.array(scores))
    told = trusted(share, trust)
    assert told.sum() == pytest.approx(1.0)
    assert (told >= 0).all()
    assert told.argmax() == share.argmax() or math.isclose(told.max(), told[share.argmax()])
    order = np.argsort(-share, kind="stable")
    assert (np.diff(told[order]) <= 1e-9).all()


@given(SCORES)
def test_full_trust_changes_nothing(scores: list[float]) -> None:
    share = probabilities(np.array(scores))
    assert trusted(share, (1.0, 0.0)) == pytest.approx(share, abs=1e-9)


def test_a_value_by_hand() -> None:
    told = trusted(np.array([0.8, 0.15, 0.05]), (0.5, 0.0))
    # The odds are 4; half of their logarithm gives odds of 2: two thirds. The rest keep 3 to 1.
    assert told == pytest.approx([2 / 3, 1 / 4, 1 / 12])


def test_the_first_never_falls_below_the_second() -> None:
    told = trusted(np.array([0.5, 0.4, 0.1]), (1.0, -5.0))
    assert told == pytest.approx([4 / 9, 4 / 9, 1 / 9])


def test_trust_is_fitted_on_firms_held_out(workbench: Workbench) -> None:
    cases = [c for c in registry_cases(workbench.registry) if c.park][:60]
    made = samples(cases, workbench.matcher.reference)
    links = fit_links(made)
    slope, offset = fit_trust(made, links)
    assert 0 < slope < 2
    assert abs(offset) < 3
    assert fit_trust([s for s in made if s.fold == 0], links) == (1.0, 0.0)
