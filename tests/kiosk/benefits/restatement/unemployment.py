"""Unemployment allowance: Law 74/2025 Điều 38, 39."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.kiosk.benefits.restatement.common import (
    NOT_ELIGIBLE,
    Answer,
    Case,
    Value,
    day_of,
    dong,
    month_of,
    same_day_later,
)
from tests.kiosk.benefits.restatement.tables import REGIONAL_MINIMUM_WAGE, at


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


def unemployment(case: Case) -> Answer:
    """Điều 39.1: 60 % of the average, at most five regional minimum wages; Điều 38.1.c: three months."""
    ended = day_of(case["ended_on"])
    count = months_paid(case["months"])
    if count == 0 or not may_have(case, ended):
        return NOT_ELIGIBLE
    year, month = month_of(case.get("last_paid_month", case["ended_on"]))
    ceiling = Fraction(5 * at(REGIONAL_MINIMUM_WAGE, date(year, month, 1))[case["region"]])
    monthly = min(Fraction(60, 100) * Fraction(case["average"]), ceiling)
    values: dict[str, Value] = {
        "months_paid": count,
        "ask_by": same_day_later(ended, 3).isoformat(),
    }
    return Answer("amount", {"monthly": dong(monthly)}, values)
