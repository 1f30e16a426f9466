"""Voluntary insurance: what is paid, and what comes back (L41 Art. 31.2, 36; N159 Art. 5–8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from kiosk.benefits.errors import InputError
from kiosk.benefits.inputs import Between, Dong, Months, Percent, missing
from kiosk.benefits.law import L41, N159, Reason, Rule
from kiosk.benefits.months import Month
from kiosk.benefits.workings import Answer, Workings

Group = Literal["poor", "near_poor", "ethnic_minority", "island", "other"]
Period = Literal["monthly", "3_months", "6_months", "12_months"]
MONTHS_OF_PERIOD: dict[str, int] = {"monthly": 1, "3_months": 3, "6_months": 6, "12_months": 12}
# Paid within the month, the 3 months, the first 4 and the first 7 months of the period (Art. 36.3).
LAST_MONTH_OF_PERIOD: dict[str, int] = {"monthly": 0, "3_months": 2, "6_months": 3, "12_months": 6}
FEWEST_YEARS, MOST_YEARS = 2, 5  # N159 Art. 6

GROSS = Rule(
    "voluntary.gross",
    (L41.article(36, 1), L41.article(36, 2)),
    "Mức đóng {months} tháng × {percent} % × {income} = {result} đồng.",
    "{months} months × {percent} % × {income} = {result} đồng.",
)
YEARS_AHEAD = Rule(
    "voluntary.years_ahead",
    (L41.article(36, 2, "đ"), N159.article(6)),
    "Đóng một lần cho {months} tháng về sau, chiết khấu theo lãi suất {interest} % một tháng: {result} đồng.",
    "{months} months ahead, discounted by {interest} % a month: {result} đồng.",
)
MISSING = Rule(
    "voluntary.missing_months",
    (L41.article(36, 2, "e"), N159.article(7)),
    "Đóng một lần cho {months} tháng còn thiếu, cộng lãi suất {interest} % một tháng: {result} đồng.",
    "{months} missing months with interest of {interest} % a month: {result} đồng.",
)
SUPPORT = Rule(
    "voluntary.support",
    (L41.article(36, 1), N159.article(5)),
    "Nhà nước hỗ trợ {months} tháng × {share} % × {percent} % × chuẩn nghèo {line} = {result} đồng.",
    "Support of the State: {months} months × {share} % × {percent} % × poverty line {line} = {result} đồng.",
    changed=(
        "Từ 01/7/2025: 50 % hộ nghèo và xã đảo, 40 % cận nghèo, 30 % dân tộc thiểu số, 20 % người khác "
        "(trước là 30, 25, 10, 10 %).",
        "Since July 2025: 50 % poor and islands, 40 % near-poor, 30 % ethnic minorities, 20 % others "
        "(before: 30, 25, 10, 10 %).",
    ),
)
LAST_PAYMENT = Rule(
    "voluntary.last_payment",
    (L41.article(36, 3),),
    "Hạn đóng: chậm nhất trong tháng {result}.",
    "To be paid by the end of {result}.",
)
REFUND = Rule(
    "voluntary.refund",
    (N159.article(8),),
    "Hoàn trả {months} tháng chưa dùng: {result} đồng, chưa trừ phần nhà nước hỗ trợ.",
    "Refund of {months} months not used: {result} đồng before the State's part.",
)

INCOME_BELOW_FLOOR = Reason(
    "income_below_floor",
    (L41.article(31, 2),),
    "Thu nhập chọn đóng thấp hơn mức chuẩn hộ nghèo khu vực nông thôn.",
    "The chosen income is below the poverty line of rural households.",
)
INCOME_ABOVE_CAP = Reason(
    "income_above_cap",
    (L41.article(31, 2),),
    "Thu nhập chọn đóng cao hơn 20 lần mức tham chiếu.",
    "The chosen income is above 20 reference levels.",
)
TOO_MANY_MISSING = Reason(
    "too_many_missing_months",
    (N159.article(7),),
    "Chỉ được đóng một lần khi còn thiếu không quá 60 tháng.",
    "At most 60 missing months may be paid at once.",
)
TOO_EARLY = Reason(
    "before_retirement_age",
    (L41.article(36, 3, "e"),),
    "Đóng cho những năm còn thiếu sớm nhất là tháng trước liền kề tháng đủ tuổi nghỉ hưu.",
    "Missing years are paid at the earliest in the month before retirement age.",
)
YEARS_NOT_OFFERED = Reason(
    "years_not_offered",
    (N159.article(6),),
    "Đóng một lần cho những năm về sau: từ 2 đến 5 năm.",
    "Years ahead are paid for 2 to 5 years.",
)


@dataclass(frozen=True, slots=True)
class VoluntaryContributionInput:
    paid_on: date
    income: Dong
    group: Group
    method: Literal[Period, "years_ahead", "missing_months"]
    years: Annotated[int, Between(1, 100)] | None = None
    months: Annotated[int, Between(1, 1200)] | None = None
    fund_interest_percent: Percent | None = None
    supported_months_used: Months = 0
    local_support_percent: Percent = Fraction(0)
    apply_support: bool | None = None
    first_month: Month | None = None
    months_to_retirement_age: Months = 0

    def __post_init__(self) -> None:
        if self.method == "years_ahead" and self.years is None:
            raise missing("years")
        if self.method == "missing_months" and self.months is None:
            raise missing("months")

    @property
    def covered_months(self) -> int:
        if self.method == "years_ahead":
            return 12 * (self.years or 0)
        return (self.months or 0) if self.method == "missing_months" else MONTHS_OF_PERIOD[self.method]


@dataclass(frozen=True, slots=True)
class VoluntaryRefundInput:
    paid_on: date
    method: Literal["3_months", "6_months", "12_months", "years_ahead"]
    income: Dong
    months_left: Months
    group: Group
    years: Annotated[int, Between(FEWEST_YEARS, MOST_YEARS)] | None = None
    fund_interest_percent: Percent | None = None
    supported_months_used: Months = 0
    local_support_percent: Percent = Fraction(0)
    apply_support: bool = True

    def __post_init__(self) -> None:
        if self.method == "years_ahead" and self.years is None:
            raise missing("years")
        if self.months_left > self.covered_months:
            raise InputError("out_of_range", "more months left than were paid for", "months_left")

    @property
    def covered_months(self) -> int:
        return 12 * (self.years or 0) if self.method == "years_ahead" else MONTHS_OF_PERIOD[self.method]


def contribution(asked: VoluntaryContributionInput, work: Workings) -> Answer:
    refusals = _refusals(asked, work)
    if refusals:
        return work.rejected(*refusals)
    months = asked.covered_months
    gross = _gross(asked, months, work)
    # Whether the State supports missing months is not known: only where it is said so.
    wanted = asked.method != "missing_months" if asked.apply_support is None else asked.apply_support
    supported = _supported_months(months, asked.supported_months_used, work) if wanted else 0
    support = _support(asked.group, asked.local_support_percent, supported, work)
    last_payment = _last_payment_month(asked)
    work.apply(LAST_PAYMENT, last_payment)
    if Month.of(asked.paid_on) > last_payment:
        work.warn(
            "paid_late",
            "Tháng đóng đã quá hạn của phương thức này.",
            "The month of payment is past the term of this method.",
        )
    return work.amount(
        {"gross": gross, "support": support, "total": gross - support},
        last_payment_month=last_payment,
        supported_months=supported,
    )


def refund(asked: VoluntaryRefundInput, work: Workings) -> Answer:
    """What was paid for the last ``months_left`` months of the period, without the State's part."""
    whole, left = asked.covered_months, asked.months_left
    monthly = _monthly(asked.income, work)
    if asked.method == "years_ahead":
        growth = 1 + _interest(asked.fund_interest_percent, work) * Fraction(1, 100)
        gross = sum(
            (monthly * Fraction(1, growth**index) for index in range(whole - left, whole)), Fraction(0)
        )
    else:
        gross = monthly * left
    work.apply(REFUND, gross, months=left)
    supported = _supported_months(whole, asked.supported_months_used, work) if asked.apply_support else 0
    supported_left = max(0, supported - (whole - left))
    support = _support(asked.group, asked.local_support_percent, supported_left, work)
    return work.amount(
        {"gross": gross, "support": support, "total": gross - support}, supported_months=supported_left
    )


def _refusals(asked: VoluntaryContributionInput, work: Workings) -> list[Reason]:
    refusals = income_refusals(asked.income, work)
    if asked.method == "years_ahead" and not FEWEST_YEARS <= (asked.years or 0) <= MOST_YEARS:
        refusals.append(YEARS_NOT_OFFERED)
    if asked.method == "missing_months":
        if asked.covered_months > work.number("missing_months_limit"):
            refusals.append(TOO_MANY_MISSING)
        if asked.months_to_retirement_age > 1:
            refusals.append(TOO_EARLY)
    return refusals


def income_refusals(income: int, work: Workings) -> list[Reason]:
    """Why nobody can pay on ``income`` (đồng a month)."""
    refusals = []
    if income < work.number("poverty_line"):
        refusals.append(INCOME_BELOW_FLOOR)
    if income > work.number("income_cap_times") * work.number("reference_level"):
        refusals.append(INCOME_ABOVE_CAP)
    return refusals


def _monthly(income: int, work: Workings) -> Fraction:
    return work.number("voluntary_percent") * Fraction(1, 100) * income


def _interest(given: Fraction | None, work: Workings) -> Fraction:
    return work.number("fund_interest_monthly_percent") if given is None else given


def _gross(asked: VoluntaryContributionInput, months: int, work: Workings) -> Fraction:
    monthly = _monthly(asked.income, work)
    if asked.method in MONTHS_OF_PERIOD:
        percent = work.number("voluntary_percent")
        return work.apply(GROSS, monthly * months, months=months, percent=percent, income=asked.income)
    interest = _interest(asked.fund_interest_percent, work)
    growth = 1 + interest * Fraction(1, 100)
    if asked.method == "years_ahead":
        gross = sum((monthly * Fraction(1, growth**index) for index in range(months)), Fraction(0))
        return work.apply(YEARS_AHEAD, gross, months=months, interest=interest, income=asked.income)
    gross = sum((monthly * growth**index for index in range(1, months + 1)), Fraction(0))
    return work.apply(MISSING, gross, months=months, interest=interest, income=asked.income)


def _supported_months(months: int, used: int, work: Workings) -> int:
    return min(months, max(0, int(work.number("voluntary_support_months")) - used))


def _support(group: Group, local_percent: Fraction, months: int, work: Workings) -> Fraction:
    if not months:
        return Fraction(0)
    monthly, share = monthly_support(group, local_percent, work)
    return work.apply(
        SUPPORT,
        monthly * months,
        months=months,
        share=share,
        percent=work.number("voluntary_percent"),
        line=work.number("poverty_line"),
    )


def monthly_support(
    group: Group, local_percent: Fraction, work: Workings, on: date | None = None
) -> tuple[Fraction, Fraction]:
    """Đồng a month that the State (and the province) adds, and its share in percent."""
    share = min(work.table("voluntary_support_percent", on)[group] + local_percent, Fraction(100))
    base = work.number("voluntary_percent", on) * work.number("poverty_line", on)
    return share * base * Fraction(1, 100 * 100), share


def _last_payment_month(asked: VoluntaryContributionInput) -> Month:
    """Years ahead and missing months are paid when they are registered."""
    first = asked.first_month or Month.of(asked.paid_on)
    if asked.method in LAST_MONTH_OF_PERIOD:
        return first + LAST_MONTH_OF_PERIOD[asked.method]
    return Month.of(asked.paid_on)
