"""Sickness pay, own or a child's, and convalescence after sickness or birth (L41 Art. 42–46, 60)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, Literal

from kiosk.benefits.calendar import Weekday, shipped_holidays
from kiosk.benefits.errors import InputError
from kiosk.benefits.figures import decimal_text
from kiosk.benefits.inputs import Between, Days, Dong, Years, missing
from kiosk.benefits.law import L41, Reason, Rule
from kiosk.benefits.workings import Answer, Workings

AnyDays = Annotated[Fraction, Between(0, 366)]
CHILD_AGE_LIMIT = 7
LEAST_SICK_DAYS = 30
BEGINS_WITHIN_DAYS = 30
# L41 Art. 42.1: illness, accidents also on the way to work, relapse, donation and transplant are all covered.
Cause = Literal[
    "illness_or_accident", "self_harm", "drugs", "first_work_accident_treatment", "other_paid_leave"
]

QUOTA = Rule(
    "sickness.quota",
    (L41.article(43, 1),),
    "Số ngày tối đa trong năm với {years_paid} năm đóng: {result}; đã nghỉ {taken}.",
    "Days in a year with {years_paid} years paid: {result}; {taken} already taken.",
)
CHILD_QUOTA = Rule(
    "sickness.child_quota",
    (L41.article(44, 1),),
    "Con {age} tuổi: tối đa {result} ngày trong năm cho mỗi con.",
    "Child of {age}: at most {result} days a year for each child.",
)
WORKING_DAYS = Rule(
    "sickness.working_days",
    (L41.article(43, 1), L41.article(44, 3)),
    "Tính theo ngày làm việc, không kể ngày lễ, tết, ngày nghỉ hằng tuần: {result} ngày.",
    "Working days only, without public holidays and weekly rest: {result} days.",
)
NO_LIMIT = Rule(
    "sickness.no_limit",
    (L41.article(43, 2), L41.article(43, 3)),
    "Trường hợp này không giới hạn số ngày trong năm: {result} ngày.",
    "No yearly limit here: {result} days.",
    changed=(
        "Bệnh cần chữa trị dài ngày: từ 01/7/2025 tính theo ngày làm việc (trước là 180 ngày kể cả ngày "
        "nghỉ).",
        "Diseases of long treatment: counted in working days since July 2025 (180 calendar days before).",
    ),
)
HALF_DAYS = Rule(
    "sickness.half_days",
    (L41.article(45, 5),),
    "Nghỉ dưới nửa ngày tính nửa ngày, trên nửa ngày tính một ngày: {result} ngày.",
    "Less than half a day counts half, more counts a whole day: {result} days.",
    changed=(
        "Từ 01/7/2025 có mức hưởng nửa ngày.",
        "Half days are paid since July 2025.",
    ),
)
PAY = Rule(
    "sickness.pay",
    (L41.article(45),),
    "Trợ cấp: {wage} × {percent} % / 24 × {days} ngày = {result} đồng.",
    "Pay: {wage} × {percent} % / 24 × {days} days = {result} đồng.",
)
CONVALESCENCE = Rule(
    "convalescence.pay",
    (L41.article(46), L41.article(60)),
    "Dưỡng sức {days} ngày × {percent} % × mức tham chiếu {level} = {result} đồng.",
    "Convalescence: {days} days × {percent} % × reference level {level} = {result} đồng.",
)

QUOTA_USED = Reason(
    "quota_used_up",
    (L41.article(43, 1), L41.article(44, 1)),
    "Đã hết số ngày nghỉ hưởng chế độ trong năm.",
    "The paid days of the year are used up.",
)
CHILD_TOO_OLD = Reason(
    "child_7_or_older",
    (L41.article(42, 1, "e"), L41.article(44, 1)),
    "Chỉ áp dụng khi con dưới 7 tuổi.",
    "Only for children under 7.",
)
EXCLUDED_CAUSE = Reason(
    "excluded_cause",
    (L41.article(42, 2),),
    "Không hưởng khi tự gây thương tích, dùng ma túy, lần đầu điều trị tai nạn lao động, bệnh nghề nghiệp, "
    "hoặc "
    "trùng thời gian nghỉ khác có hưởng lương, thai sản, dưỡng sức.",
    "Not for self-harm, drugs, the first treatment of a work accident or occupational disease, or during "
    "other "
    "paid leave, maternity or convalescence.",
)
NO_WORKING_DAY = Reason(
    "no_working_day",
    (L41.article(43, 1), L41.article(44, 3)),
    "Trong thời gian nghỉ không có ngày làm việc nào.",
    "There is no working day in this time.",
)
CONVALESCENCE_USED = Reason(
    "convalescence_used_up",
    (L41.article(46, 2), L41.article(60, 2)),
    "Đã hết số ngày dưỡng sức.",
    "The days of convalescence are used up.",
)
BEGUN_TOO_LATE = Reason(
    "over_30_days_after_leave",
    (L41.article(46, 1), L41.article(60, 1)),
    "Đã quá 30 ngày kể từ ngày hết thời gian nghỉ.",
    "More than 30 days have passed since the leave ended.",
)
TOO_FEW_SICK_DAYS = Reason(
    "under_30_sick_days",
    (L41.article(46, 1),),
    "Chưa nghỉ hưởng chế độ ốm đau đủ 30 ngày trong năm.",
    "Fewer than 30 paid days of sickness in the year.",
)
RETURNED_EARLY = Reason(
    "returned_early",
    (L41.article(60, 4),),
    "Đã trở lại làm việc trước khi hết thời gian nghỉ thai sản nên không có dưỡng sức.",
    "After an early return to work there is no convalescence.",
)


@dataclass(frozen=True, slots=True)
class SickChild:
    age_years: Annotated[int, Between(0, 30)]
    from_: date
    to: date
    days_taken_this_year: AnyDays | None = None

    def __post_init__(self) -> None:
        _check_period(self.from_, self.to)


@dataclass(frozen=True, slots=True)
class SicknessInput:
    wage: Dong  # of the last month before the leave, or of the first (or returning) month
    kind: Literal["own", "own_long_term_beyond_quota", "child"]
    years_paid: Years = Fraction(0)
    conditions: Literal["normal", "hazardous", "difficult_area"] = "normal"
    days_taken_this_year: AnyDays = Fraction(0)
    armed_forces: bool = False
    days: AnyDays | None = None
    from_: date | None = None
    to: date | None = None
    weekly_rest: Annotated[tuple[Weekday, ...], Between(0, 6)] = ("sunday",)
    children: Annotated[tuple[SickChild, ...], Between(1, 20)] | None = None
    cause: Cause = "illness_or_accident"

    def __post_init__(self) -> None:
        if self.kind == "child":
            if self.children is None:
                raise missing("children")
        elif self.children is not None:
            raise InputError("not_allowed", "children belong to the kind child", "children")
        elif self.days is None:
            if self.from_ is None:
                raise missing("days")
            if self.to is None:
                raise missing("to")
            _check_period(self.from_, self.to)
        elif self.from_ is not None and self.to is not None:
            raise InputError("not_allowed", "either days, or from and to", "days")

    @property
    def first_day(self) -> date | None:
        return min(child.from_ for child in self.children) if self.children else self.from_


@dataclass(frozen=True, slots=True)
class ConvalescenceInput:
    after: Literal[
        "sickness_long_term",
        "sickness_surgery",
        "sickness_other",
        "birth_multiple",
        "birth_surgery",
        "birth_other",
        "pregnancy_loss",
    ]
    days: Days
    from_: date
    days_taken_this_year: Days = 0
    returned_early: bool = False
    sick_days_this_year: Days | None = None  # paid ones, before this convalescence
    leave_ended_on: date | None = None  # the last day of the leave before it

    def __post_init__(self) -> None:
        if self.leave_ended_on is not None and self.from_ <= self.leave_ended_on:
            raise InputError("impossible_date", "before the leave has ended", "from")

    @property
    def counts_for_year(self) -> int:
        """The year in which the right arose; days running over New Year count for the old one (Art. 46.1)."""
        if self.leave_ended_on is not None and self.after.startswith("sickness"):
            return self.leave_ended_on.year
        return self.from_.year


def _check_period(first: date, last: date) -> None:
    if last < first:
        raise InputError("impossible_date", "the leave ends before it begins", "to")
    if (last - first).days > 3660:
        raise InputError("out_of_range", "the leave is too long", "to")


def sickness(asked: SicknessInput, work: Workings) -> Answer:
    if asked.cause != "illness_or_accident":
        return work.not_eligible(EXCLUDED_CAUSE)
    if asked.children and all(child.age_years >= CHILD_AGE_LIMIT for child in asked.children):
        return work.not_eligible(CHILD_TOO_OLD)
    wanted, paid = _children_days(asked, work) if asked.children else _own_days(asked, work)
    if not paid:
        return work.not_eligible(QUOTA_USED if wanted else NO_WORKING_DAY, days_paid="0")
    if paid < wanted and asked.kind == "own":
        work.offer(
            "long_term",
            "Nếu mắc bệnh cần chữa trị dài ngày, những ngày còn lại vẫn được hưởng ở mức 50 %, 55 % hoặc "
            "65 %.",
            "With a disease of long treatment the other days are paid at 50, 55 or 65 %.",
        )
    percent = work.table("sickness_percent")[_percent_key(asked)]
    divisor = work.number("working_days_of_month")
    total = asked.wage * percent * Fraction(1, 100) * Fraction(1, divisor) * paid
    work.apply(PAY, total, wage=asked.wage, percent=percent, days=paid)
    return work.amount({"total": total}, days_paid=decimal_text(paid), percent=decimal_text(percent))


def _percent_key(asked: SicknessInput) -> str:
    if asked.armed_forces and asked.kind != "child":
        return "armed_forces"
    if asked.kind != "own_long_term_beyond_quota":
        return "own"
    return "long_term" + _bracket(asked.years_paid)


def _bracket(years: Fraction) -> str:
    if years >= 30:
        return "_30"
    return "_15" if years >= 15 else ""


def _own_days(asked: SicknessInput, work: Workings) -> tuple[Fraction, Fraction]:
    """Days wanted and days paid; the quota is that of each calendar year."""
    if asked.days is None and asked.from_ is not None and asked.to is not None:
        by_year = _count_by_year(_working_days(asked.from_, asked.to, asked.weekly_rest, work))
        work.apply(WORKING_DAYS, sum(by_year.values(), Fraction(0)))
    else:
        by_year = {0: _in_halves(asked.days or Fraction(0), work)}
    wanted = sum(by_year.values(), Fraction(0))
    if asked.armed_forces or asked.kind == "own_long_term_beyond_quota":
        return wanted, work.apply(NO_LIMIT, wanted)
    kind = "normal" if asked.conditions == "normal" else "hazardous"
    quota = work.table("sickness_days")[kind + _bracket(asked.years_paid)]
    work.apply(QUOTA, quota, years_paid=asked.years_paid, taken=asked.days_taken_this_year)
    paid, taken = Fraction(0), asked.days_taken_this_year
    for year in sorted(by_year):
        paid += min(by_year[year], max(quota - taken, Fraction(0)))
        taken = Fraction(0)  # a new year, a new quota
    return wanted, paid


def _in_halves(days: Fraction, work: Workings) -> Fraction:
    whole, part = divmod(days, 1)
    if part in (0, Fraction(1, 2)):
        return days
    rounded = whole + (Fraction(1, 2) if part < Fraction(1, 2) else Fraction(1))
    return work.apply(HALF_DAYS, rounded, days=days)


def _children_days(asked: SicknessInput, work: Workings) -> tuple[Fraction, Fraction]:
    """A day on which two children are sick is one day of leave; each child has its own quota."""
    table = work.table("sickness_days")
    wanted: set[date] = set()
    paid: set[date] = set()
    for child in asked.children or ():
        if child.age_years >= CHILD_AGE_LIMIT:
            continue
        quota = table["child_under_3" if child.age_years < 3 else "child_under_7"]
        work.apply(CHILD_QUOTA, quota, age=child.age_years)
        days = _working_days(child.from_, child.to, asked.weekly_rest, work)
        wanted.update(days)
        taken = child.days_taken_this_year
        taken = asked.days_taken_this_year if taken is None else taken
        for year in sorted({day.year for day in days}):
            left = max(quota - taken, Fraction(0))
            paid.update([day for day in days if day.year == year][: int(left)])
            taken = Fraction(0)
    work.apply(WORKING_DAYS, len(paid))
    return Fraction(len(wanted)), Fraction(len(paid))


def _working_days(first: date, last: date, rest: tuple[Weekday, ...], work: Workings) -> list[date]:
    table = shipped_holidays()
    if not table.settled_for(first, last):
        work.warn(
            "holidays_unsure",
            "Ngày nghỉ lễ, tết của năm này chưa được quyết định đầy đủ.",
            "The public holidays of this year are not fully decided.",
        )
    return list(table.working_days(first, last, rest))


def _count_by_year(days: Iterable[date]) -> dict[int, Fraction]:
    counts: dict[int, Fraction] = defaultdict(Fraction)
    for day in days:
        counts[day.year] += 1
    return dict(counts)


def convalescence(asked: ConvalescenceInput, work: Workings) -> Answer:
    """Days count with weekends and holidays; they begin within 30 days of the end of the leave."""
    if asked.returned_early and asked.after.startswith("birth"):
        return work.not_eligible(RETURNED_EARLY)
    ended = asked.leave_ended_on
    if ended is not None and asked.from_ > ended + timedelta(days=BEGINS_WITHIN_DAYS):
        return work.not_eligible(BEGUN_TOO_LATE)
    table = work.table("convalescence")
    sick_days = asked.sick_days_this_year
    if asked.after.startswith("sickness") and sick_days is not None and sick_days < LEAST_SICK_DAYS:
        return work.not_eligible(TOO_FEW_SICK_DAYS)
    most = table[_longest(asked.after)]
    # After sickness all kinds of one year share ten days; after a birth each birth has its own.
    shared = table["year"] if asked.after.startswith("sickness") else most
    left = max(shared - asked.days_taken_this_year, Fraction(0))
    days = min(Fraction(asked.days), most, left)
    if not days:
        return work.not_eligible(CONVALESCENCE_USED, days_paid="0")
    percent, level = table["percent"], work.number("reference_level")
    total = days * percent * Fraction(1, 100) * level
    work.apply(CONVALESCENCE, total, days=days, percent=percent, level=level)
    return work.amount({"total": total}, days_paid=decimal_text(days), counts_for_year=asked.counts_for_year)


def _longest(after: str) -> str:
    if after in ("sickness_long_term", "birth_multiple"):
        return "long"
    return "surgery" if after.endswith("surgery") else "other"
