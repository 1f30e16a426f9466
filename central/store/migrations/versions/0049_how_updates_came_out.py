"""How the last update of each kiosk came out, as the kiosk says."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device", sa.Column("update_version", sa.Text))
    op.add_column("device", sa.Column("update_outcome", sa.Text))
    op.add_column("device", sa.Column("update_noted_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("device", "update_noted_at")
    op.drop_column("device", "update_outcome")
    op.drop_column("device", "update_version")
