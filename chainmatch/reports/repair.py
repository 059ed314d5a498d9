"""A workbook of the rows that could not be read, to be mended and imported again.

Each row stands under the headers of its sheet, with the id and version of its lead where it has
one: mending a cell changes that lead and makes no second one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chainmatch.reports.console import printable

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ID, VERSION, PROBLEM = "chainmatch编号", "chainmatch版本", "chainmatch问题"
_MOST = 32_767  # characters of a cell that a workbook holds
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


def write_repair(rows: Sequence[Repair], path: Path) -> None:
    """Write the rows, those of one sheet and heading together; whole or not at all."""
    from openpyxl import Workbook

    book = Workbook()
    for number, (title, headers) in enumerate(dict.fromkeys((r.sheet, r.headers) for r in rows)):
        page = book.create_sheet(_title(title, number))
        own = [row for row in rows if (row.sheet, row.headers) == (title, headers)]
        width = max(len(headers), *(len(row.cells) for row in own))
        head = [*headers, *(f"column {i + 1}" for i in range(len(headers), width))]
        _append(page, 1, [*head, ID, VERSION, PROBLEM])
        for line, row in enumerate(own, start=2):
            padded = [*row.cells, *[""] * (width - len(row.cells))]
            _append(page, line, [*padded, row.lead or "", str(row.version or ""), row.problem])
        page.freeze_panes = "A2"
    del book[book.sheetnames[0]]  # a new workbook has a sheet of its own
    partial = path.with_name(f".{path.name}.part")
    book.save(partial)
    partial.replace(path)


def _append(page: "Worksheet", number: int, cells: Sequence[str]) -> None:
    from openpyxl.styles import Alignment

    for column, text in enumerate(cells, start=1):
        if text:
            cell = page.cell(number, column)
            cell.value = printable(text)[:_MOST]
            # Text that looks like a formula or a number stays what it was.
            cell.data_type = "s"
            cell.quotePrefix = True
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _title(name: str, number: int) -> str:
    plain = "".join("·" if letter in r"[]:*?/\'" else letter for letter in name)
    return (plain or "rows")[: _NAME - 3] + (f" {number + 1}" if number else "")
