"""Birth, adoption and the father's share in compulsory insurance (L41 Art. 50–60; N168; T12 Art. 8–10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated

from kiosk.benefits.errors import InputError
from kiosk.benefits.figures import average_text, decimal_text
from kiosk.benefits.inputs import Average, Between, Days, Dong, Months, missing
from kiosk.benefits.law import L41, LABOUR_CODE, N168, T12, Reason, Rule
from kiosk.benefits.maternity_conditions import (
    CHILD_TOO_OLD,
    MONTHS_IN_WINDOW,
    MONTHS_NEEDED,
    NOT_ENOUGH_MONTHS,
    WINDOW_INFERTILITY,
    MaternityFacts,
    adopted_until,
    maternity_conditions_met,
    window,
)
from kiosk.benefits.months import Month, months_and_days
from kiosk.benefits.workings import Answer, Workings

PATERNITY_BEGINS_WITHIN = 60
Children = Annotated[int, Between(1, 10)]

AVERAGE = Rule(
    "maternity.average",
    (L41.article(59, 1), T12.article(10)),
    "Bình quân tiền lương 6 tháng gần nhất trước khi nghỉ: {result} đồng.",
    "Average wage of the last 6 months before the leave: {result} đồng.",
)
LEAVE_MONTHS = Rule(
    "maternity.leave_months",
    (LABOUR_CODE.article(139, 1), L41.article(53, 1), L41.article(53, 4)),
    "Sinh {children} con: nghỉ {result} tháng.",
    "Birth of {children}: {result} months of leave.",
)
SECOND_CHILD = Rule(
    "maternity.second_child",
    (N168.whole,),
    "Sinh con thứ hai từ 01/7/2026: nghỉ 7 tháng.",
    "Second child from July 2026: 7 months of leave.",
    changed=(
        "Trước 01/7/2026: 6 tháng.",
        "6 months before July 2026.",
    ),
)
EARLY_RETURN = Rule(
    "maternity.early_return",
    (L41.article(53, 1), L41.article(60, 4)),
    "Trở lại làm việc sau {result} tháng: vẫn hưởng trợ cấp đến hết thời gian nghỉ và được trả lương; "
    "không dưỡng sức.",
    "Back at work after {result} months: the allowance runs on beside the wage; no convalescence afterwards.",
)
LEAVE = Rule(
    "maternity.leave",
    (L41.article(59, 1), L41.article(59, 3)),
    "Trợ cấp nghỉ: {average} × {months} tháng và {days} ngày lẻ (chia 30) = {result} đồng.",
    "Allowance: {average} × {months} months and {days} odd days (by 30) = {result} đồng.",
)
ONE_OFF = Rule(
    "maternity.one_off",
    (L41.article(58),),
    "Trợ cấp một lần: {times} × mức tham chiếu {level} × {children} con = {result} đồng.",
    "One-off: {times} × reference level {level} × {children} = {result} đồng.",
)
STILLBORN = Rule(
    "maternity.stillborn_single",
    (L41.article(52, 2), L41.article(58, 1)),
    "Thai từ 22 tuần chết: nghỉ như sinh con; trợ cấp một lần chỉ quy định cho trường hợp sinh con.",
    "A pregnancy of 22 weeks lost: leave as for a birth; the one-off is for births only.",
)
ADOPTION = Rule(
    "adoption.leave",
    (L41.article(56, 1), L41.article(59, 3)),
    "Nghỉ từ ngày nhận đến khi con đủ 6 tháng ({until}): {months} tháng {days} ngày = {result} đồng.",
    "Leave until the child is 6 months old ({until}): {months} months {days} days = {result} đồng.",
)
PATERNITY_DAYS = Rule(
    "paternity.days",
    (L41.article(53, 2), L41.article(53, 3)),
    "Cha được nghỉ {result} ngày làm việc, bắt đầu trong 60 ngày kể từ ngày vợ sinh.",
    "The father has {result} working days, begun within 60 days of the birth.",
)
PATERNITY_SECOND = Rule(
    "paternity.second_child",
    (N168.whole,),
    "Vợ sinh con thứ hai từ 01/7/2026: {result} ngày làm việc.",
    "Second child from July 2026: {result} working days.",
    changed=(
        "Trước 01/7/2026: 5 hoặc 7 ngày.",
        "5 or 7 days before July 2026.",
    ),
)
PATERNITY = Rule(
    "paternity.leave",
    (L41.article(59, 2),),
    "Trợ cấp: {average} / 24 × {days} ngày = {result} đồng.",
    "Allowance: {average} / 24 × {days} days = {result} đồng.",
)

RETURNED_TOO_EARLY = Reason(
    "returned_too_early",
    (LABOUR_CODE.article(139, 4),),
    "Chỉ được trở lại làm việc sau khi đã nghỉ ít nhất 4 tháng.",
    "A return to work is possible after 4 months of leave at the earliest.",
)
LEAVE_TOO_LATE = Reason(
    "leave_not_within_60_days",
    (L41.article(53, 3),),
    "Ngày bắt đầu nghỉ phải trong 60 ngày kể từ ngày vợ sinh con.",
    "The leave has to begin within 60 days of the birth.",
)


@dataclass(frozen=True, slots=True)
class MaternityInput:
    birth_on: date
    average: Average | None = None
    last_six: Annotated[tuple[Dong, ...], Between(6, 6)] | None = None
    children: Children = 1
    children_stillborn: Annotated[int, Between(0, 10)] = 0
    is_second_child: bool = False
    returned_after_months: Months | None = None
    contributed: Annotated[tuple[Month, ...], Between(0, 1200)] | None = None
    months_in_last_12: Annotated[int, Between(0, 12)] | None = None
    months_in_last_24: Annotated[int, Between(0, 24)] | None = None
    total_months: Months | None = None
    ordered_rest: bool = False
    infertility_treatment: bool = False
    extra_leave_days: Days = 0

    def __post_init__(self) -> None:
        if self.average is None and self.last_six is None:
            raise missing("average")
        if self.average is not None and self.last_six is not None:
            raise InputError("not_allowed", "either average or last_six", "last_six")
        if self.contributed is None and self.months_in_last_12 is None:
            raise missing("months_in_last_12")
        if self.children_stillborn > self.children:
            raise InputError("out_of_range", "more stillborn children than children", "children_stillborn")


@dataclass(frozen=True, slots=True)
class AdoptionInput:
    handed_over_on: date
    child_born_on: date
    average: Average
    contributed: Annotated[tuple[Month, ...], Between(0, 1200)] | None = None
    months_in_last_12: Annotated[int, Between(0, 12)] | None = None
    children: Children = 1
    takes_leave: bool = True

    def __post_init__(self) -> None:
        if self.contributed is None and self.months_in_last_12 is None:
            raise missing("months_in_last_12")
        if self.handed_over_on < self.child_born_on:
            raise InputError("impossible_date", "handed over before the birth", "handed_over_on")


@dataclass(frozen=True, slots=True)
class PaternityInput:
    average: Average
    birth_on: date
    children: Children = 1
    surgery: bool = False
    before_32_weeks: bool = False
    is_second_child: bool = False
    mother_entitled: bool = True
    months_in_last_12: Annotated[int, Between(0, 12)] | None = None
    leave_from: date | None = None  # the first day of the last part of the leave


def birth(asked: MaternityInput, work: Workings) -> Answer:
    span = window(asked.birth_on, asked.contributed)
    in_12 = span.contributed if asked.contributed is not None else asked.months_in_last_12 or 0
    work.apply(MONTHS_IN_WINDOW, in_12, first=span.first, last=span.last)
    values = {"window_from": span.first, "window_to": span.last, "months_in_window": in_12}
    average = _average(asked, work)
    if not maternity_conditions_met(_facts(asked, in_12), work):
        _offer_other_ways(work)
        return work.not_eligible(NOT_ENOUGH_MONTHS, average=average_text(average), **values)
    months = leave_months(asked.children, asked.is_second_child and not _all_stillborn(asked), work)
    if asked.returned_after_months is not None and asked.returned_after_months < months:
        if asked.returned_after_months < work.number("early_return_months"):
            return work.rejected(RETURNED_TOO_EARLY)
        work.apply(EARLY_RETURN, asked.returned_after_months)
    leave = leave_pay(average, months, asked.extra_leave_days, work)
    if _all_stillborn(asked):
        one_off = work.apply(STILLBORN, Fraction(0))
    else:
        one_off = one_off_for(asked.children, asked.birth_on, work)
    return work.amount(
        {"leave": leave, "one_off": one_off, "total": leave + one_off},
        average=average_text(average),
        leave_months=months,
        **values,
    )


def _all_stillborn(asked: MaternityInput) -> bool:
    """Of a single pregnancy; dead children of a multiple one count as born (Art. 53.4)."""
    return asked.children == 1 and asked.children_stillborn == 1


def _average(asked: MaternityInput, work: Workings) -> Fraction:
    average = Fraction(sum(asked.last_six), len(asked.last_six)) if asked.last_six else asked.average
    return work.apply(AVERAGE, average or Fraction(0))


def _facts(asked: MaternityInput, in_12: int) -> MaternityFacts:
    if asked.contributed is not None:
        in_24 = window(asked.birth_on, asked.contributed, WINDOW_INFERTILITY).contributed
    else:
        in_24 = max(asked.months_in_last_24 or 0, in_12)
    listed = len(set(asked.contributed or ()))
    total = max(listed, in_12) if asked.total_months is None else asked.total_months
    return MaternityFacts(in_12, in_24, total, asked.ordered_rest, asked.infertility_treatment)


def leave_months(children: int, second_child: bool, work: Workings) -> int:
    """6 months, 7 for a second child from July 2026; one more for each further child of a multiple birth."""
    table = work.table("maternity_leave_months")
    months = int(table["first"])
    if second_child and table["second"] > table["first"]:
        months = work.apply(SECOND_CHILD, int(table["second"]))
    months += (children - 1) * int(table["each_further_child"])
    return work.apply(LEAVE_MONTHS, months, children=children)


def leave_pay(average: Fraction, months: int, days: int, work: Workings) -> Fraction:
    pay = average * months + average * days * Fraction(1, work.number("calendar_days_of_month"))
    return work.apply(LEAVE, pay, average=average, months=months, days=days)


def one_off_for(children: int, on: date, work: Workings) -> Fraction:
    """Twice the reference level of the month of the birth, for each child."""
    times, level = work.number("maternity_one_off_times", on), work.number("reference_level", on)
    return work.apply(ONE_OFF, times * level * children, times=times, level=level, children=children)


def adoption(asked: AdoptionInput, work: Workings) -> Answer:
    until = adopted_until(asked.child_born_on)
    if asked.handed_over_on >= until:
        return work.not_eligible(CHILD_TOO_OLD)
    in_12 = asked.months_in_last_12 or 0
    if asked.contributed is not None:
        span = window(asked.handed_over_on, asked.contributed)
        in_12 = work.apply(MONTHS_IN_WINDOW, span.contributed, first=span.first, last=span.last)
    if not maternity_conditions_met(MaternityFacts(in_12, in_12, in_12), work):
        return work.not_eligible(NOT_ENOUGH_MONTHS)
    months, days = months_and_days(asked.handed_over_on, until) if asked.takes_leave else (0, 0)
    leave = asked.average * months + asked.average * days * Fraction(1, work.number("calendar_days_of_month"))
    work.apply(ADOPTION, leave, until=until, months=months, days=days, average=asked.average)
    one_off = one_off_for(asked.children, asked.handed_over_on, work)
    return work.amount(
        {"leave": leave, "one_off": one_off, "total": leave + one_off},
        leave_months=months,
        leave_days=days,
        leave_until=until,
    )


def paternity(asked: PaternityInput, work: Workings) -> Answer:
    begun_by = asked.birth_on + timedelta(days=PATERNITY_BEGINS_WITHIN)
    if asked.leave_from is not None and not asked.birth_on <= asked.leave_from <= begun_by:
        return work.not_eligible(LEAVE_TOO_LATE, begin_by=begun_by)
    days = _paternity_days(asked, work)
    leave = asked.average * Fraction(1, work.number("working_days_of_month")) * days
    work.apply(PATERNITY, leave, average=asked.average, days=days)
    one_off = Fraction(0)
    if not asked.mother_entitled and (asked.months_in_last_12 or 0) >= MONTHS_NEEDED:
        one_off = one_off_for(asked.children, asked.birth_on, work)
    return work.amount(
        {"leave": leave, "one_off": one_off, "total": leave + one_off}, days_paid=decimal_text(days)
    )


def _paternity_days(asked: PaternityInput, work: Workings) -> Fraction:
    table = work.table("paternity_days")
    if asked.children >= 2:
        days = table["twins_surgery" if asked.surgery else "twins"]
        days += (asked.children - 2) * table["each_further_child"]
    else:
        days = table["surgery" if asked.surgery or asked.before_32_weeks else "normal"]
    work.apply(PATERNITY_DAYS, days, children=asked.children, surgery=asked.surgery)
    if asked.is_second_child and table["second_child"] > days:
        return work.apply(PATERNITY_SECOND, table["second_child"])
    return days


def _offer_other_ways(work: Workings) -> None:
    work.offer(
        "father_one_off",
        "Nếu người chồng đóng BHXH bắt buộc đủ 6 tháng trong 12 tháng thì người chồng hưởng trợ cấp một "
        "lần (58.1).",
        "A husband with 6 compulsory months in 12 receives the one-off (58.1).",
    )
    work.offer(
        "voluntary_maternity",
        "Nếu có đủ 6 tháng tính cả BHXH tự nguyện: trợ cấp thai sản của BHXH tự nguyện (Điều 94).",
        "With 6 months including voluntary ones: the voluntary maternity allowance (Article 94).",
    )
