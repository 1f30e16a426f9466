"""The queue of notices: written with the change that they tell of, taken by any number of senders at once.

A sender that is killed leaves a notice that comes up again, under the same id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, Engine, and_, update

from central.notices.catalogue import Channel
from central.store.notice_tables import notice
from central.store.storage import upserts
from central.store.waiting import take_longest


class Standing(StrEnum):
    WAITING = "waiting"  # or under way
    SENT = "sent"  # handed to who carries it
    NO_ADDRESS = "no_address"  # the person gave none for this channel
    FAILED = "failed"  # tried too often: staff see it


@dataclass(frozen=True, slots=True)
class Queued:
    case_id: UUID
    version: int
    channel: Channel
    notice_id: UUID
    kind: str
    reason: str | None
    queued_at: datetime
    failures: int


def queue_notices(
    connection: Connection,
    case_id: UUID,
    version: int,
    kind: str,
    channels: Iterable[Channel],
    *,
    reason: str | None,
    now: datetime,
) -> None:
    """One for each channel. Of a version of a case a kind is told once, however often this is called."""
    rows = [
        {
            "case_id": case_id,
            "version": version,
            "channel": channel.value,
            "notice_id": uuid4(),
            "kind": kind,
            "reason": reason,
            "state": Standing.WAITING.value,
            "queued_at": now,
            "next_at": now,
            "failures": 0,
        }
        for channel in channels
    ]
    if rows:
        connection.execute(upserts(connection, notice).on_conflict_do_nothing(), rows)


def take(engine: Engine, now: datetime, kept: timedelta, channels: Iterable[Channel]) -> Queued | None:
    """The one of these channels that has waited longest; it comes up again after ``kept`` unless settled."""
    carried = notice.c.channel.in_([channel.value for channel in channels])
    waits = and_(notice.c.state == Standing.WAITING.value, carried)
    row = take_longest(engine, notice, waits, now, now + kept)
    if row is None:
        return None
    return Queued(
        row.case_id,
        row.version,
        Channel(row.channel),
        row.notice_id,
        row.kind,
        row.reason,
        row.queued_at,
        row.failures,
    )


def settle(connection: Connection, taken: Queued, standing: Standing, fault: str | None = None) -> None:
    values = {"state": standing.value, "fault": fault}
    connection.execute(update(notice).where(_is(taken)).values(values))


def put_off(connection: Connection, taken: Queued, until: datetime, fault: str) -> None:
    values = {"next_at": until, "failures": taken.failures + 1, "fault": fault}
    connection.execute(update(notice).where(_is(taken)).values(values))


def _is(taken: Queued) -> ColumnElement[bool]:
    return and_(
        notice.c.case_id == taken.case_id,
        notice.c.version == taken.version,
        notice.c.kind == taken.kind,
        notice.c.channel == taken.channel.value,
    )
