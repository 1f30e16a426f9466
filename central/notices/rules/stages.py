"""Stages before a day: of each a person is told once, also when days were left out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from functools import cache

from kiosk.clock import VIETNAM_TIME
from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.working_days import WorkingCalendar


def stage(left: int, stages: Collection[int]) -> int | None:
    """The one that ``left`` (days or months before) has come to: the smallest that is not below it. None
    before the first one, and once it is over.
    """
    return None if left < 0 else min((each for each in stages if left <= each), default=None)


def end_of(day: date) -> datetime:
    """The last moment of a day in Vietnam."""
    return datetime.combine(day, time(23, 59, 59), VIETNAM_TIME)


@cache
def working_days() -> WorkingCalendar:
    """The one that is shipped, read once: it is asked for everybody."""
    return ReferenceData().calendar
