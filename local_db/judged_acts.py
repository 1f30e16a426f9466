"""What central found when it judged acts that it had signed for, newest word for each act.

Only what is not as the receipt lets expect comes here; so the table stays small. The acts themselves stay in
the outbox, where those in quarantine are marked for staff.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database
from local_db.outbox import OutboxState
from local_db.schema import judged_act, outbox


@dataclass(frozen=True, slots=True)
class JudgedAct:
    """``problem`` is a stable code, ``title`` and ``detail`` what central's program says of it, ``answer``
    what staff at central wrote.
    """

    act_id: UUID
    quarantined: bool
    problem: str | None = None
    answer: str | None = None
    title_vi: str | None = None
    title_en: str | None = None
    detail: str | None = None


class JudgedActs:
    """Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, act_id: UUID) -> JudgedAct | None:
        return self.of([act_id]).get(act_id)

    def of(self, act_ids: Collection[UUID]) -> dict[UUID, JudgedAct]:
        """Central's newest word about each of these acts that it has said something of."""
        query = select(judged_act).where(judged_act.c.act_id.in_(list(act_ids)))
        with self._database.read() as connection:
            return {row.act_id: JudgedAct(**row._mapping) for row in connection.execute(query)}


def mark_judged(connection: Connection, told: Sequence[JudgedAct]) -> None:
    """Store the words, oldest first, and mark the acts in the outbox, in the transaction of ``connection``.

    A word about an act whose receipt has not come yet marks it the next time.
    """
    for each in told:
        values = asdict(each)
        newest = insert(judged_act).values(values)
        connection.execute(newest.on_conflict_do_update(index_elements=["act_id"], set_=values))
    for quarantined, state, then in (
        (True, OutboxState.SENT, OutboxState.QUARANTINED),
        (False, OutboxState.QUARANTINED, OutboxState.SENT),
    ):
        about = select(judged_act.c.act_id).where(judged_act.c.quarantined.is_(quarantined))
        connection.execute(
            update(outbox)
            .where(outbox.c.state == state.value, outbox.c.act_id.in_(about))
            .values(state=then.value)
        )
