"""The tables of a store, as the newest migration leaves them.

Whole numbers are given out by `counter`, one row a sequence: entries of every table share one, so
that a timeline over all of them has one order. Moments are UTC as text, JSON is canonical text.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

REVISIONS = ("0001", "0002", "0003")
HEAD = REVISIONS[-1]
VERSION_TABLE = "chainmatch_version"

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _lead(name: str = "lead", *, null: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey("lead.number"), nullable=null, index=True)


counter = Table(
    "counter",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)

lead = Table(
    "lead",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("source_key", Text, nullable=False, unique=True),
    _text("fields"),
    _text("title"),
    _text("credit_code", null=True),
    Column("status", Text, nullable=False, index=True),
    _text("owner"),
    _count("version"),
    _text("created_at"),
    _text("created_by"),
    _text("updated_at"),
    _text("updated_by"),
    _text("search"),
    Column(
        "merged_into",
        Integer,
        ForeignKey(
            "lead.number", name="fk_lead_merged_into", deferrable=True, initially="DEFERRED"
        ),
    ),
)

lead_version = Table(
    "lead_version",
    METADATA,
    _id(),
    Column("lead", Integer, ForeignKey("lead.number"), nullable=False),
    _count("version"),
    _text("kind"),
    _text("fields"),
    Column("content_key", Text, nullable=False, index=True),
    _text("status"),
    _text("owner"),
    _text("who"),
    _text("at"),
    _text("why"),
    UniqueConstraint("lead", "version"),
)

note = Table("note", METADATA, _id(), _lead(), _text("text"), _text("who"), _text("at"))

attachment = Table(
    "attachment",
    METADATA,
    _id(),
    _lead(),
    _text("file_name"),
    Column("size", BigInteger, nullable=False),
    _text("sha256"),
    _text("media_type"),
    _text("place"),
    _text("who"),
    _text("at"),
)

status_change = Table(
    "status_change",
    METADATA,
    _id(),
    _lead(),
    _count("version"),
    _text("before"),
    _text("after"),
    _text("reason"),
    _text("who"),
    _text("at"),
)

snapshot = Table(
    "snapshot",
    METADATA,
    _id(),
    _lead(),
    _count("version"),
    _text("plan_digest"),
    _text("encoder"),
    _text("match"),
    _text("who"),
    _text("at"),
)

import_batch = Table(
    "import_batch",
    METADATA,
    _id(),
    _text("file_name"),
    Column("sha256", Text, nullable=False, index=True),
    _text("who"),
    _text("at"),
    _text("finished_at", null=True),
    _count("rows_read"),
    _count("added"),
    _count("known"),
    _count("updated"),
    _count("refused"),
)

import_row = Table(
    "import_row",
    METADATA,
    _id(),
    Column("batch", Integer, ForeignKey("import_batch.id"), nullable=False),
    _text("sheet"),
    _count("row"),
    _text("outcome"),
    _text("reason"),
    _lead(null=True),
    Column("raw", Text, nullable=False, server_default="null"),
    UniqueConstraint("batch", "sheet", "row"),
)

override = Table(
    "override",
    METADATA,
    _id(),
    _lead(),
    _text("proposed"),
    _text("chosen"),
    _text("reason"),
    _text("who"),
    _text("at"),
)

override_review = Table(
    "override_review",
    METADATA,
    _id(),
    _lead(),
    Column("override", Integer, ForeignKey("override.id"), nullable=False),
    _text("verdict"),
    _text("reason"),
    _text("who"),
    _text("at"),
)

replay = Table(
    "replay",
    METADATA,
    _id(),
    _text("plan_digest"),
    _text("encoder"),
    _text("ranks"),
    _text("who"),
    _text("at"),
)

merge = Table(
    "merge",
    METADATA,
    _id(),
    _lead("kept"),
    _lead("merged"),
    _text("evidence"),
    _text("who"),
    _text("at"),
    _text("undone_at", null=True),
    _text("undone_by", null=True),
    _text("undone_why", null=True),
)
# A lead is merged at most once at a time, whoever else merges it in the same moment.
Index(
    "uq_merge_standing",
    merge.c.merged,
    unique=True,
    sqlite_where=merge.c.undone_at.is_(None),
    postgresql_where=merge.c.undone_at.is_(None),
)

FIXED = (
    "lead_version",
    "note",
    "attachment",
    "status_change",
    "snapshot",
    "import_row",
    "override",
    "override_review",
    "replay",
)
"""Tables whose rows the database itself refuses to change or delete."""

JSON_COLUMNS = frozenset({"fields", "match", "raw", "proposed", "chosen", "evidence", "ranks"})
