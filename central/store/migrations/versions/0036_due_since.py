"""Since when the term of a case counts, so that it can be counted anew by another calendar."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_file", sa.Column("due_since", sa.Date))


def downgrade() -> None:
    op.drop_column("case_file", "due_since")
