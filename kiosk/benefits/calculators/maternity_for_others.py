"""Somebody else bears or raises the child: surrogacy, a mother who died (L41 Art. 53.5–7, 54, 55, 58.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, Literal

from kiosk.benefits.calculators.maternity import Children, leave_months, leave_pay, one_off_for
from kiosk.benefits.errors import InputError
from kiosk.benefits.inputs import Average, Between, Months
from kiosk.benefits.law import L41, Reason, Rule
from kiosk.benefits.maternity_conditions import (
    MONTHS_NEEDED,
    NOT_ENOUGH_MONTHS,
    MaternityFacts,
    maternity_conditions_met,
)
from kiosk.benefits.months import add_months, months_and_days
from kiosk.benefits.workings import Answer, Workings

Role = Literal["carrier", "intended_mother", "intended_father", "carrier_husband"]
LEAST_DAYS_OF_CARRIER = 60
CHILD_MONTHS = 6

CARRIER = Rule(
    "surrogacy.carrier_leave",
    (L41.article(54, 3, "a"),),
    "Người mang thai hộ nghỉ đến ngày giao con, ít nhất 60 ngày, đến hết {result}: {months} tháng {days} "
    "ngày.",
    "The carrier's leave runs to the hand-over, at least 60 days, until {result}: {months} months {days} "
    "days.",
)
INTENDED_MOTHER = Rule(
    "surrogacy.intended_mother_leave",
    (L41.article(55, 1),),
    "Người nhờ mang thai hộ nghỉ từ ngày nhận con đến {result}: {months} tháng {days} ngày.",
    "The intended mother's leave runs from the reception until {result}: {months} months {days} days.",
)
ONE_OFF_ORDER = Rule(
    "surrogacy.one_off_order",
    (L41.article(58, 2),),
    "Trợ cấp một lần theo thứ tự: người mang thai hộ, người mẹ nhờ mang thai hộ, chồng người nhờ, chồng "
    "người "
    "mang thai hộ; người này được hưởng: {result}.",
    "The one-off goes to the carrier, the intended mother, her husband, the carrier's husband in this "
    "order; this "
    "person receives it: {result}.",
)
CARER = Rule(
    "carer.leave",
    (L41.article(53, 5), L41.article(53, 6), L41.article(53, 7)),
    "Cha hoặc người nuôi dưỡng nghỉ thay người mẹ từ {start} đến {result}: {months} tháng {days} ngày.",
    "Father or carer in the mother's place from {start} until {result}: {months} months {days} days.",
)

NO_TIME_LEFT = Reason(
    "no_leave_left",
    (L41.article(53, 5), L41.article(53, 7)),
    "Thời gian nghỉ đã hết.",
    "No time of the leave is left.",
)


@dataclass(frozen=True, slots=True)
class SurrogacyInput:
    """``…_entitled``: whether those who come earlier in the order of Art. 58.2 have the right themselves."""

    role: Role
    birth_on: date
    handed_over_on: date
    months_in_last_12: Annotated[int, Between(0, 12)]
    average: Average = Fraction(0)
    total_months: Months | None = None
    ordered_rest: bool = False
    children: Children = 1
    carrier_entitled: bool = False
    intended_mother_entitled: bool = False
    intended_father_entitled: bool = False

    def __post_init__(self) -> None:
        if self.handed_over_on < self.birth_on:
            raise InputError("impossible_date", "handed over before the birth", "handed_over_on")


@dataclass(frozen=True, slots=True)
class CarerLeaveInput:
    """The mother died (or, where only the father is insured, cannot care for the child) on ``from``."""

    birth_on: date
    from_: date
    average: Average
    mother_entitled: bool
    children: Children = 1
    is_second_child: bool = False

    def __post_init__(self) -> None:
        if self.from_ < self.birth_on:
            raise InputError("impossible_date", "before the birth", "from")


def surrogacy(asked: SurrogacyInput, work: Workings) -> Answer:
    total = asked.months_in_last_12 if asked.total_months is None else asked.total_months
    rest = asked.ordered_rest and asked.role == "carrier"
    if not maternity_conditions_met(
        MaternityFacts(asked.months_in_last_12, 0, total, ordered_rest=rest), work
    ):
        return work.not_eligible(NOT_ENOUGH_MONTHS)
    leave = _leave(asked, work)
    one_off = Fraction(0)
    if work.apply(ONE_OFF_ORDER, receives_one_off(asked)):
        received = asked.role in ("intended_mother", "intended_father")
        one_off = one_off_for(asked.children, asked.handed_over_on if received else asked.birth_on, work)
    return work.amount({"leave": leave, "one_off": one_off, "total": leave + one_off})


def receives_one_off(asked: SurrogacyInput) -> bool:
    """L41 Art. 58.2: the first in the order who has the right; the person asking is taken to have it."""
    order: tuple[tuple[Role, bool], ...] = (
        ("carrier", asked.carrier_entitled),
        ("intended_mother", asked.intended_mother_entitled),
        ("intended_father", asked.intended_father_entitled),
    )
    for role, entitled in order:
        if role == asked.role:
            return True
        if entitled:
            return False
    return asked.months_in_last_12 >= MONTHS_NEEDED


def _leave(asked: SurrogacyInput, work: Workings) -> Fraction:
    """Only the two women have this leave; the carrier's husband has that of any father."""
    if asked.role == "carrier":
        longest = add_months(asked.birth_on, leave_months(asked.children, False, work))
        least = asked.birth_on + timedelta(days=LEAST_DAYS_OF_CARRIER)
        until = min(max(asked.handed_over_on, least), longest)
        return _pay(CARRIER, asked.birth_on, until, asked.average, work)
    if asked.role == "intended_mother":
        until = add_months(asked.birth_on, CHILD_MONTHS + asked.children - 1)
        return _pay(INTENDED_MOTHER, asked.handed_over_on, until, asked.average, work)
    return Fraction(0)


def carer_leave(asked: CarerLeaveInput, work: Workings) -> Answer:
    """The rest of the mother's leave, or until the child is 6 months old where she had no right to one."""
    start = asked.from_ + timedelta(days=1)
    months = CHILD_MONTHS
    if asked.mother_entitled:
        months = leave_months(asked.children, asked.is_second_child, work)
    until = add_months(asked.birth_on, months)
    if start >= until:
        return work.not_eligible(NO_TIME_LEFT)
    leave = _pay(CARER, start, until, asked.average, work)
    return work.amount({"leave": leave, "total": leave}, leave_from=start, leave_until=until)


def _pay(rule: Rule, start: date, until: date, average: Fraction, work: Workings) -> Fraction:
    months, days = months_and_days(start, until) if start < until else (0, 0)
    work.apply(rule, until, start=start, months=months, days=days)
    return leave_pay(average, months, days, work)
