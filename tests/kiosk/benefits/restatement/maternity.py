"""Maternity in both schemes: L41 Điều 50–59, 94–97; BLLĐ Điều 139; NĐ 168/2026; TT 12/2025/TT-BNV."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from tests.kiosk.benefits.restatement.common import (
    NOT_ELIGIBLE,
    Answer,
    Case,
    Month,
    Value,
    day_of,
    dong,
    month_before,
    month_of,
    month_text,
    months_from_to,
    same_day_later,
)
from tests.kiosk.benefits.restatement.tables import REFERENCE_LEVEL, at

SECOND_CHILD_FROM = date(2026, 7, 1)  # NĐ 168/2026


def average_of(case: Case) -> Fraction:
    """L41 Điều 59.1: the mean of the last six months paid, of fewer where fewer were paid."""
    if "average" in case:
        return Fraction(case["average"])
    wages = case["last_six"]
    return Fraction(sum(wages), len(wages))


def window(birth: date, contributed: set[Month], length: int) -> list[Month]:
    """TT 12/2025 Điều 8: from the 15th on, with the month paid, the month of birth counts; else not."""
    last = (birth.year, birth.month)
    if birth.day < 15 or last not in contributed:
        last = month_before(last)
    first = last
    for _ in range(length - 1):
        first = month_before(first)
    return months_from_to(first, last)


def entitled(in_12: int, in_24: int, total: int, ordered_rest: bool, infertility: bool) -> bool:
    """L41 Điều 50.2, 50.3, 50.5."""
    if in_12 >= 6:
        return True
    if ordered_rest and in_12 >= 3 and total >= 12:
        return True
    return infertility and in_24 >= 6


def leave_months(children: int, second_child: bool, birth: date) -> int:
    """BLLĐ Điều 139.1: six, one more a child from the second; NĐ 168/2026: seven for a second child."""
    months = 6
    if second_child and birth >= SECOND_CHILD_FROM:
        months = 7
    for _ in range(children - 1):
        months += 1
    return months


def one_off(children: int, event: date) -> int:
    """L41 Điều 58.4, 53.4: two reference levels of the month for each child, the dead of several too."""
    return 2 * at(REFERENCE_LEVEL, date(event.year, event.month, 1)) * children


def maternity(case: Case) -> Answer:
    birth = day_of(case["birth_on"])
    infertility = case.get("infertility_treatment", False)
    values: dict[str, Value] = {}
    if "contributed" in case:
        paid = {month_of(text) for text in case["contributed"]}
        year = window(birth, paid, 12)
        in_12 = len([month for month in year if month in paid])
        in_24 = len([month for month in window(birth, paid, 24) if month in paid])
        total = case.get("total_months", len(paid))
        if not infertility:
            values |= {
                "window_from": month_text(year[0]),
                "window_to": month_text(year[-1]),
                "months_in_window": in_12,
            }
    else:
        in_12 = in_24 = case["months_in_last_12"]
        total = case.get("total_months", in_12)
    if not entitled(in_12, in_24, total, case.get("ordered_rest", False), infertility):
        return NOT_ELIGIBLE
    average = average_of(case)
    children = case.get("children", 1)
    months = leave_months(children, case.get("is_second_child", False), birth)
    leave = average * months + average / 30 * case.get("extra_leave_days", 0)
    once = one_off(children, birth)
    amounts = {"leave": dong(leave), "one_off": once, "total": dong(leave + once)}
    return Answer("amount", amounts, values | {"average": average, "leave_months": months})


def pay_between(first: date, until: date, average: Fraction) -> Fraction:
    """L41 Điều 59.3: whole months, odd days ÷ 30; the day ``until`` itself is not one of them."""
    months, odd = 0, 0
    while same_day_later(first, months + 1) <= until:
        months += 1
    day = same_day_later(first, months)
    while day < until:
        day, odd = day + timedelta(days=1), odd + 1
    return average * months + average / 30 * odd


def adoption(case: Case) -> Answer:
    """L41 Điều 56.1, 58.3: from the hand-over until the child is six months old."""
    handed, until = day_of(case["handed_over_on"]), same_day_later(day_of(case["child_born_on"]), 6)
    if handed >= until or case["months_in_last_12"] < 6:
        return NOT_ELIGIBLE
    leave = Fraction(0)
    if case.get("takes_leave", True):  # 56.2: without leave only the one-off
        leave = pay_between(handed, until, Fraction(case["average"]))
    once = one_off(case.get("children", 1), handed)
    return Answer("amount", {"leave": dong(leave), "one_off": once, "total": dong(leave + once)})


def prenatal_visits(case: Case) -> Answer:
    """L41 Điều 51, 59.2: five visits of two days, ÷ 24."""
    days = min(Fraction(str(case["days"])), Fraction(10))
    return Answer(
        "amount", {"total": dong(Fraction(case["average"]) / 24 * days)}, {"days_paid": Fraction(days)}
    )


def most_days_after_loss(weeks: int) -> int:
    """L41 Điều 52.1."""
    if weeks < 5:
        return 10
    if weeks < 13:
        return 20
    return 40 if weeks < 22 else 50


def pregnancy_loss(case: Case) -> Answer:
    """L41 Điều 52, 59.3: ÷ 30; from 22 weeks as for a birth where Điều 50.2, 50.3, 50.5 is met."""
    average = Fraction(case["average"])
    in_12, total = case.get("months_in_last_12", 0), case.get("total_months", 0)
    if case["weeks"] >= 22 and entitled(in_12, in_12, total, case.get("ordered_rest", False), False):
        return Answer("amount", {"total": dong(average * 6)})
    days = min(case["days"], most_days_after_loss(case["weeks"]))
    return Answer("amount", {"total": dong(average / 30 * days)}, {"days_paid": Fraction(days)})


def contraception(case: Case) -> Answer:
    """L41 Điều 57, 59.3: seven days for a device, fifteen for sterilisation, ÷ 30."""
    days = min(case["days"], 7 if case["kind"] == "iud" else 15)
    return Answer(
        "amount", {"total": dong(Fraction(case["average"]) / 30 * days)}, {"days_paid": Fraction(days)}
    )


def father_days(children: int, surgery: bool, before_32_weeks: bool, second_child: bool, birth: date) -> int:
    """L41 Điều 53.2; NĐ 168/2026: ten days for a second child."""
    days = 7 if surgery or before_32_weeks else 5
    if children >= 2:
        days = 14 if surgery else 10
        for _ in range(children - 2):
            days += 3
    if second_child and birth >= SECOND_CHILD_FROM:
        days = max(days, 10)
    return days


def paternity(case: Case) -> Answer:
    """L41 Điều 53.2, 58.1, 59.2: working days ÷ 24; the one-off where the mother has no right and he has."""
    birth, children = day_of(case["birth_on"]), case.get("children", 1)
    days = father_days(
        children,
        case.get("surgery", False),
        case.get("before_32_weeks", False),
        case.get("is_second_child", False),
        birth,
    )
    leave = Fraction(case["average"]) / 24 * days
    once = 0
    if not case.get("mother_entitled", True) and case.get("months_in_last_12", 0) >= 6:
        once = one_off(children, birth)
    amounts = {"leave": dong(leave), "one_off": once, "total": dong(leave + once)}
    return Answer("amount", amounts, {"days_paid": Fraction(days)})


def voluntary_maternity(case: Case) -> Answer:
    """L41 Điều 94.1, 95.1: 2,000,000 for each child, from six months paid of the twelve before."""
    if case["months_in_last_12"] < 6 or day_of(case["birth_on"]) < date(2025, 7, 1):  # Điều 140.1
        return NOT_ELIGIBLE
    total = 0
    for _ in range(case["children"]):
        total += 2_000_000
    ask_by = day_of(case["birth_on"]) + timedelta(days=60)  # Điều 97.1
    return Answer("amount", {"total": total}, {"ask_by": ask_by.isoformat()})
