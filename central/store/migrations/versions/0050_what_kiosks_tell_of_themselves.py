"""Faults of kiosks, how they are, and the alarms that follow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kiosk_fault",
        sa.Column("kid", sa.Text, sa.ForeignKey("device.kid"), primary_key=True),
        sa.Column("office_id", sa.Text, primary_key=True),
        sa.Column("reference", sa.Text, primary_key=True),
        sa.Column("kiosk_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("place", sa.Text),
        sa.Column("part", sa.Text),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("kiosk_fault_received", "kiosk_fault", ["kid", "received_at"])
    op.create_table(
        "kiosk_health",
        sa.Column("kid", sa.Text, sa.ForeignKey("device.kid"), primary_key=True),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "kiosk_alarm",
        sa.Column("kid", sa.Text, sa.ForeignKey("device.kid"), primary_key=True),
        sa.Column("rule", sa.Text, primary_key=True),
        sa.Column("kiosk_id", sa.Text, nullable=False),
        sa.Column("office_id", sa.Text, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True)),
    )


def downgrade() -> None:
    op.drop_table("kiosk_alarm")
    op.drop_table("kiosk_health")
    op.drop_table("kiosk_fault")
