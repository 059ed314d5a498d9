"""The commands for single leads: added, shown, listed, moved, changed, with their history."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from chainmatch.cli.own_store import acting, existing, say
from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError
from chainmatch.leads.edits import edited, values_of_cells
from chainmatch.leads.pipeline import status_of
from chainmatch.leads.store.values import Filter, Lead, OrderBy, Page
from chainmatch.reports.stored import StoredReport, document, entry_document
from chainmatch.reports.wording import Language


@dataclass(frozen=True, slots=True)
class Caller:
    """Which store is meant, who acts, and how the answer is written."""

    place: str
    who: str | None = None
    lang: str = "zh"
    as_json: bool = False
    output: Path | None = None

    @property
    def report(self) -> StoredReport:
        """Return the report in the language of the caller."""
        return StoredReport(cast("Language", self.lang))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leads to list."""

    status: Sequence[str]
    owner: str | None
    find: str
    merged: bool
    order: str
    skip: int
    top: int


def run_add(
    caller: Caller, text: str | None, given: Sequence[str], owner: str, reason: str
) -> None:
    """Add a lead and print its id."""
    values = values_of(given)
    if text is not None:
        values["text"] = sys.stdin.read().strip() if text == "-" else text
    with existing(caller.place) as store:
        say(store.add(values, acting(caller.who), owner=owner, why=reason).id)


def run_show(caller: Caller, id: str) -> None:
    """Print a lead."""
    with existing(caller.place) as store:
        lead = store.get(id)
    _deliver(caller, lead)


def _deliver(caller: Caller, lead: Lead) -> None:
    sheets = [caller.report.lead(lead)]
    deliver(Answer(document(lead), sheets, sheets, [], lead.id), None, as_json=caller.as_json)


def run_list(caller: Caller, wanted: Wanted) -> None:
    """Print or write a page of leads."""
    checked_output(caller.output)
    statuses = [status_of(status) for status in wanted.status]
    chosen = Filter(statuses, wanted.owner, find=wanted.find, merged=wanted.merged)
    with existing(caller.place) as store:
        found = store.list(chosen, cast("OrderBy", wanted.order), Page(wanted.skip, wanted.top))
    sheets = [caller.report.leads(found)]
    counted = caller.report.counted(found)
    answer = Answer(document(found), sheets, sheets, [counted], str(len(found.leads)))
    deliver(answer, caller.output, as_json=caller.as_json)


def run_move(caller: Caller, id: str, to: str, version: int | None, reason: str) -> None:
    """Take a step and print where the lead stands."""
    status = status_of(to)
    with existing(caller.place) as store:
        read = store.get(id).version if version is None else version
        lead = store.move(id, status, read, acting(caller.who), reason)
    say(f"{lead.id} {caller.report.stage(lead)} v{lead.version}")


def run_note(caller: Caller, id: str, text: str) -> None:
    """Write a note."""
    said = sys.stdin.read().strip() if text == "-" else text
    with existing(caller.place) as store:
        store.note(id, said, acting(caller.who))
    say(id)


@dataclass(frozen=True, slots=True)
class Edit:
    """What is changed: FIELD=VALUE, fields to leave out, and why; None is the version there is."""

    given: Sequence[str]
    dropped: Sequence[str]
    version: int | None
    why: str


def run_change(caller: Caller, id: str, edit: Edit) -> None:
    """Change some fields of a lead and print its new version."""
    with existing(caller.place) as store:
        lead = store.get(id)
        values = edited(id, lead.values, values_of(edit.given), edit.dropped)
        read = lead.version if edit.version is None else edit.version
        changed = store.change(id, values, read, acting(caller.who), edit.why)
    say(f"{changed.id} v{changed.version}")


def run_history(caller: Caller, id: str) -> None:
    """Print everything that happened to a lead."""
    with existing(caller.place) as store:
        entries = store.history(id)
    sheets = [caller.report.history(entries)]
    told: Mapping[str, Any] = {"lead": id, "entries": [entry_document(one) for one in entries]}
    deliver(Answer(told, sheets, sheets, [], str(len(entries))), None, as_json=caller.as_json)


def values_of(given: Sequence[str]) -> dict[str, object]:
    """Read FIELD=VALUE as a sheet's columns are read: 总投资=1.2亿元 is invest_wanyuan 12000."""
    cells: dict[str, object] = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise InputError(f"--set {text!r:.80} is no FIELD=VALUE, for example 占地面积=300亩")
        cells[name.strip()] = value
    return values_of_cells(cells)
