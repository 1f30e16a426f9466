"""How visits were found: counts by day and task, until central has them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visit_rating",
        sa.Column("on_day", sa.Date, primary_key=True),
        sa.Column("task", sa.Text, primary_key=True),
        sa.Column("face", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("batch", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("visit_rating")
