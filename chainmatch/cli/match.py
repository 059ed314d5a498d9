"""The command that matches leads: one text, or every row of a file."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, cast

from chainmatch.answers.matching import Answered, answer_row, answer_text, match_line
from chainmatch.cli.own_text import own_text
from chainmatch.errors import InputError
from chainmatch.leads.reading import read_leads
from chainmatch.matching.company import Company
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Opening:
    """Which encoder, weights and own rules to open; None means the shipped or usual ones."""

    encoder: str | None = None
    calibration: Path | None = None
    rules: Path | None = None

    def workbench(self) -> Workbench:
        """Open them, with the collector off: what is opened stays until the process ends."""
        gc.disable()
        workbench = Workbench.open(self.encoder, self.calibration, rules=self.rules)
        gc.freeze()
        gc.enable()
        return workbench


@dataclass(frozen=True, slots=True)
class Job:
    """What the command line asked for."""

    text: str | None
    source: Path | None
    output: Path | None
    top: int
    as_json: bool
    keep_going: bool
    opening: Opening
    lang: str


def run_match(job: Job) -> None:
    """Match and print, or write one JSON object a lead."""
    if job.text is not None:
        text = Company.from_text(own_text(job.text)).text  # refused before anything is opened
        workbench = job.opening.workbench()
        answers = iter([answer_text(workbench, text)])
    else:
        # Every row is read before the first is matched: a file that breaks halfway writes nothing.
        rows = list(read_leads(cast(Path, job.source), keep_going=job.keep_going))
        workbench = job.opening.workbench()
        answers = (answer_row(workbench, number, row) for number, row in enumerate(rows, 1))
    if job.output is not None:
        with _replaced(job.output) as stream:
            tally = _write(stream, answers)
        sys.stdout.write(f"{job.output}: {tally}\n")
    elif job.as_json:
        _write(sys.stdout, answers)
    else:
        _print(workbench, answers, job)


def _write(stream: TextIO, answers: Iterator[Answered]) -> str:
    """Write one JSON object a line; return how many of each status."""
    tally: dict[str, int] = {}
    for answer in answers:
        stream.write(match_line(answer.match))
        status = answer.match.status
        tally[status] = tally.get(status, 0) + 1
    return ", ".join(f"{count} {status}" for status, count in sorted(tally.items())) or "no leads"


@contextmanager
def _replaced(path: Path) -> Iterator[TextIO]:
    """Open a file that takes the place of `path` only when all of it was written."""
    # A device or a pipe is written to: to put a file in its place would take it away.
    special = path.exists() and not (path.is_file() or path.is_dir())
    real = path if special else path.resolve()
    part = real if special else real.with_name(real.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        if not special:
            part.replace(real)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        if not special:
            with suppress(OSError):
                part.unlink()


def _print(workbench: Workbench, answers: Iterator[Answered], job: Job) -> None:
    from rich.console import Console

    from chainmatch.reports.console import show, show_line

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
    report = workbench.report(cast(Language, job.lang))
    for answer in answers:
        show(console, answer.match, answer.title, answer.text, report, job.top)
        question = workbench.question(Company.from_text(answer.text)) if job.text else None
        if question:
            show_line(console, workbench.question_report(report.language).line(question))
