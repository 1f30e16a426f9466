"""Health insurance of households: Law 51/2024 (Điều 13.6, 16.3.c, 22.1.d of the health insurance law)."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from tests.kiosk.benefits.restatement.common import Answer, Case, Value, day_of, dong
from tests.kiosk.benefits.restatement.tables import REFERENCE_LEVEL, at


def share_percent(place: int) -> int:
    """Điều 13.6 a–c: of the first person's contribution, by the place among those who join together."""
    return {1: 100, 2: 70, 3: 60, 4: 50}.get(place, 40)


def household(case: Case) -> Answer:
    """4.5 % of the reference level on the day of payment (NĐ 188/2025); another card takes no place."""
    paid = day_of(case["paid_on"])
    first = Fraction(45, 1000) * at(REFERENCE_LEVEL, paid) * case["months"]
    place, each = 0, []
    for member in case["members"]:
        if member.get("other_card", False):
            each.append(Fraction(0))
        else:
            place += 1
            each.append(first * share_percent(place) / 100)
    total = sum(each, Fraction(0))
    values: dict[str, Value] = {"members": [dong(amount) for amount in each]}
    if case.get("first_time", False) or case.get("days_since_last_card", 0) >= 90:
        values["valid_from"] = (paid + timedelta(days=30)).isoformat()
    return Answer("amount", {"total": dong(total)}, values)


def copayment_ceiling(case: Case) -> Answer:
    """Điều 22.1.d: five years without a break and co-payments above six reference levels."""
    threshold = 6 * at(REFERENCE_LEVEL, day_of(case["on"]))
    covered = case["continuous_years"] >= 5 and case["co_payment_this_year"] > threshold
    return Answer("amount", {"threshold": threshold}, {"fully_covered": covered})
