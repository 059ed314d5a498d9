"""Leads with their versions, notes, attachments, moves and snapshots; imports and their rows."""

import sqlalchemy as sa
from alembic import op

from chainmatch.leads.store.migrations.fixed import function, triggers

revision = "0001"
down_revision = None

_FIXED = ("lead_version", "note", "attachment", "status_change", "snapshot", "import_row")


def upgrade() -> None:
    """Make the first tables."""
    _counter()
    _leads()
    _entries()
    _imports()
    dialect = op.get_context().dialect.name
    for statement in function(dialect):
        op.execute(statement)
    for table in _FIXED:
        for statement in triggers(table, dialect):
            op.execute(statement)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [other], name=f"fk_{table}_{column}")


def _counter() -> None:
    table = op.create_table(
        "counter",
        _text("name"),
        _number("last"),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )
    op.bulk_insert(table, [{"name": "entry", "last": 0}, {"name": "lead", "last": 0}])


def _leads() -> None:
    op.create_table(
        "lead",
        _number("number"),
        *map(_text, ("source_key", "fields", "title")),
        _text("credit_code", null=True),
        *map(_text, ("status", "owner")),
        _number("version"),
        *map(_text, ("created_at", "created_by", "updated_at", "updated_by", "search")),
        sa.PrimaryKeyConstraint("number", name="pk_lead"),
        sa.UniqueConstraint("source_key", name="uq_lead_source_key"),
    )
    op.create_index("ix_lead_status", "lead", ["status"])
    op.create_table(
        "lead_version",
        *map(_number, ("id", "lead", "version")),
        *map(_text, ("kind", "fields", "content_key", "status", "owner", "who", "at", "why")),
        sa.PrimaryKeyConstraint("id", name="pk_lead_version"),
        _refers("lead_version", "lead", "lead.number"),
        sa.UniqueConstraint("lead", "version", name="uq_lead_version_lead_version"),
    )
    op.create_index("ix_lead_version_content_key", "lead_version", ["content_key"])


def _entries() -> None:
    _entry("note", _text("text"))
    _entry(
        "attachment",
        _text("file_name"),
        sa.Column("size", sa.BigInteger, nullable=False),
        *map(_text, ("sha256", "media_type", "place")),
    )
    _entry("status_change", _number("version"), *map(_text, ("before", "after", "reason")))
    _entry("snapshot", _number("version"), *map(_text, ("plan_digest", "encoder", "match")))


def _entry(table: str, *columns: sa.Column[str] | sa.Column[int]) -> None:
    op.create_table(
        table,
        *map(_number, ("id", "lead")),
        *columns,
        *map(_text, ("who", "at")),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        _refers(table, "lead", "lead.number"),
    )
    op.create_index(f"ix_{table}_lead", table, ["lead"])


def _imports() -> None:
    op.create_table(
        "import_batch",
        _number("id"),
        *map(_text, ("file_name", "sha256", "who", "at")),
        _text("finished_at", null=True),
        *map(_number, ("rows_read", "added", "known", "updated", "refused")),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
    )
    op.create_index("ix_import_batch_sha256", "import_batch", ["sha256"])
    op.create_table(
        "import_row",
        *map(_number, ("id", "batch")),
        _text("sheet"),
        _number("row"),
        *map(_text, ("outcome", "reason")),
        sa.Column("lead", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_import_row"),
        _refers("import_row", "batch", "import_batch.id"),
        _refers("import_row", "lead", "lead.number"),
        sa.UniqueConstraint("batch", "sheet", "row", name="uq_import_row_batch_sheet_row"),
    )
    op.create_index("ix_import_row_lead", "import_row", ["lead"])
