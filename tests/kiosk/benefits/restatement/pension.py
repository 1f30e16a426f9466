"""Pension and its one-off: L41 Điều 64–68, 98–100, 141.11; NĐ 158/2025 Điều 13, 17, 32."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.kiosk.benefits.restatement import older_pension
from tests.kiosk.benefits.restatement.averages import general_average
from tests.kiosk.benefits.restatement.common import (
    NOT_ELIGIBLE,
    REJECTED,
    Answer,
    Case,
    Value,
    day_of,
    dong,
    full_years,
    month_before,
    month_of,
    paid_months,
    years_for_amount,
)
from tests.kiosk.benefits.restatement.tables import REFERENCE_LEVEL, at


def rate_percent(sex: str, months: int) -> Fraction:
    """L41 Điều 66.1, 99.1: percent of the average, at most 75."""
    years = years_for_amount(months)
    if sex == "female":
        rate = 45 + 2 * (years - 15)
    elif years >= 20:
        rate = 45 + 2 * (years - 20)
    else:
        rate = 40 + (years - 15)
    return min(rate, Fraction(75))


def treaty_rate_percent(months: int) -> Fraction:
    """L41 Điều 66.4: 2.25 % for each year where less than fifteen were paid in Vietnam."""
    return years_for_amount(months) * Fraction("2.25")


def early_cut_percent(early_months: int) -> int:
    """L41 Điều 66.3: 2 % a year early; under 6 months nothing, from 6 to under 12 months 1 %."""
    cut = 0
    while early_months >= 12:
        cut += 2
        early_months -= 12
    return cut + 1 if early_months >= 6 else cut


def one_off(sex: str, months: int, months_after_age: int, average: Fraction) -> Fraction:
    """L41 Điều 68, 100: years above 35 (men), 30 (women): half a month's average, two after the age."""
    above = years_for_amount(months) - (35 if sex == "male" else 30)
    if above <= 0:
        return Fraction(0)
    after = min(years_for_amount(months_after_age), above)
    return average * (Fraction(1, 2) * (above - after) + 2 * after)


def has_floor(case: Case, joined: date, compulsory_months: int) -> bool:
    """L41 Điều 141.11; NĐ 158/2025 Điều 13.1, 17.3."""
    return (
        case.get("person_group", "a") in {"a", "b", "c", "d", "đ", "g", "i"}
        and joined < date(2025, 7, 1)
        and full_years(compulsory_months) >= 20
    )


def latest_start(decided: date, months: int) -> date:
    """Who has so many months paid began so many months before the decision, or earlier."""
    month = (decided.year, decided.month)
    for _ in range(months):
        month = month_before(month)
    return date(month[0], month[1], 1)


def region_allowance(stretches: list[Case], day: date) -> Fraction:
    """NĐ 158/2025 Điều 32.3: Σ Hi × Tj × 15 % × reference level, of soldiers 0.4 of it."""
    total = Fraction(0)
    for stretch in stretches:
        part = Fraction(str(stretch["coefficient"])) * stretch["months"] * Fraction(15, 100)
        total += part * Fraction(4, 10) if stretch.get("soldier", False) else part
    return total * at(REFERENCE_LEVEL, day)


def pension(case: Case) -> Answer:
    decided = day_of(case["decided_on"])
    if "contributions" in case:
        history = paid_months(case["contributions"])
        months = len(history)
        compulsory = len([paid for paid in history if paid.scheme == "compulsory"])
        joined = day_of(case["joined"]) if "joined" in case else date(*history[0].month, 1)
        average = general_average(history, decided, month_of(case["joined"]) if "joined" in case else None)
    else:
        months = case["months"]
        compulsory = case.get("compulsory_months", months)
        joined = day_of(case["joined"]) if "joined" in case else latest_start(decided, compulsory)
        average = Fraction(case["average"])
    if decided < older_pension.REPLACED:
        return older_pension.older_pension(case, decided, months, average)
    early, after_age = case.get("early_months", 0), case.get("months_after_retirement_age", 0)
    if early and after_age:
        return REJECTED
    if early and full_years(compulsory) < 20:  # Điều 65
        return NOT_ELIGIBLE
    if full_years(months) >= 15:  # Điều 64, 98
        rate = rate_percent(case["sex"], months)
    elif case.get("treaty", False):
        rate = treaty_rate_percent(months)
    else:
        return NOT_ELIGIBLE
    rate -= early_cut_percent(early)
    monthly = average * rate / 100
    raised = False
    if has_floor(case, joined, compulsory) and monthly < at(REFERENCE_LEVEL, decided):
        monthly, raised = Fraction(at(REFERENCE_LEVEL, decided)), True
    amounts = {
        "monthly": dong(monthly),
        "one_off": dong(one_off(case["sex"], months, after_age, average)),
    }
    if "region_allowance" in case:
        amounts["region_allowance"] = dong(region_allowance(case["region_allowance"], decided))
    return Answer(
        "amount",
        amounts,
        {
            "average": average,
            "years": years_for_amount(months),
            "rate_percent": rate,
            "early_cut_percent": Fraction(early_cut_percent(early)),
            "raised_to_floor": raised,
        },
    )


def missing_compulsory_months(case: Case) -> Answer:
    """L41 Điều 33.7; NĐ 158/2025 Điều 21.3.a: at most six months, each 22 % of the last wage."""
    if not 1 <= case["months"] <= 6:
        return REJECTED
    total = Fraction(0)
    for _ in range(case["months"]):
        total += Fraction(22, 100) * case["last_wage"]
    return Answer("amount", {"total": dong(total)})


def pension_rise(case: Case) -> Answer:
    """NĐ 162/2026 Điều 1, 2 (8 %; before 1995 + 300,000 or up to 3,800,000); NĐ 75/2024 (15 %)."""
    percent = 15 if case["from"] == "2024-07-01" else 8
    raised = Fraction(100 + percent, 100) * case["monthly"]
    if percent == 8 and case.get("retired_before_1995", False):
        if raised <= 3_500_000:
            raised += 300_000
        elif raised < 3_800_000:
            raised = Fraction(3_800_000)
    values: dict[str, Value] = {"percent": Fraction(percent), "increase": dong(raised) - case["monthly"]}
    return Answer("amount", {"monthly": dong(raised)}, values)
