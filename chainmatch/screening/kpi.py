"""How the desk does: fit of what was introduced, conversion, time in stage, reasons for aside.

Every figure has the number that it rests on. What is counted is what happened in a period;
nothing after its end is looked at.
"""

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from chainmatch.leads.pipeline import ACTIVE, Status
from chainmatch.leads.store.values import Entry, Snapshot, StatusChange
from chainmatch.screening.shares import Share, middle, share_of
from chainmatch.screening.steps import OFFICE, Step, office_day, steps

INTRODUCED = Status.signed
"""A project counts as newly introduced (新引进) when it first comes to this stage."""

ASIDE = (Status.shelved, Status.declined)
PAIRS = (
    *pairwise(ACTIVE),
    *((ACTIVE[0], after) for after in ACTIVE[2:]),
)
"""From which stage to which conversion is told: each step, and from the lead to each later one."""

Kind = Literal["industrial", "other", "unknown"]
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days in office time, both ends included; None is open."""

    start: dt.date | None = None
    end: dt.date | None = None

    def holds(self, moment: dt.datetime) -> bool:
        """Tell whether a moment lies in the period."""
        day = office_day(moment)
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Fit:
    """产业契合度: newly introduced industrial projects among all that were newly introduced.

    A lead without a snapshot that says so is `unknown`, in the count but never industrial.
    """

    introduced: int
    industrial: int
    other: int
    unknown: int
    share: Share | None


@dataclass(frozen=True, slots=True)
class Conversion:
    """Of the leads that entered `before` in the period, those that reached `after` since.

    The others were set aside or merged into another lead, or are still `under_way`.
    `median_days` is from the one stage to the other, of those that reached it.
    """

    before: Status
    after: Status
    entered: int
    reached: int
    aside: int
    under_way: int
    share: Share | None
    median_days: float | None


@dataclass(frozen=True, slots=True)
class Stays:
    """Times in one stage, in days: stays that ended in the period, and those that go on."""

    stage: Status
    ended: int
    median_days: float | None
    open: int
    open_median_days: float | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, as staff wrote it, among all steps to this stage in the period."""

    status: Status
    reason: str
    share: Share


@dataclass(frozen=True, slots=True)
class Kpi:
    """All figures of a period for so many leads, those registered later left out."""

    period: Period
    leads: int
    fit: Fit
    conversions: tuple[Conversion, ...]
    stays: tuple[Stays, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Stay:
    """A lead in one stage; `left` is None where it is there still."""

    status: Status | None
    entered: dt.datetime
    left: dt.datetime | None


@dataclass(frozen=True, slots=True)
class _Told:
    """What happened to one lead until the end of the period."""

    entries: tuple[Entry, ...]
    stays: tuple[_Stay, ...]


def kpi(histories: Mapping[str, Sequence[Entry]], period: Period, now: dt.datetime) -> Kpi:
    """Return the figures of the leads with these histories; `now` is when open stays are looked at.

    With an end that lies before, that end is looked at.
    """
    until = Period(None, period.end)
    told = []
    for entries in histories.values():
        known = tuple(entry for entry in entries if until.holds(entry.at))
        if known:
            told.append(_Told(known, tuple(_stays(known))))
    return Kpi(
        period,
        len(told),
        _fit(told, period),
        tuple(_conversion(told, period, *pair) for pair in PAIRS),
        tuple(_time(told, period, stage, _end(period, now)) for stage in Status),
        tuple(_reasons(told, period)),
    )


def _end(period: Period, now: dt.datetime) -> dt.datetime:
    if period.end is None:
        return now
    return min(now, dt.datetime.combine(period.end + _DAY, dt.time(), OFFICE))


def _stays(entries: Sequence[Entry]) -> Iterator[_Stay]:
    """Yield where a lead stood, in order; None while it was merged into another."""
    path: list[Step] = []
    for step in steps(entries, {}):
        if not path or path[-1].status is not step.status:
            path.append(step)
    for step, after in zip(path, [*path[1:], None], strict=True):
        yield _Stay(step.status, step.at, after.at if after else None)


def industrial(match: object) -> Kind:
    """Tell what a kept match says of a lead: its plan has a place for it, has none, or unknown.

    One that names no product, or a match that cannot be read, is unknown.
    """
    if not isinstance(match, Mapping):
        return "unknown"
    if match.get("status") == "matched":
        return "industrial"
    out = match.get("status") == "abstained" and match.get("message") == "out_of_scope"
    return "other" if out else "unknown"


def _fit(told: Sequence[_Told], period: Period) -> Fit:
    kinds: Counter[Kind] = Counter()
    for lead in told:
        signed = _first(lead, INTRODUCED)
        if signed is not None and period.holds(signed):
            kept = [one.facts.match for one in lead.entries if isinstance(one, Snapshot)]
            kinds[industrial(kept[-1]) if kept else "unknown"] += 1
    counts = (kinds["industrial"], kinds["other"], kinds["unknown"])
    return Fit(kinds.total(), *counts, share_of(kinds["industrial"], kinds.total()))


def _first(lead: _Told, status: Status, since: dt.datetime | None = None) -> dt.datetime | None:
    return next(
        (
            stay.entered
            for stay in lead.stays
            if stay.status is status and (since is None or stay.entered >= since)
        ),
        None,
    )


def _conversion(told: Sequence[_Told], period: Period, before: Status, after: Status) -> Conversion:
    days: list[float] = []
    entered = aside = 0
    for lead in told:
        starts = [s.entered for s in lead.stays if s.status is before and period.holds(s.entered)]
        if not starts:
            continue
        entered += 1
        reached = _first(lead, after, starts[0])
        if reached is not None:
            days.append((reached - starts[0]) / _DAY)
        elif lead.stays[-1].status in {*ASIDE, None}:
            aside += 1
    return Conversion(
        before=before,
        after=after,
        entered=entered,
        reached=len(days),
        aside=aside,
        under_way=entered - len(days) - aside,
        share=share_of(len(days), entered),
        median_days=middle(days),
    )


def _time(told: Sequence[_Told], period: Period, stage: Status, end: dt.datetime) -> Stays:
    stays = [stay for lead in told for stay in lead.stays if stay.status is stage]
    ended = [
        (stay.left - stay.entered) / _DAY
        for stay in stays
        if stay.left is not None and period.holds(stay.left)
    ]
    going = [(end - stay.entered) / _DAY for stay in stays if stay.left is None]
    return Stays(stage, len(ended), middle(ended), len(going), middle(going))


def _reasons(told: Sequence[_Told], period: Period) -> Iterator[Reason]:
    """Yield the reasons for each way aside, the most frequent first."""
    for status in ASIDE:
        given = Counter(
            _written(entry.reason)
            for lead in told
            for entry in lead.entries
            if isinstance(entry, StatusChange) and entry.after is status and period.holds(entry.at)
        )
        for reason, count in sorted(given.items(), key=lambda pair: (-pair[1], pair[0])):
            share = share_of(count, given.total())
            if share is not None:
                yield Reason(status, reason, share)


def _written(reason: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", reason).split())
