"""Codes of accounts that staff printed for an envelope: who, and when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account_code", sa.Column("printed_by", sa.Text))
    op.add_column("account_code", sa.Column("printed_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("account_code", "printed_at")
    op.drop_column("account_code", "printed_by")
