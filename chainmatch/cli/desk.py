"""The commands of the desk: what is due, and how it goes."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.cli.lead import Caller
from chainmatch.cli.own_store import existing
from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError
from chainmatch.leads.dates import day
from chainmatch.leads.store.store import utc_now
from chainmatch.leads.store.values import (
    Attachment,
    Filter,
    Lead,
    Note,
    Snapshot,
    StatusChange,
    Version,
)
from chainmatch.paths import data_file
from chainmatch.reports.due import DueReport
from chainmatch.reports.kpi import KpiReport
from chainmatch.reports.wording import Language
from chainmatch.screening.clock_rules import load_clocks
from chainmatch.screening.clocks import Due, dues, pending
from chainmatch.screening.kpi import Period, kpi
from chainmatch.screening.steps import office_day

Now = Callable[[], dt.datetime]

_WHOLE_DAY = len("2025-03-01")


@dataclass(frozen=True, slots=True)
class Asked:
    """As of which day what is due, of whom, how many days on, and by whose clocks."""

    on: str | None
    owner: str | None
    days: int
    clocks: Path | None


def run_due(caller: Caller, asked: Asked, now: Now = utc_now) -> None:
    """Print or write what is overdue, due on the day, and due soon."""
    checked_output(caller.output)
    on = office_day(now()) if asked.on is None else day_of("--on", asked.on)
    rules = load_clocks(data_file("clocks.json"), asked.clocks)
    leads: dict[str, Lead] = {}
    found: list[Due] = []
    kinds = (Version, StatusChange, Note, Attachment)
    with existing(caller.place) as store:
        for story in store.stories(Filter(owner=asked.owner), kinds):
            leads[story.lead.id] = story.lead
            found += dues(story.lead.id, story.entries, rules, on)
    told = pending(found, asked.days)
    report = DueReport(rules, leads, on, asked.days, cast("Language", caller.lang))
    sheets = [report.sheet(told)]
    answer = Answer(report.document(told), sheets, sheets, report.lines(told), str(len(told)))
    deliver(answer, caller.output, as_json=caller.as_json)


def run_kpi(
    caller: Caller, days: tuple[str | None, str | None], owner: str | None, now: Now = utc_now
) -> None:
    """Print or write how the desk did between two days."""
    checked_output(caller.output)
    start, end = (
        None if text is None else day_of(option, text)
        for option, text in zip(("--from", "--to"), days, strict=True)
    )
    if start and end and end < start:
        raise InputError(f"--to {end} is before --from {start}; give days in their order")
    kinds = (Version, StatusChange, Snapshot)
    with existing(caller.place) as store:
        told = {s.lead.id: s.entries for s in store.stories(Filter(owner=owner), kinds)}
    found = kpi(told, Period(start, end), now())
    report = KpiReport(cast("Language", caller.lang))
    sheets = report.sheets(found)
    answer = Answer(report.document(found), sheets, sheets, report.lines(found), str(found.leads))
    deliver(answer, caller.output, as_json=caller.as_json)


def day_of(option: str, text: str) -> dt.date:
    """Return the day that an option names; raises InputError for what is no whole day."""
    found = day(text)
    if found is None or len(found) != _WHOLE_DAY:
        raise InputError(f"{option} {text!r:.40} is no day; write it as 2025-03-01")
    return dt.date.fromisoformat(found)
