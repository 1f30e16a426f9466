"""Grants: challenges for chips, who may read whose record, what was read, codes of officers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_TABLES = ("officer_code", "grant_audit", "record_grant", "chip_challenge")


def upgrade() -> None:
    op.create_table(
        "chip_challenge",
        sa.Column("kid", sa.Text, sa.ForeignKey("device.kid"), primary_key=True),
        sa.Column("challenge_id", sa.Uuid, nullable=False),
        sa.Column("challenge", sa.Text, nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
    )
    op.create_table(
        "record_grant",
        sa.Column("grant_id", sa.Uuid, primary_key=True),
        sa.Column("kid", sa.Text, sa.ForeignKey("device.kid"), nullable=False),
        sa.Column("number_hash", sa.Text, nullable=False),
        sa.Column("sections", sa.JSON, nullable=False),
        sa.Column("granted_at", _INSTANT, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("ended_at", _INSTANT),
    )
    op.create_index("record_grant_device", "record_grant", ["kid", "granted_at"])
    op.create_index("record_grant_person", "record_grant", ["number_hash", "granted_at"])
    op.create_table(
        "grant_audit",
        sa.Column("entry", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("code", sa.Text),
        sa.Column("kid", sa.Text, nullable=False),
        sa.Column("office_id", sa.Text),
        sa.Column("grant_id", sa.Uuid),
        sa.Column("visit_id", sa.Uuid),
        sa.Column("number_hash", sa.Text),
        sa.Column("sections", sa.JSON),
        sa.Column("chip", sa.Text),
        sa.Column("proved_by", sa.Text),
        sa.Column("officer", sa.Text),
    )
    op.create_index("grant_audit_device", "grant_audit", ["kid", "at"])
    op.create_index("grant_audit_person", "grant_audit", ["number_hash", "at"])
    op.create_table(
        "officer_code",
        sa.Column("account", sa.Text, sa.ForeignKey("staff_account.account"), primary_key=True),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("last_step", sa.BigInteger, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", _INSTANT),
    )


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
