"""Electronic books: every copy that was signed, and those that wait for a phone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "issued_book",
        sa.Column("number", sa.Text, primary_key=True),
        sa.Column("grant_id", sa.Uuid, nullable=False),
        sa.Column("kid", sa.Text, sa.ForeignKey("device.kid"), nullable=False),
        sa.Column("number_hash", sa.Text, nullable=False),
        sa.Column("issued_at", _INSTANT, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("signed_by", sa.Text, nullable=False),
        sa.Column("withdrawn_at", _INSTANT),
    )
    op.create_index("issued_book_grant", "issued_book", ["grant_id"])
    op.create_table(
        "book_copy",
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("number", sa.Text, sa.ForeignKey("issued_book.number"), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("left_at", _INSTANT, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
    )
    op.create_index("book_copy_number", "book_copy", ["number"])


def downgrade() -> None:
    op.drop_table("book_copy")
    op.drop_table("issued_book")
