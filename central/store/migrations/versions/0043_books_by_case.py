"""Books that nobody read at a kiosk: made as what a case came to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("issued_book") as batch:
        batch.add_column(sa.Column("case_id", sa.Uuid))
        batch.alter_column("grant_id", existing_type=sa.Uuid(), nullable=True)
        batch.alter_column("kid", existing_type=sa.Text(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM issued_book WHERE grant_id IS NULL")
    with op.batch_alter_table("issued_book") as batch:
        batch.alter_column("kid", existing_type=sa.Text(), nullable=False)
        batch.alter_column("grant_id", existing_type=sa.Uuid(), nullable=False)
        batch.drop_column("case_id")
