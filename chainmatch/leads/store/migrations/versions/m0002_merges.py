"""Merged leads, what staff chose against the proposal, and the cells of imported rows."""

import sqlalchemy as sa
from alembic import op

from chainmatch.leads.store.migrations.fixed import triggers

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add two tables and two columns; rows that are there keep all that they say."""
    # In SQL: alembic adds no column with a reference on SQLite. Both databases read this.
    op.execute(
        "ALTER TABLE lead ADD COLUMN merged_into INTEGER CONSTRAINT fk_lead_merged_into "
        "REFERENCES lead (number) DEFERRABLE INITIALLY DEFERRED"
    )
    op.add_column("import_row", sa.Column("raw", sa.Text, nullable=False, server_default="null"))
    _override()
    _merge()


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _override() -> None:
    op.create_table(
        "override",
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("id", "lead")),
        *map(_text, ("proposed", "chosen", "reason", "who", "at")),
        sa.PrimaryKeyConstraint("id", name="pk_override"),
        sa.ForeignKeyConstraint(["lead"], ["lead.number"], name="fk_override_lead"),
    )
    op.create_index("ix_override_lead", "override", ["lead"])
    for statement in triggers("override", op.get_context().dialect.name):
        op.execute(statement)


def _merge() -> None:
    op.create_table(
        "merge",
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("id", "kept", "merged")),
        *map(_text, ("evidence", "who", "at")),
        *(_text(name, null=True) for name in ("undone_at", "undone_by", "undone_why")),
        sa.PrimaryKeyConstraint("id", name="pk_merge"),
        sa.ForeignKeyConstraint(["kept"], ["lead.number"], name="fk_merge_kept"),
        sa.ForeignKeyConstraint(["merged"], ["lead.number"], name="fk_merge_merged"),
    )
    op.create_index("ix_merge_kept", "merge", ["kept"])
    op.create_index("ix_merge_merged", "merge", ["merged"])
    standing = sa.text("undone_at IS NULL")
    op.create_index(
        "uq_merge_standing",
        "merge",
        ["merged"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
