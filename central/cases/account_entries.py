"""Accounts that come into the register, or leave it, once their case was carried out: a queue beside the
cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, select, update

from central.notices.catalogue import notices
from central.notices.queue import queue_notices
from central.store.case_tables import account_entry
from central.store.storage import upserts
from central.store.waiting import take_longest

_NOTICE = "account.changed"


class EntryStanding(StrEnum):
    WAITING = "waiting"  # or under way
    WRITTEN = "written"
    NOTHING = "nothing"  # the act asks for no account
    FAILED = "failed"  # the register has no such person or account: staff look


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """As officers see it at the case. ``fault``: why nothing was written."""

    state: EntryStanding
    fault: str | None


def find_account_entry(connection: Connection, case_id: UUID) -> AccountEntry | None:
    """None as long as the case was not carried out, and for one that is about no account."""
    query = select(account_entry.c.state, account_entry.c.fault).where(account_entry.c.case_id == case_id)
    row = connection.execute(query).first()
    return None if row is None else AccountEntry(EntryStanding(row.state), row.fault)


def queue_account_entry(connection: Connection, case_id: UUID, version: int, now: datetime) -> None:
    """Of a case that was approved and carried out."""
    row = {
        "case_id": case_id,
        "version": version,
        "state": EntryStanding.WAITING.value,
        "changed_at": now,
        "next_at": now,
    }
    connection.execute(upserts(connection, account_entry).on_conflict_do_nothing(), [row])


def take_account_entry(engine: Engine, now: datetime, kept: timedelta) -> Row[tuple[Any, ...]] | None:
    """The one that has waited longest; it comes up again after ``kept`` unless settled."""
    waits = account_entry.c.state == EntryStanding.WAITING.value
    return take_longest(engine, account_entry, waits, now, now + kept)


def settle_account_entry(
    engine: Engine, taken: Row[tuple[Any, ...]], state: EntryStanding, now: datetime, fault: str | None = None
) -> None:
    """The person is told of a change where they were reached before this case: whoever asked for it in their
    name does not read it there.
    """
    values = {"state": state.value, "changed_at": now, "fault": fault}
    with engine.begin() as connection:
        mine = account_entry.c.case_id == taken.case_id
        connection.execute(update(account_entry).where(mine).values(values))
        if state is EntryStanding.WRITTEN:
            channels = notices()[_NOTICE].channels
            queue_notices(connection, taken.case_id, taken.version, _NOTICE, channels, reason=None, now=now)
