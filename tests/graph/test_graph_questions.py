"""The plan as a graph: what it counts, ties and finds, beside an independent way."""

import itertools
from pathlib import Path

import networkx as nx
import pytest

from chainmatch.errors import UnknownIdError
from chainmatch.plan.graph import STRENGTH, ChainGraph
from chainmatch.workbench import Workbench


@pytest.fixture(scope="module")
def graph(workbench: Workbench) -> ChainGraph:
    return workbench.graph


@pytest.fixture(scope="module")
def exported(graph: ChainGraph, tmp_path_factory: pytest.TempPathFactory) -> nx.MultiGraph:
    file: Path = tmp_path_factory.mktemp("graph") / "plan.graphml"
    file.write_text(graph.graphml(), encoding="utf-8")
    read: nx.MultiDiGraph = nx.read_graphml(file, force_multigraph=True)
    return read.to_undirected()


def test_the_plan_has_its_counts(graph: ChainGraph) -> None:
    counts = graph.counts()
    assert {kind: counts[kind] for kind in ("industry", "direction", "zone", "park")} == {
        "industry": 13,
        "direction": 59,
        "zone": 4,
        "park": 24,
    }
    assert (counts["has_direction"], counts["has_park"]) == (59, 24)
    assert (
        counts["names"] == counts["product"] == sum(len(d.products) for d in graph.plan.directions)
    )
    assert counts["lists"] == counts["layout"]


def test_every_node_and_edge_says_where_it_stands(graph: ChainGraph) -> None:
    ids = [id for id, _ in graph.nodes()]
    assert len(set(ids)) == len(ids)
    assert [id for id, data in graph.nodes() if not (data["name"] and data["locator"])] == []
    ends = {end for source, target, _ in graph.edges() for end in (source, target)}
    assert ends <= set(ids)
    assert {data["basis"] for *_, data in graph.edges()} <= {"stated", "same_term", "curated"}


def test_ties_are_strongest_first_and_once(graph: ChainGraph) -> None:
    for park in graph.plan.parks:
        ties = graph.links_of_park(park.id)
        strengths = [tie.strength for tie in ties]
        assert strengths == sorted(strengths, reverse=True)
        assert len({tie.link for tie in ties}) == len(ties)
        assert all(tie.strength == STRENGTH[tie.way] for tie in ties)


def test_ties_are_the_same_from_both_ends(graph: ChainGraph) -> None:
    by_park = {(t.link, t.park): t for p in graph.plan.parks for t in graph.links_of_park(p.id)}
    by_link = {
        (t.link, t.park): t for d in graph.plan.directions for t in graph.parks_of_link(d.id)
    }
    assert by_park == by_link
    for direction, park in itertools.product(graph.plan.directions, graph.plan.parks):
        assert graph.tie(direction.id, park.id) == by_park.get((direction.id, park.id))


def test_a_layout_that_names_a_link_is_a_full_tie(graph: ChainGraph) -> None:
    for park in graph.plan.parks:
        directions = {d.id for d in graph.plan.directions}
        products = {p.id: d.id for d in graph.plan.directions for p in d.products}
        for entry in park.layout:
            for tied in entry.links:
                link = tied.id if tied.id in directions else products.get(tied.id)
                if link:
                    found = graph.tie(link, park.id)
                    assert found is not None
                    assert found.strength == 1.0


def test_unlisted_links_are_those_without_an_own_tie(graph: ChainGraph) -> None:
    own = ("park lists link", "park lists industry")
    for direction in graph.plan.directions:
        ways = {tie.way for tie in graph.parks_of_link(direction.id)}
        assert (direction.id in graph.unlisted_links()) is not bool(ways & set(own))


def test_a_path_goes_from_link_to_park_step_by_step(graph: ChainGraph) -> None:
    steps = graph.path("10.2", "lzjk-honggu")
    assert (steps[0].source, steps[-1].target) == ("10.2", "lzjk-honggu")
    assert [a.target for a in steps[:-1]] == [b.source for b in steps[1:]]
    assert all(step.locator.startswith(graph.plan.number) for step in steps)
    assert steps[0].source_name == graph.direction("10.2").name


def test_a_listed_link_is_two_steps_from_its_park(graph: ChainGraph) -> None:
    direct = [
        (tied.id, park.id)
        for park in graph.plan.parks
        for entry in park.layout
        for tied in entry.links
        if tied.kind == "direction"
    ]
    assert direct
    for link, park in direct:
        steps = graph.path(link, park)
        assert [step.edge for step in steps] == ["means", "lists"]


def cost(exported: nx.MultiGraph, nodes: list[str]) -> float:
    return sum(
        min(data["cost"] for data in exported[a][b].values()) for a, b in itertools.pairwise(nodes)
    )


def test_paths_are_as_short_as_an_independent_search_finds(
    graph: ChainGraph, exported: nx.MultiGraph
) -> None:
    pairs = list(itertools.product([d.id for d in graph.plan.directions], graph.plan.parks))
    for link, park in pairs[::17]:
        steps = graph.path(link, park.id)
        assert bool(steps) is nx.has_path(exported, link, park.id)
        if not steps:
            continue
        nodes = [link, *(step.target for step in steps)]
        length = nx.bellman_ford_path_length(exported, link, park.id, weight="cost")
        assert nodes[-1] == park.id
        assert cost(exported, nodes) == pytest.approx(length)


def test_graphml_reads_back_whole(graph: ChainGraph, exported: nx.MultiGraph) -> None:
    assert dict(exported.nodes(data="kind")) == {id: data["kind"] for id, data in graph.nodes()}
    kinds = sorted((min(a, b), max(a, b), d["kind"]) for a, b, d in exported.edges(data=True))
    assert kinds == sorted((min(a, b), max(a, b), d["kind"]) for a, b, d in graph.edges())
    assert exported.graph["plan"] == graph.plan.digest


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda g: g.direction("13.44"), "link '13.44' is not in the plan; nearest: '13.4'"),
        (lambda g: g.park("lzxq-chm"), "park 'lzxq-chm' is not in the plan; nearest: 'lzxq-chem'"),
        (lambda g: g.zone("lzxx"), "zone 'lzxx' is not in the plan; nearest: 'lzxq'"),
        (lambda g: g.industry(""), "industry '' is not in the plan; nearest: ''"),
        (lambda g: g.industry("13.4"), "industry '13.4' is not in the plan; nearest: '13.4'"),
        (lambda g: g.path("13.4", "x"), "park 'x' is not in the plan"),
        (lambda g: g.tie("99", "lzxq-mat"), "link '99' is not in the plan"),
        (lambda g: g.links_of_park("13.4"), "park '13.4' is not in the plan"),
        (lambda g: g.parks_of_link("lzxq-mat"), "link 'lzxq-mat' is not in the plan"),
        (lambda g: g.supports_of_link("?"), r"link '\?' is not in the plan"),
    ],
)
def test_an_unknown_id_names_the_nearest(graph: ChainGraph, ask: object, message: str) -> None:
    with pytest.raises(UnknownIdError, match=message):
        ask(graph)  # type: ignore[operator]


def test_supports_are_those_of_the_industry(graph: ChainGraph) -> None:
    link = next(d for i in graph.plan.industries if i.supports for d in i.directions)
    names = [name for name, _ in graph.supports_of_link(link.id)]
    assert names == [s.name for s in graph.industry(link.industry).supports]
