"""Lump sums: L41 Điều 70, 76, 102; NĐ 158/2025 Điều 14, 17.4; NĐ 159/2025 Điều 9."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.kiosk.benefits.restatement.averages import general_average
from tests.kiosk.benefits.restatement.common import (
    NOT_ELIGIBLE,
    Answer,
    Case,
    Month,
    PaidMonth,
    Value,
    day_of,
    dong,
    full_years,
    month_before,
    month_of,
    months_from_to,
    next_month,
    paid_months,
    years_for_amount,
)
from tests.kiosk.benefits.restatement.pension import region_allowance
from tests.kiosk.benefits.restatement.tables import (
    PENSION_FUND_RATE,
    POVERTY_LINE,
    STATE_SUPPORT,
    VOLUNTARY_RATE,
    at,
)

DISEASES = {"cancer", "polio", "decompensated_cirrhosis", "severe_tuberculosis", "aids"}
OF_VIETNAMESE = {
    "retirement_age",
    "emigration",
    "grave_illness",
    "severe_incapacity",
    "after_12_months",
    "discharge",
}
OF_FOREIGNERS = {
    "retirement_age",
    "grave_illness",
    "severe_incapacity",
    "leaving_vietnam",
    "contract_ended",
    "permit_expired",
}


def years_before_and_from_2014(before: int, since: int) -> tuple[Fraction, Fraction]:
    """L41 Điều 70.3.a: with time on both sides the odd months before 2014 move to the time from 2014."""
    if before and since:
        while before % 12:
            before, since = before - 1, since + 1
    return years_for_amount(before), years_for_amount(since)


def months_of_average(before: int, since: int) -> Fraction:
    """L41 Điều 70.3.a, b: one and a half months' average a year before 2014, two from 2014 on."""
    years_before, years_since = years_before_and_from_2014(before, since)
    return Fraction(3, 2) * years_before + 2 * years_since


def contributions_paid(history: list[PaidMonth]) -> Fraction:
    """The money of L41 Điều 70.3.c, "số tiền đã đóng": each month at the rate of its time."""
    total = Fraction(0)
    for paid in history:
        rates = VOLUNTARY_RATE if paid.scheme == "voluntary" else PENSION_FUND_RATE
        total += Fraction(at(rates, date(paid.month[0], paid.month[1], 1)), 100) * paid.wage
    return total


def state_support(supported: list[Case]) -> Fraction:
    """NĐ 159/2025 Điều 9: Σ k × 22 % × poverty line, each month by the figures of that month."""
    total = Fraction(0)
    for stretch in supported:
        month = month_of(stretch["from"])
        for _ in range(stretch["months"]):
            day = date(month[0], month[1], 1)
            share = Fraction(at(STATE_SUPPORT, day)[stretch["group"]], 100)
            total += share * Fraction(22, 100) * at(POVERTY_LINE, day)
            month = next_month(month)
    return total


def twelve_months_without(last_paid: Month, asked: Month) -> bool:
    """NĐ 158/2025 Điều 14.1.b: twelve months unpaid up to the month before the request is received."""
    return len(months_from_to(next_month(last_paid), month_before(asked))) >= 12


def ground_is_of(case: Case) -> bool:
    """L41 Điều 70.1 and 102.1 for Vietnamese citizens, 70.2 for foreigners."""
    return case["ground"] in (OF_FOREIGNERS if case.get("foreigner", False) else OF_VIETNAMESE)


def may_have(case: Case, months: int, before_2025_07: int, last_paid: Month | None) -> bool:
    """L41 Điều 70.1, 70.2, 102.1: whether the ground gives a lump sum; nobody insured at present has it."""
    if case.get("insured_now", False) or not ground_is_of(case):
        return False
    pension_eligible = bool(case.get("pension_eligible", False))
    of_ground = {
        "retirement_age": bool(case.get("retirement_age_reached", False)) and full_years(months) < 15,
        "grave_illness": case.get("disease") in DISEASES,
        "severe_incapacity": case.get("capacity_loss_percent", 81) >= 81
        or case.get("very_severe_disability", False),
        "after_12_months": before_2025_07 > 0
        and full_years(months) < 20
        and last_paid is not None
        and twelve_months_without(last_paid, month_of(case["asked_on"])),
        "leaving_vietnam": pension_eligible,
        "discharge": not pension_eligible and case.get("person_group", "d") in {"d", "đ", "e"},
    }
    return bool(of_ground.get(case["ground"], True))


def lump_sum(case: Case) -> Answer:
    decided = day_of(case["decided_on"])
    last_paid = month_of(case["last_paid_month"]) if "last_paid_month" in case else None
    if "contributions" in case:
        history = paid_months(case["contributions"])
        before = len([paid for paid in history if paid.year < 2014])
        since = len(history) - before
        before_2025_07 = len([paid for paid in history if paid.month < (2025, 7)])
        last_paid = history[-1].month
    else:
        before, since = case["months_before_2014"], case["months_from_2014"]
        before_2025_07 = 0
    before_2025_07 = case.get("months_before_2025_07", before_2025_07)
    months = before + since
    if not may_have(case, months, before_2025_07, last_paid):
        return NOT_ELIGIBLE
    if "contributions" in case:
        average = general_average(history, decided)
        amount_paid = contributions_paid(history) if months < 12 else Fraction(0)
    else:
        average = Fraction(case["average"])
        amount_paid = Fraction(22, 100) * average * months
    amount_paid = Fraction(case.get("amount_paid", amount_paid))
    years_before, years_since = years_before_and_from_2014(before, since)
    factor = months_of_average(before, since)
    gross = factor * average
    if months < 12:  # 70.3.c
        gross = min(amount_paid, 2 * average)
    deducted = Fraction(0)
    if case["ground"] not in {"grave_illness", "severe_incapacity"}:  # 70.4, 102.3
        deducted = state_support(case.get("supported", []))
    values: dict[str, Value] = {"average": average}
    if months >= 12:
        values |= {"factor": factor, "years_before_2014": years_before, "years_from_2014": years_since}
    amounts = {
        "region_allowance": dong(region_allowance(case.get("region_allowance", []), decided)),
        "gross": dong(gross),
        "support_deducted": dong(deducted),
        "total": dong(max(gross - deducted, Fraction(0))),
    }
    return Answer("amount", amounts, values)


def emigrating_pensioner(case: Case) -> Answer:
    """L41 Điều 76.2: less half a month for each month of pension, at least three; no odd month moves here."""
    if case.get("benefit") == "monthly_allowance":  # Điều 76.3
        return Answer("amount", {"total": 3 * case["pension"]}, {"factor": Fraction(3)})
    factor = Fraction(3, 2) * years_for_amount(case["months_before_2014"])
    factor += 2 * years_for_amount(case["months_from_2014"])
    for _ in range(case["months_received"]):
        factor -= Fraction(1, 2)
    factor = max(factor, Fraction(3))
    return Answer("amount", {"total": dong(factor * case["pension"])}, {"factor": factor})
