"""Importing files of leads: nothing doubled, nothing lost, and on from where it stopped."""

from collections.abc import Iterator

import pytest

from chainmatch.errors import InputError
from chainmatch.leads.store import importing
from chainmatch.leads.store.store import Store
from chainmatch.leads.store.values import Batch, BatchRow, ImportRow, Source

FILE = Source("台账.xlsx", "1a" * 32)
OTHER = Source("另一份.xlsx", "2b" * 32)


def rows(*texts: str, sheet: str = "表一") -> list[ImportRow]:
    return [
        ImportRow(sheet, n, {"id": str(n), "text": text}, {"内容": text})
        for n, text in enumerate(texts, start=2)
    ]


def counts(batch: Batch) -> tuple[int, int, int, int, int]:
    return batch.rows_read, batch.added, batch.known, batch.updated, batch.refused


def test_rows_become_leads_with_their_place_and_cells(store: Store) -> None:
    batch = store.import_rows(FILE, rows("铜箔", "隔膜"), "staff-1")
    assert counts(batch) == (2, 2, 0, 0, 0)
    assert batch.finished_at is not None
    assert batch.finished_at > batch.at
    assert store.batches() == (batch,)
    assert store.batch_rows(batch.id) == (
        BatchRow(batch.id, "表一", 2, "added", "", {"内容": "铜箔"}, "L-000001"),
        BatchRow(batch.id, "表一", 3, "added", "", {"内容": "隔膜"}, "L-000002"),
    )
    (version,) = store.versions("L-000002")
    assert (version.kind, version.values) == ("imported", {"id": "3", "text": "隔膜"})


def test_importing_a_file_again_adds_nothing(store: Store) -> None:
    first = store.import_rows(FILE, rows("铜箔", "隔膜"), "staff-1")
    leads = store.list()
    again = store.import_rows(FILE, rows("铜箔", "隔膜"), "staff-2")
    moved = store.import_rows(OTHER, rows("隔膜", "新的", "铜 箔", "Ａ", "a", "A"), "staff-2")
    assert again.id != first.id
    assert counts(again) == (2, 0, 2, 0, 0)
    assert counts(moved) == (6, 4, 2, 0, 0)
    assert store.list().leads[-2:] == leads.leads


def test_the_same_row_twice_in_a_file_is_one_lead(store: Store) -> None:
    batch = store.import_rows(FILE, [*rows("铜箔", "铜箔"), *rows("铜箔", sheet="表二")], "staff-1")
    assert counts(batch) == (3, 1, 2, 0, 0)
    assert [(r.sheet, r.row, r.outcome, r.lead) for r in store.batch_rows(batch.id)] == [
        ("表一", 2, "added", "L-000001"),
        ("表一", 3, "known", "L-000001"),
        ("表二", 2, "known", "L-000001"),
    ]


def test_of_rows_that_say_the_same_the_first_makes_the_lead(store: Store) -> None:
    batch = store.import_rows(FILE, rows("Ａ铜箔", "A铜箔 "), "staff-1")
    assert counts(batch) == (2, 1, 1, 0, 0)
    assert store.get("L-000001").values == {"id": "2", "text": "Ａ铜箔"}


def test_what_a_lead_once_said_is_known_whatever_it_says_now(store: Store) -> None:
    store.import_rows(FILE, rows("铜箔"), "staff-1")
    store.change("L-000001", {"text": "锂电铜箔"}, 1, "staff-1")
    batch = store.import_rows(OTHER, rows("铜箔", "锂电铜箔"), "staff-1")
    assert counts(batch) == (2, 0, 2, 0, 0)
    assert store.get("L-000001").values == {"text": "锂电铜箔"}


def test_a_lead_that_is_refused_keeps_its_reason_and_its_cells(store: Store) -> None:
    bad = [
        ImportRow("表一", 2, {}, "甲\t乙", reason="投资额 面议 看不懂"),
        ImportRow("表一", 3, {"phone": "0931"}, {"电话": "0931"}),
        ImportRow("表一", 4, {"text": "铜箔", "x": float("inf")}, {"x": float("inf")}),
        ImportRow("表一", 5, {"text": "铜箔"}, {"x": {1}}),
    ]
    batch = store.import_rows(FILE, bad, "staff-1")
    assert counts(batch) == (4, 1, 0, 0, 3)
    refused = store.batch_rows(batch.id, "refused")
    assert [(r.row, r.raw) for r in refused] == [
        (2, "甲\t乙"),
        (3, {"电话": "0931"}),
        (4, "{'x': inf}"),
    ]
    assert refused[0].reason == "投资额 面议 看不懂"
    assert refused[1].reason.startswith("the lead says nothing of itself; it needs one of name")
    assert refused[2].reason == "inf is no number that can be kept; allowed are finite ones"
    fixed = store.import_rows(OTHER, rows("面议的铜箔"), "staff-1")
    assert counts(fixed) == (1, 1, 0, 0, 0)
    assert store.batch_rows(batch.id, "refused") == refused


def test_a_row_that_names_its_lead_and_version_changes_it(store: Store) -> None:
    store.import_rows(FILE, rows("铜箔", "隔膜", "正极", "负极"), "staff-1")
    store.change("L-000003", {"text": "三元正极"}, 1, "staff-2")
    given = [
        ImportRow("表", 2, {"text": "锂电铜箔"}, None, lead="L-000001", version=1),
        ImportRow("表", 3, {"id": "3", "text": "隔膜"}, None, lead="L-000002", version=1),
        ImportRow("表", 4, {"text": "正极材料"}, None, lead="L-000003", version=1),
        ImportRow("表", 5, {"text": "负极材料"}, None, lead="L-000004"),
        ImportRow("表", 6, {"text": "x"}, None, lead="L-000099", version=1),
        ImportRow("表", 7, {"text": "锂电铜箔"}, None),
    ]
    batch = store.import_rows(OTHER, given, "staff-1")
    assert counts(batch) == (6, 0, 2, 1, 3)
    told = store.batch_rows(batch.id)
    assert [row.outcome for row in told] == [
        *("updated", "known", "refused", "refused", "refused", "known")
    ]
    assert told[2].reason.startswith("L-000003 was read at version 1 and has changed since")
    assert told[3].reason == "it names L-000004, but not the version that it was taken from"
    assert told[4].reason == "L-000099 is not in the store"
    assert (store.get("L-000001").values, store.get("L-000001").version) == (
        {"text": "锂电铜箔"},
        2,
    )
    assert store.get("L-000003").values == {"text": "三元正极"}


class StoppedError(Exception):
    """The reading of a file breaks off."""


def breaking(given: list[ImportRow], after: int) -> Iterator[ImportRow]:
    yield from given[:after]
    raise StoppedError


@pytest.mark.parametrize("after", [0, 1, 3, 4, 7, 10])
def test_an_import_goes_on_where_it_stopped(
    store: Store, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(importing, "ROWS_AT_ONCE", 3)
    given = rows(*(f"铜箔{n % 8}" for n in range(10)))
    with pytest.raises(StoppedError, match=r"^$"):
        store.import_rows(FILE, breaking(given, after), "staff-1")
    (cut,) = store.batches()
    assert (cut.finished_at, cut.rows_read) == (None, after // 3 * 3)
    done = store.import_rows(FILE, given, "staff-2")
    assert (done.id, counts(done)) == (cut.id, (10, 8, 2, 0, 0))
    assert [row.row for row in store.batch_rows(done.id)] == list(range(2, 12))
    assert store.list().total == 8
    again = store.import_rows(FILE, given, "staff-2")
    assert (again.id != cut.id, counts(again)) == (True, (10, 0, 10, 0, 0))


def test_a_row_that_comes_twice_by_its_place_counts_once(store: Store) -> None:
    batch = store.import_rows(FILE, [*rows("铜箔"), *rows("隔膜")], "staff-1")
    assert counts(batch) == (1, 1, 0, 0, 0)
    assert [lead.values["text"] for lead in store.list().leads] == ["铜箔"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (ImportRow("表", 0, {"text": "x"}, None), "row 0 of sheet '表' is impossible"),
        (ImportRow("表", 2**31, {"text": "x"}, None), "is impossible; rows count from 1"),
        (ImportRow("表" * 256, 1, {"text": "x"}, None), "has a name of more than 255 characters"),
    ],
)
def test_a_place_that_cannot_be_is_refused(store: Store, row: ImportRow, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        store.import_rows(FILE, [row], "staff-1")
    assert store.list().total == 0


def test_an_empty_file_is_an_import_too(store: Store) -> None:
    batch = store.import_rows(FILE, [], "staff-1")
    assert counts(batch) == (0, 0, 0, 0, 0)
    assert batch.finished_at is not None


@pytest.mark.parametrize("id", [0, 99, 2**40, -(2**70)])
def test_an_unknown_import_is_named(store: Store, id: int) -> None:
    with pytest.raises(InputError, match=f"import {id} is not in the store"):
        store.batch_rows(id)
