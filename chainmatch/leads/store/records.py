"""Rows of the tables as values."""

import json

from sqlalchemy import RowMapping

from chainmatch.leads.pipeline import Status
from chainmatch.leads.store.door import moment
from chainmatch.leads.store.values import (
    Attachment,
    Batch,
    BatchRow,
    FileFacts,
    Lead,
    MatchFacts,
    Merge,
    Note,
    Override,
    OverrideReview,
    Replay,
    Snapshot,
    Source,
    StatusChange,
    Undone,
    Version,
    lead_id,
)


def lead_of(row: RowMapping) -> Lead:
    """Return a row of `lead`."""
    merged = row["merged_into"]
    return Lead(
        id=lead_id(row["number"]),
        title=row["title"],
        values=json.loads(row["fields"]),
        credit_code=row["credit_code"],
        status=Status(row["status"]),
        owner=row["owner"],
        version=row["version"],
        created_at=moment(row["created_at"]),
        created_by=row["created_by"],
        updated_at=moment(row["updated_at"]),
        updated_by=row["updated_by"],
        merged_into=None if merged is None else lead_id(merged),
    )


def version_of(row: RowMapping) -> Version:
    """Return a row of `lead_version`."""
    return Version(
        number=row["id"],
        lead=lead_id(row["lead"]),
        version=row["version"],
        kind=row["kind"],
        values=json.loads(row["fields"]),
        status=Status(row["status"]),
        owner=row["owner"],
        who=row["who"],
        at=moment(row["at"]),
        why=row["why"],
    )


def note_of(row: RowMapping) -> Note:
    """Return a row of `note`."""
    at = moment(row["at"])
    return Note(row["id"], lead_id(row["lead"]), row["text"], row["who"], at)


def attachment_of(row: RowMapping) -> Attachment:
    """Return a row of `attachment`."""
    file = FileFacts(
        *(row[name] for name in ("file_name", "size", "sha256", "media_type", "place"))
    )
    return Attachment(row["id"], lead_id(row["lead"]), file, row["who"], moment(row["at"]))


def status_change_of(row: RowMapping) -> StatusChange:
    """Return a row of `status_change`."""
    return StatusChange(
        number=row["id"],
        lead=lead_id(row["lead"]),
        version=row["version"],
        before=Status(row["before"]),
        after=Status(row["after"]),
        reason=row["reason"],
        who=row["who"],
        at=moment(row["at"]),
    )


def snapshot_of(row: RowMapping) -> Snapshot:
    """Return a row of `snapshot`."""
    facts = MatchFacts(row["plan_digest"], row["encoder"], json.loads(row["match"]))
    at = moment(row["at"])
    return Snapshot(row["id"], lead_id(row["lead"]), row["version"], facts, row["who"], at)


def override_of(row: RowMapping) -> Override:
    """Return a row of `override`."""
    return Override(
        number=row["id"],
        lead=lead_id(row["lead"]),
        proposed=json.loads(row["proposed"]),
        chosen=json.loads(row["chosen"]),
        reason=row["reason"],
        who=row["who"],
        at=moment(row["at"]),
    )


def override_review_of(row: RowMapping) -> OverrideReview:
    """Return a row of `override_review`."""
    return OverrideReview(
        number=row["id"],
        lead=lead_id(row["lead"]),
        override=row["override"],
        verdict=row["verdict"],
        reason=row["reason"],
        who=row["who"],
        at=moment(row["at"]),
    )


def replay_of(row: RowMapping) -> Replay:
    """Return a row of `replay`."""
    ranks = {int(number): rank for number, rank in json.loads(row["ranks"]).items()}
    at = moment(row["at"])
    return Replay(row["id"], row["plan_digest"], row["encoder"], ranks, row["who"], at)


def merge_of(row: RowMapping) -> Merge:
    """Return a row of `merge`."""
    undone = None
    if row["undone_at"] is not None:
        undone = Undone(row["undone_by"], moment(row["undone_at"]), row["undone_why"])
    return Merge(
        number=row["id"],
        kept=lead_id(row["kept"]),
        merged=lead_id(row["merged"]),
        evidence=json.loads(row["evidence"]),
        who=row["who"],
        at=moment(row["at"]),
        undone=undone,
    )


def batch_of(row: RowMapping) -> Batch:
    """Return a row of `import_batch`."""
    finished = row["finished_at"]
    return Batch(
        id=row["id"],
        source=Source(row["file_name"], row["sha256"]),
        who=row["who"],
        at=moment(row["at"]),
        finished_at=None if finished is None else moment(finished),
        rows_read=row["rows_read"],
        added=row["added"],
        known=row["known"],
        updated=row["updated"],
        refused=row["refused"],
    )


def batch_row_of(row: RowMapping) -> BatchRow:
    """Return a row of `import_row`."""
    return BatchRow(
        batch=row["batch"],
        sheet=row["sheet"],
        row=row["row"],
        outcome=row["outcome"],
        reason=row["reason"],
        raw=json.loads(row["raw"]),
        lead=None if row["lead"] is None else lead_id(row["lead"]),
    )
