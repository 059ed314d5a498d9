"""A workbook of the rows that could not be read, to be mended and imported again.

Each row stands under the headers of its sheet, with the id and version of its lead where it has
one: mending a cell changes that lead and makes no second one.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chainmatch.reports.cells import fit, put
from chainmatch.reports.office import write_office

ID, VERSION, PROBLEM = "chainmatch编号", "chainmatch版本", "chainmatch问题"
_WIDTH = 16.0  # letters of a column
_NAME = 31  # characters of a sheet's name


@dataclass(frozen=True, slots=True)
class Repair:
    """One row to mend: its sheet and headers, its cells, what is wrong, its lead if it has one."""

    sheet: str
    headers: tuple[str, ...]
    cells: tuple[str, ...]
    problem: str
    lead: str | None = None
    version: int | None = None


def write_repair(rows: Sequence[Repair], path: Path, on: dt.date) -> None:
    """Write the rows, those of one sheet and heading together, as of a day; whole or not at all."""
    from openpyxl import Workbook

    book = Workbook()
    for number, (title, headers) in enumerate(dict.fromkeys((r.sheet, r.headers) for r in rows)):
        page = book.create_sheet(_title(title, number))
        own = [row for row in rows if (row.sheet, row.headers) == (title, headers)]
        width = max(len(headers), *(len(row.cells) for row in own))
        head = [*headers, *(f"column {i + 1}" for i in range(len(headers), width))]
        lines = [[*head, ID, VERSION, PROBLEM], *(_line(row, width) for row in own)]
        for line, cells in enumerate(lines, start=1):
            for column, text in enumerate(cells, start=1):
                put(page.cell(line, column), text)
        fit(page, [_WIDTH] * (width + 2) + [2 * _WIDTH])
        page.freeze_panes = "A2"
    del book[book.sheetnames[0]]  # a new workbook has a sheet of its own
    write_office(book.save, path, on)


def _line(row: Repair, width: int) -> list[str]:
    padded = [*row.cells, *[""] * (width - len(row.cells))]
    return [*padded, row.lead or "", str(row.version or ""), row.problem]


def _title(name: str, number: int) -> str:
    plain = "".join("·" if letter in r"[]:*?/\'" else letter for letter in name)
    return (plain or "rows")[: _NAME - 3] + (f" {number + 1}" if number else "")
