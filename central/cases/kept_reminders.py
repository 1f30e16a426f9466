"""The queue of reminders that central keeps: written as the case is opened, taken by any number of senders.

A sender that is killed leaves a reminder that comes up again, under the same id.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, Row, and_, update

from central.store.reminder_tables import kept_reminder
from central.store.storage import upserts
from central.store.waiting import take_longest

SETTLES = 0  # the place of the row by which the case is settled: nothing is decided about it


class RingStanding(StrEnum):
    WAITING = "waiting"  # or under way
    SENT = "sent"  # handed to the relay
    KEPT = "kept"  # of the first row: the case is settled
    DROPPED = "dropped"  # the person has taken it back
    NO_ADDRESS = "no_address"  # none that is proved
    FAILED = "failed"  # tried too often
    BOUNCED = "bounced"  # it was sent and came back


def queue_reminders(connection: Connection, case_id: UUID, rings: Sequence[datetime], now: datetime) -> None:
    """Of a case that was opened; doing it again changes nothing."""
    rows = [
        {
            "case_id": case_id,
            "place": place,
            "message_id": uuid4(),
            "rings_at": at,
            "state": RingStanding.WAITING.value,
            "next_at": at,
            "failures": 0,
        }
        for place, at in enumerate((now, *rings))
    ]
    connection.execute(upserts(connection, kept_reminder).on_conflict_do_nothing(), rows)


def take_reminder(
    engine: Engine, now: datetime, kept: timedelta, *, mails: bool
) -> Row[tuple[Any, ...]] | None:
    """The one that is due longest; it comes up again after ``kept`` unless settled. ``mails``: there is a
    relay, without which they wait.
    """
    waits = kept_reminder.c.state == RingStanding.WAITING.value
    if not mails:
        waits &= kept_reminder.c.place == SETTLES
    return take_longest(engine, kept_reminder, waits, now, now + kept)


def settle_reminder(
    connection: Connection,
    taken: Row[tuple[Any, ...]],
    standing: RingStanding,
    fault: str | None = None,
    *,
    sent_to: str | None = None,
) -> None:
    """``sent_to``: a keyed hash of the address."""
    _write(connection, taken, state=standing.value, fault=fault, sent_to=sent_to)


def put_off_reminder(
    connection: Connection, taken: Row[tuple[Any, ...]], until: datetime, fault: str
) -> None:
    _write(connection, taken, next_at=until, failures=taken.failures + 1, fault=fault)


def _write(connection: Connection, taken: Row[tuple[Any, ...]], **values: object) -> None:
    mine = and_(kept_reminder.c.case_id == taken.case_id, kept_reminder.c.place == taken.place)
    connection.execute(update(kept_reminder).where(mine).values(values))
