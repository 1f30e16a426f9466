"""By when a case is due: so many working days after its filing, by the table of working days."""

from __future__ import annotations

from datetime import date
from typing import Any

from kiosk.errors import KnownError
from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.working_days import WorkingCalendar


class Calendar:
    def __init__(self, working: WorkingCalendar | None = None) -> None:
        self._working = working or ReferenceData().calendar

    def due(self, since: date, working_days: int | None) -> dict[str, Any]:
        """The columns of a case; no day where there is no term, or the table does not reach so far."""
        if working_days is not None:
            try:
                due = self._working.add_working_days(since, working_days)
            except KnownError:
                pass
            else:
                return {"due_on": due.date, "due_confirmed": due.confirmed}
        return {"due_on": None, "due_confirmed": False}
