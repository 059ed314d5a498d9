"""The store of leads: opened by path or URL, asked and told in plain values.

Safe for threads and processes: each call is one transaction, alone in writing. Whoever changes a
lead names the version that was read; a lead that changed in between raises StaleLeadError.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from chainmatch.leads.pipeline import Status
from chainmatch.leads.store import adding, changing, finding, importing, timelines
from chainmatch.leads.store.address import Address, address
from chainmatch.leads.store.changing import Act
from chainmatch.leads.store.door import required, stamp, stripped
from chainmatch.leads.store.engine import engine_for, reading, told, writing
from chainmatch.leads.store.migrate import migrate
from chainmatch.leads.store.values import (
    ENTRIES,
    Attachment,
    Batch,
    BatchRow,
    Entry,
    FileFacts,
    Filter,
    ImportRow,
    Lead,
    Listing,
    MatchFacts,
    Merge,
    Note,
    OrderBy,
    Outcome,
    Override,
    OverrideReview,
    Page,
    Replay,
    Snapshot,
    Source,
    Story,
    Verdict,
    Version,
)

Clock = Callable[[], dt.datetime]
EVERY = Filter()
FIRST = Page()


def utc_now() -> dt.datetime:
    """Return the time of this machine, in UTC."""
    return dt.datetime.now(dt.UTC)


def open_store(place: str | Path, now: Clock = utc_now) -> "Store":
    """Open a store by path or PostgreSQL URL; makes it, or brings it to the newest schema.

    Raises StoreError, leaving everything as it is, for a newer schema, for a file that is no
    SQLite database and for a database of something else; InputError for another kind of URL.
    """
    found = address(place)
    engine = engine_for(found)
    try:
        with told(engine):
            migrate(engine)
    except BaseException:  # boundary: nothing stays open behind any error
        engine.dispose()
        raise
    return Store(engine, found, now)


class Store:
    """Leads with all that happened to them. Close it, or use it in a `with`."""

    def __init__(self, engine: Engine, place: Address, now: Clock) -> None:
        self.engine = engine
        self.place = place
        self._now = now

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _act(self, who: str, why: str = "") -> Act:
        return Act(required(who, "who does this"), stamp(self._now()), stripped(why))

    # leads

    def add(
        self, values: Mapping[str, object], who: str, *, owner: str = "", why: str = ""
    ) -> Lead:
        """Add a lead; without `owner` it is the one that its values name.

        Raises InputError where the values cannot be kept or say nothing, KnownLeadError where a
        lead says or once said the same.
        """
        what, act = changing.said(values), self._act(who, why)
        with writing(self.engine) as connection:
            id = changing.add(connection, what, stripped(owner), act)
            return finding.find_lead(connection, id)

    def get(self, id: str) -> Lead:
        """Return a lead, merged ones too; raises UnknownLeadError for an id that is not there."""
        with reading(self.engine) as connection:
            return finding.find_lead(connection, id)

    def list(
        self, wanted: Filter = EVERY, order: OrderBy = "newest", page: Page = FIRST
    ) -> Listing:
        """Return one page of the wanted leads; ties in the order go by number."""
        with reading(self.engine) as connection:
            return finding.list_leads(connection, wanted, order, page)

    def change(
        self, id: str, values: Mapping[str, object], version: int, who: str, why: str = ""
    ) -> Lead:
        """Replace the values of a lead that was read at `version`; its versions stay.

        Raises StaleLeadError where it changed since; InputError for values that cannot be kept.
        """
        what, act = changing.said(values), self._act(who, why)
        with writing(self.engine) as connection:
            changing.change(connection, id, version, what, act)
            return finding.find_lead(connection, id)

    def assign(self, id: str, owner: str, version: int, who: str, why: str = "") -> Lead:
        """Make somebody responsible for a lead, or nobody ('')."""
        act = self._act(who, why)
        with writing(self.engine) as connection:
            changing.assign(connection, id, version, stripped(owner), act)
            return finding.find_lead(connection, id)

    def move(self, id: str, to: Status, version: int, who: str, reason: str = "") -> Lead:
        """Take a lead one step along the pipeline or aside (see pipeline.TRANSITIONS).

        Raises InputError for a step that is not allowed or lacks its reason.
        """
        act = self._act(who, reason)
        with writing(self.engine) as connection:
            changing.move(connection, id, version, to, act)
            return finding.find_lead(connection, id)

    def versions(self, id: str) -> tuple[Version, ...]:
        """Return a lead as it stood after each change, oldest first."""
        with reading(self.engine) as connection:
            finding.find_lead(connection, id)
            return finding.versions(connection, id)

    def history(self, id: str) -> tuple[Entry, ...]:
        """Return everything that happened to a lead, oldest first, in one timeline."""
        with reading(self.engine) as connection:
            return timelines.timeline(connection, id)

    def stories(
        self, wanted: Filter = EVERY, kinds: Collection[type[Entry]] = ENTRIES
    ) -> Iterator[Story]:
        """Yield every wanted lead, oldest first, with its timeline, all as of one moment.

        `kinds` says which entries are wanted: snapshots are long.
        """
        with reading(self.engine) as connection:
            yield from timelines.stories(connection, wanted, kinds)

    # what is added to leads

    def note(self, id: str, text: str, who: str) -> Note:
        """Write a note about a lead."""
        act = self._act(who)
        with writing(self.engine) as connection:
            return adding.add_note(connection, id, text, act)

    def attach(self, id: str, file: FileFacts, who: str) -> Attachment:
        """Say what file belongs to a lead; the file itself stays where it lies."""
        act = self._act(who)
        with writing(self.engine) as connection:
            return adding.add_attachment(connection, id, file, act)

    def snapshot(self, id: str, facts: MatchFacts, who: str) -> Snapshot:
        """Keep a match of the lead as it now stands; it is never changed."""
        act = self._act(who)
        with writing(self.engine) as connection:
            return adding.add_snapshot(connection, id, facts, act)

    def override(
        self, id: str, proposed: object, chosen: object, who: str, reason: str
    ) -> Override:
        """Keep what staff chose against a proposal, both as JSON, and why."""
        act = self._act(who, reason)
        with writing(self.engine) as connection:
            return adding.add_override(connection, id, proposed, chosen, act)

    def overrides(self, id: str | None = None) -> tuple[Override, ...]:
        """Return the overrides of a lead, or all of them, oldest first."""
        with reading(self.engine) as connection:
            return finding.overrides(connection, id)

    def review_override(
        self, number: int, verdict: Verdict, who: str, reason: str = ""
    ) -> OverrideReview:
        """Uphold or reject an override; who chose it cannot, and rejecting needs a reason."""
        act = self._act(who, reason)
        with writing(self.engine) as connection:
            return adding.add_override_review(connection, number, verdict, act)

    def override_reviews(self) -> tuple[OverrideReview, ...]:
        """Return all reviews of overrides, oldest first."""
        with reading(self.engine) as connection:
            return finding.override_reviews(connection)

    def keep_replay(
        self, plan_digest: str, encoder: str, ranks: Mapping[int, int | None], who: str
    ) -> Replay:
        """Keep where reviewed choices came, by the number of the override."""
        act = self._act(who)
        with writing(self.engine) as connection:
            return adding.add_replay(connection, (plan_digest, encoder), ranks, act)

    def last_replay(self) -> Replay | None:
        """Return the newest replay, None before the first."""
        with reading(self.engine) as connection:
            return finding.last_replay(connection)

    def merge(self, kept: str, merged: str, evidence: object, who: str) -> Merge:
        """Let one lead stand for another, which stays readable; `evidence` is JSON."""
        act = self._act(who)
        with writing(self.engine) as connection:
            return adding.add_merge(connection, kept, merged, evidence, act)

    def unmerge(self, merged: str, who: str, why: str = "") -> Merge:
        """Take the merge of a lead back."""
        act = self._act(who, why)
        with writing(self.engine) as connection:
            return adding.undo_merge(connection, merged, act)

    def merges(self, *, standing: bool = False) -> tuple[Merge, ...]:
        """Return all merges, or only the standing ones, oldest first."""
        with reading(self.engine) as connection:
            return adding.merges(connection, standing=standing)

    # files that are imported

    def import_rows(self, source: Source, rows: Iterable[ImportRow], who: str) -> Batch:
        """Import the rows of a file; an import of this file that was cut off goes on.

        A row that says what a lead of the store has ever said is `known`; a row that cannot be
        kept is `refused` with its cells and the reason. An error in `rows` itself leaves the batch
        open, with the rows so far.
        """
        act = self._act(who)
        with writing(self.engine) as connection:
            batch = importing.open_batch(connection, source, act).id
        for lot in importing.lots(rows):
            act = self._act(who)
            with writing(self.engine) as connection:
                importing.write_lot(connection, batch, lot, act)
        act = self._act(who)
        with writing(self.engine) as connection:
            return importing.finish(connection, batch, act)

    def batches(self) -> tuple[Batch, ...]:
        """Return all imports, oldest first."""
        with reading(self.engine) as connection:
            return importing.batches(connection)

    def batch_rows(self, batch: int, outcome: Outcome | None = None) -> tuple[BatchRow, ...]:
        """Return the rows of an import in their order, or those of one outcome."""
        with reading(self.engine) as connection:
            return importing.batch_rows(connection, batch, outcome)
