"""Kiosk or device, and office, in every key; what is unique beyond them in tables of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NAMES = {"pk": "%(table_name)s_pkey", "uq": "%(table_name)s_%(column_0_name)s_key"}
_NAMES["fk"] = "%(table_name)s_%(column_0_name)s_fkey"  # as PostgreSQL does
_PLACE = ["stream_id", "sequence", "kiosk_id", "office_id"]
_STREAM = ["stream_id", "kiosk_id", "office_id"]
_OF_STREAM = "SELECT stream.{0} FROM stream WHERE stream.stream_id = {1}.stream_id"
_OF_KEY = "SELECT device.{0} FROM device WHERE device.kid = {1}.kid"


def _claim() -> None:
    op.create_table(
        "stream_number",
        sa.Column("number", sa.Text, primary_key=True),
        sa.Column("stream_id", sa.Uuid, nullable=False),
    )
    op.execute("INSERT INTO stream_number (number, stream_id) SELECT number, stream_id FROM stream")
    op.create_table(
        "only_case",
        sa.Column("only_one", sa.Text, primary_key=True),
        sa.Column("case_id", sa.Uuid, nullable=False),
    )
    op.execute(
        "INSERT INTO only_case (only_one, case_id) SELECT only_one, case_id FROM case_file"
        " WHERE only_one IS NOT NULL"
    )
    with op.batch_alter_table("case_file", naming_convention=_NAMES) as batch:
        batch.drop_constraint("case_file_only_one_key", type_="unique")
        batch.drop_column("only_one")
    with op.batch_alter_table("stream", naming_convention=_NAMES) as batch:
        batch.drop_constraint("stream_number_key", type_="unique")


def _leave_keys() -> None:
    """What points at a key that is about to change; SQLite's tables are written anew below."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.drop_constraint("judgement_stream_id_sequence_fkey", "judgement", type_="foreignkey")
    op.drop_constraint("attachment_stream_id_sequence_fkey", "attachment", type_="foreignkey")
    op.drop_constraint("event_stream_id_fkey", "event", type_="foreignkey")


def _fill(table: str, columns: list[str], query: str) -> None:
    for name in columns:
        op.add_column(table, sa.Column(name, sa.Text))
        op.execute(f"UPDATE {table} SET {name} = ({query.format(name, table)})")  # noqa: S608 - names of ours


def _set_key(table: str, added: list[str], key: list[str], to: str | None = None) -> None:
    """``to``: the table whose key the first columns of this one name."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    with op.batch_alter_table(table, naming_convention=_NAMES) as batch:
        for name in added:
            batch.alter_column(name, existing_type=sa.Text(), nullable=False)
        batch.drop_constraint(f"{table}_pkey", type_="primary")
        batch.create_primary_key(f"{table}_pkey", key)
        if to is not None:
            if not is_postgresql:
                batch.drop_constraint(f"{table}_stream_id_fkey", type_="foreignkey")
            columns = _STREAM if to == "stream" else _PLACE
            batch.create_foreign_key(f"{table}_place_fkey", to, columns, columns)


def _key_acts() -> None:
    both = ["kiosk_id", "office_id"]
    _fill("stream", both, _OF_KEY)
    _set_key("stream", both, _STREAM)
    op.create_index("stream_kid", "stream", ["kid"])
    for table in ("event", "to_judge", "judgement", "attachment", "act"):
        _fill(table, both, _OF_STREAM)
    _set_key("event", both, _PLACE, "stream")
    _set_key("to_judge", both, _PLACE)
    _set_key("judgement", both, _PLACE, "event")
    _set_key("attachment", both, [*_PLACE, "attachment_id"], "event")
    with op.batch_alter_table("act") as batch:
        for name in both:
            batch.alter_column(name, existing_type=sa.Text(), nullable=False)


def _key_others() -> None:
    for table, key in (
        ("divergence", ["stream_id", "sequence", "chain", "kid", "office_id"]),
        ("upload", ["sha256", "kid", "office_id"]),
        ("package", ["package_id", "kid", "office_id"]),
        ("audit_checkpoint", ["kid", "office_id", "sequence", "hash"]),
        ("email_challenge", ["challenge_id", "kid", "office_id"]),
        ("repeatable_request", ["key", "kid", "office_id"]),
    ):
        _fill(table, ["office_id"], _OF_KEY)
        _set_key(table, ["office_id"], key)
    _set_key("sent_message", [], ["send_id", "kid", "office_id"])


def upgrade() -> None:
    _claim()
    _leave_keys()
    _key_acts()
    _key_others()


def downgrade() -> None:
    raise NotImplementedError("Go back by restoring the backup.")
