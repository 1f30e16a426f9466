"""Petitions that are followed by a code, what limits guessing it, and how visits were found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "petition",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("anonymous", sa.Boolean, nullable=False),
        sa.Column("filed_office", sa.Text, nullable=False),
        sa.Column("forwarded_at", _INSTANT),
        sa.Column("answer", sa.Text),
        sa.Column("answered_at", _INSTANT),
        sa.Column("first_answered_at", _INSTANT),
        sa.Column("reopened_at", _INSTANT),
        sa.Column("closed_at", _INSTANT),
    )
    op.create_index("ix_petition_case_id", "petition", ["case_id"])
    op.create_table(
        "petition_try",
        sa.Column("try_id", sa.Uuid, primary_key=True),
        sa.Column("kid", sa.Text, nullable=False),
        sa.Column("found", sa.Boolean, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
    )
    op.create_index("petition_try_kid", "petition_try", ["kid", "at"])
    op.create_table(
        "visit_rating",
        sa.Column("office_id", sa.Text, primary_key=True),
        sa.Column("on_day", sa.Date, primary_key=True),
        sa.Column("task", sa.Text, primary_key=True),
        sa.Column("face", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("count", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("visit_rating")
    op.drop_table("petition_try")
    op.drop_table("petition")
