"""Who of the staff may sign in here, their tries, and what they wrote about acts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_grants",
        sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1", name="one_set"), primary_key=True),
        sa.Column("issued_at", sa.Text, nullable=False),
        sa.Column("counted_at", sa.Float, nullable=False),
        sa.Column("signed", sa.Text, nullable=False),
    )
    op.create_table(
        "staff_try",
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.Float),
        sa.Column("last_step", sa.Integer, nullable=False),
    )
    op.create_table(
        "act_note",
        sa.Column("note_id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("act_id", sa.Text, nullable=False),
        sa.Column("written_at", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("act_note_act", "act_note", ["act_id"])


def downgrade() -> None:
    for table in ("act_note", "staff_try", "staff_grants"):
        op.drop_table(table)
