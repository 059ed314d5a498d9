"""The command that sets one plan beside another."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.cli.own_leads import own_leads
from chainmatch.cli.written import checked_suffix, print_json, print_sheets, write_json
from chainmatch.errors import InputError
from chainmatch.plan.diff import Pairs, diff, pairs
from chainmatch.plan.load import load_plan
from chainmatch.plan.schema import Plan
from chainmatch.planning.revision import VerdictMove, gap_moves, gaps_of, verdict_moves
from chainmatch.reports.revision import RevisionReport
from chainmatch.reports.sheet import write_workbook
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Compared:
    """Two folders that hold a plan each, leads to ask both, and how the answer is written."""

    old: Path
    new: Path
    leads: Path | None
    as_json: bool
    output: Path | None
    lang: str


def run_diff(asked: Compared) -> None:
    """Print or write what moved between two plans."""
    suffix = checked_suffix(asked.output)
    old, new = _plan(asked.old), _plan(asked.new)
    moves, same = diff(old, new), pairs(old, new)
    workbench = Workbench.open()
    both = [gaps_of(plan, workbench.registry, workbench.relations) for plan in (old, new)]
    # A plan without parks has no layout: that nobody lists a link says nothing there.
    gaps = gap_moves(both[0], both[1], same) if old.parks and new.parks else ()
    verdicts = _verdicts(asked.leads, old, new, same) if asked.leads else None
    report = RevisionReport(old, new, cast("Language", asked.lang))
    document = report.document(moves, gaps, verdicts)
    sheets = [report.moves(moves), report.gaps(gaps), report.verdicts(verdicts or ())]
    if suffix == ".xlsx":
        write_workbook(sheets, asked.output or Path())
    elif suffix == ".json":
        write_json(document, asked.output or Path())
    if asked.as_json:
        print_json(document)
    elif suffix is None:
        print_sheets(sheets, report.head(moves))
    else:
        sys.stdout.write(f"{asked.output}: {len(moves)}\n")


def _plan(folder: Path) -> Plan:
    if not folder.is_dir():
        raise InputError(
            f"{folder} is not a folder; give one with industry_chain.json and parks.json"
        )
    return load_plan(folder)


def _verdicts(leads: Path, old: Plan, new: Plan, same: Pairs) -> tuple[VerdictMove, ...]:
    if not (old.parks and new.parks):
        raise InputError("--leads needs two plans with parks; one of them names none")
    before, after = (
        [lead.match for lead in own_leads(Workbench.open(plan=plan), leads)] for plan in (old, new)
    )
    return verdict_moves(before, after, same)
