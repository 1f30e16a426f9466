"""Who has looked at what an act says: a line for each, written before anything is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import uuid6
from sqlalchemy import Engine, insert, select

from central.store.schema import look


@dataclass(frozen=True, slots=True)
class Look:
    """``who``: the user of central's machine, or whoever holds the token of staff; ``way``: how."""

    act_id: UUID
    who: str
    way: str
    at: datetime


class Looks:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def note(self, act_id: UUID, who: str, way: str) -> None:
        values = {"act_id": act_id, "who": who, "way": way, "at": self._now()}
        with self._engine.begin() as connection:
            connection.execute(insert(look).values(look_id=UUID(bytes=uuid6.uuid7().bytes), **values))

    def newest(self, limit: int) -> list[Look]:
        """The newest first."""
        query = select(look).order_by(look.c.at.desc(), look.c.look_id.desc()).limit(limit)
        with self._engine.connect() as connection:
            return [Look(row.act_id, row.who, row.way, row.at) for row in connection.execute(query)]
