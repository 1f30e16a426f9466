"""The tables that came since keys could be cut: entries of audits have ids that nobody counts, a user name is
unique by a row of its own, and books that were withdrawn are found without looking at every other.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_GRANTS = (
    sa.Column("entry", sa.Uuid, primary_key=True),
    sa.Column("kid", sa.Text, primary_key=True),
    sa.Column("office_id", sa.Text, primary_key=True),
    sa.Column("at", _INSTANT, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("code", sa.Text),
    sa.Column("grant_id", sa.Uuid),
    sa.Column("visit_id", sa.Uuid),
    sa.Column("number_hash", sa.Text),
    sa.Column("sections", sa.JSON),
    sa.Column("case_id", sa.Uuid),
    sa.Column("chip", sa.Text),
    sa.Column("proved_by", sa.Text),
    sa.Column("officer", sa.Text),
)
_PHONES = (
    sa.Column("entry", sa.Uuid, primary_key=True),
    sa.Column("number_hash", sa.Text, primary_key=True),
    sa.Column("at", _INSTANT, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("code", sa.Text),
    sa.Column("device_id", sa.Uuid),
    sa.Column("challenge_id", sa.Uuid),
)
_INDICES = {
    "grant_audit_device": ("grant_audit", ["kid", "at"]),
    "grant_audit_at": ("grant_audit", ["at"]),
    "grant_audit_person": ("grant_audit", ["number_hash", "at"]),
    "smart_otp_audit_person": ("smart_otp_audit", ["number_hash", "at"]),
}


def _number_by_ids(table: str, columns: tuple[sa.Column[Any], ...], values: dict[str, str]) -> None:
    """``values``: what stands in a column now where it is not what stood there."""
    names = ", ".join(each.name for each in columns)
    read = ", ".join(values.get(each.name, each.name) for each in columns)
    op.execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {table}")  # noqa: S608 - names of ours
    op.drop_table(table)
    op.create_table(table, *columns)
    op.execute(f"INSERT INTO {table} ({names}) SELECT {read} FROM kept")  # noqa: S608 - names of ours
    op.execute("DROP TABLE kept")


def _claim_user_names() -> None:
    op.create_table(
        "account_name",
        sa.Column("name_hash", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
    )
    op.execute("INSERT INTO account_name (name_hash, person) SELECT name_hash, person FROM account")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_column("account", "name_hash")  # with what made it unique
        return
    with op.batch_alter_table(
        "account", naming_convention={"uq": "%(table_name)s_%(column_0_name)s_key"}
    ) as batch:
        batch.drop_constraint("account_name_hash_key", type_="unique")
        batch.drop_column("name_hash")


def upgrade() -> None:
    # In their order before every id that is made of a time.
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    entry = "lpad(to_hex(entry), 32, '0')::uuid" if is_postgresql else "printf('%032x', entry)"
    _number_by_ids("grant_audit", _GRANTS, {"entry": entry, "office_id": "coalesce(office_id, '')"})
    _number_by_ids("smart_otp_audit", _PHONES, {"entry": entry})
    for name, (table, columns) in _INDICES.items():
        op.create_index(name, table, columns)
    _claim_user_names()
    withdrawn = sa.text("withdrawn_at IS NOT NULL")
    op.create_index(
        "issued_book_withdrawn",
        "issued_book",
        ["withdrawn_at"],
        postgresql_where=withdrawn,
        sqlite_where=withdrawn,
    )


def downgrade() -> None:
    raise NotImplementedError("Go back by restoring the backup.")
