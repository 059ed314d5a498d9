"""The command that shows which parks claim the same links."""

import sys
from pathlib import Path
from typing import cast

from chainmatch.cli.written import checked_suffix, print_json, print_sheets, write_json
from chainmatch.planning.overlap import overlaps, specialisations
from chainmatch.reports.overlap import OverlapReport
from chainmatch.reports.sheet import write_workbook
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench


def run_overlap(link: str | None, output: Path | None, lang: str, *, as_json: bool) -> None:
    """Print or write the links that several parks claim, or one of them."""
    suffix = checked_suffix(output)
    workbench = Workbench.open()
    if link is not None:
        workbench.graph.direction(link)
    region = workbench.region
    found = [one for one in overlaps(region.links, region.cells) if link in {None, one.link}]
    special = specialisations(region.parks, region.cells)
    report = OverlapReport(workbench.plan, workbench.registry, cast("Language", lang))
    if suffix == ".xlsx":
        sheets = [report.short(found), report.sheet(found), report.special(special)]
        write_workbook(sheets, output or Path())
    elif suffix == ".json":
        write_json(report.document(found, special), output or Path())
    if as_json:
        print_json(report.document(found, special))
    elif suffix is None:
        wide = [report.sheet(found)] if link else [report.short(found), report.special(special)]
        print_sheets(wide, [report.note()])
    else:
        sys.stdout.write(f"{output}: {len(found)}\n")
