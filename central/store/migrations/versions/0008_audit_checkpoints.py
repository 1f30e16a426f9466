"""Checkpoints of the audit logs of kiosks, countersigned by central."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_checkpoint",
        sa.Column("kid", sa.Text, sa.ForeignKey("device.kid"), primary_key=True),
        sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("signed", sa.Text, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_first", sa.Boolean(create_constraint=False), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("audit_checkpoint")
