"""The commands of planners: gaps of the region, as table, JSON and workbook."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.answers.gaps import (
    KINDS,
    Asked,
    checked_kind,
    gap_report,
    gaps_asked,
    gaps_document,
)
from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError
from chainmatch.gaps.priority import Weights
from chainmatch.gaps.region import RegionGap
from chainmatch.reports.pictures.canvas import checked_picture
from chainmatch.reports.pictures.grid import draw_grid
from chainmatch.reports.wording import Language, word
from chainmatch.workbench import Workbench


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
    checked_kind(wanted.kind)
    checked_output(wanted.output)
    checked_picture(wanted.picture)
    workbench = Workbench.open()
    asked = Asked(wanted.kind, wanted.park, wanted.link, wanted.once)
    found = gaps_asked(workbench, asked, given)
    gaps, language = found.gaps, cast("Language", wanted.lang)
    report = gap_report(workbench, language)
    if wanted.picture is not None:
        draw_grid(report.grid(workbench.region), wanted.picture)
    shown, last = gaps[: wanted.top], report.completeness(found.complete)
    answer = Answer(
        gaps_document(workbench, found),
        [report.sheet(gaps), report.coverage(workbench.region), last],
        [report.short(shown, found.every if wanted.once else ()), last],
        [_counted(gaps, len(shown), language), report.stability(found.firm)]
        if gaps
        else [word("gap.none", language)],
        str(len(gaps)),
    )
    deliver(answer, wanted.output, as_json=wanted.as_json)


def _counted(gaps: Sequence[RegionGap], shown: int, language: Language) -> str:
    counts: Counter[str] = Counter(gap.kind for gap in gaps)
    kinds = "，".join(f"{word(kind, language)} {counts[kind]}" for kind in KINDS)
    return word("gap.counts", language).format(total=len(gaps), kinds=kinds, shown=shown)


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
