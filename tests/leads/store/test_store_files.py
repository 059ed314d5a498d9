"""Backups, restores and plain files: exact, checked, whole or not at all."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from chainmatch.errors import InputError, StoreError
from chainmatch.leads.pipeline import Status
from chainmatch.leads.store import backup as backups
from chainmatch.leads.store.backup import backup, check, restore
from chainmatch.leads.store.files import export, load_export
from chainmatch.leads.store.schema import HEAD
from chainmatch.leads.store.store import Store, open_store
from chainmatch.leads.store.values import FileFacts, ImportRow, MatchFacts, Source

SHA = "0f" * 32


def filled(store: Store) -> Store:
    """Put something into every table."""
    for i in range(3):
        store.add(
            {"name": f"企业{i}", "text": "铜箔\u2028\n“x”", "n": [1.5, 2, None, True]}, "staff-1"
        )
    store.change("L-000001", {"name": "企业零"}, 1, "staff-2", "改名")
    store.move("L-000001", Status.review, 2, "staff-2")
    store.note("L-000001", "a\tb\0", "staff-2")
    store.attach("L-000001", FileFacts("a.pdf", 2**40, SHA, "application/pdf", "柜 1"), "staff-2")
    store.snapshot("L-000001", MatchFacts("d", "e", {"parks": [{"p": 0.1}]}), "staff-2")
    chosen = store.override("L-000001", None, {"park": "x"}, "staff-2", "就近")
    store.review_override(chosen.number, "upheld", "staff-1")
    store.keep_replay("d", "e", {chosen.number: None}, "staff-1")
    store.merge("L-000002", "L-000001", {"why": "same"}, "staff-2")
    rows = [
        ImportRow("表", i, {"text": f"t{i % 2}"}, {"甲": i}, "" if i else "x") for i in (1, 2, 3)
    ]
    store.import_rows(Source("a.xlsx", SHA), [*rows, ImportRow("表", 9, {}, float("nan"))], "s")
    return store


def plain(store: Store, folder: Path) -> dict[str, bytes]:
    """Return everything that a store holds, as the bytes of its plain files."""
    found = export(store, folder).folder
    return {path.name: path.read_bytes() for path in sorted(found.iterdir())}


def test_plain_files_hold_every_row_of_every_table(store: Store, tmp_path: Path) -> None:
    files = plain(filled(store), tmp_path / "out")
    manifest = json.loads(files["manifest.json"])
    assert manifest["files"]["lead"] == {
        "name": "leads.jsonl",
        "rows": 5,
        "sha256": manifest["files"]["lead"]["sha256"],
    }
    assert len(files) == 14
    for file in manifest["files"].values():
        assert files[file["name"]].count(b"\n") == file["rows"] > 0
    first = json.loads(files["leads.jsonl"].split(b"\n")[0])
    assert (first["fields"], first["status"], first["merged_into"]) == (
        {"name": "企业零"},
        "review",
        2,
    )


def test_plain_files_make_the_same_store_in_any_database(
    store: Store, others: object, tmp_path: Path
) -> None:
    before = plain(filled(store), tmp_path / "out")
    with others.store(store._now) as other:
        load_export(tmp_path / "out", other)
        assert plain(other, tmp_path / "again") == before
        assert other.history("L-000001") == store.history("L-000001")
        assert other.list() == store.list()
        assert other.batch_rows(other.batches()[0].id) == store.batch_rows(store.batches()[0].id)
        assert check(other).problems == ()
        assert other.add({"text": "neu"}, "staff-1").id == "L-000006"


def test_an_export_is_not_written_over_anything(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x").touch()
    (tmp_path / "file").touch()
    for name in ("out", "file"):
        with pytest.raises(StoreError, match="is there already; give a folder that is new or"):
            export(store, tmp_path / name)
    with pytest.raises(StoreError, match="cannot be written: No such file"):
        export(store, tmp_path / "no" / "out")


def damage_line(folder: Path) -> None:
    path = folder / "leads.jsonl"
    path.write_bytes(path.read_bytes().replace("企业".encode(), "农业".encode()))


def drop_file(folder: Path) -> None:
    (folder / "note.jsonl").unlink(missing_ok=True)
    (folder / "notes.jsonl").unlink()


def newer(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace(HEAD, "0099"), encoding="utf-8")


def wrong_count(folder: Path) -> None:
    path = folder / "manifest.json"
    written = path.read_text(encoding="utf-8").replace('"rows": 5', '"rows": 6')
    path.write_text(written, encoding="utf-8")


def no_digests(folder: Path) -> None:
    manifest = {"format": "chainmatch-store", "revision": HEAD, "files": {"lead": {"rows": 5}}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def no_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text("[]", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (damage_line, r"leads\.jsonl is not as it was exported"),
        (drop_file, r"notes\.jsonl is missing"),
        (newer, "has the schema '0099'; allowed are 0001, 0002, 0003"),
        (wrong_count, "has 5 rows where manifest.json counts 6"),
        (no_digests, "is no export of a store: no readable manifest.json"),
        (no_manifest, "is no export of a store: no readable manifest.json"),
    ],
)
def test_spoilt_files_are_refused_and_the_store_stays(
    places: object, tmp_path: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    with places.store() as source, places.store() as target:
        export(filled(source), tmp_path / "out")
        lead = target.add({"text": "vorher"}, "staff-1")
        spoil(tmp_path / "out")
        with pytest.raises(InputError, match=sentence):
            load_export(tmp_path / "out", target, replace=True)
        assert target.list().leads == (lead,)


def test_only_an_empty_store_is_filled_unless_told(places: object, tmp_path: Path) -> None:
    with places.store() as source, places.store() as target:
        before = plain(filled(source), tmp_path / "out")
        target.add({"text": "vorher"}, "staff-1")
        with pytest.raises(InputError, match="is not empty; load into a new one, or say replace"):
            load_export(tmp_path / "out", target)
        load_export(tmp_path / "out", target, replace=True)
        assert plain(target, tmp_path / "again") == before
        with pytest.raises(Exception, match="is never changed"), target.engine.begin() as raw:
            raw.execute(text("DELETE FROM note"))


# backups


def test_a_backup_is_the_store_and_restores_it(places: object, tmp_path: Path) -> None:
    with places.store() as store:
        before = plain(filled(store), tmp_path / "out")
        made = backup(store, tmp_path / "backup")
        store.add({"text": "danach"}, "staff-1")
        restored = places.empty()
        restore(made, restored)
        with open_store(restored, store._now) as other:
            assert plain(other, tmp_path / "again") == before
            assert check(other).problems == ()
        with pytest.raises(StoreError, match="is there already"):
            backup(store, made)
        with pytest.raises(InputError, match="is not empty; restore into a new one, or say repl"):
            restore(made, restored)
        restore(made, store.place.name if store.place.path else restored, replace=True)


def test_a_restored_store_is_seen_by_who_has_it_open(places: object, tmp_path: Path) -> None:
    with places.store() as store:
        before = plain(filled(store), tmp_path / "out")
        made = backup(store, tmp_path / "backup")
        store.add({"text": "danach"}, "staff-1")
        place = str(store.place.path or store.place.url.render_as_string(hide_password=False))
        restore(made, place, replace=True)
        assert plain(store, tmp_path / "again") == before
        assert store.add({"text": "neu"}, "staff-1").id == "L-000006"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "does not exist; give a backup"),
        (b"", "is empty; it is no backup"),
        (b"PK\x03\x04 no database at all", "is no SQLite database"),
        (b"SQLite format 3\0" + b"\xff" * 5000, "is damaged"),
    ],
)
def test_what_is_no_backup_is_refused_before_anything_happens(
    places: object, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    source = tmp_path / "backup.db"
    if content is not None:
        source.write_bytes(content)
    with places.store() as store:
        lead = store.add({"text": "vorher"}, "staff-1")
        place = str(store.place.path or store.place.url.render_as_string(hide_password=False))
        with pytest.raises((InputError, StoreError), match=sentence):
            restore(source, place, replace=True)
        assert store.list().leads == (lead,)


def sqlite_store(folder: Path) -> Store:
    return filled(open_store(folder / "leads.db"))


def test_a_damaged_backup_is_found(tmp_path: Path) -> None:
    with sqlite_store(tmp_path) as store:
        made = backup(store, tmp_path / "backup.db")
    data = bytearray(made.read_bytes())
    data[4096:40_960] = bytes(36_864)
    made.write_bytes(data)
    with pytest.raises(StoreError, match=r"backup\.db is damaged: "):
        restore(made, tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


def test_a_database_of_something_else_is_no_backup(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE lead (x)")
    with pytest.raises(StoreError, match="is a SQLite database of something else"):
        restore(tmp_path / "other.db", tmp_path / "new.db")


def test_a_store_in_use_is_no_backup(tmp_path: Path) -> None:
    with sqlite_store(tmp_path), pytest.raises(InputError, match="is a store in use"):
        restore(tmp_path / "leads.db", tmp_path / "new.db")


def test_a_journal_left_of_another_store_is_not_applied_to_the_restored_one(
    tmp_path: Path,
) -> None:
    with sqlite_store(tmp_path) as store:
        made = backup(store, tmp_path / "backup.db")
    (tmp_path / "new.db-wal").write_bytes(b"x")
    with pytest.raises(StoreError, match=r"new\.db-wal is left of another store"):
        restore(made, tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


def test_a_backup_that_fails_its_check_never_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(path: Path) -> None:
        raise StoreError(f"{path} is damaged: injected")

    monkeypatch.setattr(backups, "_check_copy", found)
    with sqlite_store(tmp_path) as store, pytest.raises(StoreError, match="injected"):
        backup(store, tmp_path / "backup.db")
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []


def test_a_store_goes_on_in_its_journal_mode_after_a_restore(tmp_path: Path) -> None:
    with sqlite_store(tmp_path) as store:
        made = backup(store, tmp_path / "backup.db")
    restore(made, tmp_path / "new.db")
    with open_store(tmp_path / "new.db") as store, store.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
    }


# the check


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE lead SET status = 'full' WHERE number = 2", "lead 2: status is not that of"),
        ("UPDATE lead SET version = 9 WHERE number = 3", "8 versions of leads are missing"),
        ("UPDATE import_batch SET rows_read = 7", "its rows are not as many as it counts"),
    ],
)
def test_a_check_finds_what_does_not_agree(store: Store, statement: str, problem: str) -> None:
    filled(store)
    assert check(store).problems == ()
    assert check(store).rows["lead"] == 5
    with store.engine.begin() as connection:
        connection.execute(text(statement))
    assert any(problem in found for found in check(store).problems)
