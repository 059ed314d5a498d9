"""The command that names the links next to what a park has."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.gaps.related import next_steps
from chainmatch.paths import model_path, read_json
from chainmatch.planning.closeness import holdings
from chainmatch.reports.next_steps import NextStepReport
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench


def run_next(park: str, top: int, output: Path | None, lang: str, *, as_json: bool) -> None:
    """Print or write the links that a park lacks, the nearest first."""
    checked_output(output)
    workbench = Workbench.open()
    workbench.graph.park(park)
    stored = read_json(model_path("planning.json"))
    table = holdings(workbench.matcher.reference, workbench.region.cells, workbench.relations)
    found = next_steps(table, park, stored["weights"])
    report = NextStepReport(workbench.plan, _measured(stored), cast("Language", lang))
    shown, lines = [report.short(found[:top])], [workbench.graph.park(park).name, report.note()]
    whole = [report.sheet(found)]
    answer = Answer(report.document(park, found), whole, shown, lines, str(len(found)))
    deliver(answer, output, as_json=as_json)


def _measured(stored: Mapping[str, Any]) -> dict[str, float]:
    """Return the average precision of ours and of the two baselines."""
    found = {row["method"]: row["average_precision"]["mean"] for row in stored["next_steps"]}
    ours = found["next steps, weights of other parks"]
    return {"ours": ours, "popular": found["popular alone"], "words": found["words"]}
