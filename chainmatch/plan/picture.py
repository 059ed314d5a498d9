"""The graph as a picture in text: Mermaid or DOT, the whole of it or one industry."""

from chainmatch.plan.graph import ChainGraph

# Products and layout entries would drown a picture: it shows industries, links and parks.
_LISTED = "park lists link"


def _lines(
    graph: ChainGraph, industry: str | None
) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    names: dict[str, str] = {}
    edges: list[tuple[str, str, str]] = []
    for wanted in graph.plan.industries:
        if industry not in (None, wanted.id):
            continue
        names[wanted.id] = wanted.name
        for direction in wanted.directions:
            names[direction.id] = f"{direction.id} {direction.name}"
            edges.append((wanted.id, direction.id, ""))
            for tie in graph.parks_of_link(direction.id):
                if tie.way == _LISTED:
                    names[tie.park] = graph.park(tie.park).name
                    edges.append((direction.id, tie.park, tie.basis))
    return names, edges


def mermaid(graph: ChainGraph, industry: str | None = None) -> str:
    """Return a Mermaid flowchart of industries, links and the parks that list them."""
    names, edges = _lines(graph, industry)
    lines = ["flowchart LR"]
    lines += [f'  {_token(id)}["{name}"]' for id, name in names.items()]
    lines += [
        f"  {_token(a)} -->|{basis}| {_token(b)}" if basis else f"  {_token(a)} --> {_token(b)}"
        for a, b, basis in edges
    ]
    return "\n".join(lines) + "\n"


def dot(graph: ChainGraph, industry: str | None = None) -> str:
    """Return a DOT digraph of industries, links and the parks that list them."""
    names, edges = _lines(graph, industry)
    lines = ["digraph plan {", "  rankdir=LR;", "  node [shape=box];"]
    lines += [f'  "{id}" [label="{name}"];' for id, name in names.items()]
    lines += [f'  "{a}" -> "{b}" [label="{basis}"];' for a, b, basis in edges]
    return "\n".join([*lines, "}"]) + "\n"


def _token(id: str) -> str:
    return "n" + id.replace(".", "_").replace("-", "_")
