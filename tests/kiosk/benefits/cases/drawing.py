"""What every case is drawn from: days on and around the boundaries, wages, counts beside a limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

Input = dict[str, Any]
Cases = st.SearchStrategy[Input]

# Days on which a rule or a figure changes.
BOUNDARIES = [date(2025, 7, 1), date(2026, 1, 1), date(2026, 7, 1)]
FIRST_DAY, LAST_DAY = date(2025, 7, 1), date(2026, 12, 31)
GROUPS = ["poor", "near_poor", "ethnic_minority", "island", "other"]
METHODS = ["monthly", "3_months", "6_months", "12_months", "years_ahead", "missing_months"]
GRAVE_DISEASES = ["cancer", "polio", "decompensated_cirrhosis", "severe_tuberculosis", "aids"]


def days(first: date = FIRST_DAY, last: date = LAST_DAY) -> st.SearchStrategy[date]:
    """Days of the range, often the boundaries inside it and the days beside them."""
    beside = [day + timedelta(days=shift) for day in BOUNDARIES for shift in (-1, 0, 1)]
    return st.sampled_from([day for day in beside if first <= day <= last]) | st.dates(first, last)


def texts(first: date = FIRST_DAY, last: date = LAST_DAY) -> st.SearchStrategy[str]:
    return days(first, last).map(date.isoformat)


def wages(lowest: int = 700_000) -> st.SearchStrategy[int]:
    """Round figures and odd ones; low ones often, since floors and ceilings lie there."""
    return st.integers(lowest, 6_000_000) | st.integers(lowest // 50_000 + 1, 930).map(lambda n: n * 50_000)


def averages() -> st.SearchStrategy[str]:
    """Decimal strings of up to two places; some above every ceiling."""
    odd = st.integers(70_000_000, 5_000_000_000).map(lambda n: f"{n // 100}.{n % 100:02d}")
    return odd | wages().map(str) | st.integers(27_000_000, 130_000_000).map(str)


def counts(most: int, *marks: int) -> st.SearchStrategy[int]:
    """Counts of months up to ``most``, often those beside ``marks``."""
    beside = [mark + shift for mark in marks for shift in (-1, 0, 1) if 0 <= mark + shift <= most]
    return st.integers(0, most) | st.sampled_from([*beside, most])


_ABSENT = object()


def optional(required: Mapping[str, st.SearchStrategy[Any]], **others: st.SearchStrategy[Any]) -> Cases:
    """An input with every ``required`` key and any of the others, each as often there as not.

    The optional keys of ``fixed_dictionaries`` are mostly all there or all away.
    """
    each = {name: st.just(_ABSENT) | values for name, values in others.items()}
    return st.fixed_dictionaries({**required, **each}).map(
        lambda case: {name: value for name, value in case.items() if value is not _ABSENT}
    )
