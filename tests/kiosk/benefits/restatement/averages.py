"""The average wage and income of a history: L41 Điều 72, 73, 104; NĐ 158/2025 Điều 15, 16, 17.5."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.kiosk.benefits.restatement.common import Answer, Case, Month, PaidMonth, day_of
from tests.kiosk.benefits.restatement.tables import REFERENCE_LEVEL, at, price_slip

LAST_YEARS = [  # L41 Điều 72.1: joined until that day, the last so many years
    (date(1994, 12, 31), 5),
    (date(2000, 12, 31), 6),
    (date(2006, 12, 31), 8),
    (date(2015, 12, 31), 10),
    (date(2019, 12, 31), 15),
    (date(2024, 12, 31), 20),
]


def years_averaged(first_joined: date) -> int | None:
    """L41 Điều 72.1 a–g: the last so many years of state wages; None is the whole time."""
    for until, years in LAST_YEARS:
        if first_joined <= until:
            return years
    return None


def adjusted_by_prices(paid: PaidMonth, decided: date) -> Fraction:
    """NĐ 158/2025 Điều 16.1; voluntary income L41 Điều 104.2; topped-up months as paid (NĐ 159 Điều 10.3)."""
    if paid.topped_up:
        return Fraction(paid.wage)
    return paid.wage * price_slip(decided.year, paid.year)


def adjusted_by_reference_level(paid: PaidMonth, decided: date) -> Fraction:
    """L41 Điều 73.1.a: the wage's multiple of the base salary of its month, at today's reference level."""
    multiple = Fraction(paid.wage, at(REFERENCE_LEVEL, date(paid.month[0], paid.month[1], 1)))
    return multiple * at(REFERENCE_LEVEL, decided)


def mean(amounts: list[Fraction]) -> Fraction:
    total = Fraction(0)
    for amount in amounts:
        total += amount
    return total / len(amounts)


HEAVY = {"hazardous", "especially_hazardous", "underground_coal"}


def best_heavy_years(months: list[PaidMonth], adjusted: list[Fraction], length: int) -> Fraction | None:
    """NĐ 158/2025 Điều 15.2.a: fifteen years of heavy work, then other work: the best years in a row."""
    heavy = [any(condition in HEAVY for condition in paid.conditions) for paid in months]
    if heavy.count(True) < 180 or heavy[-1]:
        return None
    best = None
    for first in range(len(months)):
        years = range(first, first + length)
        if first + length <= len(months) and all(heavy[number] for number in years):
            average = mean([adjusted[number] for number in years])
            best = average if best is None or average > best else best
    return best


def state_average(months: list[PaidMonth], joined: Month, decided: date) -> Fraction:
    """L41 Điều 72.1, 73.1; NĐ 158/2025 Điều 15.1.b (too few: all), 15.2.a, else 15.2.c (all, if higher)."""
    if joined < (2016, 1):
        adjusted = [adjusted_by_reference_level(paid, decided) for paid in months]
    else:
        adjusted = [adjusted_by_prices(paid, decided) for paid in months]
    years = years_averaged(date(joined[0], joined[1], 1))
    if years is None or len(adjusted) <= years * 12:
        return mean(adjusted)
    last = mean(adjusted[len(adjusted) - years * 12 :])
    heavy = best_heavy_years(months, adjusted, years * 12)
    if heavy is not None and heavy > last:
        return heavy
    return max(last, mean(adjusted))


def compulsory_average(months: list[PaidMonth], joined: Month, decided: date) -> Fraction:
    """L41 Điều 72.2, 72.3: all employer-decided wages; the state's time by its own average."""
    state = [paid for paid in months if paid.wage_kind == "state"]
    employer = [paid for paid in months if paid.wage_kind != "state"]
    total = Fraction(0)
    for paid in employer:
        total += adjusted_by_prices(paid, decided)
    if state:
        total += state_average(state, joined, decided) * len(state)
    return total / len(months)


def general_average(months: list[PaidMonth], decided: date, joined: Month | None = None) -> Fraction:
    """NĐ 158/2025 Điều 17.5; L41 Điều 104.1 where all time is voluntary, Điều 72 where none is.

    Điều 72.1 and 73.1 ask when the person began with social insurance, of either scheme.
    """
    compulsory = [paid for paid in months if paid.scheme == "compulsory"]
    total = Fraction(0)
    for paid in months:
        if paid.scheme == "voluntary":
            total += adjusted_by_prices(paid, decided)
    if compulsory:
        first = joined if joined is not None else months[0].month
        total += compulsory_average(compulsory, first, decided) * len(compulsory)
    return total / len(months)


def averaging_years(case: Case) -> Answer:
    """L41 Điều 72.1, 72.2."""
    years = years_averaged(day_of(case["first_joined"])) if case["wage_kind"] == "state" else None
    return Answer("information", values={"averaging_years": "all" if years is None else years})
