"""The lump sum of insurance on every ground (L41 Art. 70, 102; N158 Art. 14, 17.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated

from kiosk.benefits.average import average_of
from kiosk.benefits.calculators.voluntary import Group, monthly_support
from kiosk.benefits.contributions import LAW_2024, YEAR_2014, History, Stretches, history
from kiosk.benefits.errors import InputError
from kiosk.benefits.factor import Factor, factor
from kiosk.benefits.figures import average_text, decimal_text
from kiosk.benefits.inputs import Average, Between, Dong, Months, Percent, missing
from kiosk.benefits.law import L41, Rule
from kiosk.benefits.lump_sum_grounds import (
    FREE_CHOICE,
    TWELVE_MONTHS,
    WITH_SUPPORT,
    Disease,
    Ground,
    LumpSumFacts,
    first_month_after_wait,
    lump_sum_refusals,
)
from kiosk.benefits.months import Month
from kiosk.benefits.region_allowance import RegionStretch, region_allowance
from kiosk.benefits.retirement import ARMED_FORCES, PersonGroup
from kiosk.benefits.workings import Answer, Workings

GROSS = Rule(
    "lump_sum.gross",
    (L41.article(70, 3), L41.article(102, 2)),
    "{factor} tháng × mức bình quân {average} = {result} đồng.",
    "{factor} months × average {average} = {result} đồng.",
    changed=(
        "Từ 01/7/2025 người bắt đầu đóng sau ngày này không còn được hưởng một lần chỉ vì nghỉ đóng 12 "
        "tháng.",
        "Who first paid after July 2025 can no longer take it only because of 12 months without "
        "contributions.",
    ),
)
SHORT = Rule(
    "lump_sum.under_a_year",
    (L41.article(70, 3, "c"), L41.article(102, 2, "c")),
    "Chưa đủ một năm: bằng số tiền đã đóng {paid}, không quá 2 tháng bình quân {cap}: {result} đồng.",
    "Less than a year: what was paid, {paid}, but at most 2 months' average {cap}: {result} đồng.",
)
SUPPORT_DEDUCTED = Rule(
    "lump_sum.support_deducted",
    (L41.article(70, 3), L41.article(102, 3)),
    "Trừ phần nhà nước đã hỗ trợ đóng BHXH tự nguyện {months} tháng: {result} đồng.",
    "The State's support of {months} voluntary months is taken off: {result} đồng.",
)
SUPPORT_KEPT = Rule(
    "lump_sum.support_kept",
    (L41.article(70, 4), L41.article(102, 3)),
    "Trường hợp bệnh hiểm nghèo hoặc suy giảm nặng: không trừ phần nhà nước hỗ trợ.",
    "Grave illness or severe incapacity: the State's support is not taken off.",
)


@dataclass(frozen=True, slots=True)
class SupportedMonths:
    months: Annotated[int, Between(0, 1200)]
    group: Group
    from_: Month


@dataclass(frozen=True, slots=True)
class LumpSumInput:
    asked_on: date
    decided_on: date
    ground: Ground
    disease: Disease | None = None
    foreigner: bool = False
    contributions: Stretches | None = None
    months_before_2014: Months | None = None
    months_from_2014: Months | None = None
    average: Average | None = None
    months_before_2025_07: Months | None = None
    last_paid_month: Month | None = None
    insured_now: bool = False
    retirement_age_reached: bool = False
    pension_eligible: bool = False
    supported: Annotated[tuple[SupportedMonths, ...], Between(0, 100)] = ()
    amount_paid: Dong | None = None
    capacity_loss_percent: Percent | None = None
    very_severe_disability: bool = False
    person_group: PersonGroup | None = None
    region_allowance: Annotated[tuple[RegionStretch, ...], Between(0, 50)] = ()

    def __post_init__(self) -> None:
        if self.decided_on < self.asked_on:
            raise InputError("impossible_date", "decided before it was asked", "decided_on")
        if self.contributions is None:
            for key in ("months_before_2014", "months_from_2014", "average"):
                if getattr(self, key) is None:
                    raise missing(key)
            if self.ground == "after_12_months" and self.last_paid_month is None and not self.insured_now:
                raise missing("last_paid_month")
        elif (
            self.average is not None
            or self.months_from_2014 is not None
            or self.months_before_2014 is not None
        ):
            raise InputError("not_allowed", "either contributions, or months and average", "contributions")


@dataclass(frozen=True, slots=True)
class Record:
    """What the formulas need, from either form of the input; ``past`` only from contributions."""

    before_2014: int
    from_2014: int
    before_law: int
    last_paid: Month | None
    past: History | None

    @property
    def months(self) -> int:
        return self.before_2014 + self.from_2014

    @property
    def compulsory_months(self) -> int:
        """All of them, where only their number is given."""
        return self.months if self.past is None else len(self.past.of("compulsory"))


def calculate(asked: LumpSumInput, work: Workings) -> Answer:
    record = record_of(asked, work)
    reasons = lump_sum_refusals(facts_of(asked, record), work)
    if reasons:
        _offer_other_ways(work)
        earliest = None
        if reasons == [TWELVE_MONTHS] and record.last_paid is not None:
            earliest = first_month_after_wait(record.last_paid, work).first_day
        return work.not_eligible(*reasons, earliest_on=earliest)
    if asked.ground == "grave_illness" and asked.disease is None:
        work.warn(
            "disease_not_given",
            "Chưa nêu tên bệnh; tạm coi là bệnh thuộc danh mục.",
            "No disease is named; one of the list is assumed.",
        )
    average = average_for(asked, record, work)
    share = factor(record.before_2014, record.from_2014, work)
    gross = _gross(asked, record, average, share, work)
    support = _support(asked, work)
    if asked.pension_eligible and asked.ground in FREE_CHOICE:
        work.offer(
            "pension",
            "Ông/bà cũng đủ điều kiện hưởng lương hưu hằng tháng và được lựa chọn.",
            "A monthly pension is due as well; you may choose.",
        )
    return work.amount(
        {
            "gross": gross,
            "support_deducted": support,
            "total": max(gross - support, Fraction(0)),
            "region_allowance": region_allowance(asked.region_allowance, work),
        },
        average=average_text(average),
        factor=decimal_text(share.months),
        years_before_2014=decimal_text(share.years_before_2014),
        years_from_2014=decimal_text(share.years_from_2014),
    )


def record_of(asked: LumpSumInput, work: Workings) -> Record:
    if asked.contributions is not None:
        past = history(asked.contributions, asked.decided_on, work)
        before = past.before(YEAR_2014)
        before_law = past.before(LAW_2024)
        if asked.months_before_2025_07 is not None:
            before_law = asked.months_before_2025_07
        last = asked.last_paid_month or past.last_month
        return Record(before, len(past.months) - before, before_law, last, past)
    before, since = asked.months_before_2014 or 0, asked.months_from_2014 or 0
    given = asked.months_before_2025_07
    before_law = _at_least_before_law(before + since, asked) if given is None else given
    return Record(before, since, before_law, asked.last_paid_month, None)


def _at_least_before_law(months: int, asked: LumpSumInput) -> int:
    """How many months must lie before July 2025, since no more fit between then and the last one."""
    if asked.last_paid_month is None:
        return months
    return max(0, months - max(0, asked.last_paid_month - LAW_2024 + 1))


def facts_of(asked: LumpSumInput, record: Record) -> LumpSumFacts:
    return LumpSumFacts(
        asked.ground,
        asked.asked_on,
        record.months,
        record.before_law,
        record.last_paid,
        asked.insured_now,
        asked.foreigner,
        asked.retirement_age_reached,
        asked.pension_eligible,
        asked.disease,
        asked.capacity_loss_percent,
        asked.very_severe_disability,
        None if asked.person_group is None else asked.person_group in ARMED_FORCES,
    )


def average_for(asked: LumpSumInput, record: Record, work: Workings) -> Fraction:
    if record.past is not None:
        return average_of(record.past, None, work)
    return asked.average or Fraction(0)


def _gross(asked: LumpSumInput, record: Record, average: Fraction, share: Factor, work: Workings) -> Fraction:
    if record.months >= 12:
        return work.apply(GROSS, share.months * average, factor=share.months, average=average)
    paid = amount_paid(asked.amount_paid, record.past, record.months, average, work)
    cap = average * work.table("lump_sum")["short_most"]
    return work.apply(SHORT, min(paid, cap), paid=paid, cap=cap)


def amount_paid(
    given: int | None, past: History | None, months: int, average: Fraction, work: Workings
) -> Fraction:
    """The money that went to the pension fund: as given, from the record, or estimated with a warning."""
    if given is not None:
        return Fraction(given)
    if past is not None:
        names = {"compulsory": "pension_fund_percent", "voluntary": "voluntary_percent"}
        return sum(
            (
                each.stretch.wage
                * work.number(names[each.stretch.scheme], each.month.first_day)
                * Fraction(1, 100)
                for each in past.months
            ),
            Fraction(0),
        )
    work.warn(
        "amount_paid_estimated",
        "Chưa có số tiền đã đóng; ước tính theo mức bình quân.",
        "The amount paid is not given; it is estimated from the average.",
    )
    return months * average * work.number("pension_fund_percent") * Fraction(1, 100)


def _support(asked: LumpSumInput, work: Workings) -> Fraction:
    """Month by month with the poverty line and the share of that month."""
    months = sum(each.months for each in asked.supported)
    if not months:
        return Fraction(0)
    if asked.ground in WITH_SUPPORT:
        work.apply(SUPPORT_KEPT, 0, months=months)
        return Fraction(0)
    support = sum(
        (
            monthly_support(each.group, Fraction(0), work, (each.from_ + index).first_day)[0]
            for each in asked.supported
            for index in range(each.months)
        ),
        Fraction(0),
    )
    return work.apply(SUPPORT_DEDUCTED, support, months=months)


def _offer_other_ways(work: Workings) -> None:
    work.offer(
        "keep",
        "Bảo lưu thời gian đóng BHXH để cộng nối khi đóng tiếp (Điều 71, 103).",
        "Keep the time paid; it counts together with later contributions (Articles 71, 103).",
    )
    work.offer(
        "voluntary",
        "Đóng tiếp BHXH tự nguyện để đủ 15 năm hưởng lương hưu.",
        "Continue voluntarily to reach the 15 years of a pension.",
    )
