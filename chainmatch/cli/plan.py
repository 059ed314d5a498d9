"""The commands about the plan itself: ingest, graph, registry."""

import json
import sys
from pathlib import Path

from chainmatch.errors import InputError
from chainmatch.paths import data_file, home, read_json
from chainmatch.plan.graph import ChainGraph
from chainmatch.plan.ingest.draft import ingest_file
from chainmatch.plan.load import load_plan
from chainmatch.plan.picture import dot, mermaid
from chainmatch.registry.known import Registry


def run_ingest(document: Path, out: Path | None) -> None:
    """Build the two plan files and say what they hold."""
    folder = out or home() / "data"
    plan = ingest_file(document, folder)
    products = sum(len(d.products) for d in plan.directions)
    sys.stdout.write(
        f"{plan.number}: {len(plan.industries)} industries, {len(plan.directions)} directions, "
        f"{products} products, {len(plan.zones)} zones, {len(plan.parks)} parks, "
        f"{len(plan.indicators)} indicators -> {folder}\n"
    )


def run_graph(format: str, output: Path | None, industry: str | None) -> None:
    """Write the graph in one format."""
    graph = ChainGraph(load_plan(home() / "data"))
    if industry is not None:
        graph.industry(industry)
        if format in {"graphml", "json"}:
            raise InputError(f"--industry goes with mermaid and dot, not with {format}")
    if format == "graphml":
        text = graph.graphml()
    elif format == "json":
        text = json.dumps(_document(graph), ensure_ascii=False, indent=1) + "\n"
    else:
        text = (mermaid if format == "mermaid" else dot)(graph, industry)
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{output}: {graph.counts()}\n")


def _document(graph: ChainGraph) -> dict[str, object]:
    return {
        "plan": graph.plan.digest,
        "nodes": [{"id": node, **data} for node, data in graph.nodes()],
        "edges": [{"source": a, "target": b, **data} for a, b, data in graph.edges()],
    }


def run_registry(source: Path, output: Path | None) -> None:
    """Check the rows against the plan and write them."""
    if not source.is_file():
        raise InputError(f"{source} is not a file; give a jsonl file of known enterprises")
    registry = Registry.from_jsonl(source)
    graph = ChainGraph(load_plan(home() / "data"))
    for enterprise in registry.enterprises:
        if enterprise.park:
            graph.park(enterprise.park)
    target = output or home() / "data" / "enterprises.json"
    origin = read_json(data_file("enterprises.json"))["origin"]
    registry.write(target, origin)
    placed = sum(1 for e in registry.enterprises if e.park)
    sys.stdout.write(f"{target}: {len(registry.enterprises)} enterprises, {placed} with a park\n")
