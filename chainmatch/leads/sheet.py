"""Rows of an xlsx workbook, after a look at what is inside: the only door to openpyxl."""

import datetime as dt
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from chainmatch.errors import InputError

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

MAX_UNPACKED = 200_000_000  # bytes; counted while unpacking, never believed
MAX_CELLS = 5_000_000
_CHUNK = 1 << 20
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")  # what entity bombs are built with; Excel writes none
_ODD = (NotImplementedError, ValueError)  # a compression that nobody uses; impossible offsets
_KEEP = max(map(len, _DECLARATIONS)) - 1


def sheets(data: bytes, name: str) -> Iterator[tuple[str, Iterator[tuple[object, ...]]]]:
    """Yield (title, rows) of each sheet; rows are the cells as text, numbers, bools or None.

    Raises InputError for what is no workbook, is damaged, or unpacks to more than fits.
    """
    guard(data, name)
    workbook = _open(data, name)
    try:
        for sheet in workbook.worksheets:
            yield sheet.title, _rows(workbook, sheet.title, name)
    finally:
        workbook.close()


def guard(data: bytes, name: str) -> None:
    """Raise InputError unless `data` is a zip of modest size, without passwords or entities."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise InputError(
            f"{name} is no xlsx workbook; open it in a spreadsheet and save it as .xlsx"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = 0
            for part in archive.infolist():
                if part.flag_bits & 1:
                    raise InputError(f"{name} is protected by a password; save it without one")
                with archive.open(part) as stream:
                    unpacked = _scan(stream, unpacked, name)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, *_ODD) as error:
        raise InputError(f"{name} is a damaged workbook: {error}") from error


def _scan(stream: IO[bytes], unpacked: int, name: str) -> int:
    tail = b""
    while chunk := stream.read(_CHUNK):
        unpacked += len(chunk)
        if unpacked > MAX_UNPACKED:
            raise InputError(
                f"{name} unpacks to more than {MAX_UNPACKED // 1_000_000} MB; split it"
            )
        seen = tail + chunk.replace(b"\0", b"")  # UTF-16 parts are seen through
        if any(declaration in seen for declaration in _DECLARATIONS):
            raise InputError(
                f"{name} declares XML entities, which no spreadsheet does; it is refused"
            )
        tail = seen[-_KEEP:]
    return unpacked


def _open(data: bytes, name: str) -> "Workbook":
    from openpyxl import load_workbook  # 0.3 s, and only for workbooks

    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # boundary: openpyxl fails on damage in many ways
        raise InputError(f"{name} is no readable xlsx workbook: {error!r:.80}") from error


def _rows(workbook: "Workbook", title: str, name: str) -> Iterator[tuple[object, ...]]:
    sheet = workbook[title]
    sheet.reset_dimensions()  # the declared size may be a lie of a million rows
    cells = 0
    rows = sheet.iter_rows(values_only=True)
    while True:
        try:
            row = next(rows, None)
        except Exception as error:  # boundary: openpyxl fails on damage in many ways
            raise InputError(f"{name} sheet {title} is damaged: {error!r:.80}") from error
        if row is None:
            return
        cells += len(row)
        if cells > MAX_CELLS:
            raise InputError(f"{name} sheet {title} has more than {MAX_CELLS:,} cells; split it")
        yield tuple(_plain(cell) for cell in row)


def _plain(cell: object) -> object:
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)
