"""Hidden cells: ranks by hand, and that no sign sees what was hidden."""

from dataclasses import replace

import numpy as np
import pytest

from chainmatch.evaluation.metrics import ratio
from chainmatch.evaluation.related import Hidden, hidden_cells, rank, recoveries, recovery
from chainmatch.gaps.related import SIGNS, Holdings

COUNTS = np.array([[3.0, 1.0, 0.0, 0.0], [1.0, 0.0, 2.0, 0.0], [0.0, 1.0, 1.0, 1.0]])


def holdings(counts: np.ndarray) -> Holdings:
    zeros, square = np.zeros(counts.shape), np.eye(counts.shape[1])
    return Holdings(
        ("a", "b", "c"),
        ("l0", "l1", "l2", "l3"),
        ("x", "x", "y", "y"),
        *(counts, zeros, zeros, square, square, zeros, zeros, zeros),
    )


def nothing(_park: int, _link: int) -> np.ndarray:
    return np.zeros(COUNTS.shape)


def test_a_tie_counts_as_its_middle_rank() -> None:
    cell = Hidden(0, 1, np.zeros((4, 1)), np.array([0.0, 1.0, 1.0, 1.0]))
    assert rank(cell, np.array([9.0, 0.5, 0.7, 0.1])) == 2.0
    assert rank(cell, np.array([9.0, 0.5, 0.5, 0.5])) == 2.0
    assert rank(cell, np.array([9.0, 0.5, 0.5, 0.1])) == 1.5


def test_average_precision_and_precision_by_hand() -> None:
    found = recovery("m", [1, 2], [1, 1])
    assert found.average_precision.mean == pytest.approx((1 + 1 / 2) / 2)
    assert found.precision.mean == pytest.approx(1 / 5)
    assert found.times.mean == pytest.approx(1 / 0.75)
    assert recovery("m", [6, 2, 5.5], [1, 1, 1]).precision.mean == pytest.approx(1 / 15)


def test_a_ratio_is_that_of_the_means_and_its_interval_is_paired() -> None:
    ours, theirs = [1.0, 0.5, 0.25, 0.125], [0.5, 0.25, 0.125, 0.0625]
    found = ratio("times", ours, theirs)
    # Each case has twice the other's value, so every draw has the same ratio.
    assert (found.mean, found.low, found.high, found.n) == (2.0, 2.0, 2.0, 4)
    apart = ratio("times", [1.0, 0.0, 1.0], [0.0, 1.0, 1.0])
    assert apart.low < apart.mean < apart.high
    assert np.isnan(ratio("times", [1.0], [0.0]).mean)
    assert np.isnan(ratio("times", [], []).mean)


def test_what_is_hidden_is_not_seen() -> None:
    known = holdings(COUNTS)
    more = replace(known, counts=np.where(COUNTS == 3.0, 30.0, COUNTS))
    one, other = hidden_cells(known, nothing)[0], hidden_cells(more, nothing)[0]
    assert (one.park, one.link) == (0, 0)
    assert one.table.tolist() == other.table.tolist()
    assert one.table[:, SIGNS.index("expected")].tolist() == [0.0] * 4
    assert one.absent.tolist() == [1.0, 0.0, 1.0, 1.0]


def test_an_oracle_is_perfect_and_every_sign_is_measured() -> None:
    known = holdings(COUNTS)
    rows, weights = recoveries(known, nothing, {"oracle": COUNTS})
    found = {row.method: row for row in rows}
    assert found["oracle"].average_precision.mean == 1.0
    assert rows[0].times.mean == 1.0
    assert set(found) >= {f"{name} alone" for name in SIGNS}
    assert set(weights) == set(SIGNS)
    assert all(weight >= 0 for weight in weights.values())
    assert {row.average_precision.n for row in rows} == {int((COUNTS > 0).sum())}
