"""What is added and never changed: notes, attachments, snapshots, overrides, merges, replays."""

import re
from collections.abc import Mapping
from typing import get_args

from sqlalchemy import Connection, RowMapping, Table, insert, select, update

from chainmatch.errors import InputError
from chainmatch.leads.store import records, schema
from chainmatch.leads.store.changing import Act, write_version
from chainmatch.leads.store.door import LARGEST, clean, required, stripped, to_json
from chainmatch.leads.store.engine import numbers
from chainmatch.leads.store.finding import find_lead, find_override
from chainmatch.leads.store.values import (
    Attachment,
    FileFacts,
    Lead,
    MatchFacts,
    Merge,
    Note,
    Override,
    OverrideReview,
    Replay,
    Snapshot,
    Verdict,
    lead_number,
)

_SHA256 = re.compile("[0-9a-f]{64}")


def add_note(connection: Connection, id: str, text: str, act: Act) -> Note:
    """Write a note down; raises InputError for an empty one."""
    required(text, "the note")
    _writable(connection, id)
    found = _put(connection, schema.note, {"lead": lead_number(id), "text": clean(text)}, act)
    return records.note_of(found)


def add_attachment(connection: Connection, id: str, file: FileFacts, act: Act) -> Attachment:
    """Write down what file belongs to a lead; raises InputError for facts that cannot be."""
    if not 0 <= file.size <= LARGEST:
        raise InputError(f"size {file.size} is impossible; allowed are 0 bytes or more")
    if not _SHA256.fullmatch(file.sha256):
        raise InputError(f"sha256 {file.sha256!r:.80} is none; 64 hex digits are allowed")
    _writable(connection, id)
    columns = {
        "lead": lead_number(id),
        "file_name": required(file.file_name, "the file's name"),
        "size": file.size,
        "sha256": file.sha256,
        "media_type": stripped(file.media_type),
        "place": required(file.place, "where the file lies"),
    }
    return records.attachment_of(_put(connection, schema.attachment, columns, act))


def add_snapshot(connection: Connection, id: str, facts: MatchFacts, act: Act) -> Snapshot:
    """Keep a match of a lead as it now stands."""
    lead = _writable(connection, id)
    columns = {
        "lead": lead_number(id),
        "version": lead.version,
        "plan_digest": required(facts.plan_digest, "the plan's digest"),
        "encoder": required(facts.encoder, "the encoder"),
        "match": to_json(facts.match),
    }
    return records.snapshot_of(_put(connection, schema.snapshot, columns, act))


def add_override(
    connection: Connection, id: str, proposed: object, chosen: object, act: Act
) -> Override:
    """Keep what staff chose against what was proposed; raises InputError without a reason."""
    columns = {
        "lead": lead_number(id),
        "proposed": to_json(proposed),
        "chosen": to_json(chosen),
        "reason": required(act.why, "the reason"),
    }
    if columns["proposed"] == columns["chosen"]:
        raise InputError("what was chosen is what was proposed; nothing is overridden")
    _writable(connection, id)
    return records.override_of(_put(connection, schema.override, columns, act))


def add_override_review(
    connection: Connection, number: int, verdict: Verdict, act: Act
) -> OverrideReview:
    """Keep what a reviewer says of an override; raises InputError for who chose it."""
    if verdict not in get_args(Verdict):
        allowed = ", ".join(get_args(Verdict))
        raise InputError(f"verdict {verdict!r:.60} is unknown; allowed are {allowed}")
    override = find_override(connection, number)
    if override.who == act.who:
        raise InputError(
            f"override {number} was chosen by {act.who}; somebody else has to review it"
        )
    columns = {
        "lead": lead_number(override.lead),
        "override": number,
        "verdict": verdict,
        "reason": required(act.why, "the reason") if verdict == "rejected" else act.why,
    }
    found = _put(connection, schema.override_review, columns, act)
    return records.override_review_of(found)


def add_replay(
    connection: Connection, made_by: tuple[str, str], ranks: Mapping[int, int | None], act: Act
) -> Replay:
    """Keep where choices came; `made_by` is the digest of the plan and the encoder."""
    plan, encoder = made_by
    columns = {
        "plan_digest": required(plan, "the plan's digest"),
        "encoder": required(encoder, "the encoder"),
        "ranks": to_json({str(number): rank for number, rank in ranks.items()}),
    }
    return records.replay_of(_put(connection, schema.replay, columns, act))


def add_merge(connection: Connection, kept: str, merged: str, evidence: object, act: Act) -> Merge:
    """Let `kept` stand for `merged` too; raises InputError where either is merged already."""
    if kept == merged:
        raise InputError(f"{kept} cannot be merged into itself")
    _writable(connection, kept)
    lead = _writable(connection, merged)
    columns = {
        "kept": lead_number(kept),
        "merged": lead_number(merged),
        "evidence": to_json(evidence),
    }
    found = _put(connection, schema.merge, columns, act)
    write_version(connection, lead, {"merged_into": columns["kept"]}, "merged", act)
    return records.merge_of(found)


def undo_merge(connection: Connection, merged: str, act: Act) -> Merge:
    """Take the merge of a lead back; raises InputError where it is not merged."""
    lead = find_lead(connection, merged)
    if lead.merged_into is None:
        raise InputError(f"{merged} is not merged into any lead")
    table = schema.merge
    standing = (table.c.merged == lead_number(merged)) & table.c.undone_at.is_(None)
    undone = {"undone_at": act.at, "undone_by": act.who, "undone_why": act.why}
    changed = update(table).where(standing).values(**undone).returning(table)
    row = connection.execute(changed).mappings().one()
    write_version(connection, lead, {"merged_into": None}, "unmerged", act)
    return records.merge_of(row)


def merges(connection: Connection, *, standing: bool) -> tuple[Merge, ...]:
    """Return the merges, oldest first; `standing` leaves out those that were taken back."""
    table = schema.merge
    query = select(table).order_by(table.c.id)
    if standing:
        query = query.where(table.c.undone_at.is_(None))
    return tuple(records.merge_of(row) for row in connection.execute(query).mappings())


def _writable(connection: Connection, id: str) -> Lead:
    lead = find_lead(connection, id)
    if lead.merged_into is not None:
        raise InputError(f"{id} is merged into {lead.merged_into}; add to that one")
    return lead


def _put(
    connection: Connection, table: Table, columns: Mapping[str, object], act: Act
) -> RowMapping:
    (number,) = numbers(connection, "entry")
    row = {"id": number, **columns, "who": act.who, "at": act.at}
    return connection.execute(insert(table).values(**row).returning(table)).mappings().one()
