"""Sickness and convalescence: L41 Điều 42–46, 60."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from tests.kiosk.benefits.restatement.common import NOT_ELIGIBLE, Answer, Case, day_of, dong
from tests.kiosk.benefits.restatement.tables import REFERENCE_LEVEL, at

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# BLLĐ Điều 112 and NQ 28/2026/QH16 Điều 2: days off that fall into the ranges tried by the tests.
PUBLIC_HOLIDAYS = {
    date(2025, 9, 1),
    date(2025, 9, 2),
    date(2026, 1, 1),
    date(2026, 4, 30),
    date(2026, 5, 1),
    date(2026, 9, 1),
    date(2026, 9, 2),
    date(2026, 11, 24),
}


def working_days(first: date, last: date, weekly_rest: list[str]) -> list[date]:
    """L41 Điều 43.1, 44.3: without public holidays and the days of weekly rest."""
    days, day = [], first
    while day <= last:
        if day not in PUBLIC_HOLIDAYS and WEEKDAYS[day.weekday()] not in weekly_rest:
            days.append(day)
        day += timedelta(days=1)
    return days


def days_a_year(years_paid: int, conditions: str) -> int:
    """L41 Điều 43.1 a, b."""
    if years_paid < 15:
        return 30 if conditions == "normal" else 40
    if years_paid < 30:
        return 40 if conditions == "normal" else 50
    return 60 if conditions == "normal" else 70


def days_a_child(age_years: int) -> int:
    """L41 Điều 44.1."""
    if age_years < 3:
        return 20
    return 15 if age_years < 7 else 0


def percent_of_wage(kind: str, years_paid: int, armed_forces: bool) -> int:
    """L41 Điều 45.2, 45.3, 45.4."""
    if armed_forces and kind == "own":
        return 100
    if kind == "own_long_term_beyond_quota":
        if years_paid >= 30:
            return 65
        return 55 if years_paid >= 15 else 50
    return 75


def child_days(children: list[Case], weekly_rest: list[str], taken: int) -> int:
    """L41 Điều 44: a day away is one day whichever child it is for; each child has days of its own."""
    left = [days_a_child(child["age_years"]) for child in children]
    if len(children) == 1:
        left[0] = max(left[0] - taken, 0)
    count, day = 0, min(day_of(child["from"]) for child in children)
    last = max(day_of(child["to"]) for child in children)
    while day <= last:
        if working_days(day, day, weekly_rest):
            for number, child in enumerate(children):
                if day_of(child["from"]) <= day <= day_of(child["to"]) and left[number] > 0:
                    left[number] -= 1
                    count += 1
                    break
        day += timedelta(days=1)
    return count


def sickness(case: Case) -> Answer:
    """L41 Điều 45.5: a day is the monthly allowance ÷ 24, half a day its half."""
    kind, years = case["kind"], case["years_paid"]
    rest = case.get("weekly_rest", ["sunday"])
    armed = case.get("armed_forces", False)
    taken = Fraction(str(case.get("days_taken_this_year", 0)))
    if kind == "child":
        days = Fraction(child_days(case["children"], rest, int(taken)))
    elif "days" in case:
        days = Fraction(case["days"])
    else:
        days = Fraction(len(working_days(day_of(case["from"]), day_of(case["to"]), rest)))
    if kind == "own" and not armed:  # 43.3: no limit for the armed forces
        left = days_a_year(years, case.get("conditions", "normal")) - taken
        days = max(min(days, left), Fraction(0))
    if days == 0:
        return NOT_ELIGIBLE
    total = Fraction(case["wage"]) * percent_of_wage(kind, years, armed) / 100 / 24 * days
    return Answer("amount", {"total": dong(total)}, {"days_paid": Fraction(days)})


MOST_DAYS = {  # L41 Điều 46.2, 60.2
    "sickness_long_term": 10,
    "sickness_surgery": 7,
    "sickness_other": 5,
    "birth_multiple": 10,
    "birth_surgery": 7,
    "birth_other": 5,
    "pregnancy_loss": 5,
}


def convalescence(case: Case) -> Answer:
    """L41 Điều 46.1, 46.3, 60.3: 30 % of the reference level a day; after sickness ten days a year in all."""
    days = min(case["days"], MOST_DAYS[case["after"]])
    taken = case.get("days_taken_this_year", 0)
    if case["after"].startswith("sickness"):
        days = min(days, max(10 - taken, 0))
    if days == 0:
        return NOT_ELIGIBLE
    total = Fraction(30, 100) * at(REFERENCE_LEVEL, day_of(case["from"])) * days
    return Answer("amount", {"total": dong(total)}, {"days_paid": Fraction(days)})
