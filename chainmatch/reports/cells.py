"""Cells of a workbook: what was given, and nothing that runs.

Text is stored as text whatever it begins with (`=`, `+`, `-`, `@`, `＝`, a tab), with the format
for text and the mark that keeps it text when someone edits the cell. So it reads back as it was.
"""

import datetime as dt
import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chainmatch.reports.office import legal

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | dt.date | None

MOST = 32_767  # UTF-16 units of a cell that a workbook holds
_CUT = "…"
_LINE, _HIGHEST = 14.5, 409.0  # points of a line, of the highest row that there is
_FILLED = 0.9  # of a column that text fills before it is wrapped
_FIRST_DAY = dt.date(1900, 3, 1)  # before it, spreadsheets disagree about the days
# A spreadsheet reads _x0041_ as the letter A; so the underscore is written as _x005F_.
_READ_AS_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_CODE = re.compile("_x([0-9A-Fa-f]{4})_")


def put(cell: Any, value: Value, form: str = "") -> None:  # noqa: ANN401  # openpyxl's has two types
    """Put a value into a cell: text stays text, dates and numbers get the format `form`."""
    if isinstance(value, dt.date) and value < _FIRST_DAY:
        value = value.isoformat()
    if not isinstance(value, str):
        cell.value = value
        if form:
            cell.number_format = form
        return
    if value:
        cell.value = stored(value)
        # A workbook's writer takes "=…" for a formula and "#N/A" for an error: it is told better.
        cell.data_type = "s"
        cell.quotePrefix = True
    cell.number_format = "@"


def stored(text: str) -> str:
    """Return a text as a cell stores it: legal, within its length, and never read as a code."""
    return _READ_AS_CODE.sub("_x005F_", held(text))


def held(text: str) -> str:
    """Return what a cell holds of a text: `legal` characters, cut with a mark where too long."""
    kept = legal(text)
    units = kept.encode("utf-16-le")
    if len(units) <= 2 * MOST:
        return kept
    return units[: 2 * (MOST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def unstored(text: str) -> str:
    """Return the text of a cell from what it stores; the inverse of `stored`."""
    return legal(_CODE.sub(lambda found: chr(int(found[1], 16)), text))


def fit(page: "Worksheet", widths: Sequence[float]) -> None:
    """Set columns to widths (in letters), and wrap the text of rows as high as it needs.

    A column of width 0 is hidden. Programs differ in whether they fit heights on opening.
    """
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    look = Alignment(wrap_text=True, vertical="top")
    for place, width in enumerate(widths, 1):
        column = page.column_dimensions[get_column_letter(place)]
        column.hidden, column.width = not width, width or 2.0
    for number, row in enumerate(page.iter_rows(), 1):
        lines = 1
        for cell, width in zip(row, widths, strict=False):
            cell.alignment = look
            lines = max(lines, _lines(cell.value, width) if width else 1)
        page.row_dimensions[number].height = min(lines * _LINE + 3.0, _HIGHEST)


def letters(text: str) -> int:
    """Return the width of a text in letters, a Chinese one taking two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _lines(value: object, width: float) -> int:
    room = width * _FILLED
    given = str(value).split("\n") if isinstance(value, str) else [""]
    return sum(max(1, math.ceil(letters(line) / room)) for line in given)


def printable_page(page: "Worksheet", heading: str) -> None:
    """Set a sheet up for A4 landscape: as wide as the paper, the first row on every page.

    The first row is grey and bold. `heading` stands above it in print, the page's number below.
    """
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    page.print_options.gridLines = True
    for cell in page[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E7E6E6")
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.7
    page.HeaderFooter.oddHeader, page.HeaderFooter.oddFooter = (
        HeaderFooterItem(),
        HeaderFooterItem(),
    )
    page.HeaderFooter.oddHeader.center.text = legal(heading).replace("&", "&&")
    page.HeaderFooter.oddFooter.center.text = "&P / &N"
