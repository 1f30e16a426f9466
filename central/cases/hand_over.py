"""The queue of approved cases to the national back office.

No transaction is open while another system thinks, and a process that is killed leaves a case that comes up
again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, Row, select, update

from central.store.case_tables import hand_over
from central.store.storage import upsert
from central.store.waiting import take_longest


class HandOverStanding(StrEnum):
    WAITING = "waiting"  # or under way
    SETTLED = "settled"  # carried out or sent back
    STUCK = "stuck"  # tried too often or for too long: an officer decides


@dataclass(frozen=True, slots=True)
class HandOver:
    case_id: UUID
    request_id: UUID
    state: HandOverStanding
    queued_at: datetime
    failures: int
    fault: str | None
    reference: str | None


def queue(connection: Connection, case_id: UUID, now: datetime, *, again: bool) -> None:
    """``again``: what was given up is asked for under the request that it had, so that it is not carried out
    twice. Else it is a new one: what was answered to an earlier approval counts no more.
    """
    values = {
        "state": HandOverStanding.WAITING.value,
        "queued_at": now,
        "next_at": now,
        "failures": 0,
        "fault": None,
    }
    if again:
        connection.execute(update(hand_over).where(hand_over.c.case_id == case_id).values(values))
        return
    values |= {"request_id": uuid4(), "reference": None}
    first = upsert(connection, hand_over, {"case_id": case_id, **values})
    connection.execute(first.on_conflict_do_update(index_elements=["case_id"], set_=values))


def find_hand_over(connection: Connection, case_id: UUID) -> HandOver | None:
    row = connection.execute(select(hand_over).where(hand_over.c.case_id == case_id)).first()
    return None if row is None else _read(row)


def _read(row: Row[tuple[Any, ...]]) -> HandOver:
    state = HandOverStanding(row.state)
    return HandOver(row.case_id, row.request_id, state, row.queued_at, row.failures, row.fault, row.reference)


def take(engine: Engine, now: datetime, kept: timedelta) -> HandOver | None:
    """The one that has waited longest; it comes up again after ``kept`` unless settled."""
    waits = hand_over.c.state == HandOverStanding.WAITING.value
    row = take_longest(engine, hand_over, waits, now, now + kept)
    return None if row is None else _read(row)


def lock_request(connection: Connection, handed: HandOver) -> bool:
    """Whether this request still waits for its answer; it is this transaction's then."""
    query = select(hand_over.c.state).where(
        hand_over.c.case_id == handed.case_id, hand_over.c.request_id == handed.request_id
    )
    state = connection.execute(query.with_for_update()).scalar()
    return state == HandOverStanding.WAITING


def write(connection: Connection, handed: HandOver, **values: object) -> None:
    """What came of a request that was locked."""
    connection.execute(update(hand_over).where(hand_over.c.case_id == handed.case_id).values(**values))
