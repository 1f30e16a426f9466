"""Codes that are to be made and sent: queued with the change of the case that brings them, taken by any
number of senders at once. A code is never kept: after a try that fails comes another one with another code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, Engine, and_, select, update

from central.accounts.desk import NewCode
from central.store.account_tables import account_code
from central.store.storage import upserts
from central.store.waiting import take_longest


class CodeStanding(StrEnum):
    WAITING = "waiting"  # or under way
    SENT = "sent"  # handed to who carries it
    NO_ADDRESS = "no_address"  # none that counts: staff help
    FAILED = "failed"  # tried too often, or there can be no account: staff help
    PRINTED = "printed"  # on a slip for a sealed envelope


# Why there can be no account, and so no code on paper either.
NO_ACCOUNT = frozenset({"user_name_taken", "account_locked", "act_unreadable"})


@dataclass(frozen=True, slots=True)
class QueuedCode:
    case_id: UUID
    version: int
    person: str
    message_id: UUID
    failures: int


@dataclass(frozen=True, slots=True)
class CodeNote:
    """As officers see it at the case."""

    state: CodeStanding
    channel: str | None
    queued_at: datetime
    expires_at: datetime | None
    spent_at: datetime | None
    fault: str | None
    printed_by: str | None = None
    printed_at: datetime | None = None

    @property
    def wants_slip(self) -> bool:
        """It could not be sent, and may be printed."""
        return _wants_slip(self.state, self.fault)


def queue_code(connection: Connection, case_id: UUID, version: int, person: str, now: datetime) -> None:
    row = {
        "case_id": case_id,
        "version": version,
        "person": person,
        "message_id": uuid4(),
        "state": CodeStanding.WAITING.value,
        "queued_at": now,
        "next_at": now,
        "failures": 0,
        "wrong": 0,
    }
    connection.execute(upserts(connection, account_code).on_conflict_do_nothing(), [row])


def take_code(engine: Engine, now: datetime, kept: timedelta) -> QueuedCode | None:
    """The one that has waited longest; it comes up again after ``kept`` unless settled."""
    waits = account_code.c.state == CodeStanding.WAITING.value
    row = take_longest(engine, account_code, waits, now, now + kept)
    if row is None:
        return None
    return QueuedCode(row.case_id, row.version, row.person, row.message_id, row.failures)


def note_code(connection: Connection, taken: QueuedCode, person: str, new: NewCode, channel: str) -> None:
    """Before it is sent: what arrives can be used. ``person``: whose account it activates."""
    values = {
        "person": person,
        "code_hash": new.code_hash,
        "channel": channel,
        "expires_at": new.until,
        "wrong": 0,
    }
    connection.execute(update(account_code).where(_is(taken)).values(values))


def settle_code(
    connection: Connection, taken: QueuedCode, state: CodeStanding, fault: str | None = None
) -> None:
    connection.execute(update(account_code).where(_is(taken)).values(state=state.value, fault=fault))


def put_off_code(connection: Connection, taken: QueuedCode, until: datetime, fault: str) -> None:
    values = {"next_at": until, "failures": taken.failures + 1, "fault": fault}
    connection.execute(update(account_code).where(_is(taken)).values(values))


def take_for_slip(connection: Connection, case_id: UUID, who: str, now: datetime) -> QueuedCode | None:
    """The newest of a case, to be printed once; None where it is printed, sent or waits to be."""
    newest = select(account_code).where(account_code.c.case_id == case_id)
    row = connection.execute(
        newest.order_by(account_code.c.version.desc()).limit(1).with_for_update()
    ).first()
    if row is None or not _wants_slip(CodeStanding(row.state), row.fault):
        return None
    taken = QueuedCode(row.case_id, row.version, row.person, row.message_id, row.failures)
    values = {"state": CodeStanding.PRINTED.value, "fault": None, "printed_by": who, "printed_at": now}
    connection.execute(update(account_code).where(_is(taken)).values(values))
    return taken


def _wants_slip(state: CodeStanding, fault: str | None) -> bool:
    return state in (CodeStanding.NO_ADDRESS, CodeStanding.FAILED) and fault not in NO_ACCOUNT


def code_of(connection: Connection, case_id: UUID) -> CodeNote | None:
    """The newest of a case."""
    query = select(account_code).where(account_code.c.case_id == case_id)
    row = connection.execute(query.order_by(account_code.c.version.desc()).limit(1)).first()
    if row is None:
        return None
    state = CodeStanding(row.state)
    return CodeNote(
        state,
        row.channel,
        row.queued_at,
        row.expires_at,
        row.spent_at,
        row.fault,
        printed_by=row.printed_by,
        printed_at=row.printed_at,
    )


def _is(taken: QueuedCode) -> ColumnElement[bool]:
    return and_(account_code.c.case_id == taken.case_id, account_code.c.version == taken.version)
