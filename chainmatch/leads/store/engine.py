"""Connections and transactions, the same on SQLite and PostgreSQL: one writer at a time.

Every writing transaction takes the write lock first (BEGIN IMMEDIATE on SQLite, the counter's row
on PostgreSQL), so what it reads is what it changes. Reading sees one moment and waits for nobody.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event, select, text, update
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, IntegrityError, InterfaceError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from chainmatch.errors import MissingExtraError, StoreError
from chainmatch.leads.store.address import Address, check_file
from chainmatch.leads.store.schema import counter

BUSY_SECONDS = 30
_WRITES = "chainmatch_writes"
_POSTGRESQL = "postgresql"
_WAL_TRIES = 100
_BUSY = ("database is locked", "lock timeout")


def engine_for(place: Address) -> Engine:
    """Return an engine; raises StoreError for a file that is no database.

    Raises MissingExtraError where PostgreSQL is asked for without its driver.
    """
    if place.path is not None:
        check_file(place.path)
        engine = create_engine(place.url, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        return create_engine(place.url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            'PostgreSQL needs psycopg; install it with: pip install "chainmatch[pg]"'
        ) from error


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the begin event says BEGIN, not the driver
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")  # a lead that was said to be kept is on the disk
    cursor.close()


def use_wal(engine: Engine) -> None:
    """Let readers and the writer of a SQLite file go on beside each other; stays with the file."""
    if is_postgresql(engine):
        return
    raw = engine.raw_connection()
    try:
        for _ in range(_WAL_TRIES):
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                # SQLite does not wait by itself where two processes open a new file at once.
                if "locked" not in str(error):
                    raise
                time.sleep(0.05)
            else:
                return
    finally:
        raw.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def is_postgresql(engine: Engine | Connection) -> bool:
    """Tell whether this is PostgreSQL; else it is SQLite."""
    return engine.dialect.name == _POSTGRESQL


@contextmanager
def writing(engine: Engine, *, locks: bool = True) -> Iterator[Connection]:
    """Yield a connection in a transaction that is alone in writing; all of it is kept or nothing.

    `locks=False` leaves out the counter's row, which a store that is being made does not have.
    """
    with (
        told(engine),
        engine.connect().execution_options(**{_WRITES: True}) as connection,
        connection.begin(),
    ):
        if is_postgresql(connection):
            connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
            if locks:
                row = select(counter.c.last).where(counter.c.name == "entry")
                connection.execute(row.with_for_update())
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees one moment of the store throughout."""
    with told(engine), engine.connect() as fresh:
        connection = fresh
        if is_postgresql(fresh):
            connection = fresh.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin():
            yield connection


def numbers(connection: Connection, sequence: str, count: int = 1) -> range:
    """Take `count` fresh numbers of a sequence, 'entry' or 'lead'; none is ever given twice."""
    last: int = connection.execute(
        update(counter)
        .where(counter.c.name == sequence)
        .values(last=counter.c.last + count)
        .returning(counter.c.last)
    ).scalar_one()
    return range(last - count + 1, last + 1)


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Turn what a database complains of into one sentence; faults of ours stay what they are."""
    try:
        yield
    except (IntegrityError, ProgrammingError):
        raise
    except (DatabaseError, InterfaceError) as error:
        raise StoreError(_sentence(engine, str(error.orig))) from error
    except PoolTimeoutError as error:
        raise StoreError(_sentence(engine, _BUSY[0])) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(_sentence(engine, str(error))) from error


def _sentence(engine: Engine, complaint: str) -> str:
    name = engine.url.database if engine.dialect.name == "sqlite" else engine.url.render_as_string()
    if any(word in complaint for word in _BUSY):
        return f"the store {name} is busy: others wrote for {BUSY_SECONDS} s; try again"
    lines = complaint.strip().splitlines()
    return f"the store {name} cannot be used: {lines[0] if lines else 'no reason given'}"
