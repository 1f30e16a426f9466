"""Months of the average that a lump sum pays: 1.5 a year before 2014, 2 a year from then on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kiosk.benefits.figures import half_years
from kiosk.benefits.law import L41, Rule
from kiosk.benefits.workings import Workings

_YEARS = (
    "{years_before_2014} năm trước 2014 × 1,5 và {years_from_2014} năm từ 2014 × 2 = {result} tháng bình "
    "quân.",
    "{years_before_2014} years before 2014 × 1.5 and {years_from_2014} years from 2014 × 2 = {result} "
    "months' "
    "average.",
)
_MOVED = (
    "{odd} tháng lẻ trước 2014 được chuyển sang giai đoạn từ 2014: {result} tháng.",
    "{odd} odd months before 2014 move to the time from 2014: {result} months.",
)
FACTOR = Rule("factor.years", (L41.article(70, 3), L41.article(102, 2), L41.article(5, 6)), *_YEARS)
ODD_MONTHS_MOVED = Rule(
    "factor.odd_months_moved", (L41.article(70, 3, "a"), L41.article(102, 2, "a")), *_MOVED
)
SURVIVORS_FACTOR = Rule(
    "survivors.years", (L41.article(89, 1), L41.article(110, 2), L41.article(5, 6)), *_YEARS
)
SURVIVORS_ODD_MONTHS_MOVED = Rule(
    "survivors.odd_months_moved", (L41.article(89, 1, "a"), L41.article(110, 2, "a")), *_MOVED
)


@dataclass(frozen=True, slots=True)
class Factor:
    months: Fraction  # of the average
    years_before_2014: Fraction
    years_from_2014: Fraction


def factor(before_2014: int, from_2014: int, work: Workings, *, of_survivors: bool = False) -> Factor:
    """Odd months before 2014 move to the time after it where there is such a time."""
    moved = SURVIVORS_ODD_MONTHS_MOVED if of_survivors else ODD_MONTHS_MOVED
    odd = before_2014 % 12 if from_2014 else 0
    if odd:
        before_2014, from_2014 = before_2014 - odd, from_2014 + odd
        work.apply(moved, from_2014, odd=odd)
    table = work.table("lump_sum")
    years_before, years_from = half_years(before_2014), half_years(from_2014)
    months = years_before * table["before_2014"] + years_from * table["from_2014"]
    rule = SURVIVORS_FACTOR if of_survivors else FACTOR
    work.apply(rule, months, years_before_2014=years_before, years_from_2014=years_from)
    return Factor(months, years_before, years_from)
