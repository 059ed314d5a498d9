"""Rows of separated text: which separator, what is quoted, what a bank puts around numbers."""

import csv
import io
import re
from collections.abc import Iterator

from chainmatch.leads.cells import Cell
from chainmatch.leads.grid import Grid, Line
from chainmatch.leads.refusal import Refusal

_SEPARATORS = ("\t", ",", ";", "|", "，", "\u3000\u3000")
_SAID = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_GUARDED = re.compile(r'="([^"]*)"')
_SAMPLE = 50  # lines by which the separator is found


def grid(text: str, name: str, separator: str | None = None) -> Grid:
    """Return the rows of a text; Refusal where a quotation is opened and never closed.

    `separator` is found where it is not given: by a line `sep=;`, else by what most lines have.
    """
    text = text.replace("\0", "")
    # Programs take the line `sep=;` for themselves: the next one is row 1.
    if said := _SAID.match(text):
        text, separator = text[said.end() :], said[1]
    used = separator or found_separator(text) or ","
    if len(used) > 1:
        return Grid("", _split(text, used))
    csv.field_size_limit(max(len(text), 1))
    _refuse_open_quotation(text, used, name)
    return Grid("", _records(text, used))


def found_separator(text: str) -> str | None:
    """Return what separates the cells of a text; None where nothing does."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:_SAMPLE]
    counts = {one: sum(one in line for line in lines) for one in _SEPARATORS}
    most = max(counts.values(), default=0)
    if not most:
        return None
    # Most lines first; among equals what comes most often, then the order above.
    total = {one: sum(line.count(one) for line in lines) for one in _SEPARATORS}
    return max(_SEPARATORS, key=lambda one: (counts[one], total[one]))


def _records(text: str, separator: str) -> Iterator[Line]:
    for number, record in enumerate(_reader(text, separator), start=1):
        yield Line(number, tuple(_unguarded(cell) for cell in record))


def _split(text: str, separator: str) -> Iterator[Line]:
    for number, line in enumerate(text.splitlines(), start=1):
        yield Line(number, tuple(cell.strip() for cell in line.split(separator)))


def _reader(text: str, separator: str, *, strict: bool = False) -> Iterator[list[str]]:
    # The newlines of old Macs are no newlines to csv.
    if "\n" not in text:
        text = text.replace("\r", "\n")
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)


def _unguarded(cell: str) -> Cell:
    """Return ="0931" as 0931: so some programs keep a spreadsheet from counting with it."""
    guarded = _GUARDED.fullmatch(cell.strip())
    return guarded[1] if guarded else cell


def _refuse_open_quotation(text: str, separator: str, name: str) -> None:
    """A quotation that is never closed would make one cell of all rows below."""
    row = 1
    try:
        for _ in _reader(text, separator, strict=True):
            row += 1
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            reason = 'a quotation mark (") is opened and never closed'
            raise Refusal("damaged", f"{name} row {row}: {reason}") from error
