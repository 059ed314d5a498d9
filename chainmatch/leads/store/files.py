"""A store as plain files and back, the same from every database: one JSON Lines file a table.

`manifest.json` says how many rows each file has and what their digest is; it is written last.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, text

from chainmatch.digest import canonical, file_digest
from chainmatch.errors import InputError, StoreError
from chainmatch.leads.store.door import to_json
from chainmatch.leads.store.engine import is_postgresql, reading, writing
from chainmatch.leads.store.schema import HEAD, JSON_COLUMNS, METADATA, REVISIONS, counter
from chainmatch.leads.store.store import Store

MANIFEST = "manifest.json"
FORMAT = "chainmatch-store"
_AT_ONCE = 1_000
_NAMES = {"lead": "leads", "lead_version": "versions", "note": "notes"}


@dataclass(frozen=True, slots=True)
class Export:
    """A folder of plain files whose digests were checked; `rows` counts each table's rows."""

    folder: Path
    revision: str
    rows: Mapping[str, int]


def file_name(table: str) -> str:
    """Return the name of a table's file: leads.jsonl and so on."""
    return f"{_NAMES.get(table, table)}.jsonl"


def export(store: Store, folder: Path) -> Export:
    """Write a store as plain files into a new folder, as it stands at one moment.

    The folder appears whole or not at all. Raises StoreError where it is there already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(f"{folder} is there already; give a folder that is new or empty")
    partial = folder.absolute().with_name(f".{folder.absolute().name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir()
        with reading(store.engine) as connection:
            files = {table.name: _write(connection, table, partial) for table in _tables()}
        manifest = {"format": FORMAT, "revision": HEAD, "files": files}
        (partial / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    except OSError as error:
        raise StoreError(f"{folder} cannot be written: {error.strerror}") from error
    return Export(folder, HEAD, {name: int(file["rows"]) for name, file in files.items()})


def _tables() -> list[Table]:
    return list(METADATA.sorted_tables)


def _write(connection: Connection, table: Table, folder: Path) -> dict[str, Any]:
    path = folder / file_name(table.name)
    digest, count = hashlib.sha256(), 0
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(
        select(table).order_by(*table.primary_key.columns)
    )
    with path.open("wb") as stream:
        for row in rows.mappings():
            line = canonical({name: _opened(name, row[name]) for name in table.c.keys()}) + b"\n"  # noqa: SIM118
            digest.update(line)
            stream.write(line)
            count += 1
    return {"name": path.name, "rows": count, "sha256": digest.hexdigest()}


def _opened(name: str, value: object) -> object:
    return json.loads(value) if name in JSON_COLUMNS and isinstance(value, str) else value


def open_export(folder: Path) -> Export:
    """Check the files of an export; raises InputError naming the file that is not as written."""
    revision, files = _manifest(folder)
    known = {table.name for table in _tables()}
    for table, (_, digest) in files.items():
        path = folder / file_name(table)
        if table not in known or not path.is_file():
            raise InputError(f"{folder}: {path.name} is missing, or of a table that nobody knows")
        if file_digest(path) != digest:
            raise InputError(f"{path} is not as it was exported; its sha256 is another one")
    return Export(folder, revision, {table: rows for table, (rows, _) in files.items()})


def _manifest(folder: Path) -> tuple[str, dict[str, tuple[int, str]]]:
    """Return the revision, and the rows and digest of each table's file."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        parts = {table: (file["rows"], file["sha256"]) for table, file in found["files"].items()}
        revision = found["revision"]
        whole = found["format"] == FORMAT and counter.name in parts
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{folder} is no export of a store: no readable {MANIFEST}") from error
    if not whole:
        raise InputError(f"{folder} is no export of a store: {MANIFEST} is one of something else")
    if revision not in REVISIONS:
        raise InputError(
            f"{folder} has the schema {revision!r}; allowed are {', '.join(REVISIONS)}"
        )
    return revision, parts


def load_export(folder: Path, store: Store, *, replace: bool = False) -> Export:
    """Fill a store from an export, all in one transaction: with the same ids, versions and times.

    Raises InputError, leaving the store as it is, for files that are not as they were exported
    and for a store that is not empty, unless `replace` gives up all that it holds.
    """
    found = open_export(folder)
    with writing(store.engine) as connection:
        if not replace and not is_empty(connection):
            raise InputError(
                f"the store {store.place.name} is not empty; load into a new one, or say replace"
            )
        clear(connection)
        for table in _tables():
            if table.name in found.rows:
                _read(connection, table, found)
    return found


def is_empty(connection: Connection) -> bool:
    """Tell whether a store holds no leads and no imports: its sequence was never used."""
    last: int = connection.execute(select(func.max(counter.c.last))).scalar_one()
    return last == 0


def clear(connection: Connection) -> None:
    """Take everything out of a store, in the transaction of what comes instead."""
    if is_postgresql(connection):
        names = ", ".join(f'"{table.name}"' for table in _tables())
        connection.execute(text(f"TRUNCATE {names}"))
        return
    dropped = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    ).all()
    for trigger in dropped:
        connection.execute(text(f'DROP TRIGGER "{trigger.name}"'))
    for table in reversed(_tables()):
        connection.execute(delete(table))
    for trigger in dropped:
        connection.exec_driver_sql(trigger.sql)


def _read(connection: Connection, table: Table, found: Export) -> None:
    path = found.folder / file_name(table.name)
    count = 0
    with path.open("rb") as stream:
        lines = iter(stream)
        while lot := [_row(table, line) for line in islice(lines, _AT_ONCE)]:
            connection.execute(insert(table), lot)
            count += len(lot)
    if count != found.rows[table.name]:
        raise InputError(
            f"{path} has {count} rows where {MANIFEST} counts {found.rows[table.name]}"
        )


def _row(table: Table, line: bytes) -> dict[str, Any]:
    """Return a row; a column that an older schema lacks is null, as its migration makes it."""
    row = {**dict.fromkeys(table.c.keys()), **json.loads(line)}
    return {name: to_json(value) if name in JSON_COLUMNS else value for name, value in row.items()}


def rows_of(connection: Connection) -> Iterator[tuple[str, int]]:
    """Yield the number of rows of each table."""
    for table in _tables():
        count: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
        yield table.name, count
