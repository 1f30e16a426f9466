"""Phones of people that show codes, what they sign, and what was done with them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "smart_otp_enrolment",
        sa.Column("number_hash", sa.Text, primary_key=True),
        sa.Column("device_id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("enrolled_at", _INSTANT, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
    )
    op.create_table(
        "smart_otp_device",
        sa.Column("device_id", sa.Uuid, primary_key=True),
        sa.Column("number_hash", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("pin_hash", sa.Text, nullable=False),
        sa.Column("confirmed_at", _INSTANT, nullable=False),
        sa.Column("last_step", sa.BigInteger, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", _INSTANT),
    )
    op.create_index("smart_otp_device_person", "smart_otp_device", ["number_hash", "confirmed_at"])
    op.create_table(
        "smart_otp_challenge",
        sa.Column("challenge_id", sa.Uuid, primary_key=True),
        sa.Column("device_id", sa.Uuid, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("signed_at", _INSTANT),
    )
    op.create_index("smart_otp_challenge_device", "smart_otp_challenge", ["device_id"])
    op.create_index("smart_otp_challenge_made", "smart_otp_challenge", ["made_at"])
    op.create_table(
        "smart_otp_audit",
        sa.Column(
            "entry", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True
        ),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("code", sa.Text),
        sa.Column("number_hash", sa.Text, nullable=False),
        sa.Column("device_id", sa.Uuid),
        sa.Column("challenge_id", sa.Uuid),
    )
    op.create_index("smart_otp_audit_person", "smart_otp_audit", ["number_hash", "at"])


def downgrade() -> None:
    for table in ("audit", "challenge", "device", "enrolment"):
        op.drop_table(f"smart_otp_{table}")
