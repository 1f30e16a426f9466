"""Inboxes, how people want to be told, and notices that no case causes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute("ALTER TABLE notice RENAME COLUMN case_id TO about")
    op.add_column("notice", sa.Column("person", sa.Text))
    op.add_column("notice", sa.Column("office_id", sa.Text))
    op.create_table(
        "person_notice",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("notice_id", sa.Uuid, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("read_at", _INSTANT),
        sa.Column("case_id", sa.Uuid),
        sa.Column("version", sa.Integer),
        sa.Column("reason", sa.Text),
        sa.Column("sealed", sa.LargeBinary),
    )
    op.create_index("person_notice_expires", "person_notice", ["expires_at"])
    op.create_table(
        "notice_choice",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("channels", sa.JSON, nullable=False),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("chosen_at", _INSTANT, nullable=False),
    )
    op.create_table(
        "notice_run",
        sa.Column("on_day", sa.Date, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("notices", sa.Integer, nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("finished_at", _INSTANT),
    )


def downgrade() -> None:
    for table in ("notice_run", "notice_choice", "person_notice"):
        op.drop_table(table)
    op.execute("DELETE FROM notice WHERE person IS NOT NULL")
    op.drop_column("notice", "office_id")
    op.drop_column("notice", "person")
    op.execute("ALTER TABLE notice RENAME COLUMN about TO case_id")
