"""What is kept of choices of staff, and many timelines at once."""

import pytest
from sqlalchemy.exc import DBAPIError

from chainmatch.errors import InputError
from chainmatch.leads.pipeline import Status
from chainmatch.leads.store import timelines
from chainmatch.leads.store.schema import METADATA
from chainmatch.leads.store.store import Store
from chainmatch.leads.store.values import Filter, Note

FOIL = {"name": "甲公司", "text": "锂电铜箔"}


def test_an_override_is_reviewed_by_somebody_else(store: Store) -> None:
    lead = store.add(FOIL, "staff-1")
    chosen = store.override(lead.id, {"park": "a"}, {"park": "b"}, "staff-1", "就近")
    with pytest.raises(InputError, match="was chosen by staff-1; somebody else has to review it"):
        store.review_override(chosen.number, "upheld", "staff-1")
    with pytest.raises(InputError, match="override 99 is not in the store"):
        store.review_override(99, "upheld", "staff-2")
    with pytest.raises(InputError, match="verdict 'maybe' is unknown; allowed are upheld, rejec"):
        store.review_override(chosen.number, "maybe", "staff-2")
    with pytest.raises(InputError, match="the reason is empty"):
        store.review_override(chosen.number, "rejected", "staff-2")
    review = store.review_override(chosen.number, "upheld", "staff-2")
    assert (review.lead, review.override, review.verdict) == (lead.id, chosen.number, "upheld")
    assert store.override_reviews() == (review,)
    assert store.history(lead.id)[-1] == review


def test_the_last_replay_is_kept_as_it_was(store: Store) -> None:
    assert store.last_replay() is None
    store.keep_replay("d", "static", {}, "staff-1")
    kept = store.keep_replay("d", "static", {7: 1, 9: None}, "staff-1")
    assert store.last_replay() == kept
    assert kept.ranks == {7: 1, 9: None}


def test_stories_tell_what_the_timelines_tell(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timelines, "_AT_ONCE", 2)
    leads = [store.add({"text": f"t{i}"}, "staff-1", owner="ab"[i % 2]) for i in range(5)]
    store.note(leads[0].id, "x", "staff-2")
    store.move(leads[1].id, Status.review, 1, "staff-2")
    store.merge(leads[2].id, leads[3].id, {}, "staff-2")
    told = {story.lead.id: story.entries for story in store.stories()}
    assert list(told) == [lead.id for lead in leads if lead != leads[3]]
    assert told == {id: store.history(id) for id in told}
    (notes,) = (s.entries for s in store.stories(Filter(owner="a"), [Note]) if s.entries)
    assert [entry.text for entry in notes] == ["x"]


def test_a_timeline_of_some_kinds_leaves_out_the_others(store: Store) -> None:
    lead = store.add(FOIL, "staff-1")
    store.note(lead.id, "x", "staff-1")
    store.move(lead.id, Status.review, 1, "staff-1")
    (story,) = store.stories(kinds=(Note,))
    assert story.lead == store.get(lead.id)
    assert [entry.text for entry in story.entries] == ["x"]
    assert list(store.stories(Filter(owner="nobody"))) == []


@pytest.mark.parametrize("table", ["override_review", "replay"])
def test_reviews_and_replays_are_never_changed(store: Store, table: str) -> None:
    lead = store.add(FOIL, "staff-1")
    chosen = store.override(lead.id, {"park": "a"}, {"park": "b"}, "staff-1", "就近")
    store.review_override(chosen.number, "upheld", "staff-2")
    store.keep_replay("d", "static", {chosen.number: 1}, "staff-1")
    rows = METADATA.tables[table]
    for statement in (rows.update().values(who="x"), rows.delete()):
        with pytest.raises(DBAPIError, match="is never changed"), store.engine.begin() as raw:
            raw.execute(statement)
