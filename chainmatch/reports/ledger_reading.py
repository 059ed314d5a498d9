"""An edited ledger, read back: per row what was changed, and every oddity with sheet and row."""

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from chainmatch.errors import InputError
from chainmatch.leads.archive import guard
from chainmatch.reports.cells import Value, unstored
from chainmatch.reports.ledger import COLUMNS, FORM, KEPT, KEYS, Kind, heads, plain, row_digest

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

EditKind = Literal["same", "changed", "unknown", "doubled", "deleted", "tampered"]
"""same: as written. changed: some fields are not. unknown: a row that the ledger did not write.
doubled: its lead stands more than once. deleted: written, and no longer there. tampered: its
hidden keys and what was kept do not agree, so nobody knows what was changed."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_HEAD_WITHIN = 10  # rows; above the head someone may have put a title


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """One field as written and as it stands now; `problem` says why the new value is no value.

    Values are "" for empty, else a text, a number (float) or a date; with a problem `after` is the
    cell as text.
    """

    field: str
    before: Value
    after: Value
    problem: str = ""


@dataclass(frozen=True, slots=True)
class LedgerEdit:
    """One row: what happened to it, where it stands (row 0: nowhere), what changed.

    A row of unknown origin has all of its values as changes from nothing. `others` are cells under
    heads that the ledger does not have; `why` is one sentence, "" where nothing is odd.
    """

    kind: EditKind
    sheet: str
    row: int
    id: str
    version: int | None
    changes: tuple[FieldEdit, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the sheet: keys, values by field, problems by field, cells under other heads."""

    sheet: str
    number: int
    keys: tuple[str, str, str]
    values: Mapping[str, Value]
    problems: Mapping[str, str]
    others: tuple[tuple[str, str], ...]
    absent: tuple[str, ...]


Kept = Mapping[str, tuple[str, ...]]
"""The rows as written, by their digest."""


def read_ledger(path: Path) -> list[LedgerEdit]:
    """Return one edit for each row that stands in the ledger, then one for each that is gone.

    Rows may be sorted, filtered, moved to other sheets, and columns may change places. Raises
    InputError for a file that is no workbook, or none that a ledger was written to.
    """
    name = path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    guard(data, name)
    book = _opened(data, name)
    try:
        kept, broken = _kept(book, name)
        rows = [row for title in book.sheetnames if title != KEPT for row in _rows(book, title)]
    finally:
        book.close()
    return [*_edits(rows, kept, broken), *_gone(rows, kept)]


def _opened(data: bytes, name: str) -> "Workbook":
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data), read_only=True)
    except Exception as error:  # boundary: openpyxl fails on damage in many ways
        raise InputError(f"{name} is no readable xlsx workbook: {error!r:.80}") from error


def _kept(book: "Workbook", name: str) -> tuple[Kept, frozenset[str]]:
    """Return the rows as written, and the digests that no longer answer to their row."""
    if KEPT not in book.sheetnames:
        raise InputError(
            f"{name} lacks the hidden sheet {KEPT}; only a ledger that was written here is read"
        )
    rows = list(_cells(book, KEPT))
    if not rows or not rows[0] or _text(rows[0][0]) != FORM:
        raise InputError(f"{name}: the hidden sheet {KEPT} is not of the form {FORM!r}")
    kept: dict[str, tuple[str, ...]] = {}
    broken: set[str] = set()
    for row in rows[1:]:
        mark, *texts = (_text(cell) for cell in (*row, *[None] * (len(COLUMNS) + 1)))
        values = tuple(texts[: len(COLUMNS)])
        if not mark and not any(values):
            continue
        kept[mark] = values
        if row_digest(values) != mark:
            broken.add(mark)
    return kept, frozenset(broken)


class _Odd(str):
    """What stands in a cell that holds a formula or the error of one."""

    __slots__ = ()


def _cells(book: "Workbook", title: str) -> Iterator[tuple[object, ...]]:
    sheet: Any = book[title]
    sheet.reset_dimensions()  # the declared size may be a lie of a million rows
    try:
        for row in sheet.iter_rows():
            yield tuple(_cell(cell) for cell in row)
    except Exception as error:  # boundary: openpyxl fails on damage in many ways
        raise InputError(f"sheet {title} is damaged: {error!r:.80}") from error


def _cell(cell: Any) -> object:  # noqa: ANN401  # cells that are empty have a class of their own
    if cell.data_type in {"f", "e"}:
        return _Odd(getattr(cell.value, "text", cell.value))
    value: object = cell.value
    return value


def _rows(book: "Workbook", title: str) -> Iterator[_Row]:
    """Yield the rows below the head; a sheet without the hidden heads is none of the ledger."""
    places: dict[str, int] = {}
    named: Sequence[str] = ()
    for number, cells in enumerate(_cells(book, title), 1):
        texts = [_text(cell) for cell in cells]
        if not places:
            if number > _HEAD_WITHIN:
                return
            if set(KEYS) <= set(texts):
                named, places = texts, _places(texts)
        elif any(texts):
            yield _row(title, number, cells, named, places)


def _places(texts: Sequence[str]) -> dict[str, int]:
    """Return the place of each key and field by its head, in either language."""
    fields = dict(zip(KEYS, KEYS, strict=True))
    for language in ("en", "zh"):
        found = heads("zh" if language == "zh" else "en")
        fields |= {head: column.field for head, column in zip(found, COLUMNS, strict=True)}
    places: dict[str, int] = {}
    for place, text in enumerate(texts):
        if text in fields:
            places.setdefault(fields[text], place)
    return places


def _row(
    title: str,
    number: int,
    cells: Sequence[object],
    named: Sequence[str],
    places: Mapping[str, int],
) -> _Row:
    def cell(field: str) -> object:
        place = places.get(field, len(cells))
        return cells[place] if place < len(cells) else None

    keys = (_text(cell(KEYS[0])), _text(cell(KEYS[1])), _text(cell(KEYS[2])))
    read = {c.field: _value(cell(c.field), c.kind) for c in COLUMNS if c.field in places}
    taken = set(places.values())
    others = tuple(
        (named[place] if place < len(named) else "", _text(value))
        for place, value in enumerate(cells)
        if place not in taken and _text(value)
    )
    return _Row(
        title,
        number,
        keys,
        {field: value for field, (value, _) in read.items()},
        {field: problem for field, (_, problem) in read.items() if problem},
        others,
        tuple(c.field for c in COLUMNS if c.field not in places),
    )


def _text(value: object) -> str:
    """Return any cell as one text, as `plain` would have written it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return unstored(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return plain(value) if isinstance(value, int | float | dt.date) else str(value or "")


def _value(cell: object, kind: Kind) -> tuple[Value, str]:
    """Return a cell as its column means it, and what is wrong with it."""
    text = _text(cell)
    if isinstance(cell, _Odd):
        return text, f"{text[:20]!r} is a formula or its error; allowed is the value itself"
    if not text or kind == "text":
        return text, ""
    try:
        if kind == "date":
            return dt.date.fromisoformat(text), ""
    except ValueError:
        return text, f"{text[:20]!r} is no day; allowed is for example 2026-11-25"
    if not _NUMBER.fullmatch(text):
        return text, f"{text[:20]!r} is no number; allowed are digits without a unit"
    return float(text), ""


def _edits(rows: Sequence[_Row], kept: Kept, broken: frozenset[str]) -> Iterator[LedgerEdit]:
    times = Counter(row.keys[2] for row in rows)
    ids = {values[0] for values in kept.values()}
    for row in rows:
        id, version, mark = row.keys
        if mark not in kept and id not in ids:
            why = "the row was not written by the ledger" if not mark else "its key is not known"
            yield _edit("unknown", row, _changes(row, None), why)
        elif mark not in kept:
            yield _edit("tampered", row, _changes(row, None), "its hidden digest was changed")
        elif mark in broken or (id, version) != kept[mark][:2]:
            why = "its hidden keys and the row that was kept do not agree"
            yield _edit("tampered", row, _changes(row, None), why)
        elif times[mark] > 1:
            why = f"lead {id!r} stands {times[mark]} times"
            yield _edit("doubled", row, _changes(row, kept[mark]), why)
        else:
            yield _kept_row(row, kept[mark])


def _kept_row(row: _Row, before: tuple[str, ...]) -> LedgerEdit:
    changes = _changes(row, before)
    if any(change.field in {"id", "version"} for change in changes):
        return _edit("tampered", row, changes, "the lead's number or version was written over")
    why = f"columns are gone: {', '.join(row.absent)}" if row.absent else ""
    return _edit("changed" if changes or row.others else "same", row, changes, why)


def _edit(kind: EditKind, row: _Row, changes: tuple[FieldEdit, ...], why: str) -> LedgerEdit:
    version = int(row.keys[1]) if row.keys[1].isdecimal() else None
    return LedgerEdit(kind, row.sheet, row.number, row.keys[0], version, changes, row.others, why)


def _changes(row: _Row, before: tuple[str, ...] | None) -> tuple[FieldEdit, ...]:
    """Return the fields that differ from what was written; without it every field that is filled.

    A column that is gone says nothing.
    """
    found = []
    for number, column in enumerate(COLUMNS):
        if column.field not in row.values:
            continue
        value, problem = row.values[column.field], row.problems.get(column.field, "")
        was = before[number] if before else ""
        if plain(value) != was or problem:
            found.append(FieldEdit(column.field, _value(was, column.kind)[0], value, problem))
    return tuple(found)


def _gone(rows: Iterable[_Row], kept: Kept) -> Iterator[LedgerEdit]:
    there = {row.keys[2] for row in rows}
    ids = {row.keys[0] for row in rows}
    for mark, values in kept.items():
        # With its id on another row, that row is told of as tampered with.
        if mark not in there and values[0] not in ids:
            version = int(values[1]) if values[1].isdecimal() else None
            why = "the row is gone from the sheet"
            yield LedgerEdit("deleted", KEPT, 0, values[0], version, why=why)
