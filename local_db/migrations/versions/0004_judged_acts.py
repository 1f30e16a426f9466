"""What central found when it judged acts that it had signed for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "judged_act",
        sa.Column("act_id", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("quarantined", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("answer", sa.Text),
    )
    op.create_index("judged_act_position", "judged_act", ["position"])


def downgrade() -> None:
    op.drop_table("judged_act")
