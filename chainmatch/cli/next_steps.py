"""The command that names the links next to what a park has."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from chainmatch.cli.written import checked_suffix, print_json, print_sheets, write_json
from chainmatch.gaps.related import next_steps
from chainmatch.paths import model_path, read_json
from chainmatch.planning.closeness import holdings
from chainmatch.reports.next_steps import NextStepReport
from chainmatch.reports.sheet import write_workbook
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench


def run_next(park: str, top: int, output: Path | None, lang: str, *, as_json: bool) -> None:
    """Print or write the links that a park lacks, the nearest first."""
    suffix = checked_suffix(output)
    workbench = Workbench.open()
    workbench.graph.park(park)
    stored = read_json(model_path("planning.json"))
    table = holdings(workbench.matcher.reference, workbench.region.cells, workbench.relations)
    found = next_steps(table, park, stored["weights"])
    report = NextStepReport(workbench.plan, _measured(stored), cast("Language", lang))
    if suffix == ".xlsx":
        write_workbook([report.sheet(found)], output or Path())
    elif suffix == ".json":
        write_json(report.document(park, found), output or Path())
    if as_json:
        print_json(report.document(park, found))
    elif suffix is None:
        name = workbench.graph.park(park).name
        print_sheets([report.short(found[:top])], [name, report.note()])
    else:
        sys.stdout.write(f"{output}: {len(found)}\n")


def _measured(stored: Mapping[str, Any]) -> dict[str, float]:
    """Return the average precision of ours and of the two baselines."""
    found = {row["method"]: row["average_precision"]["mean"] for row in stored["next_steps"]}
    ours = found["next steps, weights of other parks"]
    return {"ours": ours, "popular": found["popular alone"], "words": found["words"]}
