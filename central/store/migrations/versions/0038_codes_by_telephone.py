"""One-time codes go by telephone too: the table of them is named for neither way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_MAILED, _ANY = "email_challenge", "code_challenge"


def upgrade() -> None:
    _rename(_MAILED, _ANY)
    op.add_column(_ANY, sa.Column("channel", sa.Text))
    op.execute("UPDATE code_challenge SET channel = 'email'")
    with op.batch_alter_table(_ANY) as batch:
        batch.alter_column("channel", existing_type=sa.Text(), nullable=False)


def downgrade() -> None:
    op.execute("DELETE FROM code_challenge WHERE channel <> 'email'")  # one asks for another
    op.drop_column(_ANY, "channel")
    _rename(_ANY, _MAILED)


def _rename(old: str, new: str) -> None:
    op.drop_index(f"{old}_address", table_name=old)
    op.rename_table(old, new)
    op.create_index(f"{new}_address", new, ["address_hash", "sent_at"])
