"""Tables of cells, for the terminal and as a workbook that opens without surprises."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chainmatch.reports.cells import printable_page, put, wrapped
from chainmatch.reports.console import printable
from chainmatch.reports.office import write_office

if TYPE_CHECKING:
    from rich.table import Table

Cell = str | int | float | None

_WIDEST = 60  # characters of a column in a workbook
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


def write_workbook(sheets: Sequence[Sheet], path: Path, on: dt.date | None = None) -> None:
    """Write the tables as an xlsx workbook: one sheet each, first row frozen, filters on.

    Text that a spreadsheet might run as a formula stays text. The file appears whole or not at
    all, and says that it is of the day `on`, else of today.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    for sheet in sheets:
        page = book.create_sheet(_title(sheet.name))
        for number, row in enumerate((sheet.header, *sheet.rows), 1):
            for place, cell in enumerate(row, 1):
                put(page.cell(number, place), _safe(cell))
        page.freeze_panes = "A2"
        if sheet.rows:
            page.auto_filter.ref = page.dimensions
        for place, name in enumerate(sheet.header):
            widest = max(_width(_shown(cell)) for cell in (name, *(r[place] for r in sheet.rows)))
            letter = get_column_letter(place + 1)
            page.column_dimensions[letter].width = min(widest + 2, _WIDEST)
        wrapped(page)
        printable_page(page, sheet.name)
    del book[book.sheetnames[0]]  # a new workbook has a sheet of its own
    write_office(book.save, path, on or dt.datetime.now(tz=dt.UTC).date())


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return round(cell, 4)
    if not isinstance(cell, str):
        return cell
    return printable(cell)


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _title(name: str) -> str:
    return "".join("·" if letter in r"[]:*?/\'" else letter for letter in name)[:_NAME]
