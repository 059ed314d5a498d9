"""The plan as a graph behind about ten typed questions; the only door to networkx."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from chainmatch.errors import UnknownIdError
from chainmatch.plan.schema import Basis, Direction, Industry, LayoutEntry, Park, Plan, Zone

if TYPE_CHECKING:
    import networkx as nx

NodeKind = Literal[
    "industry", "direction", "product", "zone", "park", "layout", "support", "city", "place"
]
EdgeKind = Literal[
    "has_direction", "names", "has_park", "lists", "means", "leans_on", "supports", "partner"
]

# How strongly a tie says "this link belongs in this park", in (0, 1]: the park's own layout naming
# the link or one of its products says all; naming the whole industry, or being one of several
# hosts of it, says half; what is said of the whole zone says little of one park in it.
STRENGTH = {
    "park lists link": 1.0,
    "park lists industry": 0.5,
    "industry leans on park": 0.5,
    "industry leans on zone": 0.2,
    "zone lists industry": 0.2,
}


@dataclass(frozen=True, slots=True)
class Tie:
    """Why the plan puts a link into a park: way, strength in (0, 1], basis, text, locator."""

    link: str
    park: str
    way: str
    strength: float
    basis: Basis
    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: from a node over an edge to the next, with where the plan says it."""

    source: str
    edge: EdgeKind
    target: str
    source_name: str
    target_name: str
    locator: str


class ChainGraph:
    """Typed questions about a plan; every unknown id raises UnknownIdError."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._industries = {industry.id: industry for industry in plan.industries}
        self._directions = {direction.id: direction for direction in plan.directions}
        self._zones = {zone.id: zone for zone in plan.zones}
        self._parks = {park.id: park for park in plan.parks}
        self._tie: dict[tuple[str, str], Tie] = {}
        self._by_park: dict[str, list[Tie]] = {park: [] for park in self._parks}
        self._by_link: dict[str, list[Tie]] = {link: [] for link in self._directions}
        for tie in _strongest(_ties(plan)):
            self._by_park[tie.park].append(tie)
            self._by_link[tie.link].append(tie)
            self._tie[tie.link, tie.park] = tie

    @cached_property
    def _graph(self) -> "nx.MultiDiGraph[str]":
        """The graph itself, built at the first question about paths: matching needs ties only."""
        return _build(self.plan)

    def direction(self, id: str) -> Direction:
        """Return a direction by id."""
        return self._directions[self._known(id, self._directions, "link")]

    def industry(self, id: str) -> Industry:
        """Return an industry by id."""
        return self._industries[self._known(id, self._industries, "industry")]

    def park(self, id: str) -> Park:
        """Return a park by id."""
        return self._parks[self._known(id, self._parks, "park")]

    def zone(self, id: str) -> Zone:
        """Return a zone by id."""
        return self._zones[self._known(id, self._zones, "zone")]

    def links_of_park(self, park: str) -> list[Tie]:
        """Return the ties of a park, strongest first, one for each link."""
        self._known(park, self._parks, "park")
        return list(self._by_park[park])

    def parks_of_link(self, link: str) -> list[Tie]:
        """Return the ties of a link, strongest first, one for each park."""
        self._known(link, self._directions, "link")
        return list(self._by_link[link])

    def tie(self, link: str, park: str) -> Tie | None:
        """Return the strongest tie between a link and a park, or None where the plan has none."""
        self._known(park, self._parks, "park")
        self._known(link, self._directions, "link")
        return self._tie.get((link, park))

    def unlisted_links(self) -> list[str]:
        """Return the links that no park's own layout names, nor their industry, in plan order."""
        own = {"park lists link", "park lists industry"}
        listed = {link for (link, _), tie in self._tie.items() if tie.way in own}
        return [link for link in self._directions if link not in listed]

    def path(self, link: str, park: str) -> list[Step]:
        """Return the shortest path from a link to a park; empty where there is none."""
        self._known(link, self._directions, "link")
        self._known(park, self._parks, "park")
        import networkx as nx

        try:
            nodes = nx.shortest_path(self._graph.to_undirected(as_view=True), link, park, "cost")
        except nx.NetworkXNoPath:
            return []
        return [self._step(a, b) for a, b in pairwise(nodes)]

    def supports_of_link(self, link: str) -> list[tuple[str, str]]:
        """Return (name, locator) of the laboratories and firms behind a link's industry."""
        industry = self.industry(self.direction(link).industry)
        return [(support.name, support.source.locator) for support in industry.supports]

    def nearest(self, id: str) -> str:
        """Return the known id that looks most like `id`; "" where none does."""
        known = [*self._directions, *self._industries, *self._parks, *self._zones]
        return next(iter(difflib.get_close_matches(id, known, 1, 0.4)), "")

    def counts(self) -> dict[str, int]:
        """Return the number of nodes and edges of each kind, by kind."""
        found: dict[str, int] = {}
        for _, data in self._graph.nodes(data=True):
            found[data["kind"]] = found.get(data["kind"], 0) + 1
        for _, _, data in self._graph.edges(data=True):
            found[data["kind"]] = found.get(data["kind"], 0) + 1
        return found

    def nodes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (id, {kind, name, locator}) for each node."""
        yield from self._graph.nodes(data=True)

    def edges(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield (source id, target id, {kind, basis, locator}) for each edge."""
        for source, target, data in self._graph.edges(data=True):
            yield source, target, {k: v for k, v in data.items() if k != "cost"}

    def graphml(self) -> str:
        """Return the whole graph as GraphML."""
        import networkx as nx

        return "\n".join(nx.generate_graphml(self._graph)) + "\n"

    def _step(self, a: str, b: str) -> Step:
        source, target = (a, b) if self._graph.has_edge(a, b) else (b, a)
        data = min(self._graph[source][target].values(), key=lambda d: (d["cost"], d["kind"]))
        names = self._graph.nodes
        return Step(a, data["kind"], b, names[a]["name"], names[b]["name"], data["locator"])

    def _known(self, id: str, known: dict[str, Any], what: str) -> str:
        if id not in known:
            raise UnknownIdError(f"{what} {id!r} is not in the plan; nearest: {self.nearest(id)!r}")
        return id


def _strongest(ties: Iterable[Tie]) -> list[Tie]:
    """Keep one tie for each link and park, the strongest; strongest first."""
    best: dict[tuple[str, str], Tie] = {}
    for tie in sorted(ties, key=lambda t: (-t.strength, t.link, t.park, t.locator)):
        best.setdefault((tie.link, tie.park), tie)
    return list(best.values())


def _ties(plan: Plan) -> Iterator[Tie]:
    links = {d.id: (d.id,) for d in plan.directions}
    products = {p.id: (d.id,) for d in plan.directions for p in d.products}
    whole = {i.id: tuple(d.id for d in i.directions) for i in plan.industries}
    for zone in plan.zones:
        for park in zone.parks:
            yield from _layout_ties(park.layout, (park.id,), "park", links | products, whole)
        parks = tuple(park.id for park in zone.parks)
        yield from _layout_ties(zone.layout, parks, "zone", {}, whole)
    for industry in plan.industries:
        yield from _host_ties(plan, industry)


def _layout_ties(
    entries: tuple[LayoutEntry, ...],
    parks: tuple[str, ...],
    who: str,
    fine: Mapping[str, tuple[str, ...]],
    whole: Mapping[str, tuple[str, ...]],
) -> Iterator[Tie]:
    for entry in entries:
        for tied in entry.links:
            way = f"{who} lists link" if tied.id in fine else f"{who} lists industry"
            for link in fine.get(tied.id) or whole.get(tied.id, ()):
                for park in parks if way in STRENGTH else ():
                    yield Tie(
                        link, park, way, STRENGTH[way], tied.basis, entry.text, entry.source.locator
                    )


def _host_ties(plan: Plan, industry: Industry) -> Iterator[Tie]:
    zones = {zone.id: tuple(park.id for park in zone.parks) for zone in plan.zones}
    for host in industry.hosts:
        for place in host.places:
            way = "industry leans on zone" if place in zones else "industry leans on park"
            for park in zones.get(place, (place,)):
                for direction in industry.directions:
                    yield Tie(
                        direction.id,
                        park,
                        way,
                        STRENGTH[way],
                        host.basis,
                        host.text,
                        host.source.locator,
                    )


def _build(plan: Plan) -> "nx.MultiDiGraph[str]":
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(plan=plan.digest)
    for industry in plan.industries:
        _add_industry(graph, industry)
    for zone in plan.zones:
        _node(graph, zone.id, "zone", zone.name, zone.source.locator)
        for park in zone.parks:
            _node(graph, park.id, "park", park.name, park.source.locator)
            _edge(graph, (zone.id, park.id), "has_park", park.source.locator, 2.0)
            _add_layout(graph, park.id, park.layout)
        _add_layout(graph, zone.id, zone.layout)
    for industry in plan.industries:
        _add_hosts(graph, industry)
    return graph


def _add_industry(graph: "nx.MultiDiGraph[str]", industry: Industry) -> None:
    _node(graph, industry.id, "industry", industry.name, industry.source.locator)
    for direction in industry.directions:
        where = direction.source.locator
        _node(graph, direction.id, "direction", direction.name, where)
        _edge(graph, (industry.id, direction.id), "has_direction", where, 1.0)
        for product in direction.products:
            _node(graph, product.id, "product", product.name, product.source.locator)
            _edge(graph, (direction.id, product.id), "names", product.source.locator, 1.0)
    for support in industry.supports:
        _node(graph, support.name, "support", support.name, support.source.locator)
        _edge(graph, (support.name, industry.id), "supports", support.source.locator, 50.0)
    for partner in industry.partners:
        for city in partner.cities:
            _node(graph, city, "city", city, partner.source.locator)
            _edge(graph, (industry.id, city), "partner", partner.source.locator, 50.0)


def _add_layout(
    graph: "nx.MultiDiGraph[str]", owner: str, entries: tuple[LayoutEntry, ...]
) -> None:
    for entry in entries:
        node = f"layout:{entry.id}"
        _node(graph, node, "layout", entry.text, entry.source.locator)
        _edge(graph, (owner, node), "lists", entry.source.locator, 1.0)
        for tied in entry.links:
            _edge(graph, (node, tied.id), "means", entry.source.locator, 1.0, tied.basis)


def _add_hosts(graph: "nx.MultiDiGraph[str]", industry: Industry) -> None:
    for host in industry.hosts:
        if not host.places:
            _node(graph, host.text, "place", host.text, host.source.locator)
        for place in host.places or (host.text,):
            cost = 2.5 if place in graph and graph.nodes[place]["kind"] == "park" else 3.0
            _edge(graph, (industry.id, place), "leans_on", host.source.locator, cost, host.basis)


def _node(
    graph: "nx.MultiDiGraph[str]", node: str, kind: NodeKind, name: str, locator: str
) -> None:
    if node not in graph:
        graph.add_node(node, kind=kind, name=name, locator=locator)


def _edge(
    graph: "nx.MultiDiGraph[str]",
    ends: tuple[str, str],
    kind: EdgeKind,
    locator: str,
    cost: float,
    basis: Basis = "stated",
) -> None:
    graph.add_edge(*ends, kind=kind, basis=basis, locator=locator, cost=cost)
