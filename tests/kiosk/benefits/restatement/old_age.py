"""Old age without a pension: L41 Điều 21–24; NĐ 158/2025 Điều 22–25; NĐ 176/2025."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.kiosk.benefits.restatement.averages import general_average
from tests.kiosk.benefits.restatement.common import (
    NOT_ELIGIBLE,
    Answer,
    Case,
    Value,
    day_of,
    dong,
    full_years,
    paid_months,
    same_day_later,
    years_for_amount,
)
from tests.kiosk.benefits.restatement.tables import SOCIAL_PENSION, at


def months_at_the_lowest(average: Fraction, months: int, social_pension: int) -> int:
    """NĐ 158/2025 Điều 23.1: Ttt = Mbq × 2 × N ÷ social pension; a part of a month is a month."""
    money = average * 2 * years_for_amount(months)
    count = 0
    while money > 0:
        money -= social_pension
        count += 1
    return count


def monthly_allowance(affordable: int, to_social_pension: int, social_pension: int) -> Fraction:
    """NĐ 158/2025 Điều 24.1, 24.2: the social pension, more where the money reaches beyond its age."""
    if affordable <= to_social_pension:
        return Fraction(social_pension)
    more = Fraction((affordable - to_social_pension) * social_pension, to_social_pension)
    return social_pension + more


def shortfall(affordable: int, to_social_pension: int, social_pension: int) -> int:
    """NĐ 158/2025 Điều 23.3: (Tdt − Ttt) × social pension."""
    total = 0
    while affordable < to_social_pension:
        total += social_pension
        affordable += 1
    return total


def article_23_allowance(case: Case) -> Answer:
    until, decided = case["months_to_social_pension"], day_of(case["decided_on"])
    if "contributions" in case:
        history = [
            paid for paid in paid_months(case["contributions"]) if paid.month <= (decided.year, decided.month)
        ]
        if not history:
            return NOT_ELIGIBLE
        months, average = len(history), general_average(history, decided)
    else:
        months, average = case["months"], Fraction(case["average"])
    if full_years(months) >= 15 or until <= 0:
        return NOT_ELIGIBLE
    level = at(SOCIAL_PENSION, decided)
    affordable = months_at_the_lowest(average, months, level)
    return Answer(
        "amount",
        {
            "monthly": dong(monthly_allowance(affordable, until, level)),
            "shortfall": shortfall(affordable, until, level),
        },
        {"months_at_floor": affordable, "years": years_for_amount(months), "average": average},
    )


def has_reached(years: int, born: date, on: date) -> bool:
    return same_day_later(born, years * 12) <= on


def social_pension(case: Case) -> Answer:
    """L41 Điều 21.1, 21.2: 75 years, or 70 in a poor or near-poor household; no other monthly benefit."""
    on, born = day_of(case["on"]), day_of(case["born"])
    years = 70 if case.get("poor_or_near_poor", False) else 75
    values: dict[str, Value] = {
        "eligible_from": max(same_day_later(born, years * 12), date(2025, 7, 1)).isoformat()
    }
    if not has_reached(years, born, on) or case.get("has_other_monthly_benefit", False):
        return Answer("not_eligible", values=values)
    return Answer("amount", {"monthly": at(SOCIAL_PENSION, on)}, values)
