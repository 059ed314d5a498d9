"""The command that lists supply relations and what speaks against them."""

from pathlib import Path
from typing import cast

from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.paths import data_file, home
from chainmatch.plan.graph import ChainGraph
from chainmatch.plan.load import load_plan
from chainmatch.plan.relations import load_loops, load_relations
from chainmatch.reports.relations import RelationReport
from chainmatch.reports.wording import Language


def run_relations(link: str | None, output: Path | None, lang: str, *, as_json: bool) -> None:
    """Print or write the relations, or those of one link; the check is of all of them."""
    checked_output(output)
    plan = load_plan(home() / "data")
    if link is not None:
        ChainGraph(plan).direction(link)
    path = data_file("relations.json")
    every = load_relations(path, plan)
    asked = [one for one in every if link in {None, one.up_link, one.down_link}]
    report = RelationReport(plan, load_loops(path), cast("Language", lang))
    sheets = [report.sheet(asked), report.checks(every)]
    answer = Answer(
        report.document(asked, every), sheets, sheets, [report.counted(asked)], str(len(asked))
    )
    deliver(answer, output, as_json=as_json)
