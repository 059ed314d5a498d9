"""What is due of a lead, by its history and by rules: one clock runs in some stages, until done.

A clock starts when its lead comes into the clock's stages, by registration, by a step, or back
from aside; it ends when something happens that counts as done, and stops where the lead leaves
the stages without that.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from chainmatch.leads.pipeline import ACTIVE, Status
from chainmatch.leads.store.values import Entry
from chainmatch.screening.days import NO_HOLIDAYS, Calendar, Counted
from chainmatch.screening.steps import OFFICE, Marks, Step, steps

State = Literal["done", "open", "overdue"]

WATCHED = ACTIVE[:-1]
"""The stages in which something is always due; at full output nothing is left to follow."""


@dataclass(frozen=True, slots=True)
class Longer:
    """A longer term: once a step of this name came while the clock ran."""

    on: str
    days: int


@dataclass(frozen=True, slots=True)
class Clock:
    """One rule: a term in days, the stages in which it runs, and what counts as done.

    `done` names steps (see `Step`), any of which will do. A clock that `repeats` starts again at
    once. `source`, `as_of` and `verified` say whose rule it is and how far it is certain.
    """

    id: str
    title: str
    days: int
    stages: tuple[Status, ...]
    done: tuple[str, ...]
    counted: Counted = "calendar"
    repeats: bool = False
    longer: tuple[Longer, ...] = ()
    title_en: str = ""
    source: str = ""
    as_of: str = ""
    verified: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """All clocks in their order, the marks of notes, and the office's calendar."""

    clocks: tuple[Clock, ...]
    marks: Marks = field(default_factory=dict)
    calendar: Calendar = NO_HOLIDAYS


@dataclass(frozen=True, slots=True)
class Due:
    """One run of a clock over a lead, as it stands on a day.

    `due_on` is the last day in time. `late` counts days after it, up to the day when it was done
    or else up to the day that was asked for; it is negative where days were or are left.
    """

    lead: str
    clock: str
    since: dt.datetime
    due_on: dt.date
    state: State
    late: int
    done_at: dt.datetime | None = None

    @property
    def due_at(self) -> dt.datetime:
        """The moment at which the last day ends, in office time."""
        return dt.datetime.combine(self.due_on + dt.timedelta(days=1), dt.time(), OFFICE)


@dataclass(frozen=True, slots=True)
class _Run:
    """A clock that goes: since when, and its term by what happened so far."""

    since: dt.datetime
    days: int


def dues(lead: str, entries: Sequence[Entry], rules: Rules, on: dt.date) -> tuple[Due, ...]:
    """Return every run of every clock by what happened until the end of a day, done ones too.

    The order is that of the clocks, and in each that of time. What happened later is left out,
    so a day of the past shows what was due then.
    """
    taken = steps(entries, rules.marks, on)
    return tuple(
        _due(lead, clock, rules.calendar, run, done, on)
        for clock in rules.clocks
        for run, done in _runs(clock, taken)
    )


def _runs(clock: Clock, taken: Sequence[Step]) -> Iterator[tuple[_Run, dt.datetime | None]]:
    """Yield the runs of a clock, each with the moment when it was done; stopped ones are none."""
    run: _Run | None = None
    inside = False
    for step in taken:
        stays = step.status in clock.stages
        if run is not None and step.names & set(clock.done):
            yield run, step.at
            run = _Run(step.at, clock.days) if clock.repeats else None
        if run is not None:
            days = max([run.days, *(one.days for one in clock.longer if one.on in step.names)])
            run = _Run(run.since, days)
        if not stays:
            run = None
        elif not inside:
            run = _Run(step.at, clock.days)
        inside = stays
    if run is not None:
        yield run, None


def _due(
    lead: str, clock: Clock, calendar: Calendar, run: _Run, done: dt.datetime | None, on: dt.date
) -> Due:
    due_on = calendar.last_day(run.since.date(), run.days, clock.counted)
    late = ((on if done is None else done.date()) - due_on).days
    state: State = "done" if done is not None else "overdue" if late > 0 else "open"
    return Due(lead, clock.id, run.since, due_on, state, late, done)


def pending(found: Sequence[Due], days: int) -> list[Due]:
    """Return what is overdue, due on the day, or due in so many days after it: earliest first."""
    wanted = [due for due in found if due.state != "done" and due.late >= -days]
    return sorted(wanted, key=lambda due: (due.due_on, due.lead, due.clock))


def tally(found: Sequence[Due]) -> Mapping[str, int]:
    """Return how many of what is pending are overdue, due on the day, and due later."""
    late = [due.late for due in found]
    return {
        "overdue": sum(n > 0 for n in late),
        "today": sum(n == 0 for n in late),
        "soon": sum(n < 0 for n in late),
    }
