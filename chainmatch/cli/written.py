"""How the planners' commands write: tables on the terminal, JSON, workbooks."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chainmatch.errors import InputError
from chainmatch.reports.sheet import Sheet, grid


def checked_suffix(output: Path | None) -> str | None:
    """Return the ending of an output file; InputError for one that cannot be written."""
    if output is None:
        return None
    suffix = output.suffix.lower()
    if suffix not in {".xlsx", ".json"}:
        raise InputError(
            f"--output {output.name!r} ends in {suffix!r}; allowed are .xlsx and .json"
        )
    if not output.absolute().parent.is_dir():
        raise InputError(f"--output {output}: its folder does not exist; give one that does")
    return suffix


def print_json(document: Mapping[str, Any]) -> None:
    """Print a document in one line."""
    line = json.dumps(document, ensure_ascii=False)
    sys.stdout.write(line.encode("utf-8", "backslashreplace").decode() + "\n")


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
