"""The commands of planners: gaps of the region, as table, JSON and workbook."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError
from chainmatch.gaps.coverage import GapKind
from chainmatch.gaps.priority import Weights, stability
from chainmatch.gaps.region import RegionGap, find_gaps
from chainmatch.reports.gaps import GapReport, completeness
from chainmatch.reports.picture import checked_picture, draw_heat_map
from chainmatch.reports.wording import Language, word
from chainmatch.workbench import Workbench

KINDS: tuple[str, ...] = get_args(GapKind)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which gaps are asked for, and how they are written; None asks for all."""

    kind: str | None
    park: str | None
    link: str | None
    weights: Sequence[str]
    top: int
    once: bool
    as_json: bool
    output: Path | None
    picture: Path | None
    lang: str


def run_gaps(wanted: Wanted) -> None:
    """Print or write the gaps of the region."""
    given = weights_of(wanted.weights)
    if wanted.kind is not None and wanted.kind not in KINDS:
        raise InputError(f"kind {wanted.kind!r} is unknown; allowed are {', '.join(KINDS)}")
    checked_output(wanted.output)
    checked_picture(wanted.picture)
    workbench = Workbench.open()
    every = asked_for(workbench, find_gaps(workbench.region, given), wanted)
    gaps = first_of_each(every) if wanted.once else every
    firm = stability([gap.parts for gap in gaps], given)
    complete = completeness(workbench.plan, workbench.registry)
    language = cast("Language", wanted.lang)
    report = GapReport(workbench.plan, workbench.registry, workbench.relations, language)
    if wanted.picture is not None:
        draw_heat_map(report.heat_map(workbench.region), wanted.picture)
    shown, last = gaps[: wanted.top], report.completeness(complete)
    answer = Answer(
        report.document(gaps, given, firm, complete, workbench.region),
        [report.sheet(gaps), report.coverage(workbench.region), last],
        [report.short(shown, every if wanted.once else ()), last],
        [_counted(gaps, len(shown), language), report.stability(firm)]
        if gaps
        else [word("gap.none", language)],
        str(len(gaps)),
    )
    deliver(answer, wanted.output, as_json=wanted.as_json)


def _counted(gaps: Sequence[RegionGap], shown: int, language: Language) -> str:
    counts: Counter[str] = Counter(gap.kind for gap in gaps)
    kinds = "，".join(f"{word(kind, language)} {counts[kind]}" for kind in KINDS)
    return word("gap.counts", language).format(total=len(gaps), kinds=kinds, shown=shown)


def asked_for(
    workbench: Workbench, gaps: Sequence[RegionGap], wanted: Wanted
) -> tuple[RegionGap, ...]:
    """Return the gaps of the wanted kind, park and link; an unknown id is an error."""
    if wanted.park is not None:
        workbench.graph.park(wanted.park)
    if wanted.link is not None:
        workbench.graph.direction(wanted.link)
    return tuple(
        gap
        for gap in gaps
        if wanted.kind in {None, gap.kind}
        and wanted.park in {None, gap.park}
        and wanted.link in {None, gap.link}
    )


def first_of_each(gaps: Sequence[RegionGap]) -> tuple[RegionGap, ...]:
    """Return the first gap of every link, in their order."""
    first: dict[str, RegionGap] = {}
    for gap in gaps:
        first.setdefault(gap.link, gap)
    return tuple(first.values())


def weights_of(given: Sequence[str]) -> Weights:
    """Return the weights with those changed that are given as name=number."""
    changed = {}
    for text in given:
        name, _, number = text.partition("=")
        try:
            changed[name.strip()] = float(number)
        except ValueError as error:
            raise InputError(
                f"--weight {text!r} is no name=number; allowed is for example bridge=0.5"
            ) from error
    return Weights().changed(changed)
