"""Leads of a store as tables and as JSON, in one language."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from chainmatch.leads.store.backup import Health
from chainmatch.leads.store.values import (
    Attachment,
    Entry,
    Lead,
    Listing,
    Merge,
    Note,
    Override,
    OverrideReview,
    Snapshot,
    StatusChange,
    Version,
)
from chainmatch.reports.sheet import Sheet
from chainmatch.reports.wording import Language, word


def document(value: object) -> Any:  # noqa: ANN401  # any JSON value
    """Return a value of the store as JSON: moments in ISO 8601, UTC."""
    if is_dataclass(value):
        return {field.name: document(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): document(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [document(item) for item in value]
    return value


def entry_document(entry: Entry) -> dict[str, Any]:
    """Return an entry of a timeline as JSON, with what it is in `entry`."""
    told: dict[str, Any] = document(entry)
    return {"entry": type(entry).__name__, **told}


class StoredReport:
    """Turns what a store says into tables and lines."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def word(self, key: str) -> str:
        """Return the name of a key in the language of the report."""
        return word(key, self.language)

    def _heads(self, *keys: str) -> tuple[str, ...]:
        return tuple(self.word(f"store.{key}") for key in keys)

    def stage(self, lead: Lead) -> str:
        """Return the name of a lead's stage."""
        return self.word(f"stage.{lead.status}")

    def leads(self, listing: Listing) -> Sheet:
        """Return a page of leads, one row each."""
        header = self._heads("id", "title", "stage", "owner", "version", "updated", "by")
        rows = [
            (
                *(lead.id, lead.title, self.stage(lead), lead.owner, str(lead.version)),
                *(_minute(lead.updated_at), lead.updated_by),
            )
            for lead in listing.leads
        ]
        return Sheet(self.word("store.leads"), header, rows)

    def counted(self, listing: Listing) -> str:
        """Return how many leads there are, and how many are shown."""
        said = self.word("store.count")
        return said.format(total=listing.total, shown=len(listing.leads))

    def lead(self, lead: Lead) -> Sheet:
        """Return all that a lead says, one field a row."""
        first = [
            ("stage", self.stage(lead)),
            ("owner", lead.owner),
            ("credit_code", lead.credit_code or ""),
            ("version", str(lead.version)),
            ("created", f"{_minute(lead.created_at)} {lead.created_by}"),
            ("updated", f"{_minute(lead.updated_at)} {lead.updated_by}"),
            ("merged_into", lead.merged_into or ""),
        ]
        told = [(self.word(f"store.{key}"), value) for key, value in first if value]
        told += [(name, _shown(value)) for name, value in lead.values.items()]
        return Sheet(f"{lead.id} {lead.title}", self._heads("field", "value"), told)

    def history(self, entries: Sequence[Entry]) -> Sheet:
        """Return a timeline, one entry a row."""
        rows = [
            (_minute(entry.at), entry.who, self.word(f"event.{_kind(entry)}"), self._details(entry))
            for entry in entries
        ]
        return Sheet(self.word("store.history"), self._heads("at", "by", "what", "details"), rows)

    def _details(self, entry: Entry) -> str:
        return " · ".join(part for part in self._parts(entry) if part)

    def _parts(self, entry: Entry) -> tuple[str, ...]:
        match entry:
            case Note():
                parts: tuple[str, ...] = (entry.text,)
            case Attachment():
                parts = (entry.file.file_name, entry.file.place)
            case StatusChange():
                steps = (self.word(f"stage.{status}") for status in (entry.before, entry.after))
                parts = (" → ".join(steps), entry.reason)
            case Version():
                parts = (f"v{entry.version}", entry.why)
            case _:
                parts = self._judged(entry)
        return parts

    def _judged(self, entry: Snapshot | Override | OverrideReview | Merge) -> tuple[str, ...]:
        match entry:
            case Snapshot():
                return f"v{entry.version}", entry.facts.encoder
            case Override():
                return f"{_shown(entry.proposed)} → {_shown(entry.chosen)}", entry.reason
            case OverrideReview():
                said = self.word(f"verdict.{entry.verdict}")
                return f"{said} #{entry.override}", entry.reason
            case Merge():
                return (f"{entry.kept} ← {entry.merged}",)

    def health(self, found: Health) -> Sheet:
        """Return how many rows each table has."""
        rows = list(found.rows.items())
        return Sheet(self.word("store.check"), self._heads("table", "rows"), rows)

    def verdict(self, found: Health) -> list[str]:
        """Return whether a store is sound, and each problem."""
        if not found.problems:
            return [self.word("store.sound").format(revision=found.revision)]
        return [self.word("store.problems").format(count=len(found.problems)), *found.problems]


def _kind(entry: Entry) -> str:
    return str(getattr(entry, "kind", type(entry).__name__))


def _minute(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
