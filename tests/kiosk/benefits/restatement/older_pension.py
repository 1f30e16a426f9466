"""Pensions decided under Law 58/2014, from 2016 to June 2025 (its Điều 54–58), whose text is not at hand.

The steps are those of the law as known: men's 45 % at 15 years until 2017, then at 16 to 20 years from 2018
to 2022; women's 3 % a year until 2017, then 2 %. TT 59/2015 examples 25, 27 and 28 give the same rates.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.kiosk.benefits.restatement.common import NOT_ELIGIBLE, Answer, Case, dong, years_for_amount

IN_FORCE, REPLACED = date(2016, 1, 1), date(2025, 7, 1)
MEN_START = {2016: 15, 2017: 15, 2018: 16, 2019: 17, 2020: 18, 2021: 19}


def rate_percent(sex: str, year: int, years: Fraction) -> Fraction:
    """Luật 58/2014 Điều 56.1, 56.2: at most 75 %."""
    if sex == "female":
        return min(45 + (3 if year < 2018 else 2) * (years - 15), Fraction(75))
    return min(45 + 2 * (years - MEN_START.get(year, 20)), Fraction(75))


def early_cut_percent(early_months: int) -> int:
    """Điều 56.3: 2 % a year; an age with up to six odd months costs 1 %, with more nothing."""
    cut = 0
    while early_months >= 12:
        early_months, cut = early_months - 12, cut + 2
    odd_months_of_age = 12 - early_months if early_months else 12
    return cut + 1 if odd_months_of_age <= 6 else cut


def one_off(sex: str, year: int, years: Fraction, average: Fraction) -> Fraction:
    """Điều 58: half a month's average for each year above those that give 75 %."""
    most = Fraction(15)
    while rate_percent(sex, year, most) < 75:
        most += 1
    return max(years - most, Fraction(0)) * Fraction(1, 2) * average


def older_pension(case: Case, decided: date, months: int, average: Fraction) -> Answer:
    """Điều 54, 73: twenty full years."""
    if months < 240:
        return NOT_ELIGIBLE
    years = years_for_amount(months)
    cut = early_cut_percent(case.get("early_months", 0))
    rate = rate_percent(case["sex"], decided.year, years) - cut
    amounts = {
        "monthly": dong(average * rate / 100),
        "one_off": dong(one_off(case["sex"], decided.year, years, average)),
    }
    return Answer(
        "amount", amounts, {"years": years, "rate_percent": rate, "early_cut_percent": Fraction(cut)}
    )
