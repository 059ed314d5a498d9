"""The command that shows which parks claim the same links."""

from pathlib import Path
from typing import cast

from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.planning.overlap import overlaps, specialisations
from chainmatch.reports.overlap import OverlapReport
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench


def run_overlap(link: str | None, output: Path | None, lang: str, *, as_json: bool) -> None:
    """Print or write the links that several parks claim, or one of them."""
    checked_output(output)
    workbench = Workbench.open()
    if link is not None:
        workbench.graph.direction(link)
    region = workbench.region
    found = [one for one in overlaps(region.links, region.cells) if link in {None, one.link}]
    special = specialisations(region.parks, region.cells)
    report = OverlapReport(workbench.plan, workbench.registry, cast("Language", lang))
    short, claims, special_sheet = report.short(found), report.sheet(found), report.special(special)
    shown = [claims] if link else [short, special_sheet]
    whole = [short, claims, special_sheet]
    document = report.document(found, special)
    answer = Answer(document, whole, shown, [report.note()], str(len(found)))
    deliver(answer, output, as_json=as_json)
