"""Files that belong to acts, and which acts left in a package."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("attachment_id", sa.Text, primary_key=True),
        sa.Column("act_id", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("held_at", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("receipt", sa.Text),
        sa.CheckConstraint("state IN ('held', 'waiting', 'sent', 'damaged')", name="known_attachment_state"),
    )
    op.create_index("attachment_act", "attachment", ["act_id"])
    op.create_index("attachment_state", "attachment", ["state", "held_at"])
    op.create_index("attachment_sha256", "attachment", ["sha256"])
    op.create_table(
        "exported_act",
        sa.Column("act_id", sa.Text, primary_key=True),
        sa.Column("package_id", sa.Text, nullable=False),
        sa.Column("exported_at", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("exported_act")
    op.drop_table("attachment")
