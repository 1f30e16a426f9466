"""What banks say of accounts that people name with their registration."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "bank_check",
        sa.Column("case_id", sa.Uuid, primary_key=True),
        sa.Column("found", sa.Text, nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.Column("next_at", _INSTANT, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("fault", sa.Text),
    )
    op.create_index("bank_check_next", "bank_check", ["found", "next_at"])


def downgrade() -> None:
    op.drop_table("bank_check")
