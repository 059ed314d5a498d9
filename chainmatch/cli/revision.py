"""The command that sets one plan beside another."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.cli.own_leads import own_leads
from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError
from chainmatch.plan.diff import Move, Pairs, diff, pairs
from chainmatch.plan.load import load_plan
from chainmatch.plan.schema import Plan
from chainmatch.planning.revision import GapMove, VerdictMove, gap_moves, gaps_of, verdict_moves
from chainmatch.reports.pictures.bars import draw_bars
from chainmatch.reports.pictures.canvas import checked_picture, draw_sentence
from chainmatch.reports.revision import RevisionReport
from chainmatch.reports.wording import Language, word
from chainmatch.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Compared:
    """Two folders that hold a plan each, leads to ask both, and how the answer is written."""

    old: Path
    new: Path
    leads: Path | None
    as_json: bool
    output: Path | None
    picture: Path | None
    lang: str


def run_diff(asked: Compared) -> None:
    """Print or write what moved between two plans."""
    checked_output(asked.output)
    checked_picture(asked.picture)
    old, new = _plan(asked.old), _plan(asked.new)
    moves, same = diff(old, new), pairs(old, new)
    workbench = Workbench.open()
    both = [gaps_of(plan, workbench.registry, workbench.relations) for plan in (old, new)]
    # A plan without parks has no layout: that nobody lists a link says nothing there.
    gaps = gap_moves(both[0], both[1], same) if old.parks and new.parks else ()
    verdicts = _verdicts(asked.leads, old, new, same) if asked.leads else None
    report = RevisionReport(old, new, cast("Language", asked.lang))
    if asked.picture is not None:
        _draw(report, moves, gaps, asked.picture)
    document = report.document(moves, gaps, verdicts)
    sheets = [report.moves(moves), report.gaps(gaps), report.verdicts(verdicts or ())]
    answer = Answer(document, sheets, sheets, report.head(moves), str(len(moves)))
    deliver(answer, asked.output, as_json=asked.as_json)


def _draw(
    report: RevisionReport, moves: Sequence[Move], gaps: Sequence[GapMove], path: Path
) -> None:
    if moves or gaps:
        draw_bars(report.bars(moves, gaps), path)
    else:
        compared, same = report.head(moves)
        draw_sentence(word("diff.picture", report.language), same, path, compared)


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
