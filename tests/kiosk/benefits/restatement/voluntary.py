"""Voluntary contributions and what is given back: L41 Điều 31.2, 36; NĐ 159/2025 Điều 5–8."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.kiosk.benefits.restatement.common import (
    REJECTED,
    Answer,
    Case,
    Value,
    day_of,
    dong,
    month_of,
    month_text,
    months_later,
)
from tests.kiosk.benefits.restatement.tables import (
    FUND_INTEREST,
    POVERTY_LINE,
    REFERENCE_LEVEL,
    STATE_SUPPORT,
    SUPPORTED_MONTHS_AT_MOST,
    VOLUNTARY_RATE,
    at,
)

MONTHS_OF = {"monthly": 1, "3_months": 3, "6_months": 6, "12_months": 12}
# L41 Điều 36.3: how many months after the first the payment is still in time.
PAY_WITHIN = {"monthly": 0, "3_months": 2, "6_months": 3, "12_months": 6}


def monthly(income: int, day: date) -> Fraction:
    """L41 Điều 36.1."""
    return Fraction(at(VOLUNTARY_RATE, day), 100) * income


def support_a_month(group: str, local_percent: Fraction, day: date) -> Fraction:
    """NĐ 159/2025 Điều 5: the State's share, and the province's, of 22 % of the poverty line."""
    share = (at(STATE_SUPPORT, day)[group] + local_percent) / 100
    return share * Fraction(22, 100) * at(POVERTY_LINE, day)


def interest(case: Case) -> Fraction:
    text = case.get("fund_interest_percent")
    return Fraction(text if text is not None else at(FUND_INTEREST, day_of(case["paid_on"]))) / 100


def paid_ahead(a_month: Fraction, first: int, last: int, rate: Fraction) -> Fraction:
    """NĐ 159/2025 Điều 6, 8: Σ of the months ``first`` to ``last`` of 22 % × TN ÷ (1 + r)^(i − 1)."""
    total, discount = Fraction(0), Fraction(1)
    for number in range(1, last + 1):
        if number >= first:
            total += a_month / discount
        discount *= 1 + rate
    return total


def paid_afterwards(a_month: Fraction, months: int, rate: Fraction) -> Fraction:
    """NĐ 159/2025 Điều 7: Σ of 22 % × TN × (1 + r)^i."""
    total, growth = Fraction(0), Fraction(1)
    for _ in range(months):
        growth *= 1 + rate
        total += a_month * growth
    return total


def voluntary_contribution(case: Case) -> Answer:
    day, income, method = day_of(case["paid_on"]), case["income"], case["method"]
    if not at(POVERTY_LINE, day) <= income <= 20 * at(REFERENCE_LEVEL, day):  # L41 Điều 31.2
        return REJECTED
    a_month = monthly(income, day)
    if method == "years_ahead":
        if not 2 <= case["years"] <= 5:
            return REJECTED
        months = 12 * case["years"]
        gross = paid_ahead(a_month, 1, months, interest(case))
    elif method == "missing_months":
        months = case["months"]
        if not 1 <= months <= 60 or case.get("months_to_retirement_age", 0) > 1:  # L41 Điều 36.3.e
            return REJECTED
        gross = paid_afterwards(a_month, months, interest(case))
    else:
        months = MONTHS_OF[method]
        gross = a_month * months
    supported = 0
    if case.get("apply_support", method != "missing_months"):
        used = case.get("supported_months_used", 0)
        while supported < months and used + supported < SUPPORTED_MONTHS_AT_MOST:
            supported += 1
    local = Fraction(case.get("local_support_percent", "0"))
    support = support_a_month(case["group"], local, day) * supported
    values: dict[str, Value] = {"supported_months": supported}
    if method in PAY_WITHIN:
        first = month_of(case.get("first_month", case["paid_on"]))
        values["last_payment_month"] = month_text(months_later(first, PAY_WITHIN[method]))
    amounts = {"gross": dong(gross), "support": dong(support), "total": dong(gross - support)}
    return Answer("amount", amounts, values)


def voluntary_refund(case: Case) -> Answer:
    """NĐ 159/2025 Điều 8: what was paid for the months left, without the State's part."""
    day, left = day_of(case["paid_on"]), case["months_left"]
    a_month = monthly(case["income"], day)
    months = 12 * case["years"] if case["method"] == "years_ahead" else MONTHS_OF[case["method"]]
    if left > months:
        return REJECTED
    if case["method"] == "years_ahead":
        gross = paid_ahead(a_month, months - left + 1, months, interest(case))
    else:
        gross = a_month * left
    used = case.get("supported_months_used", 0)
    supported = [month for month in range(1, months + 1) if used + month <= SUPPORTED_MONTHS_AT_MOST]
    supported_left = [month for month in supported if month > months - left]
    support = support_a_month(case["group"], Fraction(0), day) * len(supported_left)
    amounts = {"gross": dong(gross), "support": dong(support), "total": dong(gross - support)}
    return Answer("amount", amounts, {"supported_months": len(supported_left)})
