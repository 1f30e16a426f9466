"""Health insurance of a household and the five-year rule (L51: Art. 13.6, 16.3, 22.1 of the health law)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated

from kiosk.benefits.figures import half_up
from kiosk.benefits.inputs import Between, Dong, Months, Years
from kiosk.benefits.law import L51, Reason, Rule
from kiosk.benefits.workings import Answer, Workings

OLDER_LAW = date(2015, 1, 1)  # the same figures under Law 46/2014
PERIODS = (3, 6, 12)
FIVE_YEARS = 5

MEMBER = Rule(
    "household.member",
    (L51.article(1, 11),),
    "Người thứ {order} tham gia theo hộ gia đình: {percent} % mức của người thứ nhất, {months} tháng = "
    "{result} đồng.",
    "Member {order} of the household: {percent} % of the first one's, {months} months = {result} đồng.",
    OLDER_LAW,
)
FIRST_MEMBER = Rule(
    "household.base",
    (L51.article(1, 11),),
    "Mức đóng một tháng của người thứ nhất: {percent} % × mức tham chiếu {level} = {result} đồng.",
    "Monthly contribution of the first member: {percent} % × reference level {level} = {result} đồng.",
    OLDER_LAW,
)
VALID_FROM = Rule(
    "household.valid_from",
    (L51.article(1, 14),),
    "Đóng đủ ngày {paid_on}: thẻ có giá trị từ {result}.",
    "Fully paid on {paid_on}: the card is valid from {result}.",
    OLDER_LAW,
)
THRESHOLD = Rule(
    "copayment.threshold",
    (L51.article(1, 17),),
    "Ngưỡng cùng chi trả trong năm: {times} × mức tham chiếu {level} = {result} đồng.",
    "Co-payment ceiling of a year: {times} × reference level {level} = {result} đồng.",
    OLDER_LAW,
)
FULLY_COVERED = Rule(
    "copayment.fully_covered",
    (L51.article(1, 17),),
    "Liên tục {years} năm và đã cùng chi trả {paid} đồng; được hưởng 100 %: {result}.",
    "{years} continuous years and {paid} đồng co-paid; fully covered: {result}.",
    OLDER_LAW,
)

PERIOD_NOT_OFFERED = Reason(
    "period_not_offered",
    (L51.article(1, 13),),
    "BHYT hộ gia đình đóng 3 tháng, 6 tháng hoặc 12 tháng một lần.",
    "Household health insurance is paid for 3, 6 or 12 months.",
)


@dataclass(frozen=True, slots=True)
class Member:
    other_card: bool = False


@dataclass(frozen=True, slots=True)
class HouseholdHealthInsuranceInput:
    paid_on: date
    months: Months
    members: Annotated[tuple[Member, ...], Between(1, 50)]
    first_time: bool = False
    days_since_last_card: Annotated[int, Between(0, 40000)] | None = None


@dataclass(frozen=True, slots=True)
class HealthCopaymentCeilingInput:
    on: date
    continuous_years: Years
    co_payment_this_year: Dong


def household(asked: HouseholdHealthInsuranceInput, work: Workings) -> Answer:
    """Only members who join by the household form take a place in the order."""
    if asked.months not in PERIODS:
        return work.rejected(PERIOD_NOT_OFFERED)
    level, percent = work.number("reference_level"), work.number("health_insurance_percent")
    base = work.apply(FIRST_MEMBER, level * percent * Fraction(1, 100), percent=percent, level=level)
    shares = work.table("household_order_percent")
    amounts: list[Fraction] = []
    order = 0
    for member in asked.members:
        if member.other_card:
            amounts.append(Fraction(0))
            continue
        order += 1
        share = shares[str(min(order, len(shares)))]
        amount = base * share * Fraction(1, 100) * asked.months
        amounts.append(work.apply(MEMBER, amount, order=order, percent=share, months=asked.months))
    return work.amount(
        {"total": sum(amounts, Fraction(0))},
        members=[half_up(amount) for amount in amounts],
        valid_from=_valid_from(asked, work),
    )


def _valid_from(asked: HouseholdHealthInsuranceInput, work: Workings) -> date:
    days = waiting_days(asked.first_time, asked.days_since_last_card or 0, work)
    return work.apply(VALID_FROM, asked.paid_on + timedelta(days=days), paid_on=asked.paid_on)


def waiting_days(first_time: bool, days_since_last_card: int, work: Workings) -> int:
    """Days after the full payment before the card holds (health law, Art. 16.3.c)."""
    waits = first_time or days_since_last_card >= work.number("health_gap_days")
    return int(work.number("health_waiting_days")) if waits else 0


def copayment_ceiling(asked: HealthCopaymentCeilingInput, work: Workings) -> Answer:
    times, level = work.number("copayment_ceiling_times"), work.number("reference_level")
    threshold = work.apply(THRESHOLD, times * level, times=times, level=level)
    paid = asked.co_payment_this_year
    covered = asked.continuous_years >= FIVE_YEARS and paid > threshold
    work.apply(FULLY_COVERED, covered, years=asked.continuous_years, paid=paid)
    return work.amount({"threshold": threshold}, fully_covered=covered)
