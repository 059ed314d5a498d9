"""Workbooks written by openpyxl and xlwt, byte for byte the same each time."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence

import openpyxl
import xlwt
from openpyxl.utils import column_index_from_string
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | float | bool | dt.date | None
Rows = Sequence[Sequence[Cell]]
WHEN = (2024, 3, 31, 9, 0, 0)  # what stands in the archives as the time of every part
_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def book(
    sheets: Mapping[str, Rows], dress: Callable[[Workbook], None] = lambda _: None, top: str = "A1"
) -> bytes:
    """Return a workbook of the rows, the first of them at `top`, after `dress` has changed it."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        fill(made.create_sheet(title), rows, top)
    dress(made)
    return saved(made)


def fill(sheet: Worksheet, rows: Rows, top: str = "A1") -> None:
    """Write the cells that are not None; a text that starts with = is a formula."""
    found = re.fullmatch(r"([A-Z]+)(\d+)", top)
    if found is None:
        raise ValueError(f"{top!r} is no cell such as A1")
    left, first = column_index_from_string(found[1]), int(found[2])
    for number, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=left):
            if value is not None:
                sheet.cell(number, column, value)


def saved(made: Workbook) -> bytes:
    """Return the bytes of a workbook without the hour at which it was saved."""
    stream = io.BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as parts:
        return archive({name: _timeless(parts.read(name)) for name in parts.namelist()})


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of the parts in their order, all of the same time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            made.writestr(entry, content)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook, to be changed where no library would."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def old_book(
    sheets: Mapping[str, Rows],
    *,
    merged: Iterable[tuple[int, int, int, int]] = (),
    formats: Mapping[tuple[int, int], str] | None = None,
    from_1904: bool = False,
) -> bytes:
    """Return an .xls of 1997; `merged` are (first row, last row, first column, last column).

    All are counted from 0, as are the (row, column) of `formats`, and stand in the first sheet.
    """
    made = xlwt.Workbook(encoding="utf-8")
    made.dates_1904 = from_1904
    merged = list(merged)
    for number, (title, rows) in enumerate(sheets.items()):
        sheet = made.add_sheet(title)
        spans = {(span[0], span[2]): span for span in merged} if number == 0 else {}
        for at, value in _cells(rows):
            style = xlwt.easyxf(num_format_str=(formats or {}).get(at, "General"))
            if at in spans:
                sheet.write_merge(*spans[at], value, style)
            else:
                sheet.write(*at, value, style)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _cells(rows: Rows) -> Iterable[tuple[tuple[int, int], Cell]]:
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                yield (number, column), value


def _timeless(part: bytes) -> bytes:
    return _TIME.sub(rb"\g<1>2024-03-31T09:00:00Z", part)
