"""What the register had of who registers, books that are joined to nobody, and whose proof of an address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_UNJOINED = sa.text("personal_number IS NULL")


def upgrade() -> None:
    op.create_table(
        "record_check",
        sa.Column("case_id", sa.Uuid, primary_key=True),
        sa.Column("found", sa.Text, nullable=False),
        sa.Column("differs", sa.JSON, nullable=False),
        sa.Column("books", sa.Integer, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("told", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(
        "person_unjoined",
        "person",
        ["date_of_birth"],
        postgresql_where=_UNJOINED,
        sqlite_where=_UNJOINED,
    )
    op.add_column("spent_proof", sa.Column("person", sa.Text))


def downgrade() -> None:
    op.drop_column("spent_proof", "person")
    op.drop_index("person_unjoined", "person")
    op.drop_table("record_check")
