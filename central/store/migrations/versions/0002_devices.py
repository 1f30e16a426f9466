"""Enrolment codes that are spent once, limits of what is sent, and requests that may be repeated."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def _renew_enrolment_codes() -> None:
    op.drop_table(
        "enrolment_code"
    )  # a code holds for a day: those given out in the old form are asked for anew
    op.create_table(
        "enrolment_code",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("salt", sa.Text, nullable=False),
        sa.Column("kiosk_id", sa.Text, nullable=False),
        sa.Column("office_id", sa.Text, nullable=False),
        sa.Column("office_name", sa.Text, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("used_by", sa.Text),
        sa.Column("used_at", _INSTANT),
    )


def _create_sends() -> None:
    op.create_table(
        "sent_message",
        sa.Column("send_id", sa.Uuid, primary_key=True),
        sa.Column("recipient_hash", sa.Text, nullable=False),
        sa.Column("kid", sa.Text, nullable=False),
        sa.Column("office_id", sa.Text, nullable=False),
        sa.Column("sent_at", _INSTANT, nullable=False),
    )
    for name in ("recipient_hash", "kid", "office_id"):
        op.create_index(f"sent_message_{name}", "sent_message", [name, "sent_at"])
    op.create_table(
        "repeatable_request",
        sa.Column("kid", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("body_sha256", sa.Text, nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("answered_at", _INSTANT),
        sa.Column("answer", sa.Text),
    )


def _note_standing() -> None:
    with op.batch_alter_table("device") as batch:
        batch.add_column(sa.Column("last_seen_at", _INSTANT))
        batch.add_column(sa.Column("clock_offset_seconds", sa.Integer))
        batch.add_column(sa.Column("clock_noted_at", _INSTANT))
    op.create_table(
        "divergence",
        sa.Column("stream_id", sa.Uuid, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("chain", sa.Text, primary_key=True),
        sa.Column("act_id", sa.Uuid, nullable=False),
        sa.Column("kid", sa.Text, nullable=False),
        sa.Column("seen_at", _INSTANT, nullable=False),
    )
    op.create_index("ix_divergence_kid", "divergence", ["kid"])


def upgrade() -> None:
    _renew_enrolment_codes()
    _create_sends()
    _note_standing()


def downgrade() -> None:
    raise NotImplementedError("Go back by restoring the backup.")
