"""In the queues, what had been sent and has come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, func, null, select, update

from central.accounts.queue import CodeStanding
from central.messages.bounces import Bounce
from central.notices.queue import Standing
from central.store.account_tables import account_code
from central.store.case_tables import case_file
from central.store.notice_tables import notice
from central.store.reminder_tables import kept_reminder

_SENT = Standing.SENT.value  # the same word in all queues


@dataclass(frozen=True, slots=True)
class Returned:
    """``person``: whom it was for, as in the tables; ``sent_to``: the keyed hash of the address."""

    queue: str
    message_id: UUID
    person: str | None
    sent_to: str | None


def find_returned(connection: Connection, message_id: UUID) -> Returned | None:
    """None: nothing that went out under this id counts as sent."""
    for queue in _QUEUES.values():
        row = connection.execute(queue.query.where(queue.id == message_id, queue.is_sent)).first()
        if row is not None:
            return Returned(queue.table.name, message_id, row.person, row.sent_to)
    return None


def note_returned(connection: Connection, found: Returned, bounce: Bounce) -> bool:
    """Staff see it from now on. False: somebody else has noted it."""
    queue = _QUEUES[found.queue]
    values = {"state": queue.state, "fault": bounce.reason.value}
    mine = update(queue.table).where(queue.id == found.message_id, queue.is_sent)
    return connection.execute(mine.values(values)).rowcount == 1


@dataclass(frozen=True, slots=True)
class _Queue:
    """``is_sent``: what can come back; ``state``: of what did. ``query``: its person and address."""

    table: Table
    id: Column[UUID]
    is_sent: ColumnElement[bool]
    state: str
    query: Select[Any]


def _of_case(
    table: Table,
    case_id: ColumnElement[UUID],
    person: ColumnElement[Any],
    sent_to: ColumnElement[Any],
) -> Select[Any]:
    columns = (person.label("person"), sent_to.label("sent_to"))
    return select(*columns).join_from(table, case_file, case_file.c.case_id == case_id, isouter=True)


_QUEUES = {
    each.table.name: each
    for each in (
        _Queue(
            notice,
            notice.c.notice_id,
            notice.c.state == _SENT,
            Standing.BOUNCED.value,
            _of_case(
                notice,
                notice.c.about,
                func.coalesce(notice.c.person, case_file.c.person),
                notice.c.sent_to,
            ),
        ),
        _Queue(
            kept_reminder,
            kept_reminder.c.message_id,
            kept_reminder.c.state == _SENT,
            Standing.BOUNCED.value,
            _of_case(kept_reminder, kept_reminder.c.case_id, case_file.c.person, kept_reminder.c.sent_to),
        ),
        # A code that did not arrive is made anew by the counter, on a slip; not one that was used.
        _Queue(
            account_code,
            account_code.c.message_id,
            (account_code.c.state == _SENT) & account_code.c.spent_at.is_(None),
            CodeStanding.FAILED.value,
            select(account_code.c.person, null().label("sent_to")),
        ),
    )
}
