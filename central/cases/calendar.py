"""By when a case is due: so many days after its filing, by the calendar that kiosks were sent."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from central.cases.handler import Count
from central.feed.entries import scope_of_office
from central.feed.publishing import find_holding, today_in_vietnam
from kiosk.contract.feed import Files, Topic
from kiosk.errors import KnownError
from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.working_days import WorkingCalendar, WorkingDay

logger = logging.getLogger(__name__)
_TABLE = "working_days.toml"
_COUNTED: Mapping[Count, Callable[[WorkingCalendar, date, int], WorkingDay]] = {
    Count.WORKING_DAYS: WorkingCalendar.add_working_days,
    Count.CALENDAR_DAYS: WorkingCalendar.end_of_calendar_term,
    Count.DAYS_BUT_HOLIDAYS: WorkingCalendar.add_days_but_holidays,
}


class Calendar:
    """What is published counts ``kept_seconds`` later at the latest: it is not read anew for every case."""

    def __init__(self, kept_seconds: float = 60.0) -> None:
        self._kept_seconds = kept_seconds
        self._shipped = ReferenceData().calendar
        self._read: dict[str, tuple[float, WorkingCalendar]] = {}

    def due(
        self,
        connection: Connection,
        office_id: str,
        now: datetime,
        *,
        since: date,
        days: int | None,
        count: Count,
    ) -> dict[str, Any]:
        """The columns of a case; no day where there is no term, or the table does not reach so far."""
        if days is not None:
            try:
                due = _COUNTED[count](self._of(connection, office_id, now), since, days)
            except KnownError:
                pass
            else:
                return {"due_since": since, "due_on": due.date, "due_confirmed": due.confirmed}
        return {"due_since": since, "due_on": None, "due_confirmed": False}

    def _of(self, connection: Connection, office_id: str, now: datetime) -> WorkingCalendar:
        read_at, calendar = self._read.get(office_id, (None, self._shipped))
        moment = time.monotonic()
        if read_at is None or moment - read_at >= self._kept_seconds:
            calendar = self._published(connection, office_id, now) or self._shipped
            self._read[office_id] = moment, calendar
        return calendar

    @staticmethod
    def _published(connection: Connection, office_id: str, now: datetime) -> WorkingCalendar | None:
        day, scope = today_in_vietnam(now), scope_of_office(office_id)
        content = find_holding(connection, Topic.REFERENCE, scope, day)
        try:
            text = None if content is None else Files.model_validate(content).files.get(_TABLE)
            if text is None:
                return None
            calendar = ReferenceData(received={_TABLE: text}).calendar
            calendar.years()
        except (KnownError, ValidationError):  # it was checked when it was published
            logger.error("the calendar that was published cannot be read; the shipped one counts")
            return None
        return calendar
