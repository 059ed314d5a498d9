"""A lead in the store: nothing overwritten, nobody's change lost, one timeline."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from chainmatch.errors import InputError
from chainmatch.leads.pipeline import Status
from chainmatch.leads.store.store import Store
from chainmatch.leads.store.values import (
    FileFacts,
    Filter,
    MatchFacts,
    Note,
    Page,
    Snapshot,
    StaleLeadError,
    StatusChange,
    Version,
)

FOIL = {"name": "甲公司", "text": "电解铜箔", "invest_wanyuan": 12_000.0, "credit_code": "91620100"}
CELLS = {"name": "乙公司", "text": "锂电池电芯", "owner": "招商一部"}
SHA = "ab" * 32


def test_a_lead_is_kept_as_it_was_given(store: Store) -> None:
    lead = store.add(FOIL, "staff-1", why="来电")
    assert (lead.id, lead.version, lead.status) == ("L-000001", 1, Status.lead)
    assert lead.values == FOIL
    assert (lead.title, lead.credit_code, lead.owner) == ("甲公司", "91620100", "")
    assert lead.created_at == lead.updated_at == dt.datetime(2025, 3, 1, 8, 0, 1, tzinfo=dt.UTC)
    assert lead.created_by == "staff-1"
    assert store.get("L-000001") == lead
    (first,) = store.versions(lead.id)
    assert (first.kind, first.values, first.why) == ("added", FOIL, "来电")


def test_a_lead_starts_with_the_owner_that_it_names_unless_told_otherwise(store: Store) -> None:
    assert store.add(CELLS, "staff-1").owner == "招商一部"
    assert store.add({"text": "铜箔"}, "staff-1", owner=" 招商二部 ").owner == "招商二部"


def test_a_lead_without_a_name_is_listed_by_what_it_says(store: Store) -> None:
    assert store.add({"text": "铜" * 100}, "staff-1").title == "铜" * 60


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "the lead says nothing of itself; it needs one of name, project, text, desc, scope"),
        ({"name": " "}, "says nothing of itself"),
        ({"name": "甲", "x": float("nan")}, "nan is no number that can be kept"),
        ({"name": "甲", "x": 10**30}, "a whole number has more than 19 digits; keep it as text"),
        ({"name": "甲", "x": {1, 2}}, r"\{1, 2\} cannot be kept; allowed are text, numbers, lists"),
        ({"name": "甲", "x": {3: 4}}, "field 3 has a name that is no text"),
        ({"name": "甲", "a\0": 1, "a\u2400": 2}, "two fields are both called 'a␀'"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_added(
    store: Store, values: dict[str, object], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        store.add(values, "staff-1")
    assert store.list().total == 0


def test_values_nested_too_deeply_are_refused(store: Store) -> None:
    deep: object = "x"
    for _ in range(5_000):
        deep = [deep]
    with pytest.raises(InputError, match="nested more than 40 deep"):
        store.add({"name": "甲", "x": deep}, "staff-1")


def test_nobody_changes_anything_without_a_name(store: Store) -> None:
    with pytest.raises(InputError, match="who does this is empty"):
        store.add(FOIL, " ")


def test_the_same_lead_is_not_added_twice(store: Store) -> None:
    store.add(FOIL, "staff-1")
    written = FOIL | {"name": " 甲公司 ", "invest_wanyuan": 12_000, "id": "7"}
    with pytest.raises(InputError, match="says the same is in the store already: L-000001"):
        store.add(written, "staff-2")
    assert store.list().total == 1


def test_every_version_stays(store: Store) -> None:
    lead = store.add(FOIL, "staff-1")
    changed = store.change(lead.id, FOIL | {"text": "锂电铜箔"}, 1, "staff-2", "电话更正")
    back = store.change(lead.id, FOIL, 2, "staff-1")
    assert (changed.version, back.version) == (2, 3)
    assert [v.values["text"] for v in store.versions(lead.id)] == [
        "电解铜箔",
        "锂电铜箔",
        "电解铜箔",
    ]
    assert [(v.who, v.why) for v in store.versions(lead.id)] == [
        ("staff-1", ""),
        ("staff-2", "电话更正"),
        ("staff-1", ""),
    ]
    assert back.created_by == "staff-1"
    assert back.updated_at > changed.updated_at > lead.created_at


def test_the_same_values_make_no_new_version(store: Store) -> None:
    lead = store.add(FOIL, "staff-1")
    assert store.change(lead.id, dict(reversed(FOIL.items())), 1, "staff-2") == lead
    assert store.assign(lead.id, "", 1, "staff-2") == lead


def test_who_read_an_old_version_is_told_who_changed_what_since(store: Store) -> None:
    lead = store.add(FOIL, "staff-1")
    store.change(lead.id, CELLS, 1, "staff-2", "更正")
    store.move(lead.id, Status.review, 2, "staff-3")
    with pytest.raises(
        StaleLeadError,
        match=(
            r"L-000001 was read at version 1 and has changed since: version 2 changed "
            r"\(credit_code, invest_wanyuan, name, owner, text\) by staff-2 at 2025-03-01 08:00 "
            r"UTC \(更正\); version 3 moved to review by staff-3 at .*; read it again"
        ),
    ) as stale:
        store.change(lead.id, FOIL | {"text": "x"}, 1, "staff-1")
    assert [one.who for one in stale.value.since] == ["staff-2", "staff-3"]
    assert store.get(lead.id).values == CELLS


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        ("L-000009", "L-000009 is not in the store"),
        ("7", "'7' is no id of a lead; ids look like L-000123"),
        ("L-9999999999", "is no id of a lead"),
        ("L-0000000001", "is no id of a lead"),
        ("", "'' is no id of a lead"),
    ],
)
def test_an_unknown_id_is_named(store: Store, id: str, sentence: str) -> None:
    for ask in (store.get, store.history, store.versions, store.overrides):
        if ask == store.overrides and id == "L-000009":
            continue  # of a lead that is not there nothing was overridden
        with pytest.raises(InputError, match=sentence):
            ask(id)
    with pytest.raises(InputError, match=sentence):
        store.note(id, "x", "staff-1")


@pytest.mark.parametrize("version", [0, -(2**70)])
def test_a_version_that_never_was_is_as_stale_as_can_be(store: Store, version: int) -> None:
    store.add(FOIL, "staff-1")
    with pytest.raises(StaleLeadError, match=f"read at version {version} and has changed since"):
        store.change("L-000001", CELLS, version, "staff-1")


def test_many_threads_of_one_store_wait_for_each_other(store: Store) -> None:
    with ThreadPoolExecutor(30) as pool:
        leads = list(pool.map(lambda n: store.add({"text": f"t{n}"}, f"s{n}"), range(60)))
    assert sorted(lead.id for lead in leads) == [f"L-{n:06d}" for n in range(1, 61)]
    assert store.list().total == 60


def test_a_version_that_is_not_there_yet_is_refused(store: Store) -> None:
    store.add(FOIL, "staff-1")
    with pytest.raises(InputError, match="L-000001 has no version 2 yet; it is at 1"):
        store.change("L-000001", CELLS, 2, "staff-1")


def test_a_lead_goes_its_way_and_back_from_the_shelf_to_where_it_was(store: Store) -> None:
    lead = store.add(FOIL, "staff-1")
    for version, step in enumerate((Status.review, Status.talks), start=1):
        lead = store.move(lead.id, step, version, "staff-1")
    lead = store.move(lead.id, Status.shelved, 3, "staff-1", "资金未落实")
    with pytest.raises(InputError, match=r"from shelved to lead; allowed are talks$"):
        store.move(lead.id, Status.lead, 4, "staff-1")
    lead = store.move(lead.id, Status.talks, 4, "staff-1")
    lead = store.move(lead.id, Status.review, 5, "staff-1", "重新研判")
    lead = store.move(lead.id, Status.shelved, 6, "staff-1", "等待")
    lead = store.move(lead.id, Status.review, 7, "staff-1")
    assert (lead.status, lead.version) == (Status.review, 8)
    steps = [e for e in store.history(lead.id) if isinstance(e, StatusChange)]
    assert [(s.before.value, s.after.value, s.reason) for s in steps] == [
        ("lead", "review", ""),
        ("review", "talks", ""),
        ("talks", "shelved", "资金未落实"),
        ("shelved", "talks", ""),
        ("talks", "review", "重新研判"),
        ("review", "shelved", "等待"),
        ("shelved", "review", ""),
    ]


def test_a_step_that_is_refused_leaves_no_trace(store: Store) -> None:
    lead = store.add(FOIL, "staff-1")
    with pytest.raises(InputError, match="going from lead to declined needs a reason"):
        store.move(lead.id, Status.declined, 1, "staff-1")
    assert store.get(lead.id) == lead
    assert len(store.history(lead.id)) == 1


def test_the_timeline_tells_everything_once_and_in_order(store: Store) -> None:
    lead, other = store.add(FOIL, "staff-1"), store.add(CELLS, "staff-1")
    note = store.note(lead.id, "先看\n地", "staff-2")
    step = store.move(lead.id, Status.review, 1, "staff-2")
    file = FileFacts("计划书.pdf", 123_456_789_012, SHA, "application/pdf", "档案柜 3")
    attached = store.attach(lead.id, file, "staff-2")
    kept = store.snapshot(lead.id, MatchFacts("d" * 64, "static", {"parks": [0.25]}), "staff-2")
    chosen = store.override(lead.id, {"park": "a"}, {"park": "b"}, "staff-3", "就近")
    merge = store.merge(lead.id, other.id, ["同一信用代码"], "staff-3")
    (added, *rest) = store.history(lead.id)
    assert isinstance(added, Version)
    assert isinstance(rest[1], StatusChange)
    assert [rest[0], *rest[2:]] == [note, attached, kept, chosen, merge]
    assert rest[1].version == step.version == kept.version == 2
    assert [entry.at for entry in (added, *rest)] == sorted(entry.at for entry in (added, *rest))
    assert isinstance(note, Note)
    assert (note.text, attached.file) == ("先看\n地", file)
    assert store.overrides() == store.overrides(lead.id) == (chosen,)
    assert store.overrides(other.id) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE snapshot SET match = '{}'",
        "DELETE FROM snapshot",
        "UPDATE lead_version SET fields = '{}'",
        "DELETE FROM note",
    ],
)
def test_what_was_written_once_not_even_sql_changes(store: Store, statement: str) -> None:
    lead = store.add(FOIL, "staff-1")
    store.note(lead.id, "x", "staff-1")
    kept = store.snapshot(lead.id, MatchFacts("d", "e", {"a": 1}), "staff-1")
    with pytest.raises(DBAPIError, match=r"a row of .* is never changed"):  # noqa: SIM117
        with store.engine.begin() as connection:
            connection.execute(text(statement))
    assert [e for e in store.history(lead.id) if isinstance(e, Snapshot)] == [kept]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (FileFacts("a", -1, SHA, "", "x"), "size -1 is impossible"),
        (FileFacts("a", 2**63, SHA, "", "x"), "is impossible"),
        (FileFacts("a", 1, "AB", "", "x"), "sha256 'AB' is none; 64 hex digits"),
        (FileFacts(" ", 1, SHA, "", "x"), "the file's name is empty"),
        (FileFacts("a", 1, SHA, "", ""), "where the file lies is empty"),
    ],
)
def test_facts_of_a_file_that_cannot_be_are_refused(
    store: Store, file: FileFacts, sentence: str
) -> None:
    lead = store.add(FOIL, "staff-1")
    with pytest.raises(InputError, match=sentence):
        store.attach(lead.id, file, "staff-1")


def test_an_override_needs_a_reason_and_a_difference(store: Store) -> None:
    lead = store.add(FOIL, "staff-1")
    with pytest.raises(InputError, match="the reason is empty"):
        store.override(lead.id, 1, 2, "staff-1", " ")
    with pytest.raises(InputError, match="nothing is overridden"):
        store.override(lead.id, {"a": 1, "b": 2}, {"b": 2, "a": 1}, "staff-1", "x")


# merges


def test_a_merged_lead_stays_readable_and_comes_back(store: Store) -> None:
    kept, other = store.add(FOIL, "staff-1"), store.add(CELLS, "staff-1")
    store.merge(kept.id, other.id, {"credit_code": "same"}, "staff-2")
    merged = store.get(other.id)
    assert (merged.merged_into, merged.version, merged.values) == (kept.id, 2, CELLS)
    assert [lead.id for lead in store.list().leads] == [kept.id]
    assert [lead.id for lead in store.list(Filter(merged=True)).leads] == [other.id, kept.id]
    undone = store.unmerge(other.id, "staff-3", "不是同一家")
    assert undone.undone is not None
    assert (undone.undone.who, undone.undone.why) == ("staff-3", "不是同一家")
    back = store.get(other.id)
    assert (back.merged_into, back.version, back.values) == (None, 3, CELLS)
    assert [v.kind for v in store.versions(other.id)] == ["added", "merged", "unmerged"]
    assert store.merges() == (undone,)
    assert store.merges(standing=True) == ()
    assert undone in store.history(kept.id)
    assert undone in store.history(other.id)
    again = store.merge(other.id, kept.id, {}, "staff-2")
    assert store.merges(standing=True) == (again,)


def test_a_merged_lead_is_not_changed(store: Store) -> None:
    kept, other = store.add(FOIL, "staff-1"), store.add(CELLS, "staff-1")
    third = store.add({"text": "隔膜"}, "staff-1")
    store.merge(kept.id, other.id, {}, "staff-1")
    with pytest.raises(InputError, match="L-000002 is merged into L-000001; change that one"):
        store.change(other.id, FOIL, 2, "staff-1")
    with pytest.raises(InputError, match="L-000002 is merged into L-000001; add to that one"):
        store.note(other.id, "x", "staff-1")
    for merge in ((other.id, third.id), (third.id, other.id)):
        with pytest.raises(InputError, match="L-000002 is merged into L-000001"):
            store.merge(*merge, {}, "staff-1")
    with pytest.raises(InputError, match="cannot be merged into itself"):
        store.merge(kept.id, kept.id, {}, "staff-1")
    with pytest.raises(InputError, match="L-000001 is not merged into any lead"):
        store.unmerge(kept.id, "staff-1")


def test_who_edits_a_lead_that_is_merged_meanwhile_is_told(store: Store) -> None:
    kept, other = store.add(FOIL, "staff-1"), store.add(CELLS, "staff-1")
    store.merge(kept.id, other.id, {}, "staff-2")
    with pytest.raises(StaleLeadError, match="version 2 merged by staff-2"):
        store.change(other.id, FOIL, 1, "staff-1")


# lists


def test_lists_filter_by_status_owner_code_and_words(store: Store) -> None:
    foil, cells = store.add(FOIL, "staff-1"), store.add(CELLS, "staff-1")
    third = store.add(
        {"name": "Ｄｉｎｇ Co", "text": "ＬＦＰ正极 100%_x", "tags": ["铜"]}, "staff-1"
    )
    store.move(foil.id, Status.review, 1, "staff-1")

    def found(**wanted: object) -> list[str]:
        return [lead.id for lead in store.list(Filter(**wanted), "oldest").leads]

    assert found() == [foil.id, cells.id, third.id]
    assert found(status=[Status.review]) == [foil.id]
    assert found(status=[Status.review, Status.lead]) == [foil.id, cells.id, third.id]
    assert found(owner="招商一部") == [cells.id]
    assert found(owner="") == [foil.id, third.id]
    assert found(credit_code=" 91620100") == [foil.id]
    assert found(find="lfp ding") == [third.id]
    assert found(find="铜") == [foil.id, third.id]
    assert found(find="0%_") == [third.id]
    assert found(find="%") == [third.id]
    assert found(find="铜 电芯") == []
    assert found(find="' OR 1=1 --") == []
    assert found(find="\0") == []


def test_the_order_of_a_list_is_the_same_on_every_database(store: Store) -> None:
    for name in ("b", "乙", "A", "a", "𠮷", "Z", "ｚ", "É", "甲", "a"):
        store.add({"name": name, "text": str(store.list().total)}, "staff-1")
    titles = [lead.title for lead in store.list(order="title").leads]
    assert titles == sorted(titles)
    same = [lead.id for lead in store.list(order="title").leads if lead.title == "a"]
    assert same == sorted(same)
    store.note("L-000003", "x", "staff-1")
    store.assign("L-000003", "招商一部", 1, "staff-1")
    ids = [lead.id for lead in store.list(order="updated").leads]
    assert ids[:3] == ["L-000003", "L-000010", "L-000009"]


def test_pages_cut_a_list_without_gaps(store: Store) -> None:
    for i in range(7):
        store.add({"text": f"铜箔{i}"}, "staff-1")
    pages = [store.list(order="oldest", page=Page(skip, 3)) for skip in (0, 3, 6, 9)]
    assert [len(page.leads) for page in pages] == [3, 3, 1, 0]
    assert [page.total for page in pages] == [7, 7, 7, 7]
    assert [lead.id for page in pages for lead in page.leads] == [f"L-{i:06d}" for i in range(1, 8)]


@pytest.mark.parametrize("page", [Page(-1), Page(0, 0), Page(0, 10_001), Page(2**63)])
def test_an_impossible_page_is_refused(store: Store, page: Page) -> None:
    with pytest.raises(InputError, match=r"page skip=.* is impossible; allowed are skip from 0"):
        store.list(page=page)


def test_an_unknown_status_or_order_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="status '签约' is unknown; allowed are lead, review"):
        store.list(Filter(status=["签约"]))  # type: ignore[list-item]
    with pytest.raises(InputError, match="order 'best' is unknown; allowed are newest, oldest"):
        store.list(order="best")  # type: ignore[arg-type]
