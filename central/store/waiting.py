"""Queues that are tables: whoever looks takes the row that has waited longest, and nobody waits for another.

Such a table says in ``next_at`` when a row is due. Who takes one commits before the work, which may be slow,
and settles or puts off the row afterwards.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Table, and_, literal, select, update


def take_longest(
    engine: Engine, table: Table, waits: ColumnElement[bool], now: datetime, until: datetime
) -> Row[tuple[Any, ...]] | None:
    """As it stood before it was taken; None when none is due. It comes up again at ``until``, should whoever
    took it die.
    """
    due = and_(waits, table.c.next_at <= now)
    with engine.connect() as connection:  # most looks find nothing: they lock and write nothing
        if connection.execute(select(literal(1)).select_from(table).where(due).limit(1)).first() is None:
            return None
    keys = table.primary_key.columns
    with engine.begin() as connection:
        first = select(table).where(due).order_by(table.c.next_at, *keys).limit(1)
        row = connection.execute(first.with_for_update(skip_locked=True)).first()
        if row is not None:
            mine = and_(*(key == getattr(row, key.name) for key in keys))
            connection.execute(update(table).where(mine).values(next_at=until))
        return row
