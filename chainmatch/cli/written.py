"""How the planners' commands write: tables on the terminal, JSON, workbooks."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chainmatch.errors import InputError
from chainmatch.reports.lines import json_line
from chainmatch.reports.sheet import Sheet, grid, write_workbook


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: the whole as a document and a workbook, and what a terminal shows.

    `count` is what is said of a file once it is written.
    """

    document: Mapping[str, Any]
    workbook: Sequence[Sheet]
    shown: Sequence[Sheet]
    lines: Sequence[str]
    count: str


def checked_output(output: Path | None) -> None:
    """Raise InputError for a file that cannot be written; None is the terminal."""
    if output is None:
        return
    suffix = output.suffix.lower()
    if suffix not in {".xlsx", ".json"}:
        raise InputError(
            f"--output {output.name!r} ends in {suffix!r}; allowed are .xlsx and .json"
        )
    if not output.absolute().parent.is_dir():
        raise InputError(f"--output {output}: its folder does not exist; give one that does")


def deliver(answer: Answer, output: Path | None, *, as_json: bool) -> None:
    """Write the answer to the file, and print it as JSON or, without a file, as tables."""
    if output is not None and output.suffix.lower() == ".xlsx":
        write_workbook(answer.workbook, output)
    elif output is not None:
        write_json(answer.document, output)
    if as_json:
        print_json(answer.document)
    elif output is None:
        print_sheets(answer.shown, answer.lines)
    else:
        sys.stdout.write(f"{output}: {answer.count}\n")


def print_json(document: Mapping[str, Any]) -> None:
    """Print a document in one line."""
    sys.stdout.write(json_line(document))


def write_json(document: Mapping[str, Any], path: Path) -> None:
    """Write a document whole or not at all."""
    partial = path.with_name(f".{path.name}.part")
    partial.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    partial.replace(path)


def print_sheets(sheets: Sequence[Sheet], lines: Sequence[str]) -> None:
    """Print lines, then tables."""
    from rich.console import Console

    from chainmatch.reports.console import show_line

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    for line in lines:
        show_line(console, line)
    for sheet in sheets:
        if sheet.rows:
            console.print(grid(sheet))
