"""Who has looked at what an act says."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "look",
        sa.Column("look_id", sa.Uuid, primary_key=True),
        sa.Column("act_id", sa.Uuid, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("way", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_look_at", "look", ["at"])


def downgrade() -> None:
    op.drop_table("look")
