"""Whatever is done to a store, it is what a plain Python object says; any text comes back."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model import Model, RefusedError, shown

from chainmatch.errors import InputError
from chainmatch.leads.pipeline import Status
from chainmatch.leads.store import importing
from chainmatch.leads.store.backup import check
from chainmatch.leads.store.store import Store
from chainmatch.leads.store.values import (
    Entry,
    Filter,
    ImportRow,
    MatchFacts,
    Merge,
    Note,
    Page,
    Snapshot,
    Source,
    StatusChange,
    Version,
    lead_id,
)

whatever = st.text(st.characters(exclude_categories=()), max_size=20)
few = st.sampled_from(["铜箔", "铜 箔", "隔膜", "Ａ", "A", " ", "\0", "␀"])
texts = few | whatever
leads = st.integers(1, 5)
versions = st.sampled_from([0, 0, 0, 0, 0, -1, 1])
reasons = st.sampled_from(["", "x", " \0", " "])
operations = st.one_of(
    st.tuples(st.just("add"), texts),
    st.tuples(st.just("change"), leads, versions, texts),
    st.tuples(st.just("assign"), leads, versions, texts),
    st.tuples(st.just("move"), leads, versions, st.sampled_from(list(Status)), reasons),
    st.tuples(st.just("note"), leads, texts),
    st.tuples(st.just("snapshot"), leads, texts),
    st.tuples(st.just("merge"), leads, leads),
    st.tuples(st.just("unmerge"), leads),
    st.tuples(st.just("import_texts"), st.lists(texts, max_size=7)),
)
on_each = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Driver:
    """Does to a store what the model's methods are called with."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.files = 0

    def add(self, text: str) -> None:
        self.store.add({"text": text}, "s")

    def change(self, number: int, version: int, text: str) -> None:
        self.store.change(lead_id(number), {"text": text}, version, "s")

    def assign(self, number: int, version: int, owner: str) -> None:
        self.store.assign(lead_id(number), owner, version, "s")

    def move(self, number: int, version: int, to: Status, reason: str) -> None:
        self.store.move(lead_id(number), to, version, "s", reason)

    def note(self, number: int, text: str) -> None:
        self.store.note(lead_id(number), text, "s")

    def snapshot(self, number: int, text: str) -> None:
        self.store.snapshot(lead_id(number), MatchFacts("d", "e", [text]), "s")

    def merge(self, kept: int, merged: int) -> None:
        self.store.merge(lead_id(kept), lead_id(merged), {}, "s")

    def unmerge(self, number: int) -> None:
        self.store.unmerge(lead_id(number), "s")

    def import_texts(self, given: list[str]) -> list[str]:
        self.files += 1
        rows = [ImportRow("t", n, {"text": text}, text) for n, text in enumerate(given, 1)]
        batch = self.store.import_rows(Source("a", f"{self.files:064d}"), rows, "s")
        assert batch.rows_read == batch.added + batch.known + batch.refused == len(given)
        return [row.outcome for row in self.store.batch_rows(batch.id)]


def outcome(call: Callable[..., object], arguments: list[Any]) -> object:
    try:
        return call(*arguments)
    except (RefusedError, InputError):
        return "refused"


def told(entry: Entry) -> str:
    if isinstance(entry, Version):
        return entry.kind
    if isinstance(entry, Note):
        return f"note {entry.text}"
    if isinstance(entry, StatusChange):
        return f"{entry.before} to {entry.after}"
    if isinstance(entry, Snapshot):
        return f"snapshot {entry.version} {entry.facts.match[0]}"
    assert isinstance(entry, Merge)
    return "merge"


def agrees(store: Store, model: Model) -> None:
    found = store.list(Filter(merged=True), "oldest", Page(0, 1000)).leads
    assert [lead.id for lead in found] == [lead_id(n) for n in sorted(model.leads)]
    for number, known in model.leads.items():
        lead = store.get(lead_id(number))
        assert (lead.values["text"], lead.status, lead.owner) == known.now
        assert lead.version == len(known.versions)
        assert lead.merged_into == (known.into and lead_id(known.into))
        versions = store.versions(lead.id)
        assert [(v.values["text"], v.status, v.owner) for v in versions] == known.versions
        assert [told(entry) for entry in store.history(lead.id)] == known.log
    for status in Status:
        wanted = [n for n, known in model.leads.items() if known.now[1] == status]
        listed = store.list(Filter([status], merged=True), "oldest").leads
        assert [lead.id for lead in listed] == [lead_id(n) for n in sorted(wanted)]
    standing = {lead_id(n): known.into for n, known in model.leads.items() if known.into}
    assert {m.merged: int(m.kept[2:]) for m in store.merges(standing=True)} == standing
    assert check(store).problems == ()


@given(st.lists(operations, min_size=1, max_size=30))
@on_each
def test_any_sequence_of_operations_is_what_the_model_says(
    places: object, steps: list[tuple[Any, ...]]
) -> None:
    model = Model()
    with pytest.MonkeyPatch.context() as patch, places.store() as store:
        patch.setattr(importing, "ROWS_AT_ONCE", 3)
        driver = Driver(store)
        for name, *arguments in steps:
            if name in {"change", "assign", "move"}:  # a version near to the one that stands
                number = arguments[0]
                known = model.leads.get(number)
                arguments[1] += len(known.versions) if known else 1
            expected = outcome(getattr(model, name), arguments)
            assert outcome(getattr(driver, name), arguments) == expected, (name, arguments)
        agrees(store, model)


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | whatever
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(whatever, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


def back(value: object) -> object:
    """Return a value as the store gives it back."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, list):
        return [back(item) for item in value]
    if isinstance(value, dict):
        return {shown(name): back(item) for name, item in value.items()}
    return value


def distinct(value: object) -> bool:
    """Tell whether no two names of an object become one."""
    if isinstance(value, list):
        return all(map(distinct, value))
    if isinstance(value, dict):
        return len({shown(name) for name in value}) == len(value) and all(
            map(distinct, value.values())
        )
    return True


@given(st.lists(st.tuples(whatever, anything.filter(distinct)), min_size=1, max_size=5))
@on_each
def test_any_text_and_any_json_come_back(places: object, given: list[tuple[str, Any]]) -> None:
    with places.store() as store:
        for number, (text, value) in enumerate(given):
            lead = store.add({"name": f"企业{number}", "x": value, "t": text}, f"s{text}")
            assert lead.values == {"name": f"企业{number}", "x": back(value), "t": shown(text)}
            assert repr(lead.values["x"]) == repr(back(sorted_names(value)))
            assert lead.created_by == shown(f"s{text}").strip()
            note = store.note(lead.id, f"x{text}", "s")
            assert note.text == f"x{shown(text)}"
            assert store.get(lead.id) == lead
            assert store.history(lead.id)[-1] == note


def sorted_names(value: object) -> object:
    """Return a value with the names of its objects in the order of canonical JSON."""
    if isinstance(value, list):
        return [sorted_names(item) for item in value]
    if isinstance(value, dict):
        return {name: sorted_names(value[name]) for name in sorted(value, key=shown)}
    return value


@given(whatever.filter(lambda text: shown(text).strip()))
@on_each
def test_any_text_is_found_by_itself(places: object, text: str) -> None:
    with places.store() as store:
        store.add({"text": "另一条"}, "s")
        lead = store.add({"name": "甲", "text": f"前{text}后"}, "s")
        assert lead in store.list(Filter(find=text)).leads
