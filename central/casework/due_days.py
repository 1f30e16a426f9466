"""By when cases are due that wait for the office, counted anew by the calendar that holds now.

A year's days off are decided while cases are under way that reach into it, and single days are swapped later.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, case, select, update

from central.cases.calendar import Calendar
from central.cases.handler import Count
from central.cases.kinds.service_filed import counted_otherwise
from central.cases.writing import WAITING, CaseRow, lock, news_of
from central.feed.entries import add_news
from central.store.case_tables import case_file

_COUNT = case(counted_otherwise(), value=case_file.c.about, else_=Count.WORKING_DAYS.value).label("count")
_ALIKE = (
    _COUNT,
    case_file.c.office_id,
    case_file.c.due_since,
    case_file.c.term_days,
    case_file.c.due_on,
    case_file.c.due_confirmed,
)
_AT_ONCE = 200


class DueDays:
    def __init__(
        self, engine: Engine, now: Callable[[], datetime], calendar: Calendar, pause_seconds: float = 300.0
    ) -> None:
        self._engine = engine
        self._now = now
        self._calendar = calendar
        self._pause_seconds = pause_seconds
        self._all_right_at: float | None = None

    def recount(self) -> bool:
        """Set the day of some cases whose day is another one now, and tell their kiosks. False: every day is
        right, or was so less than ``pause_seconds`` ago.
        """
        moment = time.monotonic()
        if self._all_right_at is not None and moment - self._all_right_at < self._pause_seconds:
            return False
        with self._engine.begin() as connection:
            if self._recount_some(connection):
                return True
        self._all_right_at = moment
        return False

    def _recount_some(self, connection: Connection) -> bool:
        """Cases of one office and one day stand or change together."""
        waiting = [
            case_file.c.state.in_([each.value for each in WAITING]),
            case_file.c.due_since.is_not(None),
        ]
        for alike in connection.execute(select(*_ALIKE).where(*waiting).distinct()).all():
            due = self._due(connection, alike)
            if (due["due_on"], due["due_confirmed"]) != (alike.due_on, alike.due_confirmed):
                self._set(connection, [*waiting, *_same(alike)], due)
                return True
        return False

    def _due(self, connection: Connection, alike: CaseRow) -> dict[str, Any]:
        return self._calendar.due(
            connection,
            alike.office_id,
            self._now(),
            since=alike.due_since,
            days=alike.term_days,
            count=Count(alike._mapping["count"]),
        )

    def _set(self, connection: Connection, those: list[ColumnElement[bool]], due: dict[str, Any]) -> None:
        found = connection.execute(select(case_file.c.case_id).where(*those).limit(_AT_ONCE)).scalars().all()
        lock(connection, found)
        still = [case_file.c.case_id.in_(found), *those]
        ids = connection.execute(select(case_file.c.case_id).where(*still)).scalars().all()
        connection.execute(update(case_file).where(case_file.c.case_id.in_(ids)).values(due))
        rows = connection.execute(select(case_file).where(case_file.c.case_id.in_(ids))).all()
        add_news(connection, self._now(), news_of(connection, [(row, None) for row in rows]))


def _same(alike: CaseRow) -> list[ColumnElement[bool]]:
    return [column.is_not_distinct_from(alike._mapping[column.name]) for column in _ALIKE]
