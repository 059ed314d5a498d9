"""Bridges by hand, criticality against networkx, and what neither may depend on."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.gaps.supply import Edge, Supply, page_rank

EDGES = (
    Edge("r1", "ore", "metal", 1.0),
    Edge("r2", "metal", "battery", 2 / 3),
    Edge("r3", "acid", "battery", 1 / 3),
    Edge("r4", "battery", "car", 1.0),
)
LINKS = ("ore", "metal", "acid", "battery", "car")
SUPPLY = Supply(LINKS, EDGES)


def test_a_bridge_is_some_supplier_times_some_user() -> None:
    found = SUPPLY.bridge("battery", {"metal": 1.0, "acid": 0.5, "car": 0.9})
    assert found.value == pytest.approx((1 - (1 - 2 / 3) * (1 - 1 / 6)) * 0.9)
    assert [side.link for side in found.up] == ["metal", "acid"]
    assert [side.edge for side in found.down] == ["r4"]


def test_without_one_of_the_sides_there_is_no_bridge() -> None:
    assert SUPPLY.bridge("battery", {"metal": 1.0}).value == 0.0
    assert SUPPLY.bridge("battery", {"car": 1.0}).value == 0.0
    assert SUPPLY.bridge("ore", dict.fromkeys(LINKS, 1.0)).value == 0.0


def test_one_neighbour_on_both_sides_makes_no_bridge() -> None:
    loop = Supply(("a", "b"), (Edge("r1", "a", "b", 1.0), Edge("r2", "b", "a", 1.0)))
    assert loop.bridge("b", {"a": 1.0}).value == 0.0


def test_two_flows_of_one_neighbour_count_once() -> None:
    twice = Supply(LINKS, (*EDGES, Edge("r5", "metal", "battery", 1 / 3)))
    filled = {"metal": 1.0, "car": 1.0}
    assert twice.bridge("battery", filled).value == SUPPLY.bridge("battery", filled).value
    assert twice.criticality == SUPPLY.criticality


def test_a_link_that_supplies_itself_gains_nothing() -> None:
    alone = Supply(LINKS, (*EDGES, Edge("r6", "car", "car", 1.0)))
    assert alone.criticality == SUPPLY.criticality


def test_what_all_chains_rest_on_is_most_critical_and_what_none_uses_least() -> None:
    found = SUPPLY.criticality
    assert max(found, key=lambda link: found[link]) in {"ore", "metal"}
    assert found["car"] == 0.0
    assert found["metal"] > found["acid"]


def test_one_of_many_suppliers_is_dampened() -> None:
    many = [Edge(f"e{i}", f"s{i}", "user", 1.0) for i in range(4)]
    links = ["user", "one", "sole", *(f"s{i}" for i in range(4))]
    found = Supply(links, [*many, Edge("f", "sole", "one", 1.0)]).criticality
    assert found["sole"] > 3 * found["s0"]


EDGE_LISTS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([1 / 3, 2 / 3, 1.0])),
    max_size=30,
)


@given(EDGE_LISTS)
def test_rank_is_that_of_networkx(rows: list[tuple[int, int, float]]) -> None:
    edges = {(a, b): weight for a, b, weight in rows if a != b}
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(8))
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in edges.items())
    theirs = nx.pagerank(graph, tol=1e-12, max_iter=500)
    ours = page_rank(8, edges)
    assert ours.sum() == pytest.approx(1.0)
    assert np.abs(ours - [theirs[i] for i in range(8)]).max() < 1e-6


@given(EDGE_LISTS, st.randoms())
def test_the_order_of_relations_changes_nothing(
    rows: list[tuple[int, int, float]], dice: object
) -> None:
    edges = [Edge(f"r{i}", str(a), str(b), w) for i, (a, b, w) in enumerate(rows)]
    links = [str(i) for i in range(8)]
    filled = dict.fromkeys(links, 0.5)
    one, other = Supply(links, edges), Supply(links, edges[::-1])
    for link in links:
        assert one.bridge(link, filled).value == pytest.approx(other.bridge(link, filled).value)
        assert one.criticality[link] == pytest.approx(other.criticality[link], abs=1e-9)
        assert 0.0 <= one.criticality[link] <= 1.0
