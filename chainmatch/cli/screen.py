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
from chainmatch.cli.own_leads import tell_skipped
from chainmatch.cli.own_store import say
from chainmatch.digest import digest, file_digest
from chainmatch.errors import InputError
from chainmatch.leads.mapping import ColumnMap, load_map
from chainmatch.leads.reading import BadRow, Row, read_everything
from chainmatch.leads.rows import Passed
from chainmatch.matching.result import Match
from chainmatch.paths import model_path
from chainmatch.screening.journal import Journal
from chainmatch.workbench import Workbench

if TYPE_CHECKING:
    from rich.progress import Progress

_LOT = 200  # leads between two waits for the disk


@dataclass(frozen=True, slots=True)
class Screening:
    """Which leads are screened, how they are read, and where the answers go."""

    file: Path
    output: Path
    mapping: Path | None
    rules: Path | None


def run_screen(asked: Screening) -> None:
    """Match every row of a file; what was cut off goes on."""
    if asked.output.suffix.lower() != ".jsonl":
        raise InputError(f"--output is {asked.output.name!r}; a file ending in .jsonl is needed")
    mapping = load_map(asked.mapping) if asked.mapping else ColumnMap({})
    # Every row is read before the first is matched: a file that breaks halfway writes nothing.
    rows = list(_rows(asked.file, mapping))
    workbench = Workbench.open(rules=asked.rules)
    with Journal(asked.output, _ticket(asked, mapping, workbench)) as journal:
        tally = Counter(json.loads(line)["status"] for line in journal.lines())
        if journal.done:
            sys.stderr.write(f"going on behind lead {journal.done:,} of {len(rows):,}\n")
        with _progress() as progress:
            task = progress.add_task("", total=len(rows), completed=journal.done)
            for lot in _lots(_answers(workbench, rows, journal.done)):
                journal.append([match_line(match) for match in lot])
                tally.update(match.status for match in lot)
                progress.advance(task, len(lot))
        journal.finish()
    counted = ", ".join(f"{count} {status}" for status, count in sorted(tally.items()))
    say(f"{asked.output}: {counted or 'no leads'}")


def _rows(file: Path, mapping: ColumnMap) -> Iterator[Row | BadRow]:
    for item in read_everything(file, mapping.column):
        if isinstance(item, Passed):
            tell_skipped(item)
        else:
            yield item


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
        "input": file_digest(asked.file),
        "mapping": digest(said),
        "plan": workbench.plan.digest,
        "registry": workbench.registry.digest,
        "encoder": matcher.reference.encoder.name,
        "weights": file_digest(model_path("calibration.json")),
        "rules": digest([repr(rule) for rule in matcher.admission.rules]),
    }


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
