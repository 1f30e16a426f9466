"""Notices that did not go out: staff send them again, or note that the person was told in another way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, Row, select, update

from central.notices.queue import Standing
from central.oversight.deeds import Deed, Deeds, office_of
from central.oversight.refusals import OversightProblem, refuse
from central.store.case_tables import case_file
from central.store.notice_tables import notice
from kiosk.contract.staff import StaffRole

LOOKING = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.AUDITOR})
CHANGING = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class FailedNotice:
    """Without an address: that lies sealed in the act. ``seen_by``: who has looked after it."""

    notice_id: UUID
    case_name: str
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
        """Those of the office's cases: first what nobody has seen, the oldest first."""
        office_id = office_of(self._deeds.reader(account, LOOKING))
        query = _failed().order_by(notice.c.seen_at.is_not(None), notice.c.queued_at, notice.c.notice_id)
        if office_id is not None:
            query = query.where(case_file.c.office_id == office_id)
        with self._engine.connect() as connection:
            return [_view(row) for row in connection.execute(query.limit(limit))]

    def send_again(self, account: str, notice_id: UUID) -> None:
        """Under the same id, so that whoever carries it can tell a repeat; with all its tries anew."""
        waiting = {"state": Standing.WAITING.value, "failures": 0, "next_at": self._now()}
        nobody = {"seen_by": None, "seen_at": None}
        self._change(account, Deed.SEND_AGAIN, notice_id, waiting | nobody)

    def seen(self, account: str, notice_id: UUID) -> None:
        """The person was told in another way, by a call for instance."""
        values = {"seen_by": account, "seen_at": self._now()}
        self._change(account, Deed.NOTICE_SEEN, notice_id, values, notice.c.seen_at.is_(None))

    def _change(
        self, account: str, deed: Deed, notice_id: UUID, values: dict[str, Any], *only: ColumnElement[bool]
    ) -> None:
        with self._engine.connect() as connection:
            row = connection.execute(_failed().where(notice.c.notice_id == notice_id)).first()
        if row is None:
            raise refuse(OversightProblem.NOTICE_UNKNOWN)
        about = _view(row).case_name
        with self._deeds.doing(account, deed, CHANGING, office_id=row.office_id, about=about) as begin:
            begin()
            mine = (notice.c.case_id == row.case_id) & (notice.c.notice_id == notice_id)
            still = mine & (notice.c.state == Standing.FAILED.value)
            with self._engine.begin() as connection:
                done = connection.execute(update(notice).where(still, *only).values(values))
            if done.rowcount != 1:  # a colleague was quicker
                raise refuse(OversightProblem.NOTICE_UNKNOWN)


def _failed() -> Any:
    query = select(notice, case_file.c.number, case_file.c.office_id)
    query = query.join(case_file, case_file.c.case_id == notice.c.case_id)
    return query.where(notice.c.state == Standing.FAILED.value)


def _view(row: Row[Any]) -> FailedNotice:
    return FailedNotice(
        notice_id=row.notice_id,
        case_name=row.number or str(row.case_id),
        kind=row.kind,
        channel=row.channel,
        fault=row.fault,
        failures=row.failures,
        queued_at=row.queued_at,
        seen_by=row.seen_by,
        seen_at=row.seen_at,
    )
