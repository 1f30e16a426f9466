"""Mail that comes back: where each went, by a keyed hash, and an index by the id that it went out under."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, message_id in (("notice", "notice_id"), ("kept_reminder", "message_id")):
        op.add_column(table, sa.Column("sent_to", sa.Text))
        op.create_index(f"{table}_message", table, [message_id])
    op.create_index("account_code_message", "account_code", ["message_id"])


def downgrade() -> None:
    op.drop_index("account_code_message", "account_code")
    for table in ("kept_reminder", "notice"):
        op.drop_index(f"{table}_message", table)
        op.drop_column(table, "sent_to")
