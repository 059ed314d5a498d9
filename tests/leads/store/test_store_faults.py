"""A fault in the middle of any write: nothing is half written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from backends import POSTGRESQL, SQLITE
from faults import InjectedError, failing
from sqlalchemy import Engine, event, text

from chainmatch.errors import StoreError
from chainmatch.leads.pipeline import Status
from chainmatch.leads.store.backup import check
from chainmatch.leads.store.engine import reading
from chainmatch.leads.store.files import export, load_export
from chainmatch.leads.store.schema import METADATA
from chainmatch.leads.store.store import Store
from chainmatch.leads.store.values import FileFacts, ImportRow, MatchFacts, Source

SHA = "0f" * 32
ROWS = [
    ImportRow("表", 2, {"text": "新"}, {"a": 1}),
    ImportRow("表", 3, {"text": "甲"}, None, lead="L-000003", version=1),
    ImportRow("表", 4, {}, None, reason="x"),
]

WRITES: dict[str, Callable[[Store], object]] = {
    "add": lambda s: s.add({"text": "x"}, "s"),
    "change": lambda s: s.change("L-000001", {"text": "x"}, 1, "s"),
    "assign": lambda s: s.assign("L-000001", "x", 1, "s"),
    "move": lambda s: s.move("L-000001", Status.review, 1, "s"),
    "back from the shelf": lambda s: s.move("L-000004", Status.lead, 2, "s"),
    "note": lambda s: s.note("L-000001", "x", "s"),
    "attach": lambda s: s.attach("L-000001", FileFacts("a", 1, SHA, "", "x"), "s"),
    "snapshot": lambda s: s.snapshot("L-000001", MatchFacts("d", "e", {}), "s"),
    "override": lambda s: s.override("L-000001", 1, 2, "s", "x"),
    "review_override": lambda s: s.review_override(9, "upheld", "t"),
    "keep_replay": lambda s: s.keep_replay("d", "e", {9: None}, "s"),
    "merge": lambda s: s.merge("L-000001", "L-000003", {}, "s"),
    "unmerge": lambda s: s.unmerge("L-000002", "s"),
}


def prepared(store: Store) -> Store:
    for name in ("a", "b", "c", "d"):
        store.add({"text": name}, "s")
    store.merge("L-000001", "L-000002", {}, "s")
    store.move("L-000004", Status.shelved, 1, "s", "x")
    assert store.override("L-000003", 1, 2, "s", "x").number == 9  # for its review
    return store


def contents(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    with reading(engine) as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=str)
            for table in METADATA.sorted_tables
        }


def test_the_writes_are_all_that_a_store_has() -> None:
    reads = {"get", "list", "versions", "history", "overrides", "merges", "batches", "batch_rows"}
    reads |= {"stories", "override_reviews", "last_replay"}
    others = {"close", "import_rows"}
    named = {name for name in vars(Store) if not name.startswith("_")}
    assert named - reads - others == set(WRITES) - {"back from the shelf"}


@pytest.mark.parametrize("name", WRITES)
def test_a_write_that_fails_at_any_statement_wrote_nothing(store: Store, name: str) -> None:
    prepared(store)
    before = contents(store.engine)
    at = 1
    while True:
        with failing(store.engine, at) as fault:
            try:
                WRITES[name](store)
            except InjectedError:
                assert contents(store.engine) == before, f"statement {at}"
            if fault.seen < at:
                break
        at += 1
    assert at > 3
    assert contents(store.engine) != before
    assert check(store).problems == ()


def test_an_import_that_fails_at_any_statement_goes_on_to_the_same_end(places: object) -> None:
    with places.store() as whole:
        prepared(whole).import_rows(Source("a", SHA), ROWS, "s")
        wanted = contents(whole.engine)
    at, done = 1, False
    while not done:
        with places.store() as store:
            prepared(store)
            with failing(store.engine, at) as fault:
                try:
                    store.import_rows(Source("a", SHA), ROWS, "s")
                except InjectedError:
                    assert check(store).problems == ()
                done = fault.seen < at
            if not done:
                store.import_rows(Source("a", SHA), ROWS, "s")
            assert timeless(contents(store.engine)) == timeless(wanted), f"statement {at}"
        at += 1
    assert at > 12


def timeless(
    found: dict[str, list[tuple[object, ...]]],
) -> dict[str, list[tuple[object, ...]]]:
    """Leave out when: the clock goes on while a fault is mended."""
    return {
        name: [tuple(c for c in row if not str(c).endswith("+00:00")) for row in rows]
        for name, rows in found.items()
    }


def test_a_load_that_fails_at_any_statement_leaves_what_was_there(
    places: object, tmp_path: Path
) -> None:
    with places.store() as source, places.store() as target:
        export(prepared(source), tmp_path / "out")
        target.add({"text": "vorher"}, "s")
        before = contents(target.engine)
        at = 1
        while True:
            with failing(target.engine, at) as fault:
                try:
                    load_export(tmp_path / "out", target, replace=True)
                except InjectedError:
                    assert contents(target.engine) == before, f"statement {at}"
                if fault.seen < at:
                    break
            at += 1
        assert at > 8
        assert contents(target.engine) == contents(source.engine)


@pytest.mark.parametrize("places", [SQLITE], indirect=True)
def test_a_full_disk_is_told_in_one_sentence_and_nothing_is_lost(places: object) -> None:
    with places.store() as store:
        prepared(store)
        before = contents(store.engine)
        with store.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(StoreError, match=r"cannot be used: database or disk is full$"):
            store.add({"text": "x" * 1_000_000}, "s")
        assert contents(store.engine) == before


@pytest.mark.parametrize("places", [POSTGRESQL], indirect=True)
def test_a_connection_that_breaks_is_told_and_the_next_call_works(places: object) -> None:
    with places.store() as store:
        prepared(store)
        before = contents(store.engine)

        def breaks(connection: object, cursor: object, statement: str, *_: object) -> None:
            if statement.startswith("INSERT INTO note"):
                places.server._run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname LIKE 'made_%' AND state LIKE 'idle in%'"
                )

        event.listen(store.engine, "before_cursor_execute", breaks)
        with pytest.raises(StoreError, match=r"cannot be used: .*terminat"):
            store.note("L-000001", "x", "s")
        event.remove(store.engine, "before_cursor_execute", breaks)
        assert contents(store.engine) == before
        assert store.note("L-000001", "x", "s").text == "x"
