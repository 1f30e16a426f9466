"""The queue of notices: written with the change that they tell of, taken by any number of senders at once.

A sender that is killed leaves a notice that comes up again, under the same id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4, uuid5

from sqlalchemy import ColumnElement, Connection, Engine, and_, select, update

from central.notices.catalogue import Channel, notices
from central.store.case_tables import case_file
from central.store.notice_tables import notice, person_notice
from central.store.storage import upserts
from central.store.waiting import take_longest

_OF_CASES = timedelta(days=365)  # so long the inbox has what a case has caused


class Standing(StrEnum):
    WAITING = "waiting"  # or under way
    SENT = "sent"  # handed to who carries it
    NO_ADDRESS = "no_address"  # the person gave none for this channel
    EXPIRED = "expired"  # it is over before anybody carried it
    FAILED = "failed"  # tried too often: staff see it
    BOUNCED = "bounced"  # it was sent and came back: staff see it


@dataclass(frozen=True, slots=True)
class Queued:
    """``about``: the case; where ``person`` says whom it is for, their notice, which no case causes."""

    about: UUID
    version: int
    channel: Channel
    notice_id: UUID
    kind: str
    reason: str | None
    queued_at: datetime
    failures: int
    person: str | None = None


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
    """One for each channel, and one for the inbox. Of a version of a case a kind is told once, however often
    this is called.
    """
    rows = [
        {
            "about": case_id,
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
    _put_into_inbox(connection, case_id, version, kind, reason=reason, now=now)


def _put_into_inbox(
    connection: Connection, case_id: UUID, version: int, kind: str, *, reason: str | None, now: datetime
) -> None:
    """Of the person whose case it is, unless it is for somebody else. What nobody has filed is in none."""
    if not notices()[kind].inbox:
        return
    query = select(case_file.c.person).where(case_file.c.case_id == case_id)
    person = connection.execute(query).scalar()
    if person is None:
        return
    row = {
        "person": person,
        "notice_id": uuid5(case_id, f"{version} {kind}"),
        "kind": kind,
        "created_at": now,
        "expires_at": now + _OF_CASES,
        "case_id": case_id,
        "version": version,
        "reason": reason,
    }
    connection.execute(upserts(connection, person_notice).on_conflict_do_nothing(), [row])


def take(engine: Engine, now: datetime, kept: timedelta, channels: Iterable[Channel]) -> Queued | None:
    """The one of these channels that has waited longest; it comes up again after ``kept`` unless settled."""
    carried = notice.c.channel.in_([channel.value for channel in channels])
    waits = and_(notice.c.state == Standing.WAITING.value, carried)
    row = take_longest(engine, notice, waits, now, now + kept)
    if row is None:
        return None
    return Queued(
        row.about,
        row.version,
        Channel(row.channel),
        row.notice_id,
        row.kind,
        row.reason,
        row.queued_at,
        row.failures,
        row.person,
    )


def settle(
    connection: Connection,
    taken: Queued,
    standing: Standing,
    fault: str | None = None,
    *,
    sent_to: str | None = None,
) -> None:
    """``sent_to``: a keyed hash of the address."""
    values = {"state": standing.value, "fault": fault, "sent_to": sent_to}
    connection.execute(update(notice).where(_is(taken)).values(values))


def put_off(connection: Connection, taken: Queued, until: datetime, fault: str) -> None:
    values = {"next_at": until, "failures": taken.failures + 1, "fault": fault}
    connection.execute(update(notice).where(_is(taken)).values(values))


def _is(taken: Queued) -> ColumnElement[bool]:
    return and_(
        notice.c.about == taken.about,
        notice.c.version == taken.version,
        notice.c.kind == taken.kind,
        notice.c.channel == taken.channel.value,
    )
