"""What central's program says of an act that it could not work on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_COLUMNS = ("title_vi", "title_en", "detail")


def upgrade() -> None:
    for name in _COLUMNS:
        op.add_column("judged_act", sa.Column(name, sa.Text))


def downgrade() -> None:
    with op.batch_alter_table("judged_act") as table:
        for name in _COLUMNS:
            table.drop_column(name)
