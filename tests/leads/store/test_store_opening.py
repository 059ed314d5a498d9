"""Opening a store: made, upgraded or refused in one sentence, and never harmed."""

import json
import re
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from faults import InjectedError, failing
from sqlalchemy import Engine, text

from chainmatch.errors import ChainmatchError, InputError, MissingExtraError, StoreError
from chainmatch.leads.pipeline import Status
from chainmatch.leads.store import engine as engines
from chainmatch.leads.store.address import address
from chainmatch.leads.store.backup import check
from chainmatch.leads.store.engine import engine_for, reading, writing
from chainmatch.leads.store.files import export, load_export
from chainmatch.leads.store.migrate import migrate, revision
from chainmatch.leads.store.schema import HEAD, METADATA, REVISIONS, VERSION_TABLE
from chainmatch.leads.store.store import open_store
from chainmatch.leads.store.values import (
    Attachment,
    ImportRow,
    Note,
    Snapshot,
    Source,
    StatusChange,
    Version,
)

OLD = Path(__file__).resolve().parents[1] / "old_stores"


def old_store(places: object, schema: str = "0001") -> str:
    """Return the place of a store as an older schema left it."""
    place = places.empty()
    dump = (OLD / f"{schema}.sql").read_text(encoding="utf-8")
    if not places.is_postgresql:
        with sqlite3.connect(place) as connection:
            connection.executescript(dump)
        return place
    engine = engine_for(address(place))
    migrate(engine, schema)
    rows = re.findall(r"^INSERT .*?\);$", dump, re.MULTILINE | re.DOTALL)
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM counter"))
        for table in METADATA.sorted_tables:
            for row in rows:
                if row.startswith(f'INSERT INTO "{table.name}"'):
                    connection.exec_driver_sql(row)
    engine.dispose()
    return place


def at_revision(engine: Engine) -> str | None:
    with reading(engine) as connection:
        return revision(connection)


def test_the_migrations_end_where_the_tables_are(places: object) -> None:
    engine = engine_for(address(places.empty()))
    migrate(engine)
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        differences = compare_metadata(context, METADATA)
    engine.dispose()
    if not places.is_postgresql:
        # SQLite does not tell of a reference that it was added as deferred.
        kinds = [difference[0] for difference in differences]
        assert kinds in ([], ["remove_fk", "add_fk"])
        differences = []
    assert differences == []


def test_migrations_are_numbered_in_one_line() -> None:
    config = Config()
    config.set_main_option("script_location", "chainmatch.leads.store:migrations")
    walked = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(walked)) == REVISIONS
    assert list(REVISIONS) == [f"{n:04d}" for n in range(1, len(REVISIONS) + 1)]


def test_an_old_store_is_upgraded_with_all_that_it_holds(places: object) -> None:
    with open_store(old_store(places)) as store:
        assert check(store).problems == ()
        assert check(store).revision == HEAD
        lead = store.get("L-000001")
        assert (lead.values, lead.status, lead.version) == (
            {"name": "甲公司", "text": "锂电铜箔"},
            Status.review,
            3,
        )
        kinds = [type(entry) for entry in store.history(lead.id)]
        assert kinds == [Version, Version, StatusChange, Note, Attachment, Snapshot]
        assert store.get("L-000002").values == {"text": "隔膜；\u2028“涂覆”"}
        (batch,) = store.batches()
        assert [(row.outcome, row.reason, row.raw) for row in store.batch_rows(batch.id)] == [
            ("added", "", None),
            ("refused", "没有名称", None),
        ]
        rows = [ImportRow("表", n, {"text": f"t{n}"}, {}) for n in (2, 3, 4)]
        resumed = store.import_rows(Source("a.xlsx", "0f" * 32), rows, "staff-1")
        assert (resumed.id, resumed.rows_read, resumed.added) == (batch.id, 3, 2)
        store.merge("L-000001", "L-000002", {}, "staff-1")
        assert store.add({"text": "neu"}, "staff-1").id == "L-000004"


def test_the_choices_of_an_old_store_can_be_reviewed(places: object) -> None:
    with open_store(old_store(places, "0002")) as store:
        assert check(store).problems == ()
        assert check(store).revision == HEAD
        (override,) = store.overrides()
        assert (override.chosen, override.reason) == ({"park": "lzjk-honggu"}, "就近")
        assert store.override_reviews() == ()
        assert store.last_replay() is None
        assert [merge.merged for merge in store.merges(standing=True)] == ["L-000003"]
        before = store.history("L-000001")
        review = store.review_override(override.number, "upheld", "staff-3")
        assert store.history("L-000001") == (*before, review)


@pytest.mark.parametrize("start", [None, "0001", "0002"])
def test_a_migration_that_fails_anywhere_leaves_the_store_as_it_was(
    places: object, start: str | None
) -> None:
    def place() -> str:
        return old_store(places, start) if start else places.empty()

    whole = engine_for(address(place()))
    with failing(whole, 0) as counted:
        migrate(whole)
    whole.dispose()
    assert counted.seen > 5
    here = place()
    engine = engine_for(address(here))
    for at in range(1, counted.seen + 1):
        with failing(engine, at), pytest.raises(InjectedError, match=f"statement {at}"):
            migrate(engine)
        assert at_revision(engine) == start
    engine.dispose()
    with open_store(here) as store:
        assert check(store).revision == HEAD


def test_an_export_of_an_old_store_fills_a_new_one(places: object, tmp_path: Path) -> None:
    with open_store(old_store(places)) as store:
        export(store, tmp_path / "out")
        history = store.history("L-000001")
    folder = tmp_path / "out"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name in ("override", "merge", "override_review", "replay"):  # as 0001 had none
        (folder / f"{name}.jsonl").unlink()
        del manifest["files"][name]
    kept = manifest | {"revision": "0001"}
    (folder / "manifest.json").write_text(json.dumps(kept), encoding="utf-8")
    with places.store() as new:
        load_export(folder, new)
        assert new.history("L-000001") == history


def test_many_may_open_a_new_store_at_once(places: object) -> None:
    place, found, failed = places.empty(), [], []

    def opens() -> None:
        try:
            with open_store(place) as store:
                found.append(store.add({"text": threading.current_thread().name}, "s").id)
        except Exception as error:  # noqa: BLE001  # told below
            failed.append(error)

    threads = [threading.Thread(target=opens) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(found) == [f"L-{n:06d}" for n in range(1, 9)]


# what is refused


def newer(place: str) -> None:
    open_store(place).close()
    engine = engine_for(address(place))
    with engine.begin() as connection:
        connection.execute(text("UPDATE chainmatch_version SET version_num = '0099'"))
    engine.dispose()


def foreign(place: str) -> None:
    engine = engine_for(address(place))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE lead (x INTEGER)"))
    engine.dispose()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (newer, rf"newer chainmatch \(schema 0099, known up to {HEAD}\); install that one$"),
        (foreign, "holds tables of something else; it is left as it is$"),
    ],
)
def test_a_database_that_is_not_ours_is_left_as_it_is(
    places: object, make: Callable[[str], None], sentence: str
) -> None:
    place = places.empty()
    make(place)
    before = None if places.is_postgresql else Path(place).read_bytes()
    with pytest.raises(StoreError, match=sentence):
        open_store(place)
    if before is not None:
        assert Path(place).read_bytes() == before


@pytest.mark.parametrize("content", [b"name,text\n", b"PK\x03\x04", b"SQLite format 3", b"\0"])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "leads.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"leads\.db is no SQLite database; it is left as it is"):
        open_store(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_damaged_database_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "leads.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(StoreError, match=r"leads\.db cannot be used: file is not a database$"):
        open_store(path)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "leads.db").touch()
    with open_store(tmp_path / "leads.db") as store:
        assert store.add({"text": "铜箔"}, "staff-1").id == "L-000001"


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("", "is a folder; a file is needed"),
        ("no/leads.db", "its folder does not exist"),
        ("a\0b", "cannot be read"),
    ],
)
def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path, place: str, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence):
        open_store(str(tmp_path / place))


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://h/leads", "the store is a 'mysql' URL; allowed are a path and postgresql://"),
        ("sqlite://", "the store is a 'sqlite' URL; allowed are"),
        ("http://h:x/y", "is no URL|'http' URL"),
    ],
)
def test_another_kind_of_database_is_refused(url: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        open_store(url)


def test_an_sqlite_url_is_a_path(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/leads.db") as store:
        assert store.place.path == tmp_path / "leads.db"


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot be used: .*") as told:
        open_store(f"postgresql://staff:secret@/leads?host={tmp_path}")
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


def test_without_its_driver_postgresql_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtraError, match=r'pip install "chainmatch\[pg\]"'):
        open_store("postgresql://staff@/leads")


def test_a_store_that_stays_locked_is_told_in_one_sentence(
    places: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 1)
    with places.store() as one:
        here = str(one.place.path or one.place.url.render_as_string(hide_password=False))
        with open_store(here) as other, writing(one.engine):
            with pytest.raises(StoreError, match=r"is busy: others wrote for 1 s; try again$"):
                other.add({"text": "铜箔"}, "staff-1")
            assert other.list().total == 0  # readers never wait


def test_every_complaint_of_a_store_is_the_users_to_mend() -> None:
    assert issubclass(StoreError, ChainmatchError)
