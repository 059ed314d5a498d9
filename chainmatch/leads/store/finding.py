"""What a store is asked: one lead, a list of leads, what staff chose otherwise."""

from collections.abc import Mapping
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Select, func, select

from chainmatch.errors import InputError
from chainmatch.leads.pipeline import status_of
from chainmatch.leads.store import records, schema
from chainmatch.leads.store.door import LARGEST, folded, stripped
from chainmatch.leads.store.engine import is_postgresql
from chainmatch.leads.store.values import (
    Filter,
    Lead,
    Listing,
    OrderBy,
    Override,
    OverrideReview,
    Page,
    Replay,
    UnknownLeadError,
    Version,
    lead_number,
)

MOST_LEADS = 10_000  # of one page


def find_lead(connection: Connection, id: str) -> Lead:
    """Return a lead; raises UnknownLeadError where there is none."""
    query = select(schema.lead).where(schema.lead.c.number == lead_number(id))
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise UnknownLeadError(id)
    return records.lead_of(row)


def versions(connection: Connection, id: str, after: int = 0) -> tuple[Version, ...]:
    """Return the versions of a lead after a given one, oldest first."""
    table = schema.lead_version
    query = (
        select(table)
        .where(table.c.lead == lead_number(id), table.c.version > after)
        .order_by(table.c.version)
    )
    return tuple(records.version_of(row) for row in connection.execute(query).mappings())


def overrides(connection: Connection, id: str | None) -> tuple[Override, ...]:
    """Return what staff chose otherwise, of one lead or of all, oldest first."""
    table = schema.override
    query = select(table).order_by(table.c.id)
    if id is not None:
        query = query.where(table.c.lead == lead_number(id))
    return tuple(records.override_of(row) for row in connection.execute(query).mappings())


def find_override(connection: Connection, number: int) -> Override:
    """Return an override by its number; raises InputError where there is none."""
    query = select(schema.override).where(schema.override.c.id == number)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise InputError(f"override {number} is not in the store; `chainmatch overrides` lists all")
    return records.override_of(row)


def override_reviews(connection: Connection) -> tuple[OverrideReview, ...]:
    """Return all reviews of overrides, oldest first."""
    query = select(schema.override_review).order_by(schema.override_review.c.id)
    return tuple(records.override_review_of(row) for row in connection.execute(query).mappings())


def last_replay(connection: Connection) -> Replay | None:
    """Return the newest replay, None before the first."""
    query = select(schema.replay).order_by(schema.replay.c.id.desc()).limit(1)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else records.replay_of(row)


def list_leads(connection: Connection, wanted: Filter, order: OrderBy, page: Page) -> Listing:
    """Return one page of the wanted leads, in a total order."""
    if not (0 <= page.skip <= LARGEST and 0 < page.size <= MOST_LEADS):
        raise InputError(
            f"page skip={page.skip} size={page.size} is impossible; allowed are skip from 0 and "
            f"size from 1 to {MOST_LEADS}"
        )
    if order not in get_args(OrderBy):
        names = ", ".join(get_args(OrderBy))
        raise InputError(f"order {order!r} is unknown; allowed are {names}")
    chosen = _chosen(connection, wanted)
    count = select(func.count()).select_from(schema.lead).where(*chosen)
    total: int = connection.execute(count).scalar_one()
    query = _ordered(connection, select(schema.lead).where(*chosen), order)
    rows = connection.execute(query.offset(page.skip).limit(page.size)).mappings()
    return Listing(tuple(records.lead_of(row) for row in rows), total)


def _chosen(connection: Connection, wanted: Filter) -> list[ColumnElement[bool]]:
    lead = schema.lead.c
    chosen: list[ColumnElement[bool]] = []
    if not wanted.merged:
        chosen.append(lead.merged_into.is_(None))
    if wanted.status:
        chosen.append(lead.status.in_([status_of(status).value for status in wanted.status]))
    if wanted.owner is not None:
        chosen.append(lead.owner == stripped(wanted.owner))
    if wanted.credit_code is not None:
        chosen.append(lead.credit_code == stripped(wanted.credit_code))
    place = func.strpos if is_postgresql(connection) else func.instr
    chosen += [place(lead.search, word) > 0 for word in folded(wanted.find).split()]
    return chosen


def _ordered(connection: Connection, query: Select[Any], order: OrderBy) -> Select[Any]:
    lead = schema.lead.c
    # Databases sort text by their own rules; by code point they agree.
    title = lead.title.collate("C" if is_postgresql(connection) else "BINARY")
    columns: Mapping[OrderBy, tuple[ColumnElement[Any], ...]] = {
        "newest": (lead.number.desc(),),
        "oldest": (lead.number,),
        "updated": (lead.updated_at.desc(), lead.number.desc()),
        "title": (title, lead.number),
    }
    return query.order_by(*columns[order])
