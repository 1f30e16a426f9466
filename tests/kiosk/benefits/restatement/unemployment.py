"""Unemployment allowance: Law 74/2025 Điều 38, 39."""

from __future__ import annotations

from fractions import Fraction

from tests.kiosk.benefits.restatement.common import (
    NOT_ELIGIBLE,
    Answer,
    Case,
    Value,
    day_of,
    dong,
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


def unemployment(case: Case) -> Answer:
    """Điều 39.1: 60 % of the average, at most five regional minimum wages; Điều 38.1.c: three months."""
    count = months_paid(case["months"])
    if count == 0:
        return NOT_ELIGIBLE
    ended = day_of(case["ended_on"])
    ceiling = Fraction(5 * at(REGIONAL_MINIMUM_WAGE, ended)[case["region"]])
    monthly = min(Fraction(60, 100) * Fraction(case["average"]), ceiling)
    values: dict[str, Value] = {
        "months_paid": count,
        "ask_by": same_day_later(ended, 3).isoformat(),
    }
    return Answer("amount", {"monthly": dong(monthly)}, values)
