"""Devices, their streams of acts, case numbers and e-mail codes: the schema before there were migrations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def _create_devices() -> None:
    op.create_table(
        "enrolment_code",
        sa.Column("code_hash", sa.Text, primary_key=True),
        sa.Column("kiosk_id", sa.Text, nullable=False),
        sa.Column("office_id", sa.Text, nullable=False),
        sa.Column("office_name", sa.Text, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("used_by", sa.Text),
    )
    op.create_table(
        "device",
        sa.Column("kid", sa.Text, primary_key=True),
        sa.Column("kiosk_id", sa.Text, nullable=False),
        sa.Column("office_id", sa.Text, nullable=False),
        sa.Column("office_name", sa.Text, nullable=False),
        sa.Column("public_key", sa.JSON, nullable=False),
        sa.Column("enrolled_at", _INSTANT, nullable=False),
        sa.Column("revoked_at", _INSTANT),
    )
    op.create_index("ix_device_kiosk_id", "device", ["kiosk_id"])


def _create_streams() -> None:
    op.create_table(
        "stream",
        sa.Column("stream_id", sa.Uuid, primary_key=True),
        sa.Column("kid", sa.Text, sa.ForeignKey("device.kid"), nullable=False),
        sa.Column("last_sequence", sa.Integer, nullable=False),
        sa.Column("chain_head", sa.Text, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
    )
    op.create_table(
        "event",
        sa.Column("stream_id", sa.Uuid, sa.ForeignKey("stream.stream_id"), primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("act_id", sa.Uuid, nullable=False),
        sa.Column("chain", sa.Text, nullable=False),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("transfer", sa.Text),
        sa.Column("sealed_sha256", sa.Text, nullable=False),
        sa.Column("received_at", _INSTANT, nullable=False),
        sa.Column("quarantine", sa.Text),
        sa.Column("kind", sa.Text),
        sa.Column("case_number", sa.Text, unique=True),
        sa.Column("receipt", sa.Text, nullable=False),
    )
    counts = sa.text("quarantine IS NULL")
    op.create_index(
        "event_act_once", "event", ["act_id"], unique=True, postgresql_where=counts, sqlite_where=counts
    )
    op.create_table(
        "case_counter",
        sa.Column("prefix", sa.Text, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.Integer, nullable=False),
    )


def _create_email_codes() -> None:
    op.create_table(
        "email_challenge",
        sa.Column("challenge_id", sa.Uuid, primary_key=True),
        sa.Column("kid", sa.Text, sa.ForeignKey("device.kid"), nullable=False),
        sa.Column("address_hash", sa.Text, nullable=False),
        sa.Column("code_hash", sa.Text, nullable=False),
        sa.Column("sent_at", _INSTANT, nullable=False),
        sa.Column("tries_left", sa.Integer, nullable=False),
        sa.Column("verified_at", _INSTANT),
    )
    op.create_index("email_challenge_address", "email_challenge", ["address_hash", "sent_at"])


def upgrade() -> None:
    _create_devices()
    _create_streams()
    _create_email_codes()


def downgrade() -> None:
    raise NotImplementedError("The first schema has nothing before it.")
