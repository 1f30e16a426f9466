"""Who keeps a person's record; what the civil registry says of a child and who asks for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("case_file", sa.Column("managed_by", sa.Text))
    op.create_table(
        "tie_check",
        sa.Column("case_id", sa.Uuid, primary_key=True),
        sa.Column("tie", sa.Text, nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.Column("next_at", _INSTANT, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("fault", sa.Text),
    )
    op.create_index("tie_check_next", "tie_check", ["tie", "next_at"])


def downgrade() -> None:
    op.drop_table("tie_check")
    op.drop_column("case_file", "managed_by")
