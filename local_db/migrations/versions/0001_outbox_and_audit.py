"""Secrets of the kiosk, its enrolment, streams of acts, the outbox and the audit log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _create_kiosk_tables() -> None:
    op.create_table(
        "secret",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1", name="one_enrolment"), primary_key=True),
        sa.Column("kid", sa.Text, nullable=False),
        sa.Column("kiosk_id", sa.Text, nullable=False),
        sa.Column("office_id", sa.Text, nullable=False),
        sa.Column("office_name", sa.Text, nullable=False),
        sa.Column("intake_key", sa.Text, nullable=False),
        sa.Column("receipt_keys", sa.Text, nullable=False),
        sa.Column("enrolled_at", sa.Text, nullable=False),
    )
    op.create_table(
        "stream",
        sa.Column("stream_id", sa.Text, primary_key=True),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("current", sa.Boolean(create_constraint=False), nullable=False),
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("stream_id", sa.Text, sa.ForeignKey("stream.stream_id"), primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("act_id", sa.Text, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("occurred_at", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("chain", sa.Text, nullable=False),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("transfer", sa.Text),
        sa.Column("sealed_sha256", sa.Text, nullable=False),
        sa.Column("content_mac", sa.Text, nullable=False),
        sa.Column("subject_hash", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("receipt", sa.Text),
        sa.Column("case_number", sa.Text),
        sa.Column("received_at", sa.Text),
        sa.CheckConstraint("state IN ('pending', 'sent', 'quarantined')", name="known_state"),
        sa.CheckConstraint("(state = 'pending') = (receipt IS NULL)", name="receipt_closes"),
    )
    op.create_index(
        "outbox_pending", "outbox", ["stream_id", "sequence"], sqlite_where=sa.text("state = 'pending'")
    )
    op.create_index("outbox_subject", "outbox", ["subject_hash"])
    # The last line of defence: no statement, of whatever later version, deletes an act that central does not
    # have.
    op.execute(
        "CREATE TRIGGER outbox_keeps_pending BEFORE DELETE ON outbox WHEN old.state = 'pending' "
        "BEGIN SELECT RAISE(ABORT, 'a pending act is never deleted'); END"
    )


def _create_audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_log_refuses_{verb.lower()} BEFORE {verb} ON audit_log "
            "BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END"
        )


def upgrade() -> None:
    _create_kiosk_tables()
    _create_outbox()
    _create_audit_log()


def downgrade() -> None:
    raise NotImplementedError("The first schema has nothing before it.")
