"""The commands that write the ledger of a store's leads, and take an edited one back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from chainmatch.cli.own_store import acting, existing, say
from chainmatch.cli.report import checked_day
from chainmatch.cli.written import Answer, deliver
from chainmatch.errors import InputError
from chainmatch.leads.pipeline import Status, status_of
from chainmatch.leads.store.store import Store
from chainmatch.leads.store.values import Filter, Lead, Snapshot, Story, Version
from chainmatch.paths import home
from chainmatch.plan.load import load_plan
from chainmatch.reports.ledger import write_ledger
from chainmatch.reports.ledger_reading import FieldEdit, LedgerEdit, read_ledger
from chainmatch.reports.sheet import Sheet
from chainmatch.reports.stored_ledger import StoredLedger
from chainmatch.reports.wording import Language, word

_VALUES = {
    **{name: name for name in ("name", "source", "note", "next_step", "matters")},
    "invest": "invest_wanyuan",
    "land": "land_mu",
}
"""Fields of the ledger that a lead says, by their name in it."""
_WHY = "edited in the ledger"


@dataclass(frozen=True, slots=True)
class Book:
    """Which ledger of which store, of whose leads; `apply` takes its changes over."""

    path: Path
    place: str
    lang: str
    statuses: Sequence[str] = ()
    owner: str | None = None
    date: str | None = None
    who: str | None = None
    apply: bool = False
    as_json: bool = False


def run_write(book: Book) -> None:
    """Write the ledger."""
    if book.path.suffix.lower() != ".xlsx":
        raise InputError(f"{book.path.name!r}: a ledger ends in .xlsx")
    on, language = checked_day(book.date), cast("Language", book.lang)
    chosen = Filter([status_of(status) for status in book.statuses], book.owner)
    rows = StoredLedger(load_plan(home() / "data"), language)
    with existing(book.place) as store:
        stories = store.stories(chosen, (Snapshot, Version))
        found = [rows.row(story.lead, _last(story)) for story in stories]
    stages = [word(f"stage.{status}", language) for status in Status]
    write_ledger(found, book.path, on, language, stages)
    say(f"{book.path}: {len(found)}")


def _last(story: Story) -> Snapshot | None:
    """Return the last snapshot of what the lead says now; steps and owners do not outdate it."""
    values = {one.version: one.values for one in story.entries if isinstance(one, Version)}
    found = [
        entry
        for entry in story.entries
        if isinstance(entry, Snapshot) and values.get(entry.version) == story.lead.values
    ]
    return found[-1] if found else None


@dataclass
class _Outcome:
    """What became of one row: applied fields, and what was not taken and why."""

    edit: LedgerEdit
    applied: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def run_read(book: Book) -> None:
    """Show what was edited, and with `apply` take it over; nothing is overwritten unseen."""
    language = cast("Language", book.lang)
    edits = [edit for edit in read_ledger(book.path) if edit.kind != "same"]
    outcomes = [_Outcome(edit) for edit in edits]
    if book.apply:
        who = acting(book.who)
        with existing(book.place) as store:
            for outcome in outcomes:
                _apply(store, outcome, who, language)
    sheet = _sheet(outcomes, language)
    document = {"rows": [_document(one) for one in outcomes], "applied": book.apply}
    lines = [word("ledger.read", language).format(len(outcomes))] if outcomes else []
    if not book.apply and outcomes:
        lines.append(word("ledger.apply", language))
    lines = lines or [word("ledger.same", language)]
    deliver(Answer(document, [sheet], [sheet], lines, ""), None, as_json=book.as_json)


def _apply(store: Store, outcome: _Outcome, who: str, language: Language) -> None:
    """Take one row over, in up to three changes; the first that is refused ends it."""
    edit = outcome.edit
    if edit.kind != "changed" or edit.version is None:
        return
    outcome.refused += [
        f"{_head(one.field, language)}: {one.problem}" for one in edit.changes if one.problem
    ]
    try:
        lead = store.get(edit.id)
        # A ledger that is taken over twice says what the lead says already.
        sound = [c for c in edit.changes if not c.problem and not _is_so(lead, c, language)]
        version = _change_values(store, outcome, sound, who)
        for one in sound:
            if one.field == "owner":
                version = store.assign(edit.id, str(one.after), version, who, _WHY).version
                outcome.applied.append("owner")
            elif one.field == "status":
                to = _stage(str(one.after), language)
                version = store.move(edit.id, to, version, who, _WHY).version
                outcome.applied.append("status")
            elif one.field not in _VALUES:
                why = word("ledger.computed", language)
                outcome.refused.append(f"{_head(one.field, language)}: {why}")
    except InputError as error:
        outcome.refused.append(str(error))


def _is_so(lead: Lead, change: FieldEdit, language: Language) -> bool:
    """Tell whether a lead says already what a change would make it say."""
    if change.field == "owner":
        return lead.owner == change.after
    if change.field == "status":
        return word(f"stage.{lead.status}", language) == change.after
    name = _VALUES.get(change.field)
    return name is not None and lead.values.get(name, "") == change.after


def _head(field: str, language: Language) -> str:
    return word(f"ledger.{field}", language)


def _change_values(store: Store, outcome: _Outcome, changes: Sequence[FieldEdit], who: str) -> int:
    edit, version = outcome.edit, cast("int", outcome.edit.version)
    told = {_VALUES[one.field]: one.after for one in changes if one.field in _VALUES}
    if not told:
        return version
    values: dict[str, Any] = {**store.get(edit.id).values, **told}
    kept = {name: value for name, value in values.items() if value is not None and value != ""}
    version = store.change(edit.id, kept, version, who, _WHY).version
    outcome.applied += [one.field for one in changes if one.field in _VALUES]
    return version


def _stage(name: str, language: Language) -> Status:
    for status in Status:
        if name.strip() in {status.value, word(f"stage.{status}", language)}:
            return status
    stages = "、".join(word(f"stage.{status}", language) for status in Status)
    raise InputError(f"status {name!r} is unknown; allowed are {stages}")


def _sheet(outcomes: Sequence[_Outcome], language: Language) -> Sheet:
    names = ("row", "id", "kind", "changes", "applied", "refused")
    rows = [
        (
            f"{one.edit.sheet} {one.edit.row}" if one.edit.row else "",
            one.edit.id,
            word(f"ledger.kind.{one.edit.kind}", language),
            "；".join(
                f"{_head(c.field, language)}: {c.before} → {c.after}" for c in one.edit.changes
            ),
            "、".join(_head(name, language) for name in one.applied),
            "；".join([*one.refused, *([one.edit.why] if one.edit.why else [])]),
        )
        for one in outcomes
    ]
    heads = tuple(word(f"ledger.head.{name}", language) for name in names)
    return Sheet(word("ledger.title", language), heads, rows)


def _document(one: _Outcome) -> dict[str, Any]:
    edit = one.edit
    return {
        "sheet": edit.sheet,
        "row": edit.row,
        "lead": edit.id,
        "kind": edit.kind,
        "changes": [
            {"field": c.field, "before": str(c.before), "after": str(c.after), "problem": c.problem}
            for c in edit.changes
        ],
        "others": [list(pair) for pair in edit.others],
        "why": edit.why,
        "applied": one.applied,
        "refused": one.refused,
    }
