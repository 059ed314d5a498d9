"""Copies of a whole store, checked before they count; and the check itself."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from chainmatch.errors import InputError, StoreError
from chainmatch.leads.store import schema
from chainmatch.leads.store.address import address, check_file
from chainmatch.leads.store.engine import is_postgresql, reading, told
from chainmatch.leads.store.files import export, is_empty, load_export, open_export, rows_of
from chainmatch.leads.store.migrate import revision
from chainmatch.leads.store.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found: rows by table, and a sentence for each problem; none is healthy."""

    revision: str
    rows: Mapping[str, int]
    problems: tuple[str, ...]


def check(store: Store) -> Health:
    """Check a store: its pages and references, that each lead is its last version, its counts."""
    with reading(store.engine) as connection:
        problems = [
            *([] if is_postgresql(connection) else _sqlite_problems(connection)),
            *_version_problems(connection),
            *_batch_problems(connection),
        ]
        return Health(revision(connection) or "", dict(rows_of(connection)), tuple(problems))


def _sqlite_problems(connection: Connection) -> Iterator[str]:
    for line in connection.execute(text("PRAGMA integrity_check")).scalars():
        if line != "ok":
            yield f"integrity: {line}"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"a row of {row[0]} refers to a row of {row[2]} that is not there"


def _version_problems(connection: Connection) -> Iterator[str]:
    lead, version = schema.lead, schema.lead_version
    same = (version.c.lead == lead.c.number) & (version.c.version == lead.c.version)
    for name in ("fields", "status", "owner"):
        differs = version.c[name].is_distinct_from(lead.c[name])
        query = select(lead.c.number).outerjoin_from(lead, version, same).where(differs)
        for number in connection.execute(query.order_by(lead.c.number)).scalars():
            yield f"lead {number}: {name} is not that of its last version"
    kept = select(func.count()).select_from(version).scalar_subquery()
    total = select(func.coalesce(func.sum(lead.c.version), 0)).scalar_subquery()
    missing: int = connection.execute(select(total - kept)).scalar_one()
    if missing:
        yield f"{missing} versions of leads are missing"


def _batch_problems(connection: Connection) -> Iterator[str]:
    batch, row = schema.import_batch, schema.import_row
    count = select(func.count()).where(row.c.batch == batch.c.id).scalar_subquery()
    query = select(batch.c.id).where(batch.c.rows_read != count).order_by(batch.c.id)
    for number in connection.execute(query).scalars():
        yield f"import {number}: its rows are not as many as it counts"


def backup(store: Store, path: Path) -> Path:
    """Copy a store while it is in use: SQLite as one checked file, PostgreSQL as plain files.

    The copy appears whole or not at all. Raises StoreError where there is something already.
    """
    if store.place.path is None:
        return export(store, path).folder
    if path.exists():
        raise StoreError(f"{path} is there already; give a path that is new")
    if not path.absolute().parent.is_dir():
        raise StoreError(f"{path}: its folder does not exist; give one that does")
    with _partial(path) as partial:
        with told(store.engine), store.engine.connect() as connection:
            # A statement of its own: VACUUM runs in no transaction.
            raw = connection.connection.driver_connection
            raw.execute("VACUUM INTO ?", (str(partial),))  # type: ignore[union-attr]
        _check_copy(partial)
        _appear(partial, path)
    return path


def restore(source: Path, into: str | Path, *, replace: bool = False) -> None:
    """Make a store from a backup, a file of SQLite or a folder of plain files, whole or not at all.

    The source is checked first. A store that holds something is given up only with `replace`:
    those who have it open then see the restored one. Raises InputError or StoreError, leaving
    everything as it was.
    """
    place = address(into)
    if source.is_dir():
        open_export(source)
    else:
        _check_source(source)
    if place.path is None:
        _fill(source, str(into), replace=replace)
    elif not place.path.exists():
        check_file(place.path)
        with _partial(place.path) as partial:
            if source.is_dir():
                _fill(source, partial, replace=False)
            else:
                shutil.copy(source, partial)
                open_store(partial).close()  # to the newest schema
            _appear(partial, place.path)
    else:
        _fill(source, place.path, replace=replace)


def _fill(source: Path, into: str | Path, *, replace: bool) -> None:
    with open_store(into) as target, tempfile.TemporaryDirectory() as spare:
        with reading(target.engine) as connection:
            if not replace and not is_empty(connection):
                raise InputError(
                    f"the store {target.place.name} is not empty; restore into a new one, "
                    "or say replace"
                )
        folder = source
        if not source.is_dir():
            # A copy, so that a backup of an older schema is upgraded and itself stays as it is.
            shutil.copy(source, Path(spare) / "source.db")
            folder = Path(spare) / "plain"
            with open_store(Path(spare) / "source.db") as opened:
                export(opened, folder)
        load_export(folder, target, replace=replace)


def _check_source(source: Path) -> None:
    if not source.is_file():
        raise InputError(f"{source} does not exist; give a backup: a file, or a folder of files")
    check_file(source)
    journal = source.with_name(f"{source.name}-wal")
    if journal.exists() and journal.stat().st_size:
        raise InputError(f"{source} is a store in use, not a backup; make one with backup first")
    if source.stat().st_size == 0:
        raise InputError(f"{source} is empty; it is no backup")
    _check_copy(source)


def _check_copy(path: Path) -> None:
    """Raise StoreError unless a file is a whole store of SQLite; nothing is written."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            (found,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
            broken = opened.execute("PRAGMA foreign_key_check").fetchone()
            tables = opened.execute(
                "SELECT 1 FROM sqlite_master WHERE name = ?", (schema.VERSION_TABLE,)
            ).fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{path} is damaged: {error}") from error
    if found != "ok" or broken is not None:
        raise StoreError(
            f"{path} is damaged: {found if found != 'ok' else 'references are broken'}"
        )
    if tables is None:
        raise StoreError(f"{path} is a SQLite database of something else")


@contextmanager
def _partial(path: Path) -> Iterator[Path]:
    """Yield the path under which a copy is made; what is left of it goes away."""
    partial = path.absolute().with_name(f".{path.name}.part")
    leftovers = [partial.with_name(partial.name + end) for end in ("", "-wal", "-shm", "-journal")]
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)
    try:
        yield partial
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        for leftover in leftovers:
            leftover.unlink(missing_ok=True)


def _appear(partial: Path, path: Path) -> None:
    """Give a finished file its name, once it is on the disk."""
    for end in ("-wal", "-journal"):
        if path.with_name(path.name + end).exists():
            raise StoreError(f"{path.name}{end} is left of another store; move it away first")
    for target in (partial, partial.parent):
        descriptor = os.open(target, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    partial.rename(path)
