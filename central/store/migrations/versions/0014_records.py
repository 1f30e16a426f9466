"""The register of people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_TABLES = ("kinship", "record_entry", "contribution", "employer", "person_alias", "person")


def _person_id(name: str = "person_id", *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey("person.person_id"), primary_key=key, nullable=False)


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("person_id", sa.Integer, primary_key=True),
        sa.Column("personal_number", sa.Text, unique=True),
        sa.Column("full_name", sa.Text, nullable=False),
        sa.Column("date_of_birth", sa.Date, nullable=False),
        sa.Column("managed_by", sa.Text, nullable=False),
        sa.Column("office", sa.Text),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("registered_at", _INSTANT, nullable=False),
    )
    op.create_index("ix_person_office", "person", ["office"])
    op.create_table(
        "person_alias",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("number", sa.Text, primary_key=True),
        _person_id(),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("since", sa.Date),
    )
    op.create_index("ix_person_alias_person_id", "person_alias", ["person_id"])
    op.create_index("person_alias_number", "person_alias", ["number"])
    op.create_table(
        "employer",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("region", sa.Text, nullable=False),
        sa.Column("dissolved", sa.Boolean, nullable=False),
    )
    op.create_table(
        "contribution",
        _person_id(key=True),
        sa.Column("number", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("from_month", sa.SmallInteger, nullable=False),
        sa.Column("to_month", sa.SmallInteger, nullable=False),
        sa.Column("funds", sa.SmallInteger, nullable=False),
        sa.Column("employer", sa.Text, sa.ForeignKey("employer.code")),
        sa.Column("wage", sa.BigInteger, nullable=False),
        sa.Column("paid", sa.Boolean, nullable=False),
        sa.Column("days_late", sa.SmallInteger, nullable=False),
        sa.Column("replaces", sa.SmallInteger),
        sa.Column("recorded_on", sa.Date, nullable=False),
        sa.Column("position", sa.Text, nullable=False),
        sa.Column("more", sa.JSON),
    )
    unpaid = sa.text("NOT paid")
    op.create_index(
        "contribution_unpaid", "contribution", ["employer"], postgresql_where=unpaid, sqlite_where=unpaid
    )
    op.create_table(
        "record_entry",
        _person_id(key=True),
        sa.Column("number", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("replaces", sa.SmallInteger),
        sa.Column("content", sa.JSON, nullable=False),
    )
    op.create_table(
        "kinship",
        _person_id(key=True),
        _person_id("relative_id", key=True),
        sa.Column("relation", sa.Text, nullable=False),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.Column("same_household", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
