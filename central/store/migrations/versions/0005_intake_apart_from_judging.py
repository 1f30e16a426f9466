"""Intake stores and signs; judging is a queue with outcomes of its own; case numbers come from places."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from central.intake.case_numbers import stream_number

revision = "0005"
down_revision = "0002"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def _number_streams() -> None:
    with op.batch_alter_table("stream") as batch:
        batch.add_column(sa.Column("number", sa.Text))
    stream = sa.table("stream", sa.column("stream_id", sa.Uuid), sa.column("number", sa.Text))
    connection = op.get_bind()
    for stream_id in connection.execute(sa.select(stream.c.stream_id)).scalars().all():
        connection.execute(
            sa.update(stream).where(stream.c.stream_id == stream_id).values(number=stream_number(stream_id))
        )
    with op.batch_alter_table("stream") as batch:
        batch.alter_column("number", existing_type=sa.Text, nullable=False)
        batch.create_unique_constraint("stream_number_key", ["number"])


def _create_judging() -> None:
    op.create_table(
        "to_judge",
        sa.Column("stream_id", sa.Uuid, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("queued_at", _INSTANT, nullable=False),
    )
    op.create_index("to_judge_queued_at", "to_judge", ["queued_at"])
    op.create_table(
        "judgement",
        sa.Column("stream_id", sa.Uuid, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("judged_at", _INSTANT, nullable=False),
        sa.Column("answer", sa.Text),
        sa.ForeignKeyConstraint(["stream_id", "sequence"], ["event.stream_id", "event.sequence"]),
    )
    quarantined = sa.text("outcome = 'quarantined'")
    op.create_index(
        "judgement_quarantined",
        "judgement",
        ["judged_at"],
        postgresql_where=quarantined,
        sqlite_where=quarantined,
    )


def _create_cases() -> None:
    op.create_table(
        "act",
        sa.Column("act_id", sa.Uuid, primary_key=True),
        sa.Column("stream_id", sa.Uuid, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("case_id", sa.Uuid, nullable=False),
    )
    op.create_index("ix_act_case_id", "act", ["case_id"])
    op.create_table(
        "case_file",
        sa.Column("case_id", sa.Uuid, primary_key=True),
        sa.Column("kind", sa.Text),
        sa.Column("only_one", sa.Text, unique=True),
        sa.Column("opened_at", _INSTANT, nullable=False),
    )


def _create_outcomes() -> None:
    op.create_table(
        "outcome",
        sa.Column("kid", sa.Text, sa.ForeignKey("device.kid"), primary_key=True),
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("act_id", sa.Uuid, nullable=False),
        sa.Column("quarantined", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("answer", sa.Text),
    )
    op.create_table(
        "outcome_position",
        sa.Column("kid", sa.Text, sa.ForeignKey("device.kid"), primary_key=True),
        sa.Column("last", sa.BigInteger, nullable=False),
    )


def _keep_what_was_judged() -> None:
    op.execute(
        "INSERT INTO judgement (stream_id, sequence, outcome, problem, judged_at) SELECT stream_id, sequence,"
        " CASE WHEN quarantine IS NULL THEN 'case' WHEN quarantine = 'act-known' THEN 'known'"
        " ELSE 'quarantined' END,"
        " CASE WHEN quarantine = 'act-known' THEN NULL ELSE quarantine END, received_at FROM event"
    )
    op.execute(
        "INSERT INTO act (act_id, stream_id, sequence, case_id)"
        " SELECT act_id, stream_id, sequence, act_id FROM event WHERE quarantine IS NULL"
    )
    op.execute(
        "INSERT INTO case_file (case_id, kind, opened_at)"
        " SELECT act_id, kind, received_at FROM event WHERE quarantine IS NULL"
    )


def _leave_the_event_alone() -> None:
    op.drop_index("event_act_once", "event")
    names = {"uq": "%(table_name)s_%(column_0_name)s_key"}  # as PostgreSQL names them by itself
    with op.batch_alter_table("event", naming_convention=names) as batch:
        batch.drop_column("quarantine")
        batch.drop_constraint("event_case_number_key", type_="unique")
    op.create_index("event_act", "event", ["act_id"])
    op.create_index("event_case_number", "event", ["case_number"])
    op.drop_table("case_counter")


def upgrade() -> None:
    _number_streams()
    _create_judging()
    _create_cases()
    _create_outcomes()
    _keep_what_was_judged()
    _leave_the_event_alone()


def downgrade() -> None:
    raise NotImplementedError("Numbers that receipts have promised cannot be counted again.")
