"""E-transaction accounts, and the codes by which people activate them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("name_hash", sa.Text, nullable=False, unique=True),
        sa.Column("name_kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("opened_at", _INSTANT, nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
    )
    op.create_table(
        "account_code",
        sa.Column("case_id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("message_id", sa.Uuid, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("queued_at", _INSTANT, nullable=False),
        sa.Column("next_at", _INSTANT, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("fault", sa.Text),
        sa.Column("channel", sa.Text),
        sa.Column("code_hash", sa.Text),
        sa.Column("expires_at", _INSTANT),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("spent_at", _INSTANT),
    )
    op.create_index("account_code_next", "account_code", ["state", "next_at"])
    op.create_index("account_code_person", "account_code", ["person", "queued_at"])


def downgrade() -> None:
    op.drop_table("account_code")
    op.drop_table("account")
