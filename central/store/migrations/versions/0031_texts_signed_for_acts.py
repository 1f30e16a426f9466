"""Which act a text is signed for, and the hash of its words. What waits for a signature now, waits anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM smart_otp_challenge")
    with op.batch_alter_table("smart_otp_challenge") as table:
        table.add_column(sa.Column("act_id", sa.Uuid, nullable=False))
        table.add_column(sa.Column("text_sha256", sa.Text, nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("smart_otp_challenge") as table:
        table.drop_column("text_sha256")
        table.drop_column("act_id")
