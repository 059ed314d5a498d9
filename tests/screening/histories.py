"""Histories of leads written by hand: what a store would tell, with times as in the office."""

import datetime as dt
from dataclasses import dataclass, field

from hypothesis import strategies as st

from chainmatch.leads.pipeline import Status, allowed
from chainmatch.leads.store.values import Entry, MatchFacts, Note, Snapshot, StatusChange, Version
from chainmatch.screening.steps import OFFICE

ID = "L-000001"


def at(text: str) -> dt.datetime:
    """Return a moment as the office says it, 2025-03-03 09:00, in UTC as a store has it."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=OFFICE).astimezone(dt.UTC)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@dataclass
class History:
    """A lead that is registered at a moment; each method adds one entry."""

    start: str | dt.datetime
    id: str = ID
    entries: list[Entry] = field(default_factory=list)
    status: Status = Status.lead
    shelved_from: Status | None = None
    version: int = 0

    def __post_init__(self) -> None:
        self._version("added", self.start)

    def _moment(self, when: str | dt.datetime) -> dt.datetime:
        return at(when) if isinstance(when, str) else when

    def _version(self, kind: str, when: str | dt.datetime) -> "History":
        self.version += 1
        moment = self._moment(when)
        self.entries.append(
            Version(
                *(len(self.entries) + 1, self.id, self.version, kind, {"text": "x"}),
                *(self.status, "", "staff-1", moment, ""),
            )
        )
        return self

    def note(self, text: str, when: str | dt.datetime) -> "History":
        number = len(self.entries) + 1
        self.entries.append(Note(number, self.id, text, "staff-1", self._moment(when)))
        return self

    def move(self, to: str, when: str | dt.datetime, reason: str = "") -> "History":
        before, self.status = self.status, Status(to)
        self.shelved_from = before if self.status is Status.shelved else None
        self.version += 1
        self.entries.append(
            StatusChange(
                *(len(self.entries) + 1, self.id, self.version, before, self.status),
                *(reason, "staff-1", self._moment(when)),
            )
        )
        return self

    def snapshot(self, match: object, when: str | dt.datetime) -> "History":
        number, facts = len(self.entries) + 1, MatchFacts("d", "e", match)
        moment = self._moment(when)
        self.entries.append(Snapshot(number, self.id, self.version, facts, "staff-1", moment))
        return self

    def merge(self, when: str | dt.datetime) -> "History":
        return self._version("merged", when)

    def unmerge(self, when: str | dt.datetime) -> "History":
        return self._version("unmerged", when)

    @property
    def merged(self) -> bool:
        return [e.kind for e in self.entries if isinstance(e, Version)][-1] == "merged"


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw a history as a store allows it: notes, allowed steps, merges taken back."""
    moment = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)
    moment += dt.timedelta(minutes=draw(st.integers(0, 2_000)))
    made = History(moment)
    for _ in range(draw(st.integers(0, 12))):
        moment += dt.timedelta(minutes=draw(st.integers(0, 30_000)))
        if made.merged:
            made.unmerge(moment)
            continue
        what = draw(st.sampled_from(("note", "move", "move", "merge", "snapshot")))
        if what == "note":
            made.note(draw(st.sampled_from(("电话", "反馈：已告知", "专家论证", "x"))), moment)
        elif what == "move":
            steps = sorted(allowed(made.status, made.shelved_from))
            made.move(draw(st.sampled_from(steps)), moment, draw(st.sampled_from(("用地", "环保"))))
        elif what == "merge":
            made.merge(moment)
        else:
            made.snapshot({"status": draw(st.sampled_from(("matched", "abstained")))}, moment)
    return made
