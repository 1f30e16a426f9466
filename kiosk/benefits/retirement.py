"""When a pension may begin and on which ground: plain predicates, also for the public services."""

from __future__ import annotations

from datetime import date
from typing import Literal

from kiosk.benefits.law import L41, L58, LABOUR_CODE, N135, N158, Reason, Rule
from kiosk.benefits.months import Month, PartialDate
from kiosk.benefits.workings import Workings

Sex = Literal["male", "female"]
PersonGroup = Literal[
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n"
]  # letters of L41 Art. 2.1
ARMED_FORCES: frozenset[PersonGroup] = frozenset(("d", "đ", "e"))
FLOOR_GROUPS: frozenset[PersonGroup] = frozenset(("a", "b", "c", "d", "đ", "g", "i"))

AGE = Rule(
    "retirement.age",
    (LABOUR_CODE.article(169, 2), N135.article(4)),
    "Sinh {born}: đủ tuổi nghỉ hưu {years} tuổi {months} tháng vào tháng {result}.",
    "Born {born}: retirement age of {years} years {months} months is reached in {result}.",
)

UNDER_15_YEARS = Reason(
    "under_15_years",
    (L41.article(64, 1), L41.article(98)),
    "Chưa đủ 15 năm (180 tháng) đóng BHXH để hưởng lương hưu.",
    "Fewer than 15 years (180 months) of contributions: no pension yet.",
)
UNDER_20_YEARS_OLDER_LAW = Reason(
    "under_20_years",
    (L58.article(54, 1), L58.article(73, 1)),
    "Trước 01/7/2025 cần đủ 20 năm (240 tháng) đóng BHXH để hưởng lương hưu.",
    "Before July 2025 a pension needed 20 years (240 months) of contributions.",
)
UNDER_20_YEARS_COMPULSORY = Reason(
    "under_20_years_compulsory",
    (L41.article(65, 1), L41.article(111, 1, "a"), N158.article(17, 2)),
    "Nghỉ hưu trước tuổi do suy giảm khả năng lao động cần đủ 20 năm đóng BHXH bắt buộc.",
    "Early retirement with reduced capacity needs 20 years of compulsory contributions.",
)


def reaches_retirement_age(
    sex: Sex, born: PartialDate, work: Workings, younger_months: int = 0
) -> tuple[int, Month]:
    """The age in months and the month in which it is full, ``younger_months`` below the normal age.

    The age rises year by year, so it is that of the first year in which a person reaches it.
    """
    name = "retirement_age_months_men" if sex == "male" else "retirement_age_months_women"
    year = born.month.year + 40
    while True:
        age = int(work.book.on(name, date(max(year, 1995), 1, 1)).number) - younger_months
        reached = born.month + age
        if reached.year <= year:
            work.parameter(name, date(max(year, 1995), 1, 1))
            return age, reached
        year += 1


def pension_refusals(
    total_months: int, compulsory_months: int, early: bool, treaty: bool, work: Workings
) -> list[Reason]:
    """Why the time paid does not give a pension; months count as they are, without rounding (Art. 5.6).

    ``early``: with reduced capacity under Art. 65; ``treaty``: with time under a treaty, Art. 66.4.
    """
    years = work.table("pension_years")
    if early and compulsory_months < 12 * years["reduced_capacity"]:
        return [UNDER_20_YEARS_COMPULSORY]
    if not treaty and total_months < 12 * years["normal"]:
        return [UNDER_15_YEARS if work.on >= L41.in_force else UNDER_20_YEARS_OLDER_LAW]
    return []
