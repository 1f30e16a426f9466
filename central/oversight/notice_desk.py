"""Notices, reminders and copies of records that did not go out, or came back: staff send them again, or note
that the person was told in another way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Engine,
    Row,
    Select,
    Table,
    func,
    literal,
    select,
    true,
    union_all,
    update,
)

from central.notices.catalogue import Channel
from central.notices.queue import Standing
from central.oversight.deeds import Deed, Deeds, office_of
from central.oversight.refusals import OversightProblem, refuse
from central.store.case_tables import case_file
from central.store.notice_tables import notice
from central.store.reminder_tables import kept_reminder
from kiosk.contract.staff import StaffRole

LOOKING = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.AUDITOR})
REMINDER = "reminder"  # instead of a kind: one that central keeps for somebody
_STATES = (Standing.FAILED.value, Standing.BOUNCED.value)  # the same words in both queues
CHANGING = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class FailedNotice:
    """Without an address: that lies sealed in the act. ``case_name``: None of what no case causes;
    ``seen_by``: who has looked after it.
    """

    notice_id: UUID
    case_name: str | None
    kind: str
    channel: str
    fault: str | None
    failures: int
    queued_at: datetime
    seen_by: str | None
    seen_at: datetime | None


class NoticeDesk:
    """Everything raises ProblemError."""

    def __init__(self, engine: Engine, deeds: Deeds, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._deeds = deeds
        self._now = now

    def failed(self, account: str, limit: int = 200) -> list[FailedNotice]:
        """Those of the office: first what nobody has seen, the oldest first."""
        office_id = office_of(self._deeds.reader(account, LOOKING))
        found: list[FailedNotice] = []
        with self._engine.connect() as connection:
            for table, query in _FAILED:
                mine = query if office_id is None else query.where(_office(table) == office_id)
                first = mine.order_by(table.c.seen_at.is_not(None), *table.primary_key.columns)
                found += map(_view, connection.execute(first.limit(limit)))
        found.sort(key=lambda each: (each.seen_at is not None, each.queued_at, each.notice_id))
        return found[:limit]

    def send_again(self, account: str, notice_id: UUID) -> None:
        """Under the same id, so that whoever carries it can tell a repeat; with all its tries anew."""
        waiting = {"state": Standing.WAITING.value, "failures": 0, "next_at": self._now()}
        nobody = {"seen_by": None, "seen_at": None}
        self._change(account, Deed.SEND_AGAIN, notice_id, waiting | nobody)

    def seen(self, account: str, notice_id: UUID) -> None:
        """The person was told in another way, by a call for instance."""
        values = {"seen_by": account, "seen_at": self._now()}
        self._change(account, Deed.NOTICE_SEEN, notice_id, values, unseen=True)

    def _change(
        self, account: str, deed: Deed, notice_id: UUID, values: dict[str, Any], *, unseen: bool = False
    ) -> None:
        """``unseen``: not one that somebody has seen."""
        table, row = self._find(notice_id)
        about = _view(row).case_name or ""
        with self._deeds.doing(account, deed, CHANGING, office_id=row.office_id, about=about) as begin:
            begin()
            still = table.c.state.in_(_STATES) & (_id(table) == notice_id)
            mine = still & (table.c.seen_at.is_(None) if unseen else true())
            with self._engine.begin() as connection:
                done = connection.execute(update(table).where(mine).values(values))
            if done.rowcount != 1:  # a colleague was quicker
                raise refuse(OversightProblem.NOTICE_UNKNOWN)

    def _find(self, notice_id: UUID) -> tuple[Table, Row[Any]]:
        with self._engine.connect() as connection:
            for table, query in _FAILED:
                row = connection.execute(query.where(_id(table) == notice_id)).first()
                if row is not None:
                    return table, row
        raise refuse(OversightProblem.NOTICE_UNKNOWN)


def unseen_by_office() -> Select[Any]:
    """How many of them nobody has looked after: office and number."""
    unseen = [
        query.where(table.c.seen_at.is_(None)).with_only_columns(_office(table).label("office_id"))
        for table, query in _FAILED
    ]
    found = union_all(*unseen).subquery()
    return select(found.c.office_id, func.count())


def _id(table: Table) -> ColumnElement[UUID]:
    return table.c.notice_id if table is notice else table.c.message_id


def _office(table: Table) -> ColumnElement[str]:
    if table is notice:
        return func.coalesce(case_file.c.office_id, notice.c.office_id)
    return case_file.c.office_id


def _failed(table: Table, case_id: ColumnElement[UUID], *columns: ColumnElement[Any]) -> Select[Any]:
    common = (table.c.fault, table.c.failures, table.c.seen_by, table.c.seen_at)
    case = (case_file.c.case_id, case_file.c.number, _office(table).label("office_id"))
    query = select(_id(table).label("notice_id"), *columns, *common, *case)
    query = query.join_from(table, case_file, case_file.c.case_id == case_id, isouter=True)
    return query.where(table.c.state.in_(_STATES))


_FAILED: tuple[tuple[Table, Select[Any]], ...] = (
    (notice, _failed(notice, notice.c.about, notice.c.kind, notice.c.channel, notice.c.queued_at)),
    (
        kept_reminder,
        _failed(
            kept_reminder,
            kept_reminder.c.case_id,
            literal(REMINDER).label("kind"),
            literal(Channel.EMAIL.value).label("channel"),
            kept_reminder.c.rings_at.label("queued_at"),
        ),
    ),
)


def _view(row: Row[Any]) -> FailedNotice:
    return FailedNotice(
        notice_id=row.notice_id,
        case_name=None if row.case_id is None else row.number or str(row.case_id),
        kind=row.kind,
        channel=row.channel,
        fault=row.fault,
        failures=row.failures,
        queued_at=row.queued_at,
        seen_by=row.seen_by,
        seen_at=row.seen_at,
    )
