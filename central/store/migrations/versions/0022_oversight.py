"""What staff do at the pages besides cases; failed notices that somebody has seen; versions of kiosks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "staff_deed",
        sa.Column("deed_id", sa.Uuid, primary_key=True),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("office_id", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("about", sa.Text),
        sa.Column("problem", sa.Text),
        sa.Column("at", _INSTANT, nullable=False),
    )
    op.create_index("staff_deed_at", "staff_deed", ["at"])
    op.create_table(
        "quarantine_answer",
        sa.Column("stream_id", sa.Uuid, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("proposed_by", sa.Text, nullable=False),
        sa.Column("proposed_at", _INSTANT, nullable=False),
    )
    op.add_column("device", sa.Column("version", sa.Text))
    op.add_column("notice", sa.Column("seen_by", sa.Text))
    op.add_column("notice", sa.Column("seen_at", _INSTANT))
    op.create_index("ix_case_change_at", "case_change", ["at"])
    op.create_index("hand_over_request", "hand_over", ["request_id"])
    op.create_index("grant_audit_at", "grant_audit", ["at"])


def downgrade() -> None:
    op.drop_index("hand_over_request", "hand_over")
    op.drop_index("grant_audit_at", "grant_audit")
    op.drop_index("ix_case_change_at", "case_change")
    op.drop_column("notice", "seen_at")
    op.drop_column("notice", "seen_by")
    op.drop_column("device", "version")
    op.drop_table("quarantine_answer")
    op.drop_table("staff_deed")
