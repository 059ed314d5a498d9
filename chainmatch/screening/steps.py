"""A lead's entries as steps: when something happened, by what names, and where it left the lead."""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chainmatch.leads.pipeline import Status
from chainmatch.leads.store.values import (
    Attachment,
    Entry,
    Note,
    StatusChange,
    Version,
)

OFFICE = dt.timezone(dt.timedelta(hours=8))
"""The whole country keeps one time."""

Marks = Mapping[str, Sequence[str]]
"""The words with which a marked note begins, by mark."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a lead, at a moment in office time.

    `names` are those that a clock may wait for: `note`, `note:MARK`, `moved`, `entered:STAGE`,
    `left:STAGE` and so on. `status` is where the lead stands afterwards, None while it is merged
    into another one.
    """

    at: dt.datetime
    names: frozenset[str]
    status: Status | None

    @property
    def day(self) -> dt.date:
        """The day in office time."""
        return self.at.date()


def office_day(moment: dt.datetime) -> dt.date:
    """Return the day of a moment in office time."""
    return moment.astimezone(OFFICE).date()


def steps(entries: Sequence[Entry], marks: Marks, until: dt.date | None = None) -> list[Step]:
    """Return what happened to a lead until the end of a day, oldest first.

    The first step is that it was registered; what a history lacks of it gives no step.
    """
    found: list[Step] = []
    status: Status | None = None
    for entry in entries:
        if until is not None and office_day(entry.at) > until:
            continue
        names = frozenset(_names(entry, marks))
        status = _status(entry, status)
        if names:
            found.append(Step(entry.at.astimezone(OFFICE), names, status))
    return found


def _status(entry: Entry, before: Status | None) -> Status | None:
    if isinstance(entry, StatusChange):
        return entry.after
    if isinstance(entry, Version):
        return None if entry.kind == "merged" else entry.status
    return before


def _names(entry: Entry, marks: Marks) -> Iterator[str]:
    match entry:
        case Version():
            yield "registered" if entry.version == 1 else entry.kind
        case StatusChange():
            yield from ("moved", f"left:{entry.before}", f"entered:{entry.after}")
        case Note():
            yield "note"
            yield from (f"note:{mark}" for mark in _marked(entry.text, marks))
        case Attachment():
            yield "attachment"
        case _:
            return


def _marked(text: str, marks: Marks) -> Iterator[str]:
    said = _folded(text)
    for mark, words in marks.items():
        if said.startswith(tuple(_folded(word) for word in words)):
            yield mark


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
