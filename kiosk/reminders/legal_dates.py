"""The dates of the law that concern one person, each from what it hangs on: pure functions.

Figures come from the tables of the law, terms end by the calendar of working days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kiosk.benefits.lump_sum_grounds import first_month_after_wait
from kiosk.benefits.months import Month, PartialDate, add_months
from kiosk.benefits.parameters import ParameterBook
from kiosk.benefits.retirement import Sex, reaches_retirement_age
from kiosk.benefits.workings import Workings
from kiosk.eligibility.rules.health_card import WINDOW_DAYS
from kiosk.eligibility.rules.pension import DAYS_AHEAD
from kiosk.errors import KnownError
from kiosk.reference.working_days import WorkingCalendar, WorkingDay
from kiosk.toml import read_toml

_LIMITS = Path(__file__).with_name("limits.toml")
_QUARTER = 3  # months


@dataclass(frozen=True, slots=True)
class Stretch:
    """Of whole days; the last one belongs to it."""

    first: date
    last: date


class Limit(BaseModel):
    """A row of ``limits.toml``: days by the calendar, or months."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    valid_from: date
    days: int | None = Field(None, ge=1)
    months: int | None = Field(None, ge=1)
    article: str

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.days is None) is (self.months is None):
            raise ValueError("has either days or months")
        return self


@cache
def limits() -> tuple[Limit, ...]:
    return tuple(Limit.model_validate(row) for row in read_toml(_LIMITS)["limit"])


def limit_on(limit_id: str, day: date) -> Limit:
    """The row in force on that day; the first one for what happened before. KeyError for an unknown one."""
    rows = sorted((each for each in limits() if each.id == limit_id), key=lambda each: each.valid_from)
    if not rows:
        raise KeyError(limit_id)
    return next((each for each in reversed(rows) if each.valid_from <= day), rows[0])


def ends(limit: Limit, since: date, days: WorkingCalendar) -> WorkingDay:
    """The last day of the term. Civil Code 2015, Art. 147.2: the first day is not counted; 148.5: an end on a
    day off moves to the next working day, where the calendar reaches so far.
    """
    last = (
        since + timedelta(days=limit.days) if limit.days is not None else add_months(since, limit.months or 0)
    )
    try:
        return days.end_of_calendar_term(since, (last - since).days)
    except KnownError:
        return WorkingDay(last, confirmed=False)


def facility_window(on: date) -> Stretch:
    """In which the facility of first care can be changed: now, or else next (health law, Art. 26.1)."""
    quarter = Month(on.year, _QUARTER * ((on.month - 1) // _QUARTER) + 1)
    if (on - quarter.first_day).days >= WINDOW_DAYS:
        quarter += _QUARTER
    return Stretch(quarter.first_day, quarter.first_day + timedelta(days=WINDOW_DAYS - 1))


def pension_filing(sex: Sex, born: PartialDate, on: date, book: ParameterBook) -> Stretch:
    """From when a pension at the usual age is asked for until the day before it begins (L41 Art. 69, 79.1,
    107.1): the first day of the month after the one in which the age is reached.
    """
    reached = reaches_retirement_age(sex, born, Workings("reminder", on, book))[1]
    begins = (reached + 1).first_day
    return Stretch(begins - DAYS_AHEAD, begins - timedelta(days=1))


def lump_sum_from(last_paid: Month, on: date, book: ParameterBook) -> date:
    """The first day on which twelve months without contributions are over (L41 Art. 70.1.đ; N158 Art. 14)."""
    return first_month_after_wait(last_paid, Workings("reminder", on, book)).first_day
