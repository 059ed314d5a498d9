"""What goes into a store and comes out of it: plain values that know nothing of databases."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from chainmatch.errors import InputError
from chainmatch.leads.pipeline import Status
from chainmatch.leads.store.door import clean

Kind = Literal["added", "imported", "changed", "moved", "assigned", "merged", "unmerged"]
Outcome = Literal["added", "known", "updated", "refused"]
Verdict = Literal["upheld", "rejected"]
OrderBy = Literal["newest", "oldest", "updated", "title"]

_FIELDS_TOLD = 5
_ID = re.compile(r"L-(\d{6,10})")


def lead_id(number: int) -> str:
    """Return the public id of a lead: 123 is L-000123."""
    return f"L-{number:06d}"


def lead_number(id: str) -> int:
    """Return the number of a public id; raises InputError for what is none."""
    found = _ID.fullmatch(id)
    if not found or (number := int(found[1])) >= 2**31 or lead_id(number) != id:
        raise InputError(f"{id!r:.60} is no id of a lead; ids look like L-000123")
    return number


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead as it stands; `values` has canonical field names, `title` is what lists show.

    `version` starts at 1 and grows with every change; `merged_into` is the id of the lead that
    stands for this one.
    """

    id: str
    title: str
    values: Mapping[str, Any]
    credit_code: str | None
    status: Status
    owner: str
    version: int
    created_at: dt.datetime
    created_by: str
    updated_at: dt.datetime
    updated_by: str
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A lead as it stood from one change on; `number` orders all entries of a store."""

    number: int
    lead: str
    version: int
    kind: Kind
    values: Mapping[str, Any]
    status: Status
    owner: str
    who: str
    at: dt.datetime
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote down about a lead."""

    number: int
    lead: str
    text: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file that belongs to a lead: `place` says in words or as a path where it lies."""

    file_name: str
    size: int  # bytes
    sha256: str
    media_type: str
    place: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that somebody attached to a lead; its content lies elsewhere."""

    number: int
    lead: str
    file: FileFacts
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One step of a lead, and the version of the lead that it made."""

    number: int
    lead: str
    version: int
    before: Status
    after: Status
    reason: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class MatchFacts:
    """A match as it was claimed: the whole of it as JSON, with what made it."""

    plan_digest: str
    encoder: str
    match: Any


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was claimed of one version of a lead; never changed."""

    number: int
    lead: str
    version: int
    facts: MatchFacts
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Override:
    """What was proposed for a lead and what staff chose instead, both as JSON."""

    number: int
    lead: str
    proposed: Any
    chosen: Any
    reason: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class OverrideReview:
    """What somebody else than who chose says of an override; `override` is its number."""

    number: int
    lead: str
    override: int
    verdict: Verdict
    reason: str
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Replay:
    """Where reviewed choices of staff came when their leads were matched again.

    `ranks` is by the number of the override, 1 for the first; None where it was not recommended.
    """

    number: int
    plan_digest: str
    encoder: str
    ranks: Mapping[int, int | None]
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Undone:
    """Who took a merge back, when and why."""

    who: str
    at: dt.datetime
    why: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Two leads that are one enterprise: `merged` stays readable, `kept` stands for both."""

    number: int
    kept: str
    merged: str
    evidence: Any
    who: str
    at: dt.datetime
    undone: Undone | None = None


Entry = Version | Note | Attachment | StatusChange | Snapshot | Override | OverrideReview | Merge
ENTRIES: tuple[type[Entry], ...] = get_args(Entry)


@dataclass(frozen=True, slots=True)
class Story:
    """A lead as it stands, and what happened to it, oldest first."""

    lead: Lead
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file of leads: its name for people, the sha256 of its bytes to know it again."""

    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of a file; `raw` is its cells as JSON, kept whatever becomes of the row.

    A row with a `reason` is refused for it. A row that names a `lead` and the `version` that it
    was taken from changes that lead.
    """

    sheet: str
    row: int  # as a spreadsheet counts
    values: Mapping[str, Any]
    raw: Any
    reason: str = ""
    lead: str | None = None
    version: int | None = None

    @property
    def place(self) -> tuple[str, int]:
        """Return where the row stands: the sheet's name as a store keeps it, and the number."""
        return clean(self.sheet), self.row


@dataclass(frozen=True, slots=True)
class Batch:
    """One import of a file; the four outcomes add up to `rows_read`.

    `finished_at` is None while rows are still to come: the same file goes on where it stopped.
    """

    id: int
    source: Source
    who: str
    at: dt.datetime
    finished_at: dt.datetime | None
    rows_read: int
    added: int
    known: int
    updated: int
    refused: int


@dataclass(frozen=True, slots=True)
class BatchRow:
    """What became of one imported row; `lead` is the lead that it made, met or changed."""

    batch: int
    sheet: str
    row: int
    outcome: Outcome
    reason: str
    raw: Any
    lead: str | None

    @property
    def place(self) -> tuple[str, int]:
        """Return where the row stands: sheet and number."""
        return self.sheet, self.row


@dataclass(frozen=True, slots=True)
class Filter:
    """Which leads to list; what is None or empty does not filter.

    `find` looks for words anywhere in a lead's texts; width and case do not matter.
    """

    status: Sequence[Status] = ()
    owner: str | None = None
    credit_code: str | None = None
    find: str = ""
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list: `size` leads after the first `skip`."""

    skip: int = 0
    size: int = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of leads, and how many there are on all pages."""

    leads: tuple[Lead, ...]
    total: int


class UnknownLeadError(InputError):
    """An id of a lead is not in the store."""

    def __init__(self, id: str) -> None:
        super().__init__(f"{id} is not in the store")


class KnownLeadError(InputError):
    """A lead says what lead `id` says, or once said."""

    def __init__(self, id: str) -> None:
        self.id = id
        super().__init__(f"a lead that says the same is in the store already: {id}")


class StaleLeadError(InputError):
    """A lead was changed since it was read; `since` are the versions that came in between.

    `versions` are those and the one that was read, by which the changed fields are told.
    """

    def __init__(self, id: str, version: int, versions: Sequence[Version]) -> None:
        self.since = tuple(one for one in versions if one.version > version)
        values = {one.version: one.values for one in versions}
        told = "; ".join(_told(one, values.get(one.version - 1)) for one in self.since)
        super().__init__(
            f"{id} was read at version {version} and has changed since: {told}; read it again"
        )


def _told(one: Version, before: Mapping[str, Any] | None) -> str:
    what: str = one.kind
    if one.kind == "moved":
        what = f"moved to {one.status}"
    elif one.kind == "assigned":
        what = f"assigned to {one.owner or 'nobody'}"
    elif one.kind == "changed" and before is not None:
        names = sorted({*before, *one.values})
        differ = [name for name in names if before.get(name) != one.values.get(name)]
        what = f"changed ({', '.join(differ[:_FIELDS_TOLD])}{', …' * (len(differ) > _FIELDS_TOLD)})"
    why = f" ({one.why})" if one.why else ""
    return f"version {one.version} {what} by {one.who} at {one.at:%Y-%m-%d %H:%M} UTC{why}"
