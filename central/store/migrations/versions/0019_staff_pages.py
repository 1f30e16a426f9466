"""Signing in at the pages: secrets of their own, and sessions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "staff_web_access",
        sa.Column("account", sa.Text, sa.ForeignKey("staff_account.account"), primary_key=True),
        sa.Column("salt", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("code_secret", sa.Text, nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("last_step", sa.BigInteger, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", _INSTANT),
    )
    op.create_table(
        "staff_session",
        sa.Column("token_hash", sa.Text, primary_key=True),
        sa.Column("account", sa.Text, sa.ForeignKey("staff_account.account"), nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("seen_at", _INSTANT, nullable=False),
    )
    op.create_index("ix_staff_session_account", "staff_session", ["account"])
    op.create_index("ix_staff_session_seen_at", "staff_session", ["seen_at"])


def downgrade() -> None:
    op.drop_table("staff_session")
    op.drop_table("staff_web_access")
