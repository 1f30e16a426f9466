"""Another bears or raises the child: L41 Điều 53.5–53.7, 54, 55, 58.2."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from tests.kiosk.benefits.restatement.common import NOT_ELIGIBLE, Answer, Case, day_of, dong, same_day_later
from tests.kiosk.benefits.restatement.maternity import entitled, leave_months, one_off, pay_between


def end_of_carriers_leave(birth: date, handed: date, children: int) -> date:
    """L41 Điều 54.3.a: until the hand-over, sixty days at least, at most the leave of a birth."""
    until = max(handed, birth + timedelta(days=60))
    return min(until, same_day_later(birth, leave_months(children, False, birth)))


def end_of_intended_mothers_leave(birth: date, children: int) -> date:
    """L41 Điều 55.1: until the child is six months old, a month longer for each child from the second."""
    return same_day_later(birth, 6 + children - 1)


def one_off_is_theirs(case: Case) -> bool:
    """L41 Điều 58.2: the carrier, the intended mother, her husband, the carrier's husband, in this order."""
    before: list[str] = []
    for role in ("carrier", "intended_mother", "intended_father", "carrier_husband"):
        if role == case["role"]:
            return not any(case.get(f"{earlier}_entitled", False) for earlier in before)
        before.append(role)
    return False


def surrogacy(case: Case) -> Answer:
    birth, handed = day_of(case["birth_on"]), day_of(case["handed_over_on"])
    children, in_12, role = case.get("children", 1), case["months_in_last_12"], case["role"]
    rest = case.get("ordered_rest", False) and role == "carrier"  # 50.3 is for points b and c of 50.1
    if not entitled(in_12, 0, case.get("total_months", in_12), rest, False):
        return NOT_ELIGIBLE
    leave, average = Fraction(0), Fraction(case.get("average", 0))
    if role == "carrier":
        leave = pay_between(birth, end_of_carriers_leave(birth, handed, children), average)
    if role == "intended_mother":
        leave = pay_between(handed, end_of_intended_mothers_leave(birth, children), average)
    once = 0
    if one_off_is_theirs(case):
        once = one_off(children, birth if role in {"carrier", "carrier_husband"} else handed)
    return Answer("amount", {"leave": dong(leave), "one_off": once, "total": dong(leave + once)})


def carer_leave(case: Case) -> Answer:
    """L41 Điều 53.5–53.7: from the day after: the mother's leave to its end, or until six months of age."""
    birth, first = day_of(case["birth_on"]), day_of(case["from"]) + timedelta(days=1)
    months = 6
    if case["mother_entitled"]:
        months = leave_months(case.get("children", 1), case.get("is_second_child", False), birth)
    until = same_day_later(birth, months)
    if first >= until:
        return NOT_ELIGIBLE
    leave = pay_between(first, until, Fraction(case["average"]))
    return Answer("amount", {"leave": dong(leave), "total": dong(leave)})
