"""Sheets of workbooks of every age: xlsx and ods, xls. Runs in a child process (see child).

The only door to calamine and xlrd.
"""

import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.parsers import expat

from chainmatch.leads import archive
from chainmatch.leads.cells import Broken, Cell
from chainmatch.leads.grid import Grid, Line, Span
from chainmatch.leads.marks import Marks, contents, marks, struck_strings
from chainmatch.leads.refusal import Refusal

if TYPE_CHECKING:
    from python_calamine import CalamineSheet
    from xlrd.book import Book
    from xlrd.sheet import Cell as OldCell
    from xlrd.sheet import Sheet as OldSheet

MAX_CELLS = 8_000_000  # of the smallest rectangle around what a sheet holds
MAX_SHEETS = 2_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # sheets of before 1995, bare


def is_old(data: bytes) -> bool:
    """Tell whether the bytes may be an .xls of 1997 or before."""
    return data.startswith(OLE) or data[:2] in _BIFF


def grids(data: bytes, name: str) -> Iterator[Grid]:
    """Yield the sheets of a workbook, hidden ones too; Refusal for what is none or is damaged."""
    if is_old(data):
        yield from _old(data, name)
    else:
        archive.guard(data, name)
        yield from _new(data, name)


def _new(data: bytes, name: str) -> Iterator[Grid]:
    import io

    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        with archive.parts(data) as parts:
            inside = None if _is_ods(parts) else contents(parts)
            struck = frozenset[int]() if inside is None else struck_strings(parts)
            book = load_workbook(io.BytesIO(data))
            part_of = {sheet.title: sheet.part for sheet in inside.sheets} if inside else {}
            _check_count(len(book.sheets_metadata), name)
            for about in book.sheets_metadata:
                if about.typ != SheetTypeEnum.WorkSheet:
                    continue
                part = part_of.get(about.name)
                found = marks(parts, part, struck) if part in parts.namelist() else Marks()
                _check_size(found.rows, found.columns, f"{name} sheet {about.name}")
                yield Grid(
                    about.name,
                    _new_lines(book.get_sheet_by_name(about.name), found),
                    tuple(found.spans),
                    about.visible != SheetVisibleEnum.Visible,
                    from_1904=inside.from_1904 if inside else False,
                )
    except (CalamineError, expat.ExpatError, KeyError, zipfile.BadZipFile, ValueError) as error:
        raise Refusal("damaged", f"{name} is a damaged workbook: {_short(error)}") from error


def _is_ods(parts: zipfile.ZipFile) -> bool:
    return "content.xml" in parts.namelist() and "mimetype" in parts.namelist()


def _new_lines(sheet: "CalamineSheet", found: Marks) -> Iterator[Line]:
    broken: dict[int, list[tuple[int, Broken]]] = {}
    for (row, column), one in found.broken.items():
        broken.setdefault(row, []).append((column, one))
    first, left = sheet.start or (0, 0)
    for number, values in enumerate(sheet.to_python(skip_empty_area=True), start=first + 1):
        cells: list[Cell] = [None] * left
        cells += [_plain(cell) for cell in values]
        cells = _with_broken(cells, broken.pop(number, ()))
        yield Line(number, tuple(cells), number in found.hidden)
    # Rows in which nothing but broken cells stands come after what is read.
    for number in sorted(broken):
        yield Line(number, tuple(_with_broken([], broken[number])), number in found.hidden)


def _with_broken(cells: list[Cell], broken: Sequence[tuple[int, Broken]]) -> list[Cell]:
    for column, one in broken:
        cells += [None] * (column + 1 - len(cells))
        read = cells[column]
        cells[column] = Broken(str(read or ""), one.why) if one.why == "struck" else one
    return cells


def _plain(cell: object) -> Cell:
    if cell == "" or cell is None:
        return None
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return cell if isinstance(cell, str | int | float | bool) else str(cell)


def _old(data: bytes, name: str) -> Iterator[Grid]:
    import struct

    from xlrd.biffh import XLRDError
    from xlrd.compdoc import CompDocError

    if _ENCRYPTED in data:
        raise Refusal("protected", f"{name} is protected; save it without a password")
    try:
        book = _opened(data)
        _check_count(book.nsheets, name)
        for sheet in book.sheets():
            _check_size(sheet.nrows, sheet.ncols, f"{name} sheet {sheet.name}")
            # xlrd counts rows and columns from 0 and leaves the ends out.
            spans = tuple(Span(a + 1, c, b, d - 1) for a, b, c, d in sheet.merged_cells)
            lines = list(_old_lines(sheet, book.datemode))
            hidden = sheet.visibility != 0
            yield Grid(sheet.name, lines, spans, hidden, from_1904=book.datemode == 1)
    except (XLRDError, CompDocError) as error:
        if "encrypted" in str(error).lower():
            raise Refusal("protected", f"{name} is protected; save it without one") from error
        raise Refusal("damaged", f"{name} is a damaged xls: {_short(error)}") from error
    except (struct.error, AssertionError, IndexError, KeyError, ValueError, TypeError) as error:
        # xlrd fails on damage in many ways.
        raise Refusal("damaged", f"{name} is a damaged xls: {_short(error)}") from error


def _opened(data: bytes) -> "Book":
    import io

    import xlrd

    log = io.StringIO()  # xlrd tells what it finds odd on standard output
    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=log)
    except NotImplementedError:
        return xlrd.open_workbook(file_contents=data, logfile=log)


def _old_lines(sheet: "OldSheet", calendar: int) -> Iterator[Line]:
    for row in range(sheet.nrows):
        cells = tuple(_old_cell(cell, calendar) for cell in sheet.row(row))
        about = sheet.rowinfo_map.get(row)
        yield Line(row + 1, cells, bool(about and about.hidden))


def _old_cell(cell: "OldCell", calendar: int) -> Cell:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Broken(xlrd.error_text_from_code.get(cell.value, "#?"), "error")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return _plain(xlrd.xldate_as_datetime(cell.value, calendar))
        except (ValueError, OverflowError):
            return float(cell.value)
    return _plain(cell.value)


def _check_size(rows: int, columns: int, place: str) -> None:
    if rows * columns > MAX_CELLS:
        raise Refusal(
            "too_large", f"{place} reaches over more than {MAX_CELLS:,} cells; take empty ones out"
        )


def _check_count(sheets: int, name: str) -> None:
    if sheets > MAX_SHEETS:
        raise Refusal("too_large", f"{name} has more than {MAX_SHEETS:,} sheets; split it")


def _short(error: Exception) -> str:
    return f"{type(error).__name__} {error}".split("\n", 1)[0][:80]
