"""Bring a store to the newest schema, in one transaction: killed on the way, it is as before."""

import threading

from sqlalchemy import Connection, Engine, inspect, text

from chainmatch.errors import StoreError
from chainmatch.leads.store.engine import is_postgresql, reading, use_wal, writing
from chainmatch.leads.store.schema import HEAD, METADATA, REVISIONS, VERSION_TABLE

_SCRIPTS = "chainmatch.leads.store:migrations"
_LOCK_KEY = 0x636D_6C64  # for PostgreSQL: two processes may both find an empty database
_ONE_AT_A_TIME = threading.Lock()  # alembic keeps its context in module globals


def migrate(engine: Engine, upto: str = HEAD) -> None:
    """Make or upgrade the schema; raises StoreError for a newer schema or a foreign database."""
    with reading(engine) as connection:
        found = revision(connection)
    _check(engine, found)
    use_wal(engine)
    if found == upto:
        return
    with _ONE_AT_A_TIME, writing(engine, locks=False) as connection:
        if is_postgresql(connection):
            _check_encoding(connection, engine)
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK_KEY})"))
        found = revision(connection)  # again: another process may have been here
        if found != upto:
            _check(engine, found)
            _upgrade(connection, upto)


def revision(connection: Connection) -> str | None:
    """Return the revision of the schema, '' for a database of something else, None for nothing."""
    names = set(inspect(connection).get_table_names())
    if VERSION_TABLE in names:
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
        return str(found)
    ours = set(METADATA.tables) if is_postgresql(connection) else names
    return "" if names & ours else None


def _check(engine: Engine, found: str | None) -> None:
    name = engine.url.render_as_string()
    if found == "":
        raise StoreError(f"{name} holds tables of something else; it is left as it is")
    if found is not None and found not in REVISIONS:
        raise StoreError(
            f"{name} was written by a newer chainmatch (schema {found}, known up to {HEAD}); "
            "install that one"
        )


def _check_encoding(connection: Connection, engine: Engine) -> None:
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise StoreError(
            f"{engine.url.render_as_string()} is a database in {encoding}; it must be in UTF8"
        )


def _upgrade(connection: Connection, upto: str) -> None:
    from alembic import command  # 0.3 s, and only where something is to be done
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _SCRIPTS)
    config.attributes["connection"] = connection
    command.upgrade(config, upto)
