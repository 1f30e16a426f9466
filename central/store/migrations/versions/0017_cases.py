"""Cases with a state, a day by which they are due, and a history."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_BOOLEAN = sa.Boolean(create_constraint=False)
_OF_ACT = (
    "SELECT {0} FROM act JOIN event ON event.stream_id = act.stream_id AND event.sequence = act.sequence"
    " AND event.kiosk_id = act.kiosk_id AND event.office_id = act.office_id"
    " WHERE act.act_id = case_file.case_id"
)
_FILLED = {
    "number": _OF_ACT.format("event.case_number"),
    "kiosk_id": f"SELECT COALESCE(({_OF_ACT.format('act.kiosk_id')}), '')",
    "office_id": f"SELECT COALESCE(({_OF_ACT.format('act.office_id')}), '')",
    "state": "SELECT 'received'",
    "version": "SELECT 1",
    "due_confirmed": "SELECT false",
    "doubtful": "SELECT false",
    "back_office": "SELECT false",
    "changed_at": "SELECT opened_at",
}
_NEEDED: tuple[sa.Column[Any], ...] = (
    sa.Column("kiosk_id", sa.Text),
    sa.Column("office_id", sa.Text),
    sa.Column("state", sa.Text),
    sa.Column("version", sa.Integer),
    sa.Column("due_confirmed", _BOOLEAN),
    sa.Column("doubtful", _BOOLEAN),
    sa.Column("back_office", _BOOLEAN),
    sa.Column("changed_at", _INSTANT),
)
_MAY_LACK: tuple[sa.Column[Any], ...] = (
    sa.Column("about", sa.Text),
    sa.Column("number", sa.Text),
    sa.Column("person", sa.Text),
    sa.Column("matter", sa.Text),
    sa.Column("decision", sa.Text),
    sa.Column("officer", sa.Text),
    sa.Column("term_days", sa.Integer),
    sa.Column("due_on", sa.Date),
    sa.Column("proposed", sa.Text),
    sa.Column("proposed_by", sa.Text),
)


def upgrade() -> None:
    for column in (*_NEEDED, *_MAY_LACK):
        op.add_column("case_file", column)
    filled = ", ".join(f"{name} = ({query})" for name, query in _FILLED.items())
    op.execute(f"UPDATE case_file SET {filled}")  # noqa: S608 - names of ours
    with op.batch_alter_table("case_file") as batch:
        for column in _NEEDED:
            batch.alter_column(column.name, existing_type=column.type, nullable=False)
    op.create_index("case_file_desk", "case_file", ["office_id", "state", "due_on"])
    for name in ("person", "matter", "number"):
        op.create_index(f"case_file_{name}", "case_file", [name])
    op.create_table(
        "case_change",
        sa.Column("case_id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("role", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("at", _INSTANT, nullable=False),
    )
    op.execute(
        'INSERT INTO case_change (case_id, version, "change", state, who, at)'
        " SELECT case_id, 1, 'open', 'received', 'kiosk', opened_at FROM case_file"
    )
    op.create_table(
        "refused_change",
        sa.Column("attempt_id", sa.Uuid, primary_key=True),
        sa.Column("case_id", sa.Uuid, nullable=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
    )
    op.create_index("ix_refused_change_case_id", "refused_change", ["case_id"])
    op.create_index("ix_refused_change_at", "refused_change", ["at"])


def downgrade() -> None:
    raise NotImplementedError("Go back by restoring the backup.")
