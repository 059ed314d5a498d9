"""What happened to leads, in the order in which it happened: of one lead, or of many."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from sqlalchemy import Connection, RowMapping, Table, or_, select

from chainmatch.leads.store import records, schema
from chainmatch.leads.store.finding import find_lead, list_leads
from chainmatch.leads.store.values import (
    ENTRIES,
    Attachment,
    Entry,
    Filter,
    Merge,
    Note,
    Override,
    OverrideReview,
    Page,
    Snapshot,
    StatusChange,
    Story,
    Version,
    lead_id,
    lead_number,
)

_AT_ONCE = 500
_TABLES: Mapping[type[Entry], tuple[Table, Callable[[RowMapping], Entry]]] = {
    Version: (schema.lead_version, records.version_of),
    Note: (schema.note, records.note_of),
    Attachment: (schema.attachment, records.attachment_of),
    StatusChange: (schema.status_change, records.status_change_of),
    Snapshot: (schema.snapshot, records.snapshot_of),
    Override: (schema.override, records.override_of),
    OverrideReview: (schema.override_review, records.override_review_of),
}


def timeline(connection: Connection, id: str) -> tuple[Entry, ...]:
    """Return everything that happened to a lead; raises InputError for one that is not there."""
    find_lead(connection, id)
    return _timelines(connection, [lead_number(id)], ENTRIES)[id]


def stories(
    connection: Connection, wanted: Filter, kinds: Collection[type[Entry]]
) -> Iterator[Story]:
    """Yield every wanted lead, oldest first, with those entries of its timeline."""
    skip = 0
    while leads := list_leads(connection, wanted, "oldest", Page(skip, _AT_ONCE)).leads:
        found = _timelines(connection, [lead_number(lead.id) for lead in leads], kinds)
        yield from (Story(lead, found[lead.id]) for lead in leads)
        skip += len(leads)


def _timelines(
    connection: Connection, leads: Sequence[int], kinds: Collection[type[Entry]]
) -> dict[str, tuple[Entry, ...]]:
    """Return the entries of some leads by id.

    A move is told as a StatusChange, not again as the version that it made.
    """
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for kind, (table, value) in _TABLES.items():
        if kind in kinds:
            rows = connection.execute(select(table).where(table.c.lead.in_(leads))).mappings()
            for row in rows:
                found[lead_id(row["lead"])].append(value(row))
    if Merge in kinds:
        merge = schema.merge
        query = select(merge).where(or_(merge.c.kept.in_(leads), merge.c.merged.in_(leads)))
        for row in connection.execute(query).mappings():
            for number in (row["kept"], row["merged"]):
                found[lead_id(number)].append(records.merge_of(row))
    return {lead_id(number): _in_order(found[lead_id(number)]) for number in leads}


def _in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    told = (one for one in entries if not (isinstance(one, Version) and one.kind == "moved"))
    return tuple(sorted(told, key=lambda entry: entry.number))
