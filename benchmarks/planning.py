"""What planners can rely on, from one command: models/planning.json and models/PLANNING.md.

Run with `make bench-planning`. Gap recovery hides each known enterprise that is alone in its cell;
next steps hide one cell at a time; the synthetic region shows how time and memory grow.
"""

import json
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from chainmatch.cli.measures import Sheet, plain
from chainmatch.digest import file_digest
from chainmatch.evaluation.agreement import Agreement, agreement, reviewed
from chainmatch.evaluation.baselines import tfidf
from chainmatch.evaluation.related import Recovery, recoveries
from chainmatch.gaps.coverage import Assignment, cells
from chainmatch.gaps.priority import Weights, stability
from chainmatch.gaps.region import Emphasis, Region, find_gaps
from chainmatch.gaps.related import Holdings, Table
from chainmatch.gaps.supply import Edge, Supply
from chainmatch.matching.company import Company
from chainmatch.matching.reference import link_text, park_text
from chainmatch.matching.view import View
from chainmatch.paths import data_file, read_json
from chainmatch.planning.closeness import holdings
from chainmatch.planning.holdings import assignments, inferred
from chainmatch.planning.region import build_region
from chainmatch.workbench import Workbench

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "models" / "planning.json"
PAGE = ROOT / "models" / "PLANNING.md"
MEASURED = (
    "data/relations.json",
    "data/relation_reviews.json",
    "data/gap_reviews.json",
    "models/calibration.json",
    "models/links.npz",
    "models/slogans.npz",
    "data/enterprises.json",
    "data/parks.json",
)

OPENING = """Written by `make bench-planning` from models/planning.json; do not edit by hand.

Plan `{plan}`, known enterprises `{registry}`. Timings are of the machine that wrote this page and
stand for orders of magnitude.
"""
RECOVERY = """Each known enterprise that is alone in its (park, link) cell is hidden in turn.
*link*: afterwards the link is among the gaps, of whatever kind and in whatever park; *cell*: the
same cell is a gap (its park's layout must name the link or its industry: elsewhere nothing says
that the park should have it).
"""
NEXT = """One (park, link) cell with a known enterprise is hidden at a time; the links that the park
lacks are ranked. With one hidden link, average precision is 1 / rank and precision@5 at most .20.
Weights are fitted on the cells of other parks, and the matcher's guesses made as if the hidden
enterprises were unknown. Baselines: *popular*, the number of known enterprises of the link in the
region; *words*, TF-IDF cosine of the link's text with the park's layout.
"""
READERS = """Two readers judged, neither seeing the other's answer: a random third of the first
author's supply relations and all of the second's, with reversed and random pairs among them
(`data/relation_reviews.json`; what was refused was taken out or changed afterwards); and, two other
readers, the ten gaps of highest priority beside the text of the plan (`data/gap_reviews.json`).
"""
SCALE = """A made-up region; time and peak memory of the whole process, data included.
"""


def main() -> None:
    """Measure, print, write."""
    workbench = Workbench.open()
    known = list(assignments(workbench.plan, workbench.graph, workbench.registry))
    rows, weights = next_steps_measured(workbench, known)
    started = time.perf_counter()
    region = workbench.region
    gaps = find_gaps(region)
    firm = stability([gap.parts for gap in gaps], Weights())
    took = time.perf_counter() - started
    document: dict[str, Any] = {
        "plan": workbench.plan.digest,
        "registry": workbench.registry.digest,
        "encoder": workbench.matcher.reference.encoder.name,
        "files": {name: file_digest(ROOT / name) for name in MEASURED},
        "weights": weights,
        "next_steps": [asdict(row) for row in rows],
        "recovery": recovered(workbench, known),
        "stability": asdict(firm),
        "size": [len(region.parks), len(region.links), len(workbench.registry.enterprises)],
        "gaps": {
            kind: sum(g.kind == kind for g in gaps) for kind in dict.fromkeys(g.kind for g in gaps)
        },
        "seconds": {"shipped plan, guesses of the matcher included": round(took, 2)},
    }
    document["readers"] = [asdict(row) for row in readers()]
    document["scale"] = synthetic(1_000, 10_000, 100_000)
    STORED.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(json.loads(STORED.read_text(encoding="utf-8"))), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


def next_steps_measured(
    workbench: Workbench, known: Sequence[Assignment]
) -> tuple[list[Recovery], dict[str, float]]:
    """Measure next steps beside popularity and words."""
    reference = workbench.matcher.reference
    matcher = workbench.matcher
    table = holdings(reference, cells([*known, *inferred(matcher)]), workbench.relations)
    firms = {(c.park, c.link): c.enterprises for c in cells(known)}

    def without(park: int, link: int) -> Table:
        hidden = frozenset(firms[table.parks[park], table.links[link]])
        rest = cells([*known, *inferred(matcher, hidden)])
        return holdings(reference, rest, workbench.relations).expected

    return recoveries(table, without, {"words": words(workbench, table)})


def words(workbench: Workbench, table: Holdings) -> Table:
    """Return the TF-IDF cosine of each link's text with each park's layout: (parks, links)."""
    reference = workbench.matcher.reference
    score = tfidf(link_text(direction) for direction in reference.directions)
    texts = [park_text(park) or park.name for park in reference.parks]
    views = [View(Company.from_text(text), reference, 1.0) for text in texts]
    found = np.stack([score(view) for view in views])
    assert found.shape == table.listed.shape  # noqa: S101  # a benchmark may stop on nonsense
    return found


def recovered(workbench: Workbench, known: Sequence[Assignment]) -> dict[str, Any]:
    """Hide each enterprise that is alone in a cell, and look whether the gap comes back."""
    alone = [cell for cell in cells(known) if cell.park and len(cell.enterprises) == 1]
    links, here, listed = 0, 0, 0
    for cell in alone:
        rest = [a for a in known if a.who != cell.enterprises[0]]
        region = build_region(workbench.plan, workbench.graph, workbench.relations, rest)
        gaps = find_gaps(region)
        links += any(gap.link == cell.link for gap in gaps)
        here += any((gap.link, gap.park) == (cell.link, cell.park) for gap in gaps)
        listed += cell.listed > 0
    return {"hidden": len(alone), "link": links, "cell": here, "listed": listed}


def readers() -> list[Agreement]:
    """Return how far two readers agree on the relations and on the first ten gaps."""
    gaps = read_json(data_file("gap_reviews.json"))["gaps"]
    told = [[row[reader]["sensible"] for row in gaps] for reader in ("first", "second")]
    return [*reviewed(read_json(data_file("relation_reviews.json"))), agreement("gaps", *told)]


def synthetic(parks: int, links: int, firms: int) -> dict[str, Any]:
    """Return seconds and peak memory of a whole gap analysis of a made-up region."""
    started = time.perf_counter()
    assigned = list(_made_up(parks, links, firms))
    dice = np.random.default_rng(11)
    ends = dice.integers(0, links, (3 * links, 2)).tolist()
    edges = [Edge(f"r{i}", f"l{a}", f"l{b}", 2 / 3) for i, (a, b) in enumerate(ends)]
    names = [f"l{i}" for i in range(links)]
    region = Region(
        names,
        [f"p{i}" for i in range(parks)],
        cells(assigned),
        Supply(names, edges),
        Emphasis(frozenset(names[::7]), {}),
    )
    gaps = find_gaps(region)
    stability([gap.parts for gap in gaps], Weights())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "parks": parks,
        "links": links,
        "enterprises": firms,
        "gaps": len(gaps),
        "seconds": round(time.perf_counter() - started, 1),
        "peak_mib": round(peak),
    }


def _made_up(parks: int, links: int, firms: int) -> Iterator[Assignment]:
    dice = np.random.default_rng(7)
    for park, link in zip(
        dice.integers(0, parks, 10 * links), dice.integers(0, links, 10 * links), strict=True
    ):
        yield Assignment(f"p{park}", f"l{link}", "plan", 1.0)
    for i, (park, link) in enumerate(
        zip(dice.integers(0, parks, firms), dice.integers(0, links, firms), strict=True)
    ):
        yield Assignment(f"p{park}", f"l{link}", "enterprise", 1.0, f"e{i}")


def page(document: Mapping[str, Any]) -> str:
    """Return models/PLANNING.md from what was measured."""
    opening = OPENING.format(**{name: document[name][:24] for name in ("plan", "registry")})
    parts = ["# What planners can rely on\n", opening]
    for title, text, sheet in _sections(document):
        parts += [f"## {title}\n", text, sheet.markdown()]
    return "\n".join(parts)


def _sections(document: Mapping[str, Any]) -> list[tuple[str, str, Sheet]]:
    found, firm = document["recovery"], document["stability"]
    shares = (f"{found['link']} of {found['hidden']}", f"{found['cell']} of {found['listed']}")
    back = Sheet("hidden enterprises", ("link", "cell"), (("alone in its cell", *shares),))
    order = (f"{firm['kept']:.0%}", f"{firm['least']:.0%}", f"{firm['tau']:.2f}")
    stays = Sheet("", ("first ten kept", "at worst", "Kendall's tau"), (("gaps", *order),))
    rows = tuple(
        (
            one["method"],
            *(plain(one[name]) for name in ("average_precision", "precision")),
            _times(one["times"]),
        )
        for one in document["next_steps"]
    )
    return [
        ("Gaps come back", RECOVERY, back),
        ("How firm the order is", "Every weight moved by up to 20 %.\n", stays),
        (
            "Next steps for a park",
            NEXT,
            Sheet("method", ("average precision", "precision@5", "ours is × this"), rows),
        ),
        ("What readers say", READERS, _read(document)),
        ("Size", SCALE, _sizes(document)),
    ]


def _times(found: Mapping[str, Any]) -> str:
    return f"{found['mean']:.2f} [{found['low']:.2f}, {found['high']:.2f}]"


def _read(document: Mapping[str, Any]) -> Sheet:
    parts = ("first", "second", "same", "kappa")
    rows = tuple(
        (one["what"], str(one["n"]), *(f"{one[part]:.2f}" for part in parts))
        for one in document["readers"]
    )
    heads = ("n", "accepted by one", "by the other", "same", "Cohen's kappa")
    return Sheet("judged", heads, rows)


def _sizes(document: Mapping[str, Any]) -> Sheet:
    names = ("parks", "links", "enterprises", "gaps", "seconds", "peak_mib")
    large = ("made up", *(f"{document['scale'][name]:,}" for name in names))
    (name, seconds), *_ = document["seconds"].items()
    gaps = sum(document["gaps"].values())
    small = (name, *map(str, (*document["size"], gaps, seconds)), "")
    return Sheet("region", names, (small, large))


if __name__ == "__main__":
    main()
