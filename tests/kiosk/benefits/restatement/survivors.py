"""Survivors: L41 Điều 23.5, 85–89, 109–111; NĐ 158/2025 Điều 19–21, 25, 33."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.kiosk.benefits.restatement.common import (
    NOT_ELIGIBLE,
    Answer,
    Case,
    day_of,
    dong,
    next_month,
    same_day_later,
)
from tests.kiosk.benefits.restatement.lump_sum import months_of_average
from tests.kiosk.benefits.restatement.pension import region_allowance
from tests.kiosk.benefits.restatement.retirement import born_on, normal_age
from tests.kiosk.benefits.restatement.tables import REFERENCE_LEVEL, at

CONTRIBUTORS = {"insured", "reserved", "voluntary"}
NEVER_MONTHLY = {"article_23", "rubber_worker", "expired_loss_of_capacity"}
WOMEN = {"wife", "mother", "mother_in_law"}


def funeral(case: Case, compulsory: int, voluntary: int, died: date) -> int:
    """L41 Điều 85, 109; NĐ 158/2025 Điều 21.2, 25.2, 33: ten reference levels of the month of death."""
    needs_months = case["deceased"] in CONTRIBUTORS | {"article_23"} and not case.get("work_accident", False)
    if needs_months and compulsory < 12 and compulsory + voluntary < 60:
        return 0
    return 10 * at(REFERENCE_LEVEL, date(died.year, died.month, 1))


def first_of_next_month(day: date) -> date:
    """L41 Điều 87.3: the day from which monthly pensions run."""
    year, month = next_month((day.year, day.month))
    return date(year, month, 1)


def has_retirement_age(relative: Case, born: date, died: date) -> bool:
    """BLLĐ Điều 169.2, looked at at the end of the month of death."""
    sex = relative.get("sex", "female" if relative["relation"] in WOMEN else "male")
    month, _ = normal_age(sex, born)
    return month <= (died.year, died.month)


def entitled(relative: Case, died: date) -> bool:
    """L41 Điều 86.2, 86.3: children under 18; others by age or 81 %, unless wage or benefit exclude them."""
    relation, born = relative["relation"], born_on(relative["born"])
    if relation == "child" and same_day_later(born, 18 * 12) > first_of_next_month(died):
        return True
    if relative.get("insured_wage", False) or relative.get("income", 0) >= at(REFERENCE_LEVEL, died):
        return False
    if relation not in {"child", "wife", "husband"} and not relative.get("supported", True):
        return False
    if relative.get("capacity_loss_percent", 0) >= 81:
        return True
    return relation != "child" and has_retirement_age(relative, born, died)


def monthly_is_open(case: Case) -> bool:
    """L41 Điều 86.1; NĐ 158/2025 Điều 20, 21.3, 33."""
    deceased, compulsory = case["deceased"], case.get("compulsory_months")
    if case.get("foreigner", False) or deceased in NEVER_MONTHLY:
        return False
    if deceased in {"loss_of_capacity", "commune_staff"} or case.get("work_accident", False):
        return True
    if deceased == "accident_allowance" and case.get("accident_percent", 0) >= 61:
        return True
    if deceased == "pensioner" and compulsory is None and not case.get("voluntary_months", 0):
        return True
    return (compulsory or 0) >= 180


def monthly_of(relative: Case, level: int, deaths: int) -> Fraction:
    """L41 Điều 87.1, 87.2: half the level, 70 % of who has no carer, twice where two have died."""
    amount = Fraction(70 if relative.get("alone", False) else 50, 100) * level
    return amount * 2 if deaths >= 2 else amount


def pensioner_months(received: int) -> Fraction:
    """L41 Điều 89.2: 48 in the first two months, half a pension less each further month, at least 3."""
    months = Fraction(48)
    for month in range(1, received + 1):
        if month >= 3:
            months -= Fraction(1, 2)
    return max(months, Fraction(3))


def contributor_lump_sum(case: Case, compulsory: int, voluntary: int) -> Fraction:
    """L41 Điều 89.1, 110.2, 110.3: by years, at least three months, not for voluntary time alone."""
    months, before = compulsory + voluntary, case.get("months_before_2014", 0)
    average = Fraction(case["average"])
    if compulsory == 0 and months < 60:  # 110.2.c: the money paid
        return Fraction(case["amount_paid"])
    factor = months_of_average(before, months - before)
    return average * (max(factor, Fraction(3)) if compulsory > 0 else factor)


def lump_sum_of(case: Case, compulsory: int, voluntary: int) -> Fraction:
    """L41 Điều 88, 89, 110; NĐ 158/2025 Điều 19.1.c, 25.1, 33."""
    deceased = case["deceased"]
    with_time = deceased == "accident_allowance" and compulsory + voluntary > 0
    if deceased in CONTRIBUTORS or with_time:
        return contributor_lump_sum(case, compulsory, voluntary)
    if deceased in {"pensioner", "commune_staff"}:
        return pensioner_months(case["months_received"]) * Fraction(case["pension"])
    if deceased == "article_23":
        return Fraction(case["months_left"] * case["pension"])
    return Fraction(3 * case["pension"])


def survivors(case: Case) -> Answer:
    died = day_of(case["died_on"])
    compulsory, voluntary = case.get("compulsory_months") or 0, case.get("voluntary_months", 0)
    level = at(REFERENCE_LEVEL, died)
    each = [Fraction(0) for _ in case["relatives"]]
    if monthly_is_open(case):
        each = [
            monthly_of(relative, level, case.get("deaths", 1)) if entitled(relative, died) else Fraction(0)
            for relative in case["relatives"]
        ]
    while sum(amount > 0 for amount in each) > 4:  # 87.2: at most four, here those with the most
        least = min(amount for amount in each if amount > 0)
        each[max(place for place, amount in enumerate(each) if amount == least)] = Fraction(0)
    lump = lump_sum_of(case, compulsory, voluntary)
    if sum(each) > 0 and case.get("wish", "monthly") == "monthly":
        lump = Fraction(0)
    else:
        each = [Fraction(0) for _ in each]
    buried = funeral(case, compulsory, voluntary, died)
    if buried == 0 and sum(each) == 0 and lump == 0:
        return NOT_ELIGIBLE
    amounts = {
        "funeral": buried,
        "monthly_total": dong(sum(each, Fraction(0))),
        "lump_sum": dong(lump),
        "region_allowance": dong(region_allowance(case.get("region_allowance", []), died)),
    }
    return Answer(
        "amount",
        amounts,
        {
            "monthly_each": [dong(amount) for amount in each],
            "entitled_relatives": len([amount for amount in each if amount > 0]),
        },
    )
