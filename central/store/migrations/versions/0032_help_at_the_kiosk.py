"""Which members of staff helped a person with an act at the kiosk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "act_help",
        sa.Column("act_id", sa.Uuid, primary_key=True),
        sa.Column("account", sa.Text, primary_key=True),
    )


def downgrade() -> None:
    op.drop_table("act_help")
