"""Cells of a workbook: what was given, and nothing that runs.

Text is stored as text whatever it begins with (`=`, `+`, `-`, `@`, `＝`, a tab), with the format
for text and the mark that keeps it text when someone edits the cell. So it reads back as it was.
"""

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from chainmatch.reports.office import legal

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | dt.date | None

MOST = 32_767  # UTF-16 units of a cell that a workbook holds
_CUT = "…"
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


def wrapped(page: "Worksheet") -> None:
    """Wrap the text of every cell, from the top."""
    from openpyxl.styles import Alignment

    look = Alignment(wrap_text=True, vertical="top")
    for row in page.iter_rows():
        for cell in row:
            cell.alignment = look


def printable_page(page: "Worksheet", heading: str) -> None:
    """Set a sheet up for A4 landscape: as wide as the paper, the first row on every page.

    `heading` stands above it in print, the number of the page below.
    """
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.7
    page.HeaderFooter.oddHeader, page.HeaderFooter.oddFooter = (
        HeaderFooterItem(),
        HeaderFooterItem(),
    )
    page.HeaderFooter.oddHeader.center.text = legal(heading).replace("&", "&&")
    page.HeaderFooter.oddFooter.center.text = "&P / &N"
