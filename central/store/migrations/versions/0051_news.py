"""News that staff write at the pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "news",
        sa.Column("news_id", sa.Uuid, primary_key=True),
        sa.Column("office_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("title_vi", sa.Text, nullable=False),
        sa.Column("title_en", sa.Text, nullable=False),
        sa.Column("body_vi", sa.Text, nullable=False),
        sa.Column("body_en", sa.Text, nullable=False),
        sa.Column("written_by", sa.Text, nullable=False),
        sa.Column("written_at", _INSTANT, nullable=False),
        sa.Column("published_by", sa.Text),
        sa.Column("published_at", _INSTANT),
        sa.Column("withdrawn_by", sa.Text),
        sa.Column("withdrawn_at", _INSTANT),
    )
    op.create_index("news_until", "news", ["until"])


def downgrade() -> None:
    op.drop_table("news")
