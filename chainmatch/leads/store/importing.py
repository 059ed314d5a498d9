"""Importing a file of leads: nothing doubled, nothing lost, and it goes on where it stopped.

Rows are written some hundred at a time, each lot in a transaction with the batch's counts. What
is written once is never written again: a row is known by its batch, sheet and number, a lead by
what it says.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, insert, select, tuple_, update

from chainmatch.errors import InputError
from chainmatch.leads.store import records, schema
from chainmatch.leads.store.changing import (
    Act,
    Said,
    change,
    known_leads,
    lead_row,
    said,
    version_row,
)
from chainmatch.leads.store.door import clean, raw_json, required
from chainmatch.leads.store.engine import numbers
from chainmatch.leads.store.values import (
    Batch,
    BatchRow,
    ImportRow,
    Outcome,
    Source,
    lead_number,
)

ROWS_AT_ONCE = 500
_MOST_ROW = 2**31 - 1
_MOST_SHEET = 255  # characters


@dataclass(frozen=True, slots=True)
class Read:
    """A row, what it says or why it is refused, and its cells as JSON."""

    row: ImportRow
    place: tuple[str, int]
    content: Said | str
    raw: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and what becomes of it; `lead` is a lead's number."""

    read: Read
    outcome: Outcome
    reason: str = ""
    lead: int | None = None


def lots(rows: Iterable[ImportRow]) -> Iterable[list[Read]]:
    """Yield the rows in lots of ROWS_AT_ONCE, read before anything is locked for them."""
    remaining = iter(rows)
    while lot := [_read(row) for row in islice(remaining, ROWS_AT_ONCE)]:
        yield lot


def _read(row: ImportRow) -> Read:
    sheet, number = row.place
    if len(sheet) > _MOST_SHEET:
        raise InputError(f"sheet {sheet[:20]!r}… has a name of more than {_MOST_SHEET} characters")
    if not 0 < number <= _MOST_ROW:
        raise InputError(f"row {number} of sheet {sheet!r} is impossible; rows count from 1")
    return Read(row, row.place, _content(row), raw_json(row.raw))


def _content(row: ImportRow) -> Said | str:
    if row.reason.strip():
        return clean(row.reason).strip()
    try:
        return said(row.values)
    except InputError as error:
        return clean(str(error))


def open_batch(connection: Connection, source: Source, act: Act) -> Batch:
    """Return the unfinished batch of this file, or a new one."""
    table = schema.import_batch
    query = (
        select(table)
        .where(table.c.sha256 == clean(source.sha256), table.c.finished_at.is_(None))
        .order_by(table.c.id)
        .limit(1)
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        (number,) = numbers(connection, "entry")
        columns = {
            "id": number,
            "file_name": required(source.file_name, "the file's name"),
            "sha256": required(source.sha256, "the file's sha256"),
            "who": act.who,
            "at": act.at,
            **dict.fromkeys(("rows_read", "added", "known", "updated", "refused"), 0),
        }
        made = insert(table).values(**columns).returning(table)
        row = connection.execute(made).mappings().one()
    return records.batch_of(row)


def write_lot(connection: Connection, batch: int, lot: Sequence[Read], act: Act) -> None:
    """Write one lot of rows, leaving out those that the batch has."""
    fresh = _fresh(connection, batch, lot)
    if not fresh:
        return
    # Changes first: what they make a lead say is known to the other rows.
    judged = {
        read.place: _refuse_or_update(connection, read, read.content, act)
        for read in fresh
        if isinstance(read.content, str) or read.row.lead is not None
    }
    new = [
        (read, read.content)
        for read in fresh
        if isinstance(read.content, Said) and read.place not in judged
    ]
    judged |= _add(connection, new, act)
    _write_rows(connection, batch, [judged[read.place] for read in fresh])


def _fresh(connection: Connection, batch: int, lot: Sequence[Read]) -> list[Read]:
    places = {read.place: read for read in reversed(lot)}
    table = schema.import_row
    query = select(table.c.sheet, table.c.row).where(
        table.c.batch == batch, tuple_(table.c.sheet, table.c.row).in_(list(places))
    )
    there = {(row.sheet, row.row) for row in connection.execute(query)}
    return [read for place, read in reversed(places.items()) if place not in there]


def _refuse_or_update(connection: Connection, read: Read, content: Said | str, act: Act) -> Judged:
    if isinstance(content, str):
        return Judged(read, "refused", content)
    id, version = clean(read.row.lead or ""), read.row.version
    if version is None:
        return Judged(read, "refused", f"it names {id}, but not the version that it was taken from")
    try:
        changed = change(connection, id, version, content, act)
    except InputError as error:
        return Judged(read, "refused", str(error))
    return Judged(read, "updated" if changed else "known", lead=lead_number(id))


def _add(
    connection: Connection, rows: Sequence[tuple[Read, Said]], act: Act
) -> dict[tuple[str, int], Judged]:
    leads = known_leads(connection, [content.key for _, content in rows])
    new: dict[str, Said] = {}
    for _, content in rows:
        if content.key not in leads:
            new.setdefault(content.key, content)  # of rows that say the same, the first counts
    adding = dict(zip(new, numbers(connection, "lead", len(new)), strict=True))
    _write_new(connection, [(adding[key], content) for key, content in new.items()], act)
    judged = {}
    for read, content in rows:
        number = adding.pop(content.key, None)
        if number is None:
            judged[read.place] = Judged(read, "known", lead=leads[content.key])
        else:
            judged[read.place] = Judged(read, "added", lead=number)
            leads[content.key] = number
    return judged


def _write_new(connection: Connection, new: Sequence[tuple[int, Said]], act: Act) -> None:
    if not new:
        return
    entries = numbers(connection, "entry", len(new))
    leads = [lead_row(number, content, content.owner, act) for number, content in new]
    versions = [
        version_row(row, entry, "imported", content.key, act)
        for row, entry, (_, content) in zip(leads, entries, new, strict=True)
    ]
    connection.execute(insert(schema.lead), leads)
    connection.execute(insert(schema.lead_version), versions)


def _write_rows(connection: Connection, batch: int, judged: Sequence[Judged]) -> None:
    entries = numbers(connection, "entry", len(judged))
    rows = [
        {
            "id": entry,
            "batch": batch,
            "sheet": one.read.place[0],
            "row": one.read.place[1],
            "outcome": one.outcome,
            "reason": one.reason,
            "raw": one.read.raw,
            "lead": one.lead,
        }
        for entry, one in zip(entries, judged, strict=True)
    ]
    connection.execute(insert(schema.import_row), rows)
    table = schema.import_batch
    counts = Counter[str](one.outcome for one in judged)
    counts["rows_read"] = len(judged)
    more = {name: table.c[name] + count for name, count in counts.items()}
    connection.execute(update(table).where(table.c.id == batch).values(more))


def finish(connection: Connection, batch: int, act: Act) -> Batch:
    """Close a batch: the same file then makes a new one, in which its rows are known."""
    table = schema.import_batch
    connection.execute(
        update(table)
        .where(table.c.id == batch, table.c.finished_at.is_(None))
        .values(finished_at=act.at)
    )
    return find_batch(connection, batch)


def find_batch(connection: Connection, id: int) -> Batch:
    """Return a batch; raises InputError with the number where there is none."""
    table = schema.import_batch
    query = select(table).where(table.c.id == id)
    possible = 0 < id <= _MOST_ROW
    row = connection.execute(query).mappings().one_or_none() if possible else None
    if row is None:
        raise InputError(f"import {id} is not in the store")
    return records.batch_of(row)


def batches(connection: Connection) -> tuple[Batch, ...]:
    """Return all imports, oldest first."""
    table = schema.import_batch
    rows = connection.execute(select(table).order_by(table.c.id)).mappings()
    return tuple(records.batch_of(row) for row in rows)


def batch_rows(connection: Connection, id: int, outcome: Outcome | None) -> tuple[BatchRow, ...]:
    """Return the rows of an import in the order in which they were read."""
    find_batch(connection, id)
    table = schema.import_row
    query = select(table).where(table.c.batch == id).order_by(table.c.id)
    if outcome is not None:
        query = query.where(table.c.outcome == outcome)
    return tuple(records.batch_row_of(row) for row in connection.execute(query).mappings())
