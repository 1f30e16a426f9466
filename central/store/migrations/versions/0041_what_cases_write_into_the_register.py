"""What an approved case corrected in the register, and the months that an officer enters for one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_change", sa.Column("entered", sa.Text))
    op.create_table(
        "person_correction",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.person_id"), primary_key=True),
        sa.Column("number", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("case_id", sa.Uuid),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
    )
    op.create_index("ix_person_correction_case_id", "person_correction", ["case_id"])


def downgrade() -> None:
    op.drop_table("person_correction")
    op.drop_column("case_change", "entered")
