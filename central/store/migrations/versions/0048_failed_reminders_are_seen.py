"""Staff look after reminders that did not go out, as they do after notices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kept_reminder", sa.Column("seen_by", sa.Text))
    op.add_column("kept_reminder", sa.Column("seen_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("kept_reminder", "seen_at")
    op.drop_column("kept_reminder", "seen_by")
