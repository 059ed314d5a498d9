"""What is known around a chain link: who does it, which parks list it, what it buys and sells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chainmatch.plan.graph import ChainGraph, Tie
from chainmatch.plan.relations import Relation
from chainmatch.registry.known import Enterprise, Registry

_LISTS = "park lists"  # ways of a tie that begin so are the park's own layout


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A link beside another one, the strongest relation between them, who is known to do it."""

    link: str
    relation: Relation
    known: tuple[Enterprise, ...]


class Chain:
    """Answers by link id; every order is that of the plan or of strength, then of ids."""

    def __init__(
        self, graph: ChainGraph, registry: Registry, relations: Sequence[Relation]
    ) -> None:
        self.graph = graph
        self.relations = tuple(relations)
        self._known = _by_link(graph, registry)

    def name(self, link: str) -> str:
        """Return a link's id with its name."""
        return f"{link} {self.graph.direction(link).name}"

    def known(self, link: str) -> tuple[Enterprise, ...]:
        """Return the enterprises of the region that readers put into a link, with a park first."""
        return self._known.get(link, ())

    def listing(self, link: str) -> tuple[Tie, ...]:
        """Return the parks whose own layout names a link or its industry, the strongest first."""
        return tuple(t for t in self.graph.parks_of_link(link) if t.way.startswith(_LISTS))

    def suppliers(self, link: str) -> tuple[Neighbour, ...]:
        """Return the links that supply one, the strongest relation first."""
        return self._beside(
            (r.up_link, r) for r in self.relations if r.down_link == link != r.up_link
        )

    def users(self, link: str) -> tuple[Neighbour, ...]:
        """Return the links that one supplies, the strongest relation first."""
        return self._beside(
            (r.down_link, r) for r in self.relations if r.up_link == link != r.down_link
        )

    def _beside(self, ends: Iterable[tuple[str, Relation]]) -> tuple[Neighbour, ...]:
        best: dict[str, Relation] = {}
        for other, relation in sorted(ends, key=lambda end: (-end[1].strength, end[1].id)):
            best.setdefault(other, relation)
        return tuple(Neighbour(other, tie, self.known(other)) for other, tie in best.items())


def _by_link(graph: ChainGraph, registry: Registry) -> Mapping[str, tuple[Enterprise, ...]]:
    parks = {park.id for park in graph.plan.parks}
    found: dict[str, list[Enterprise]] = {}
    for enterprise in registry.enterprises:
        # An enterprise in a park of another plan is not of this region.
        if enterprise.park is None or enterprise.park in parks:
            for link in enterprise.directions_core or ():
                found.setdefault(link, []).append(enterprise)
    return {
        link: tuple(sorted(firms, key=lambda firm: firm.park is None))
        for link, firms in found.items()
    }
