"""Sealed texts are kept as they are: PostgreSQL looked for patterns in each of them, and there are none."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _store("EXTERNAL")


def downgrade() -> None:
    _store("EXTENDED")


def _store(how: str) -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE event ALTER COLUMN sealed SET STORAGE {how}")  # of its parts too
