"""What kiosks are told about their acts after the receipt: quarantined, no longer so, answered.

Each device reads on from the position that it has. Positions grow with every outcome of the device: the row
that counts them is locked until the commit, so that none becomes visible behind one that was read. They begin
at the clock (microseconds since 1970), so that they also grow over a restore from a backup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, insert, select, update

from central.schema import outcome, outcome_position
from central.storage import upsert
from kiosk.contract.wire import ActOutcome, ActOutcomes

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Told:
    kid: str
    act_id: UUID
    quarantined: bool
    problem: str | None = None
    answer: str | None = None


def tell(connection: Connection, now: datetime, news: Iterable[Told]) -> None:
    """Within the transaction that makes it true."""
    micros = int(now.timestamp() * 1_000_000)
    for each in sorted(news, key=lambda told: told.kid):
        first = upsert(connection, outcome_position, {"kid": each.kid, "last": 0})
        connection.execute(first.on_conflict_do_nothing())
        mine = outcome_position.c.kid == each.kid
        last = connection.execute(select(outcome_position.c.last).where(mine).with_for_update()).scalar_one()
        position = max(last + 1, micros)
        connection.execute(update(outcome_position).where(mine).values(last=position))
        connection.execute(
            insert(outcome).values(
                kid=each.kid,
                position=position,
                act_id=each.act_id,
                quarantined=each.quarantined,
                problem=each.problem,
                answer=each.answer,
            )
        )


class Outcomes:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def behind(self, kid: str, position: int) -> ActOutcomes:
        """The next outcomes of a device after ``position``."""
        query = (
            select(outcome)
            .where(outcome.c.kid == kid, outcome.c.position > position)
            .order_by(outcome.c.position)
            .limit(_PAGE + 1)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        outcomes = [
            ActOutcome(
                position=row.position,
                act_id=row.act_id,
                quarantined=row.quarantined,
                problem=row.problem,
                answer=row.answer,
            )
            for row in rows[:_PAGE]
        ]
        return ActOutcomes(
            outcomes=outcomes,
            position=outcomes[-1].position if outcomes else position,
            more=len(rows) > _PAGE,
            server_time=self._now(),
        )
