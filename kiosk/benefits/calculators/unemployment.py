"""Unemployment benefit (L74 Art. 34–41 from 2026; Employment Law 38/2013 before)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from kiosk.benefits.calendar import shipped_holidays
from kiosk.benefits.errors import InputError
from kiosk.benefits.inputs import Average, Months
from kiosk.benefits.law import L38, L74, N374, Reason, Rule
from kiosk.benefits.months import Month, add_months
from kiosk.benefits.workings import Answer, Workings

OLDER_LAW = L38.in_force

MONTHLY = Rule(
    "unemployment.monthly",
    (L74.article(39, 1),),
    "{percent} % × bình quân {average}, tối đa {times} × lương tối thiểu vùng {minimum} = {result} đồng.",
    "{percent} % × average {average}, at most {times} × regional minimum {minimum} = {result} đồng.",
    OLDER_LAW,
)
MONTHS_PAID = Rule(
    "unemployment.months",
    (L74.article(39, 2),),
    "Đóng {months} tháng: hưởng {result} tháng.",
    "{months} months paid: {result} months of benefit.",
    OLDER_LAW,
)
RESERVED = Rule(
    "unemployment.reserved",
    (L74.article(35, 2), L74.article(41, 5), N374.whole),
    "Tháng lẻ chưa tính hưởng: {result}; hưởng xong thì thời gian đóng được tính lại từ đầu.",
    "Odd months not used: {result}; after the benefit the time is counted anew.",
    OLDER_LAW,
)
ASK_BY = Rule(
    "unemployment.ask_by",
    (L74.article(38, 1, "c"),),
    "Nộp hồ sơ trong 3 tháng kể từ {ended_on}: chậm nhất {result}.",
    "To be filed within 3 months of {ended_on}: by {result}.",
    OLDER_LAW,
)
FIRST_DAY = Rule(
    "unemployment.first_day",
    (L74.article(39, 3), L74.article(55, 4)),
    "Hưởng từ ngày làm việc thứ {working_day} kể từ ngày nộp đủ hồ sơ {asked_on}: {result}.",
    "Paid from working day {working_day} after filing on {asked_on}: {result}.",
    OLDER_LAW,
    changed=(
        "Từ 01/01/2026 hưởng từ ngày làm việc thứ 11 (trước là thứ 16).",
        "Since January 2026 from working day 11 (16 before).",
    ),
)

UNDER_12_MONTHS = Reason(
    "under_12_months",
    (L74.article(38, 1, "b"),),
    "Chưa đóng đủ 12 tháng BHTN trong 24 tháng (36 tháng với hợp đồng dưới 12 tháng) trước khi chấm dứt "
    "việc làm.",
    "Fewer than 12 months of contributions in the 24 months (36 for contracts under 12 months) before the "
    "end.",
)
UNLAWFUL_END = Reason(
    "unlawful_termination",
    (L74.article(38, 1, "a"),),
    "Đơn phương chấm dứt hợp đồng trái pháp luật.",
    "The contract was ended unlawfully by the worker.",
)
HAS_PENSION = Reason(
    "pension_eligible",
    (L74.article(38, 1, "a"),),
    "Nghỉ việc khi đã đủ điều kiện hưởng lương hưu.",
    "The pension conditions were already met at the end of work.",
)
TOO_LATE = Reason(
    "asked_too_late",
    (L74.article(38, 1, "c"),),
    "Đã quá 3 tháng kể từ ngày chấm dứt việc làm.",
    "More than 3 months have passed since the end of work.",
)
WORKS_AGAIN = Reason(
    "works_again",
    (L74.article(38, 1, "d"),),
    "Trong 10 ngày làm việc kể từ ngày nộp hồ sơ đã có việc làm hoặc thuộc trường hợp khác của luật.",
    "A new job (or another case of the law) within 10 working days of filing.",
)


@dataclass(frozen=True, slots=True)
class UnemploymentInput:
    ended_on: date
    average: Average  # of the last six paid months
    months: Months  # not yet used for a benefit
    region: Literal["I", "II", "III", "IV"]
    asked_on: date | None = None
    last_paid_month: Month | None = None
    months_in_window: Months | None = None  # of the last 24 (36) months
    unlawful_termination: bool = False
    pension_eligible: bool = False
    works_again: bool = False

    def __post_init__(self) -> None:
        if self.asked_on is not None and self.asked_on < self.ended_on:
            raise InputError("impossible_date", "asked before the end of work", "asked_on")


def calculate(asked: UnemploymentInput, work: Workings) -> Answer:
    table = work.table("unemployment")
    ask_by = add_months(asked.ended_on, int(table["ask_months"]))
    work.apply(ASK_BY, ask_by, ended_on=asked.ended_on)
    reasons = unemployment_refusals(asked, ask_by, work)
    if reasons:
        return work.not_eligible(*reasons, ask_by=ask_by)
    months_paid = _months_paid(asked.months, work)
    return work.amount(
        {"monthly": _monthly(asked, work)},
        months_paid=months_paid,
        months_reserved=_months_reserved(asked.months, months_paid, work),
        first_day_of_pay=_first_day(_asked_on(asked, work), work),
        ask_by=ask_by,
    )


def unemployment_refusals(asked: UnemploymentInput, ask_by: date, work: Workings) -> list[Reason]:
    """The conditions of L74 Art. 38.1."""
    least = work.table("unemployment")["least_months"]
    in_window = asked.months if asked.months_in_window is None else asked.months_in_window
    reasons = [UNDER_12_MONTHS] if min(asked.months, in_window) < least else []
    if asked.unlawful_termination:
        reasons.append(UNLAWFUL_END)
    if asked.pension_eligible:
        reasons.append(HAS_PENSION)
    if asked.asked_on is not None and asked.asked_on > ask_by:
        reasons.append(TOO_LATE)
    if asked.works_again:
        reasons.append(WORKS_AGAIN)
    return reasons


def _monthly(asked: UnemploymentInput, work: Workings) -> Fraction:
    """The cap is that of the last month paid."""
    table = work.table("unemployment")
    month = asked.last_paid_month or Month.of(asked.ended_on)
    minimum = work.table("regional_minimum_wage", month.first_day)[asked.region]
    monthly = min(asked.average * table["percent"] * Fraction(1, 100), table["cap_times"] * minimum)
    return work.apply(
        MONTHLY,
        monthly,
        percent=table["percent"],
        average=asked.average,
        times=table["cap_times"],
        minimum=minimum,
    )


def _months_paid(months: int, work: Workings) -> int:
    """3 months for 12 to 36, then one for every full 12 more, at most 12."""
    table = work.table("unemployment")
    further = max(months - int(table["first_months"]), 0) // int(table["step"])
    paid = min(int(table["first_pay"]) + further, int(table["most"]))
    return work.apply(MONTHS_PAID, paid, months=months)


def _months_reserved(months: int, months_paid: int, work: Workings) -> int:
    """Odd months beyond the last full step; the decree that decides on them could not be read."""
    table = work.table("unemployment")
    if not work.number("unemployment_odd_months_kept"):
        return work.apply(RESERVED, 0)
    used = int(table["first_months"]) + (months_paid - int(table["first_pay"])) * int(table["step"])
    odd = months - used if 0 < months - used < table["step"] else 0
    return work.apply(RESERVED, odd)


def _asked_on(asked: UnemploymentInput, work: Workings) -> date:
    if asked.asked_on is not None:
        return asked.asked_on
    work.warn(
        "asked_on_assumed",
        "Chưa có ngày nộp hồ sơ; tạm tính như nộp đủ hồ sơ ngay ngày chấm dứt việc làm.",
        "The day of filing is not given; the day on which work ended is assumed.",
    )
    return asked.ended_on


def _first_day(asked_on: date, work: Workings) -> date:
    """By the law in force when it was asked, also where work had ended before that law (L74 Art. 55.4)."""
    working_day = int(work.table("unemployment", asked_on)["paid_from_working_day"])
    table = shipped_holidays()
    first = table.add_working_days(asked_on, working_day)
    if not table.settled_for(asked_on, first):
        work.warn(
            "holidays_unsure",
            "Ngày nghỉ lễ, tết của năm này chưa được quyết định đầy đủ.",
            "The public holidays of this year are not fully decided.",
        )
    return work.apply(FIRST_DAY, first, working_day=working_day, asked_on=asked_on)
