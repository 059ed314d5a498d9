"""What changes a lead: every change is checked against the version that was read, and kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from chainmatch.errors import InputError
from chainmatch.leads.pipeline import Status, check_move
from chainmatch.leads.store import schema
from chainmatch.leads.store.door import (
    content_key,
    plain,
    search_text,
    to_json,
)
from chainmatch.leads.store.engine import numbers
from chainmatch.leads.store.finding import find_lead, versions
from chainmatch.leads.store.values import (
    Kind,
    KnownLeadError,
    Lead,
    StaleLeadError,
    lead_id,
    lead_number,
)

TITLE_FIELDS = ("name", "project", "text", "desc", "scope")
_TITLE = 60  # characters of a title that is taken from a description


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, when (as `stamp` writes it), and why."""

    who: str
    at: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a lead says, checked and as the columns hold it."""

    fields: str
    key: str
    title: str
    credit_code: str | None
    search: str
    owner: str


def said(values: Mapping[str, object]) -> Said:
    """Return values as they are kept; raises InputError for what cannot be a lead."""
    clean: dict[str, Any] = plain(values)
    titles = (_text(clean.get(name)) for name in TITLE_FIELDS)
    title = next((title for title in titles if title), "")
    if not title:
        raise InputError(
            f"the lead says nothing of itself; it needs one of {', '.join(TITLE_FIELDS)}"
        )
    name = _text(clean.get("name"))
    return Said(
        fields=to_json(clean),
        key=content_key(clean),
        title=name or title[:_TITLE],
        credit_code=_text(clean.get("credit_code")) or None,
        search=search_text(clean),
        owner=_text(clean.get("owner")),
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def lead_row(number: int, what: Said, owner: str, act: Act) -> dict[str, object]:
    """Return the row of a new lead."""
    return {
        "number": number,
        "source_key": what.key,
        "fields": what.fields,
        "title": what.title,
        "credit_code": what.credit_code,
        "status": Status.lead.value,
        "owner": owner,
        "version": 1,
        "created_at": act.at,
        "created_by": act.who,
        "updated_at": act.at,
        "updated_by": act.who,
        "search": what.search,
    }


def version_row(lead: Mapping[str, Any], number: int, kind: Kind, key: str, act: Act) -> Any:  # noqa: ANN401
    """Return the row that keeps a lead's row as one version."""
    return {
        "id": number,
        "lead": lead["number"],
        "version": lead["version"],
        "kind": kind,
        "fields": lead["fields"],
        "content_key": key,
        "status": lead["status"],
        "owner": lead["owner"],
        "who": act.who,
        "at": act.at,
        "why": act.why,
    }


def add(connection: Connection, what: Said, owner: str, act: Act) -> str:
    """Add a lead; raises KnownLeadError where one with the same content is there already."""
    if known := known_leads(connection, [what.key]).get(what.key):
        raise KnownLeadError(lead_id(known))
    (number,) = numbers(connection, "lead")
    (entry,) = numbers(connection, "entry")
    row = lead_row(number, what, owner or what.owner, act)
    connection.execute(insert(schema.lead), row)
    kept = version_row(row, entry, "added", what.key, act)
    connection.execute(insert(schema.lead_version), kept)
    return lead_id(number)


def known_leads(connection: Connection, keys: list[str]) -> dict[str, int]:
    """Return, of these contents, those that some version of a lead has had: the first such lead."""
    table = schema.lead_version
    query = (
        select(table.c.content_key, table.c.lead)
        .where(table.c.content_key.in_(keys))
        .order_by(table.c.id.desc())
    )
    return {row.content_key: row.lead for row in connection.execute(query)}


def read_for_change(connection: Connection, id: str, version: int) -> Lead:
    """Return a lead that is about to change.

    Raises StaleLeadError where it changed since `version`, InputError for a version that is not
    there yet and for a merged lead.
    """
    lead = find_lead(connection, id)
    if lead.version > version:
        raise StaleLeadError(id, version, versions(connection, id, max(1, version) - 1))
    if lead.version < version:
        raise InputError(f"{id} has no version {version} yet; it is at {lead.version}")
    if lead.merged_into is not None:
        raise InputError(
            f"{id} is merged into {lead.merged_into}; change that one, or take the merge back"
        )
    return lead


def change(connection: Connection, id: str, version: int, what: Said, act: Act) -> bool:
    """Give a lead new values; tell whether they differ. Same values make no new version."""
    lead = read_for_change(connection, id, version)
    if to_json(lead.values) == what.fields:
        return False
    columns = {
        "fields": what.fields,
        "title": what.title,
        "credit_code": what.credit_code,
        "search": what.search,
    }
    write_version(connection, lead, columns, "changed", act)
    return True


def assign(connection: Connection, id: str, version: int, owner: str, act: Act) -> None:
    """Make somebody responsible; '' for nobody."""
    lead = read_for_change(connection, id, version)
    if lead.owner != owner:
        write_version(connection, lead, {"owner": owner}, "assigned", act)


def move(connection: Connection, id: str, version: int, to: Status, act: Act) -> None:
    """Take one step of the pipeline; raises InputError for one that is not allowed."""
    lead = read_for_change(connection, id, version)
    check_move(lead.status, to, act.why, _shelved_from(connection, lead))
    write_version(connection, lead, {"status": to.value}, "moved", act)
    (number,) = numbers(connection, "entry")
    step = {
        "id": number,
        "lead": lead_number(id),
        "version": version + 1,
        "before": lead.status.value,
        "after": to.value,
        "reason": act.why,
        "who": act.who,
        "at": act.at,
    }
    connection.execute(insert(schema.status_change), step)


def _shelved_from(connection: Connection, lead: Lead) -> Status | None:
    if lead.status is not Status.shelved:
        return None
    table = schema.status_change
    query = (
        select(table.c.before)
        .where(table.c.lead == lead_number(lead.id), table.c.after == Status.shelved.value)
        .order_by(table.c.id.desc())
        .limit(1)
    )
    return Status(connection.execute(query).scalar_one())


def write_version(
    connection: Connection, lead: Lead, columns: Mapping[str, object], kind: Kind, act: Act
) -> None:
    """Write some columns of a lead as its next version, and keep that version."""
    table, number = schema.lead, lead_number(lead.id)
    changed = {**columns, "version": lead.version + 1, "updated_at": act.at, "updated_by": act.who}
    connection.execute(update(table).where(table.c.number == number).values(**changed))
    row = connection.execute(select(table).where(table.c.number == number)).mappings().one()
    (entry,) = numbers(connection, "entry")
    key = content_key(json.loads(row["fields"]))
    connection.execute(insert(schema.lead_version), version_row({**row}, entry, kind, key, act))
