"""Cases that officers open at the kiosk that recorded them, and kiosks that call staff."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_review",
        sa.Column("case_id", sa.Uuid, primary_key=True),
        sa.Column("review_id", sa.Uuid, primary_key=True),
        sa.Column("kid", sa.Text, nullable=False),
        sa.Column("kiosk_id", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("change", sa.Text),
        sa.Column("led_to", sa.Integer),
    )
    op.create_index("case_review_id", "case_review", ["review_id"])
    op.create_table(
        "staff_call",
        sa.Column("kid", sa.Text, sa.ForeignKey("device.kid"), primary_key=True),
        sa.Column("call_id", sa.Uuid, nullable=False),
        sa.Column("kiosk_id", sa.Text, nullable=False),
        sa.Column("office_id", sa.Text, nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ended_by", sa.Text),
    )
    op.create_index("ix_staff_call_office_id", "staff_call", ["office_id"])


def downgrade() -> None:
    op.drop_table("staff_call")
    op.drop_table("case_review")
