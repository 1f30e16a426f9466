"""Where an act is wrong, which statements acts rest on, which addresses are still to be proved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"
branch_labels = None
depends_on = None

_PLACE = ["stream_id", "sequence", "kiosk_id", "office_id"]
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("judgement", sa.Column("detail", sa.Text))
    op.create_table(
        "spent_proof",
        sa.Column("kid", sa.Text, primary_key=True),
        sa.Column("challenge_id", sa.Uuid, primary_key=True),
        sa.Column("act_id", sa.Uuid, nullable=False),
        sa.Column("verified_at", _INSTANT, nullable=False),
    )
    op.create_index("ix_spent_proof_verified_at", "spent_proof", ["verified_at"])
    op.create_table(
        "unproved_address",
        sa.Column("stream_id", sa.Uuid, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kiosk_id", sa.Text, primary_key=True),
        sa.Column("office_id", sa.Text, primary_key=True),
        sa.Column("channel", sa.Text, primary_key=True),
        sa.ForeignKeyConstraint(_PLACE, [f"event.{name}" for name in _PLACE]),
    )


def downgrade() -> None:
    op.drop_table("unproved_address")
    op.drop_table("spent_proof")
    op.drop_column("judgement", "detail")
