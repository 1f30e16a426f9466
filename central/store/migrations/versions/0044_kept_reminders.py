"""Reminders that central keeps and mails when they are due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "kept_reminder",
        sa.Column("case_id", sa.Uuid, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.Uuid, nullable=False),
        sa.Column("rings_at", _INSTANT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("next_at", _INSTANT, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("fault", sa.Text),
    )
    op.create_index("kept_reminder_next", "kept_reminder", ["state", "next_at"])


def downgrade() -> None:
    op.drop_table("kept_reminder")
