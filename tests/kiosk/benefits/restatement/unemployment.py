"""Unemployment allowance: Law 74/2025 Điều 38, 39, 55."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from tests.kiosk.benefits.restatement.common import (
    Answer,
    Case,
    Value,
    day_of,
    dong,
    month_of,
    same_day_later,
)
from tests.kiosk.benefits.restatement.tables import (
    OFFICE_DAYS_OFF,
    OFFICE_SATURDAYS,
    REGIONAL_MINIMUM_WAGE,
    at,
)


def months_paid(months: int) -> int:
    """Điều 39.2: 12 to 36 months give three, each further twelve one, at most twelve."""
    if months < 12:
        return 0
    count, reached = 3, 36
    while reached + 12 <= months:
        count, reached = count + 1, reached + 12
    return min(count, 12)


def may_have(case: Case, ended: date) -> bool:
    """Điều 38.1: twelve months in the window, a lawful end without a pension, asked in time, no new job."""
    if case.get("months_in_window", case["months"]) < 12:
        return False
    if "asked_on" in case and day_of(case["asked_on"]) > same_day_later(ended, 3):
        return False
    return not any(
        case.get(key, False) for key in ("unlawful_termination", "pension_eligible", "works_again")
    )


def office_works(day: date) -> bool:
    month_and_day = day.isoformat()[5:]
    if month_and_day in OFFICE_SATURDAYS[day.year].split():
        return True
    return day.weekday() < 5 and month_and_day not in OFFICE_DAYS_OFF[day.year].split()


def first_day_of_pay(asked: date) -> date:
    """Điều 39.3: the eleventh working day from the filing, whose own day is not counted (BLDS Điều 147.2)."""
    day, count = asked, 0
    while count < 11:
        day += timedelta(days=1)
        count += office_works(day)
    return day


def unemployment(case: Case) -> Answer:
    """Điều 39.1: 60 % of the average, at most five regional minimum wages; Điều 38.1.c: three months."""
    ended = day_of(case["ended_on"])
    count = months_paid(case["months"])
    ask_by = same_day_later(ended, 3).isoformat()
    if count == 0 or not may_have(case, ended):
        return Answer("not_eligible", values={"ask_by": ask_by})
    year, month = month_of(case.get("last_paid_month", case["ended_on"]))
    ceiling = Fraction(5 * at(REGIONAL_MINIMUM_WAGE, date(year, month, 1))[case["region"]])
    monthly = min(Fraction(60, 100) * Fraction(case["average"]), ceiling)
    values: dict[str, Value] = {
        "months_paid": count,
        "ask_by": ask_by,
    }
    asked = day_of(case.get("asked_on", case["ended_on"]))
    # Điều 55.4: also who had stopped working before 2026. The days off of 2027 are not decided.
    if date(2026, 1, 1) <= asked < date(2026, 12, 1):
        values["first_day_of_pay"] = first_day_of_pay(asked).isoformat()
    return Answer("amount", {"monthly": dong(monthly)}, values)
