"""A case that is returned names what is missing, by the questions that ask for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_change", sa.Column("asked", sa.JSON()))


def downgrade() -> None:
    op.drop_column("case_change", "asked")
