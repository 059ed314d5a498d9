"""Tables of cells, for the terminal and as a workbook that opens without surprises."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chainmatch.reports.console import printable

if TYPE_CHECKING:
    from rich.table import Table

Cell = str | int | float | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may take for a formula
_WIDEST = 60  # characters of a column in a workbook
_MOST = 32_767  # characters of a cell that a workbook holds
_NAME = 31  # characters of a sheet's name


@dataclass(frozen=True, slots=True)
class Sheet:
    """A named table; None is an empty cell, numbers stay numbers."""

    name: str
    header: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def grid(sheet: Sheet) -> "Table":
    """Return the table for the terminal, numbers to the right with two decimals."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(sheet.name), title_justify="left", pad_edge=False, expand=False)
    for place, name in enumerate(sheet.header):
        numbers = all(not isinstance(row[place], str) for row in sheet.rows)
        table.add_column(name, justify="right" if numbers else "left", overflow="fold")
    for row in sheet.rows:
        table.add_row(*(Text(printable(_shown(cell))) for cell in row))
    return table


def write_workbook(sheets: Sequence[Sheet], path: Path) -> None:
    """Write the tables as an xlsx workbook: one sheet each, first row frozen, filters on.

    Text that a spreadsheet might run as a formula stays text. The file appears whole or not at all.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    for sheet in sheets:
        page = book.create_sheet(_title(sheet.name))
        page.append(list(sheet.header))
        for row in sheet.rows:
            page.append([_safe(cell) for cell in row])
        page.freeze_panes = "A2"
        if sheet.rows:
            page.auto_filter.ref = page.dimensions
        for place, name in enumerate(sheet.header):
            widest = max(_width(_shown(cell)) for cell in (name, *(r[place] for r in sheet.rows)))
            letter = get_column_letter(place + 1)
            page.column_dimensions[letter].width = min(widest + 2, _WIDEST)
    del book[book.sheetnames[0]]  # a new workbook has a sheet of its own
    partial = path.with_name(f".{path.name}.part")
    book.save(partial)
    partial.replace(path)


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return round(cell, 4)
    if not isinstance(cell, str):
        return cell
    kept = printable(cell)[:_MOST]
    # An apostrophe keeps the rest as it is; openpyxl would take "=" for a formula.
    return f"'{kept}" if kept.startswith(_FORMULA) else kept


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _title(name: str) -> str:
    return "".join("·" if letter in r"[]:*?/\'" else letter for letter in name)[:_NAME]
