"""The command that shows which parks claim the same links."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.planning.overlap import Overlap, overlaps, specialisations
from chainmatch.reports.overlap import OverlapReport
from chainmatch.reports.pictures.bars import draw_bars
from chainmatch.reports.pictures.canvas import checked_picture, draw_sentence
from chainmatch.reports.pictures.grid import draw_grid
from chainmatch.reports.wording import Language, word
from chainmatch.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Contested:
    """Which link is asked for, None for all, and how the answer is written."""

    link: str | None
    as_json: bool
    output: Path | None
    picture: Path | None
    lang: str


def run_overlap(asked: Contested) -> None:
    """Print or write the links that several parks claim, or one of them."""
    checked_output(asked.output)
    checked_picture(asked.picture)
    link = asked.link
    workbench = Workbench.open()
    if link is not None:
        workbench.graph.direction(link)
    region = workbench.region
    found = [one for one in overlaps(region.links, region.cells) if link in {None, one.link}]
    special = specialisations(region.parks, region.cells)
    report = OverlapReport(workbench.plan, workbench.registry, cast("Language", asked.lang))
    if asked.picture is not None:
        _draw(report, found, link, asked.picture)
    short, claims, special_sheet = report.short(found), report.sheet(found), report.special(special)
    shown = [claims] if link else [short, special_sheet]
    whole = [short, claims, special_sheet]
    document = report.document(found, special)
    answer = Answer(document, whole, shown, [report.note()], str(len(found)))
    deliver(answer, asked.output, as_json=asked.as_json)


def _draw(report: OverlapReport, found: Sequence[Overlap], link: str | None, path: Path) -> None:
    if not found:
        draw_sentence(word("overlap.title", report.language), report.nobody(link), path)
    elif link is None:
        draw_grid(report.grid(found), path)
    else:
        draw_bars(report.bars(found[0]), path)
