"""By when an office answers: terms of the law as dated data, and the day on which one ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kiosk.reference.working_days import WorkingCalendar, WorkingDay


class Term(BaseModel):
    """From a day on: by when the office answers, counted from the day on which the file is complete.

    One of the three counts, or none where no term is known. ``days_but_holidays``: weekends count, public
    holidays do not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    valid_from: date
    working_days: Annotated[int, Field(ge=1)] | None = None
    calendar_days: Annotated[int, Field(ge=1)] | None = None
    days_but_holidays: Annotated[int, Field(ge=1)] | None = None
    source: str
    status: Literal["settled", "unsure"]

    @property
    def days(self) -> int | None:
        """Of whatever kind."""
        return self.working_days or self.calendar_days or self.days_but_holidays

    @property
    def count(self) -> str:
        """The key that says what the days are, as central's table has it; of no days that of working days."""
        keys = ("calendar_days", "days_but_holidays")
        return next((key for key in keys if getattr(self, key) is not None), "working_days")

    def end(self, start: date, calendar: WorkingCalendar) -> WorkingDay | None:
        """The last day; None where no term is known. Raises ``KnownError`` for years not in the calendar."""
        if self.working_days is not None:
            return calendar.add_working_days(start, self.working_days)
        if self.calendar_days is not None:
            return calendar.end_of_calendar_term(start, self.calendar_days)
        if self.days_but_holidays is not None:
            return calendar.add_days_but_holidays(start, self.days_but_holidays)
        return None


def in_force(terms: Iterable[Term], day: date) -> Term | None:
    """The term that holds on that day."""
    begun = [term for term in terms if term.valid_from <= day]
    return max(begun, key=lambda term: term.valid_from, default=None)
