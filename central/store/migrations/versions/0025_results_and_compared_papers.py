"""What cases came to, on paper; papers that officers have compared; which case a reading was of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "case_result",
        sa.Column("case_id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("next_at", _INSTANT),
        sa.Column("failures", sa.Integer, nullable=False),
    )
    op.create_index("case_result_next", "case_result", ["next_at"])
    op.create_table(
        "paper_check",
        sa.Column("case_id", sa.Uuid, primary_key=True),
        sa.Column("act_id", sa.Uuid, primary_key=True),
        sa.Column("paper", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("found", sa.Text, nullable=False),
    )
    op.add_column("grant_audit", sa.Column("case_id", sa.Uuid))


def downgrade() -> None:
    op.drop_column("grant_audit", "case_id")
    op.drop_table("paper_check")
    op.drop_table("case_result")
