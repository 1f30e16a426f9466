"""Beside a birth: visits, loss, contraception, the voluntary allowance (L41 Art. 51, 52, 57, 94–97)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, Literal

from kiosk.benefits.calculators.maternity import Children, leave_months, leave_pay
from kiosk.benefits.errors import InputError
from kiosk.benefits.figures import decimal_text
from kiosk.benefits.inputs import Average, Between, Days, Months
from kiosk.benefits.law import L41, Reason, Rule
from kiosk.benefits.maternity_conditions import MONTHS_NEEDED, MaternityFacts, maternity_conditions_met
from kiosk.benefits.workings import Answer, Workings

AS_BIRTH_FROM_WEEKS = 22

VISITS = Rule(
    "prenatal_visits.pay",
    (L41.article(51), L41.article(59, 2)),
    "Khám thai {days} ngày làm việc (tối đa 5 lần, mỗi lần 2 ngày): {average} / 24 × {days} = {result} đồng.",
    "{days} working days of visits (5 times 2 days at most): {average} / 24 × {days} = {result} đồng.",
)
LOSS = Rule(
    "pregnancy_loss.pay",
    (L41.article(52, 1), L41.article(59, 3)),
    "Thai {weeks} tuần, tối đa {most} ngày: {average} / 30 × {days} = {result} đồng.",
    "At {weeks} weeks, at most {most} days: {average} / 30 × {days} = {result} đồng.",
)
AS_BIRTH = Rule(
    "pregnancy_loss.as_birth",
    (L41.article(52, 2),),
    "Thai {weeks} tuần và đủ điều kiện: nghỉ như sinh con, {result} tháng; người chồng cũng được nghỉ.",
    "At {weeks} weeks with the conditions met: leave as for a birth, {result} months; the husband's leave "
    "too.",
    changed=(
        "Từ 01/7/2025 thai từ 22 tuần được nghỉ như sinh con (trước là 50 ngày).",
        "Since July 2025 a loss from 22 weeks on gives the leave of a birth (50 days before).",
    ),
)
CONTRACEPTION = Rule(
    "contraception.pay",
    (L41.article(57), L41.article(59, 3)),
    "Tối đa {most} ngày: {average} / 30 × {days} = {result} đồng.",
    "At most {most} days: {average} / 30 × {days} = {result} đồng.",
)
VOLUNTARY = Rule(
    "voluntary_maternity.total",
    (L41.article(94), L41.article(95, 1)),
    "Trợ cấp thai sản: {each} đồng × {children} con (kể cả thai từ 22 tuần chết) = {result} đồng.",
    "Allowance: {each} đồng × {children} (with those lost from 22 weeks on) = {result} đồng.",
    changed=(
        "Chế độ mới của BHXH tự nguyện từ 01/7/2025.",
        "New in voluntary insurance since July 2025.",
    ),
)

NOT_ENOUGH_VOLUNTARY = Reason(
    "under_6_of_12_months",
    (L41.article(94, 1),),
    "Chưa đủ 6 tháng đóng BHXH (tự nguyện, hoặc cả bắt buộc và tự nguyện) trong 12 tháng trước khi sinh.",
    "Fewer than 6 months of contributions (voluntary, or both kinds) in the 12 months before the birth.",
)
COMPULSORY_FIRST = Reason(
    "compulsory_scheme_first",
    (L41.article(94, 4),),
    "Cùng một người đã đủ điều kiện theo BHXH bắt buộc thì chỉ hưởng chế độ bắt buộc.",
    "The same person is entitled under compulsory insurance, which comes first.",
)
OTHER_PARENT = Reason(
    "other_parent_receives",
    (L41.article(94, 3),),
    "Chỉ cha hoặc mẹ được hưởng trợ cấp này.",
    "Only one of the parents receives this allowance.",
)
BORN_BEFORE_LAW = Reason(
    "born_before_2025_07",
    (L41.article(140, 1),),
    "Trợ cấp này áp dụng cho trường hợp sinh con từ 01/7/2025.",
    "This allowance is for births from 1 July 2025.",
)


@dataclass(frozen=True, slots=True)
class PrenatalVisitsInput:
    average: Average
    days: Days
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PregnancyLossInput:
    average: Average
    weeks: Annotated[int, Between(0, 45)]
    days: Days
    months_in_last_12: Annotated[int, Between(0, 12)] | None = None
    months_in_last_24: Annotated[int, Between(0, 24)] | None = None
    total_months: Months | None = None
    ordered_rest: bool = False
    infertility_treatment: bool = False
    children: Children = 1
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ContraceptionInput:
    average: Average
    kind: Literal["iud", "sterilisation"]
    days: Days
    on: date | None = None


@dataclass(frozen=True, slots=True)
class VoluntaryMaternityInput:
    children: Children  # born, and lost from 22 weeks on
    months_in_last_12: Annotated[int, Between(0, 12)]
    birth_on: date
    asked_on: date
    compulsory_entitled: bool = False
    other_parent_receives: bool = False

    def __post_init__(self) -> None:
        if self.asked_on < self.birth_on:
            raise InputError("impossible_date", "asked before the birth", "asked_on")


def prenatal_visits(asked: PrenatalVisitsInput, work: Workings) -> Answer:
    days = min(Fraction(asked.days), work.table("maternity_other_days")["visits"])
    total = asked.average * Fraction(1, work.number("working_days_of_month")) * days
    work.apply(VISITS, total, average=asked.average, days=days)
    return work.amount({"total": total}, days_paid=decimal_text(days))


def pregnancy_loss(asked: PregnancyLossInput, work: Workings) -> Answer:
    """From 22 weeks on leave as for a birth, where the conditions of a birth are met; so since July 2025."""
    as_birth = asked.weeks >= AS_BIRTH_FROM_WEEKS and work.on >= L41.in_force
    if as_birth and maternity_conditions_met(_facts(asked), work):
        months = work.apply(AS_BIRTH, leave_months(asked.children, False, work), weeks=asked.weeks)
        total = leave_pay(asked.average, months, 0, work)
        days = months * int(work.number("calendar_days_of_month"))
        return work.amount({"total": total}, days_paid=decimal_text(days), leave_months=months)
    most = work.table("maternity_other_days")[_loss_key(asked.weeks)]
    days_paid = min(Fraction(asked.days), most)
    total = _by_calendar_days(asked.average, days_paid, work)
    work.apply(LOSS, total, weeks=asked.weeks, most=most, average=asked.average, days=days_paid)
    return work.amount({"total": total}, days_paid=decimal_text(days_paid))


def _facts(asked: PregnancyLossInput) -> MaternityFacts:
    in_12 = asked.months_in_last_12 or 0
    in_24 = max(asked.months_in_last_24 or 0, in_12)
    total = in_12 if asked.total_months is None else asked.total_months
    return MaternityFacts(in_12, in_24, total, asked.ordered_rest, asked.infertility_treatment)


def _loss_key(weeks: int) -> str:
    for limit in (5, 13, 22):
        if weeks < limit:
            return f"loss_under_{limit}"
    return "loss_from_22"


def _by_calendar_days(average: Fraction, days: Fraction, work: Workings) -> Fraction:
    return average * Fraction(1, work.number("calendar_days_of_month")) * days


def contraception(asked: ContraceptionInput, work: Workings) -> Answer:
    most = work.table("maternity_other_days")[asked.kind]
    days = min(Fraction(asked.days), most)
    total = _by_calendar_days(asked.average, days, work)
    work.apply(CONTRACEPTION, total, most=most, average=asked.average, days=days)
    return work.amount({"total": total}, days_paid=decimal_text(days))


def voluntary_maternity(asked: VoluntaryMaternityInput, work: Workings) -> Answer:
    reasons = []
    if asked.birth_on < L41.in_force:
        return work.not_eligible(BORN_BEFORE_LAW)
    if asked.months_in_last_12 < MONTHS_NEEDED:
        reasons.append(NOT_ENOUGH_VOLUNTARY)
    if asked.compulsory_entitled:
        reasons.append(COMPULSORY_FIRST)
    if asked.other_parent_receives:
        reasons.append(OTHER_PARENT)
    if reasons:
        return work.not_eligible(*reasons)
    ask_by = asked.birth_on + timedelta(days=int(work.number("voluntary_maternity_ask_days")))
    if asked.asked_on > ask_by:
        work.warn(
            "late_filing",
            "Đã quá 60 ngày kể từ ngày sinh: nộp kèm văn bản giải trình (Điều 113).",
            "More than 60 days after the birth: add a written explanation (Article 113).",
        )
    each = work.number("voluntary_maternity")
    total = work.apply(VOLUNTARY, each * asked.children, each=each, children=asked.children)
    return work.amount({"total": total}, ask_by=ask_by)
