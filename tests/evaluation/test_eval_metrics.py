"""Measures against values by hand and against other implementations."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from chainmatch.evaluation.metrics import (
    auroc,
    calibration_error,
    hit,
    measure,
    reciprocal_rank,
)

SHARES = st.lists(st.integers(0, 5).map(lambda n: n / 5), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("right", "k", "expected"),
    [({"a"}, 1, 1.0), ({"b"}, 1, 0.0), ({"b"}, 2, 1.0), ({"x", "c"}, 3, 1.0), (set(), 3, 0.0)],
)
def test_a_hit_is_among_the_first(right: set[str], k: int, expected: float) -> None:
    assert hit(["a", "b", "c"], right, k) == expected


@pytest.mark.parametrize(
    ("right", "expected"), [({"a"}, 1.0), ({"b", "c"}, 0.5), ({"c"}, 1 / 3), ({"x"}, 0.0)]
)
def test_the_reciprocal_of_the_first_right_rank(right: set[str], expected: float) -> None:
    assert reciprocal_rank(["a", "b", "c"], right) == expected


@given(SHARES, SHARES)
def test_auroc_is_that_of_sklearn(inside: list[float], outside: list[float]) -> None:
    labels = [1] * len(inside) + [0] * len(outside)
    assert auroc(inside, outside) == pytest.approx(roc_auc_score(labels, inside + outside))


@given(SHARES, SHARES)
def test_auroc_of_swapped_sides_is_the_rest(inside: list[float], outside: list[float]) -> None:
    assert auroc(inside, outside) + auroc(outside, inside) == pytest.approx(1.0)


def test_auroc_of_nothing_is_not_a_number() -> None:
    assert math.isnan(auroc([], [0.5]))
    assert math.isnan(auroc([0.5], []))


def test_calibration_error_by_hand() -> None:
    confidence = np.array([0.9, 0.1, 0.8, 0.2])
    right = np.array([1.0, 0.0, 0.0, 1.0])
    # bins of two: (.1, .2) with half right, (.8, .9) with half right
    assert calibration_error(confidence, right, bins=2) == pytest.approx((0.35 + 0.35) / 2)
    assert calibration_error(confidence, right, bins=1) == 0.0


def brute_calibration_error(confidence: list[float], right: list[float], bins: int) -> float:
    pairs = sorted(
        zip(confidence, right, range(len(right)), strict=True), key=lambda p: (p[0], p[2])
    )
    size, extra = divmod(len(pairs), bins)
    total, start = 0.0, 0
    for number in range(bins):
        end = start + size + (number < extra)
        part = pairs[start:end]
        total += abs(sum(p[0] for p in part) - sum(p[1] for p in part))
        start = end
    return total / len(pairs)


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 1)), min_size=1, max_size=30))
def test_calibration_error_is_that_of_a_plain_loop(pairs: list[tuple[float, int]]) -> None:
    confidence, right = ([float(p[i]) for p in pairs] for i in (0, 1))
    found = calibration_error(np.array(confidence), np.array(right))
    assert found == pytest.approx(brute_calibration_error(confidence, right, 5))
    assert 0.0 <= found <= 1.0


@settings(max_examples=25, deadline=None)
@given(SHARES)
def test_a_measure_lies_in_its_interval(values: list[float]) -> None:
    found = measure("m", values)
    assert found == measure("m", values)
    assert found.n == len(values)
    assert found.mean == pytest.approx(sum(values) / len(values))
    assert 0.0 <= found.low <= found.mean + 1e-12
    assert found.mean - 1e-12 <= found.high <= 1.0


def test_the_interval_is_that_of_the_normal_for_many() -> None:
    found = measure("m", [1.0, 0.0] * 200)
    assert found.high - found.low == pytest.approx(2 * 1.96 * 0.5 / 20, rel=0.1)


def test_a_measure_of_nothing_is_not_a_number() -> None:
    found = measure("m", [])
    assert (found.n, math.isnan(found.mean), math.isnan(found.low)) == (0, True, True)
