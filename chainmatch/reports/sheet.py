"""Tables of cells, for the terminal and as a workbook that opens without surprises."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chainmatch.reports.cells import fit, letters, printable_page, put
from chainmatch.reports.console import printable
from chainmatch.reports.office import write_office

if TYPE_CHECKING:
    from rich.table import Table

Cell = str | int | float | None

# Letters of a column at most and at least, and of all columns on a page that is still readable.
_WIDEST, _LEAST, _PAPER = 60.0, 10.0, 200.0
_HEAD = 10  # letters of a head that are not wrapped
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

    book = Workbook()
    for sheet in sheets:
        page = book.create_sheet(_title(sheet.name))
        for number, row in enumerate((sheet.header, *sheet.rows), 1):
            for place, cell in enumerate(row, 1):
                put(page.cell(number, place), _safe(cell))
        page.freeze_panes = "A2"
        if sheet.rows:
            page.auto_filter.ref = page.dimensions
        fit(page, _widths(sheet))
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


def _widths(sheet: Sheet) -> list[float]:
    """Return the widths of columns: what they need, the widest ones less where paper is short."""
    needed = [
        max(
            min(letters(name), _HEAD),
            *(letters(line) for cell in cells for line in _shown(cell).split("\n")),
            0,
        )
        + 2
        for name, *cells in zip(sheet.header, *sheet.rows, strict=True)
    ]
    whole = [min(float(width), _WIDEST) for width in needed]
    spare = sum(whole) - _PAPER
    if spare <= 0:
        return whole
    # Narrow columns stay; the others share the rest, by the root of what they need.
    narrow = sum(width for width in whole if width <= _LEAST)
    roots = sum(width**0.5 for width in needed if width > _LEAST)
    share = max(_PAPER - narrow, _LEAST) / roots
    return [
        width if width <= _LEAST else max(min(share * need**0.5, width), _LEAST)
        for width, need in zip(whole, needed, strict=True)
    ]


def _title(name: str) -> str:
    return "".join("·" if letter in r"[]:*?/\'" else letter for letter in name)[:_NAME]
