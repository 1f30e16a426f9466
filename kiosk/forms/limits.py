"""Limits of days and months in a form's file: a fixed date, or one that moves with the day of the visit.

``2007-01-01`` · ``"today"`` · ``"today-15y"`` · ``"today+3m"`` · ``"today-30d"``; a month ``"2007-01"``
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator

from kiosk.benefits.months import add_months

_RELATIVE = re.compile(r"today(?:([+-]\d{1,3})([dmy]))?", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_SOME_DAY = date(2026, 6, 15)


@dataclass(frozen=True, slots=True)
class DayLimit:
    """``fixed``, or today and so many months and days."""

    fixed: date | None = None
    months: int = 0
    days: int = 0

    def on(self, today: date) -> date:
        """The limit as it stands on a day."""
        return self.fixed or add_months(today, self.months) + timedelta(days=self.days)


def _read(content: object) -> object:
    if isinstance(content, DayLimit):
        return content
    if isinstance(content, date):
        return DayLimit(date(content.year, content.month, content.day))
    text = content if isinstance(content, str) else ""
    if relative := _RELATIVE.fullmatch(text):
        amount, unit = int(relative[1] or 0), relative[2] or "d"
        if unit == "d":
            return DayLimit(days=amount)
        return DayLimit(months=amount * (12 if unit == "y" else 1))
    if _MONTH.fullmatch(text):
        text += "-01"
    try:
        return DayLimit(date.fromisoformat(text))
    except ValueError:
        raise ValueError('a limit is a date, "today", or today and so many d, m or y: "today-15y"') from None


Limit: TypeAlias = Annotated[DayLimit, BeforeValidator(_read)]


def fault_in_limits(earliest: DayLimit | None, latest: DayLimit | None) -> str | None:
    """Why nothing can lie between the two, where that holds on every day."""
    if earliest is None or latest is None or (earliest.fixed is None) != (latest.fixed is None):
        return None
    return "earliest lies after latest" if earliest.on(_SOME_DAY) > latest.on(_SOME_DAY) else None


def fixed_limit(limit: DayLimit | None) -> str | None:
    """As JSON; None for one that moves."""
    return None if limit is None or limit.fixed is None else limit.fixed.isoformat()
