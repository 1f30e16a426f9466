"""The figures of each month's law that wages and benefits of invented people keep to."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files

from kiosk.benefits.months import Month
from kiosk.benefits.parameters import shipped_book
from kiosk.contract.records import Region

SI_LAW = Month(2007, 1)  # caps, and the accident fund apart, since Law 71/2006
UNEMPLOYMENT = Month(2009, 1)
VOLUNTARY = Month(2016, 1)  # the scheme is older; poverty lines are known from here on
SUPPORT = Month(2018, 1)


@cache
def reference_level(month: Month) -> int:
    return int(shipped_book().on("reference_level", month.first_day).number)


@cache
def highest_basis(month: Month) -> int | None:
    """The cap of what contributions are reckoned from; None before there was one."""
    if month < SI_LAW:
        return None
    return int(shipped_book().on("income_cap_times", month.first_day).number) * reference_level(month)


@cache
def minimum_wage(month: Month, region: Region) -> int:
    """Before there were regions the reference level was the minimum wage of all."""
    rows = _wages()
    place = bisect_right([start for start, _ in rows], month) - 1
    return int(rows[place][1][region.value]) if place >= 0 else reference_level(month)


@cache
def _wages() -> list[tuple[Month, Mapping[str, Fraction]]]:
    text = files(__package__ or __name__).joinpath("minimum_wages.toml").read_text("utf-8")
    older = [
        (Month.parse(row["from"]), {region.value: Fraction(row[region.value]) for region in Region})
        for row in tomllib.loads(text)["wages"]
    ]
    newer = shipped_book().values_of("regional_minimum_wage")
    return older + [(Month.of(each.valid_from), each.table) for each in newer]


@cache
def poverty_line(month: Month) -> int:
    return int(shipped_book().on("poverty_line", month.first_day).number)


def figure(name: str, day: date) -> Fraction:
    return shipped_book().on(name, day).number


def table(name: str, day: date) -> Mapping[str, Fraction]:
    return shipped_book().on(name, day).table


@cache
def household_premium(order: int, month: Month) -> int:
    """A month of household health insurance for the person in that place of the order."""
    share = table("household_order_percent", month.first_day)[str(min(order, 5))]
    base = reference_level(month) * figure("health_insurance_percent", month.first_day) / 100
    return round(base * share / 100)


def retires_in(sex: str, born: date) -> Month:
    """The month in which the normal retirement age is reached: that of the first year in which it is."""
    name = "retirement_age_months_men" if sex == "male" else "retirement_age_months_women"
    birth = Month.of(born)
    year = max(born.year + 40, 1995)
    while True:
        reached = birth + int(figure(name, date(year, 1, 1)))
        if reached.year <= year:
            return reached
        year += 1
