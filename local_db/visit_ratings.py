"""How people found their visits, as counts by day and task until central has them. Nothing else of a visit
is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database
from local_db.schema import visit_rating

_OPEN = ""  # in the place of a batch
_KEY = visit_rating.c.on_day, visit_rating.c.task, visit_rating.c.face


@dataclass(frozen=True, slots=True)
class RatedDay:
    on: date
    task: str
    face: int
    count: int


class VisitRatings:
    """Thread-safe. Raises LocalDbError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, on: date, task: str, face: int) -> None:
        row = {"on_day": on, "task": task, "face": face, "batch": _OPEN, "count": 1}
        more = {"count": visit_rating.c["count"] + 1}
        once = insert(visit_rating).on_conflict_do_update(
            index_elements=["on_day", "task", "face", "batch"], set_=more
        )
        with self._database.write() as connection:
            connection.execute(once, row)

    def take(self, before: date) -> tuple[UUID, tuple[RatedDay, ...]] | None:
        """What is to be sent, of days that are over, under one id until it is `settle`d; None for nothing."""
        batch = visit_rating.c.batch
        with self._database.write() as connection:
            found = connection.execute(select(batch).where(batch != _OPEN).limit(1)).scalar()
            name = str(found or uuid4())
            if found is None:
                over = update(visit_rating).where(batch == _OPEN, visit_rating.c.on_day < before)
                connection.execute(over.values(batch=name))
            rows = connection.execute(select(visit_rating).where(batch == name).order_by(*_KEY)).all()
        days = tuple(RatedDay(row.on_day, row.task, row.face, row._mapping["count"]) for row in rows)
        return (UUID(name), days) if days else None

    def settle(self, batch: UUID) -> None:
        """Central has it."""
        with self._database.write() as connection:
            connection.execute(delete(visit_rating).where(visit_rating.c.batch == str(batch)))
