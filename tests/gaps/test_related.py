"""Proximity, density and complexity by hand, with the cases where others give nan."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.gaps.related import (
    SIGNS,
    Holdings,
    complexity,
    density,
    next_steps,
    proximity,
    signs,
)

HAS = np.array([[1, 1, 0, 0], [1, 1, 1, 0], [0, 0, 1, 0], [0, 0, 0, 0]], dtype=bool)


def holdings(counts: np.ndarray) -> Holdings:
    parks, links = counts.shape
    return Holdings(
        tuple(f"p{i}" for i in range(parks)),
        tuple(f"l{i}" for i in range(links)),
        tuple(f"i{i // 2}" for i in range(links)),
        counts.astype(float),
        np.zeros((parks, links)),
        np.zeros((parks, links)),
        np.eye(links),
        np.zeros((links, links)),
        np.zeros((parks, links)),
        np.zeros((parks, links)),
        np.zeros((parks, links)),
    )


def test_proximity_is_the_smaller_conditional_share() -> None:
    near = proximity(HAS)
    assert near[0, 1] == 1.0  # both stand in the same two parks
    assert near[0, 2] == near[2, 0] == 0.5  # together in one, each in two
    assert near[0, 3] == near[3, 3] == near[0, 0] == 0.0


def test_density_is_the_share_of_proximity_that_a_park_holds() -> None:
    found = density(HAS)
    assert found[0, 2] == 1.0  # all that stands beside link 2 is in park 0
    assert found[2, 0] == pytest.approx(0.5 / 1.5)
    assert found[3].tolist() == [0.0] * 4
    assert found[:, 3].tolist() == [0.0] * 4


def test_empty_parks_and_links_leave_the_others_their_complexity() -> None:
    parks, links = complexity(HAS)
    assert np.isnan(parks[3])
    assert np.isnan(links[3])
    known = parks[:3]
    assert known.mean() == pytest.approx(0.0, abs=1e-9)
    assert known.std() == pytest.approx(1.0)


def test_complexity_agrees_with_the_walk_between_parks() -> None:
    dice = np.random.default_rng(3)
    has = dice.random((12, 9)) < 0.4
    has[:, 0] = has[0] = True
    parks, _ = complexity(has)
    kept = has.astype(float)
    walk = (kept / kept.sum(1)[:, None]) @ (kept / kept.sum(0)[None, :]).T
    values, vectors = np.linalg.eig(walk)
    second = vectors[:, np.argsort(-values.real)[1]].real
    assert abs(np.corrcoef(second, parks)[0, 1]) == pytest.approx(1.0, abs=1e-6)
    assert np.corrcoef(parks, kept.sum(1))[0, 1] > 0


def test_two_parks_have_no_complexity() -> None:
    assert np.isnan(complexity(HAS[:2])[0]).all()


@given(st.integers(0, 10_000))
def test_no_table_makes_anything_infinite_or_nan(seed: int) -> None:
    dice = np.random.default_rng(seed)
    has = dice.random((5, 6)) < dice.random()
    assert np.isfinite(proximity(has)).all()
    assert np.isfinite(density(has)).all()
    found = density(has)
    assert (found >= 0).all()
    assert (found <= 1 + 1e-12).all()
    parks, _ = complexity(has)
    graph = nx.Graph((f"p{i}", f"l{j}") for i, j in np.argwhere(has))
    assert np.isnan(parks[~has.any(axis=1)]).all()
    if nx.number_of_nodes(graph) and has.any(axis=1).sum() >= 3 and has.any(axis=0).sum() >= 2:
        assert np.isfinite(parks[has.any(axis=1)]).all()


def test_only_absent_links_are_next_steps_and_parts_add_up() -> None:
    known = holdings(np.array([[2, 0, 0, 1], [1, 1, 0, 0], [1, 0, 1, 1]]))
    weights = dict.fromkeys(SIGNS, 0.5) | {"popular": 1.0}
    found = next_steps(known, "p0", weights)
    assert [step.link for step in found] == ["l1", "l2"]
    for step in found:
        assert step.score == pytest.approx(sum(step.parts.values()))
    assert found[0].parts["industry"] == 0.5  # l0 is of its industry
    assert found[0].parts["popular"] == pytest.approx(np.log(2))


def test_a_park_without_anything_still_gets_next_steps() -> None:
    known = holdings(np.array([[0, 0], [1, 1], [1, 0]]))
    table = signs(known, 0)
    assert np.isfinite(table).all()
    listed = replace(known, listed=np.array([[0.0, 1.0], [0, 0], [0, 0]]))
    weights = dict.fromkeys(SIGNS, 0.0) | {"listed": 1.0}
    assert next_steps(listed, "p0", weights)[0].link == "l1"
