"""How the cases stand that came of this kiosk's acts: central's newest word for each act.

Kept apart from the feed's entries, since central forgets what it told long ago, and a snapshot lacks it then.
The act's receipt is the first word; a case that nobody has touched since has none here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database
from local_db.schema import case_news


@dataclass(frozen=True, slots=True)
class CaseWord:
    """``state`` is a stable code, ``told`` what the citizen may be told of it, ``reason`` why it was returned
    or refused. ``due_on``: by when the office decides; not ``due_confirmed`` while days off on the way are
    not settled.
    """

    act_id: UUID
    state: str
    version: int
    changed_at: datetime
    told_vi: str
    told_en: str
    due_on: date | None = None
    due_confirmed: bool = False
    reason_vi: str | None = None
    reason_en: str | None = None


class CaseStates:
    """Safe to use from several threads. Raises LocalDbError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, act_ids: Collection[UUID]) -> dict[UUID, CaseWord]:
        """Of each of these acts whose case central has said something of."""
        query = select(case_news).where(case_news.c.act_id.in_(list(act_ids)))
        with self._database.read() as connection:
            return {row.act_id: CaseWord(**row._mapping) for row in connection.execute(query)}

    def count(self, states: Collection[str]) -> int:
        """Acts whose case is in one of them, as central told last."""
        query = select(func.count()).where(case_news.c.state.in_(list(states)))
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())


def keep_case_news(connection: Connection, told: Sequence[CaseWord]) -> None:
    """Store the words, oldest first, in the transaction of ``connection``. The last one counts whatever its
    version: central may have been restored from a backup.
    """
    for each in told:
        values = asdict(each)
        newest = insert(case_news).values(values)
        connection.execute(newest.on_conflict_do_update(index_elements=["act_id"], set_=values))
