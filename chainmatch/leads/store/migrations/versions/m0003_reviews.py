"""Who reviewed a choice of staff, and where the reviewed choices came in each replay."""

import sqlalchemy as sa
from alembic import op

from chainmatch.leads.store.migrations.fixed import triggers

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add two tables; nothing that is there changes."""
    op.create_table(
        "override_review",
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("id", "lead", "override")),
        *map(_text, ("verdict", "reason", "who", "at")),
        sa.PrimaryKeyConstraint("id", name="pk_override_review"),
        sa.ForeignKeyConstraint(["lead"], ["lead.number"], name="fk_override_review_lead"),
        sa.ForeignKeyConstraint(["override"], ["override.id"], name="fk_override_review_override"),
    )
    op.create_index("ix_override_review_lead", "override_review", ["lead"])
    op.create_table(
        "replay",
        sa.Column("id", sa.Integer, nullable=False),
        *map(_text, ("plan_digest", "encoder", "ranks", "who", "at")),
        sa.PrimaryKeyConstraint("id", name="pk_replay"),
    )
    for table in ("override_review", "replay"):
        for statement in triggers(table, op.get_context().dialect.name):
            op.execute(statement)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)
