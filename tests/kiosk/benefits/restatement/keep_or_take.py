"""Both futures side by side: L41 Điều 23, 33.7, 36, 66, 70, 71, 98; each figure by its own article."""

from __future__ import annotations

from fractions import Fraction

from tests.kiosk.benefits.restatement.averages import general_average
from tests.kiosk.benefits.restatement.common import (
    Answer,
    Case,
    Month,
    day_of,
    dong,
    month_text,
    months_later,
    next_month,
    paid_months,
    same_day_later,
)
from tests.kiosk.benefits.restatement.lump_sum import lump_sum
from tests.kiosk.benefits.restatement.old_age import article_23_allowance
from tests.kiosk.benefits.restatement.pension import pension
from tests.kiosk.benefits.restatement.retirement import born_on, normal_age
from tests.kiosk.benefits.restatement.tables import POVERTY_LINE, at
from tests.kiosk.benefits.restatement.voluntary import interest, monthly, paid_afterwards, support_a_month

MOST_MISSING_MONTHS = 60


def months_until(first: Month, last: Month) -> int:
    count = 0
    while first < last:
        first, count = next_month(first), count + 1
    return count


def pension_of(case: Case, months: int, compulsory: int, average: Fraction) -> int:
    """What ``pension`` gives for so many months, 0 for too few."""
    shape = {"sex": case["sex"], "decided_on": case["decided_on"], "months": months, "average": average}
    return pension({**shape, "compulsory_months": compulsory}).amounts.get("monthly", 0)


def keep_or_take(case: Case) -> Answer:
    """Paid on until fifteen years are full: monthly until retirement age, at once what is missing then."""
    decided, born = day_of(case["decided_on"]), born_on(case["born"])
    now = (decided.year, decided.month)
    if "contributions" in case:
        history = paid_months(case["contributions"])
        months = len(history)
        compulsory = len([paid for paid in history if paid.scheme == "compulsory"])
        average = general_average(history, decided)
    else:
        months = compulsory = case["months_before_2014"] + case["months_from_2014"]
        average = Fraction(case["average"])
    taken = lump_sum(case)
    reached, _ = normal_age(case["sex"], born)
    start = max(reached, now)
    turns_75 = same_day_later(born, 75 * 12)
    allowance = article_23_allowance(
        {
            "decided_on": case["decided_on"],
            "average": average,
            "months": months,
            "months_to_social_pension": months_until(start, (turns_75.year, turns_75.month)),
        }
    )
    needed = max(180 - months, 0)
    before_age = min(needed, months_until(now, reached))
    at_once = needed - before_age
    possible = at_once <= MOST_MISSING_MONTHS
    income = case.get("income", at(POVERTY_LINE, decided))
    cost = (monthly(income, decided) - support_a_month("other", Fraction(0), decided)) * min(before_age, 120)
    cost += monthly(income, decided) * (before_age - min(before_age, 120))
    cost += paid_afterwards(monthly(income, decided), at_once, interest({"paid_on": case["decided_on"]}))
    paid_until = months_later(now, max(months_until(now, reached), before_age))
    later = 0
    if needed and possible:
        whole = (average * months + income * needed) / (months + needed)
        later = pension_of(case, months + needed, compulsory, whole)
    return Answer(
        "amount",
        {
            "lump_sum": taken.amounts.get("total", 0),
            "pension_monthly": pension_of(case, months, compulsory, average),
            "article_23_monthly": allowance.amounts.get("monthly", 0),
            "voluntary_cost": dong(cost) if possible else 0,
            "voluntary_pension_monthly": later,
        },
        {
            "lump_sum_outcome": taken.outcome,
            "average": average,
            "retirement_reached_in": month_text(reached),
            "voluntary_months": needed,
            "voluntary_missing_months": at_once,
            "voluntary_possible": possible,
            "voluntary_pension_from": month_text(next_month(paid_until)) + "-01" if later else None,
        },
    )
