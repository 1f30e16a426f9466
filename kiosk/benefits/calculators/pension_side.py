"""Around a pension: missing compulsory months, rises, the averaging window (L41 Art. 33.7, 67, 72)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kiosk.benefits.average import averaging_years
from kiosk.benefits.contributions import WageKind
from kiosk.benefits.figures import Words, half_up
from kiosk.benefits.inputs import Dong, Months
from kiosk.benefits.law import L41, N158, N162, Reason, Rule
from kiosk.benefits.months import PartialDate
from kiosk.benefits.workings import Answer, Workings

MISSING_COMPULSORY = Rule(
    "missing_compulsory.total",
    (L41.article(33, 7), N158.article(21, 3, "a")),
    "Đóng một lần {months} tháng còn thiếu × {percent} % × tiền lương cuối {last_wage} = {result} đồng.",
    "{months} missing months × {percent} % × last wage {last_wage} = {result} đồng.",
)
RISE = Rule(
    "pension_rise.percent",
    (L41.article(67), N162.article(2)),
    "Điều chỉnh tăng {percent} %: {monthly} → {result} đồng.",
    "A rise of {percent} %: {monthly} → {result} đồng.",
    date(2024, 7, 1),
)
EARLY_RETIRED = Rule(
    "pension_rise.before_1995",
    (L41.article(67, 2), N162.article(2)),
    "Nghỉ hưu trước 1995, sau điều chỉnh còn thấp: được tăng thêm thành {result} đồng.",
    "Retired before 1995 and still low after the rise: raised further to {result} đồng.",
    date(2024, 7, 1),
)

OVER_SIX_MONTHS = Reason(
    "over_6_missing_months",
    (L41.article(33, 7),),
    "Chỉ được đóng tiếp một lần khi thời gian đóng bắt buộc còn thiếu tối đa 6 tháng.",
    "Only up to 6 missing compulsory months may be paid at once.",
)
NOTHING_MISSING = Reason(
    "nothing_missing", (L41.article(33, 7),), "Không còn thiếu tháng nào.", "No month is missing."
)
NO_RISE = Reason(
    "no_rise_on_this_day",
    (L41.article(67, 3),),
    "Ngày này không có đợt điều chỉnh lương hưu nào được biết.",
    "No rise of pensions on this day is known.",
)


WHOLE_TIME = Words("all", "toàn bộ thời gian", "the whole time")


@dataclass(frozen=True, slots=True)
class MissingCompulsoryMonthsInput:
    months: Months
    last_wage: Dong
    paid_on: date


@dataclass(frozen=True, slots=True)
class PensionRiseInput:
    from_: date
    monthly: Dong
    retired_before_1995: bool = False


@dataclass(frozen=True, slots=True)
class AveragingYearsInput:
    wage_kind: WageKind
    first_joined: PartialDate  # a date, or a month or year of which the first day counts


def missing_compulsory_months(asked: MissingCompulsoryMonthsInput, work: Workings) -> Answer:
    if asked.months > work.number("missing_compulsory_limit"):
        return work.rejected(OVER_SIX_MONTHS)
    if not asked.months:
        return work.rejected(NOTHING_MISSING)
    return work.amount({"total": missing_compulsory_cost(asked.months, asked.last_wage, work)})


def missing_compulsory_cost(months: int, last_wage: int, work: Workings) -> Fraction:
    percent = work.number("pension_fund_percent")
    cost = months * percent * Fraction(1, 100) * last_wage
    return work.apply(MISSING_COMPULSORY, cost, months=months, percent=percent, last_wage=last_wage)


def pension_rise(asked: PensionRiseInput, work: Workings) -> Answer:
    """One rise, from the amount before it; early pensions that stay low are lifted further."""
    rise = work.book.dated("pension_rise", asked.from_)
    if rise is None:
        return work.rejected(NO_RISE)
    table = work.table("pension_rise")
    raised = asked.monthly * (1 + table["percent"] * Fraction(1, 100))
    work.apply(RISE, raised, percent=table["percent"], monthly=asked.monthly)
    if asked.retired_before_1995 and raised < table["early_floor"]:
        low = raised <= table["early_add_until"]
        raised = raised + table["early_add"] if low else table["early_floor"]
        work.apply(EARLY_RETIRED, raised, monthly=asked.monthly)
    return work.amount(
        {"monthly": raised}, percent=table["percent"], increase=half_up(raised) - asked.monthly
    )


def averaging(asked: AveragingYearsInput, work: Workings) -> Answer:
    """Wages set by the employer are averaged over the whole time (Art. 72.2)."""
    years = averaging_years(asked.first_joined.counted, work) if asked.wage_kind == "state" else 0
    return work.information(averaging_years=years or WHOLE_TIME)
