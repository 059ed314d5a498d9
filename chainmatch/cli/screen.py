"""The command that screens many leads: resumable, with progress, the same bytes every time."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from chainmatch.answers.matching import answer_row, match_line
from chainmatch.cli.own_store import acting, existing, say
from chainmatch.digest import digest, file_digest
from chainmatch.errors import InputError
from chainmatch.leads.mapping import ColumnMap, load_map
from chainmatch.leads.reading import BadRow, Row, read_everything
from chainmatch.leads.rows import Passed
from chainmatch.leads.store.store import Store
from chainmatch.leads.store.values import Filter, Lead, MatchFacts, Page, Snapshot
from chainmatch.matching.result import Match, to_json
from chainmatch.paths import model_path
from chainmatch.screening.journal import Journal
from chainmatch.workbench import Workbench

if TYPE_CHECKING:
    from rich.progress import Progress

_LOT = 200  # leads between two waits for the disk
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Screening:
    """Which leads are screened, and where the answers go; `file` None takes those of the store."""

    file: Path | None
    output: Path | None
    place: str
    who: str | None
    mapping: Path | None
    rules: Path | None


def run_screen(asked: Screening) -> None:
    """Screen a file into a file, or the leads of a store into snapshots."""
    if asked.file is None:
        if asked.output is not None:
            raise InputError("--output goes with a file; leads of a store get snapshots in it")
        with existing(asked.place) as store:
            _screen_store(store, Workbench.open(rules=asked.rules), acting(asked.who))
        return
    if asked.output is None or asked.output.suffix.lower() != ".jsonl":
        given = "none" if asked.output is None else asked.output.name
        raise InputError(f"--output is {given!r}; a file ending in .jsonl is needed")
    mapping = load_map(asked.mapping) if asked.mapping else ColumnMap({})
    # Every row is read once before the first is matched: a file that breaks halfway writes nothing.
    total = sum(1 for _ in _rows(asked.file, mapping))
    workbench = Workbench.open(rules=asked.rules)
    with Journal(asked.output, _ticket(asked, mapping, workbench)) as journal:
        tally = Counter(json.loads(line)["status"] for line in journal.lines())
        if journal.done:
            sys.stderr.write(f"going on behind lead {journal.done:,} of {total:,}\n")
        with _progress() as progress:
            task = progress.add_task("", total=total, completed=journal.done)
            for lot in _lots(_answers(workbench, _rows(asked.file, mapping), journal.done)):
                journal.append([match_line(match) for match in lot])
                tally.update(match.status for match in lot)
                progress.advance(task, len(lot))
        journal.finish()
    counted = ", ".join(f"{count} {status}" for status, count in sorted(tally.items()))
    say(f"{asked.output}: {counted or 'no leads'}")


def _rows(file: Path, mapping: ColumnMap) -> Iterator[Row | BadRow]:
    return (x for x in read_everything(file, mapping.column) if not isinstance(x, Passed))


def _answers(workbench: Workbench, rows: Iterable[Row | BadRow], done: int) -> Iterator[Match]:
    for number, row in islice(enumerate(rows, 1), done, None):
        yield answer_row(workbench, number, row).match


def _lots(matches: Iterator[Match]) -> Iterator[list[Match]]:
    while lot := list(islice(matches, _LOT)):
        yield lot


def _ticket(asked: Screening, mapping: ColumnMap, workbench: Workbench) -> dict[str, str]:
    """Return digests of all that an answer rests on."""
    matcher = workbench.matcher
    said = {h: [m.field, m.unit] for h, m in mapping.columns.items()}
    return {
        "input": file_digest(asked.file) if asked.file else "",
        "mapping": digest(said),
        "plan": workbench.plan.digest,
        "registry": workbench.registry.digest,
        "encoder": matcher.reference.encoder.name,
        "weights": file_digest(model_path("calibration.json")),
        "rules": digest([repr(rule) for rule in matcher.admission.rules]),
    }


def _screen_store(store: Store, workbench: Workbench, who: str) -> None:
    """Match every lead whose present version has no snapshot of this plan and encoder."""
    encoder = workbench.matcher.reference.encoder.name
    leads = [lead for lead in _leads(store) if not _has_snapshot(store, lead, workbench)]
    tally = Counter[str]()
    with _progress() as progress:
        for lead in progress.track(leads):
            match = workbench.match_row({**lead.values, "id": lead.id})
            facts = MatchFacts(workbench.plan.digest, encoder, to_json(match))
            store.snapshot(lead.id, facts, who)
            tally[match.status] += 1
    counted = ", ".join(f"{count} {status}" for status, count in sorted(tally.items()))
    say(counted or "nothing to screen: every lead has its snapshot")


def _leads(store: Store) -> Iterator[Lead]:
    start = 0
    while page := store.list(Filter(), "oldest", Page(start, _PAGE)).leads:
        yield from page
        start += len(page)


def _has_snapshot(store: Store, lead: Lead, workbench: Workbench) -> bool:
    encoder = workbench.matcher.reference.encoder.name
    return any(
        isinstance(entry, Snapshot)
        and entry.version == lead.version
        and (entry.facts.plan_digest, entry.facts.encoder) == (workbench.plan.digest, encoder)
        for entry in store.history(lead.id)
    )


def _progress() -> "Progress":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Leads a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.0f}/s" if speed else "")

    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TextColumn("·"), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty())
