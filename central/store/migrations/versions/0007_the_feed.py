"""The changes feed; what kiosks were told about judged acts becomes a part of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def _create_feed() -> None:
    op.create_table(
        "feed_scope",
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("last", sa.BigInteger, nullable=False),
        sa.Column("floor", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "feed_entry",
        sa.Column("scope", sa.Text, sa.ForeignKey("feed_scope.scope"), primary_key=True),
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("previous", sa.BigInteger, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("effective_from", sa.Date),
        sa.Column("published_at", _INSTANT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_index("feed_entry_key", "feed_entry", ["topic", "scope", "key"])


def _move_outcomes() -> None:
    """With their positions: kiosks go on from those that they have."""
    connection = op.get_bind()
    outcome = sa.table(
        "outcome",
        sa.column("kid", sa.Text),
        sa.column("position", sa.BigInteger),
        sa.column("act_id", sa.Uuid),
        sa.column("quarantined", sa.Boolean),
        sa.column("problem", sa.Text),
        sa.column("answer", sa.Text),
    )
    entry = sa.table(
        "feed_entry",
        *(sa.column(name, kind) for name, kind in (("published_at", _INSTANT), ("withdrawn", sa.Boolean))),
        *(sa.column(name) for name in ("scope", "position", "previous", "topic", "key", "number", "content")),
    )
    op.execute(
        "INSERT INTO feed_scope (scope, last, floor) SELECT 'device:' || kid, last, 0 FROM outcome_position"
    )
    last: dict[str, int] = {}
    for row in connection.execute(sa.select(outcome).order_by(outcome.c.kid, outcome.c.position)).all():
        told = {"quarantined": row.quarantined, "problem": row.problem, "answer": row.answer}
        connection.execute(
            sa.insert(entry).values(
                scope=f"device:{row.kid}",
                position=row.position,
                previous=last.get(row.kid, 0),
                topic="acts",
                key=str(row.act_id),
                number=0,
                published_at=datetime.fromtimestamp(row.position / 1_000_000, UTC),
                withdrawn=False,
                content=json.dumps({"act_id": str(row.act_id), **told}),
            )
        )
        last[row.kid] = row.position
    op.drop_table("outcome")
    op.drop_table("outcome_position")


def upgrade() -> None:
    _create_feed()
    _move_outcomes()


def downgrade() -> None:
    raise NotImplementedError("What kiosks were told cannot be told a second time under other positions.")
