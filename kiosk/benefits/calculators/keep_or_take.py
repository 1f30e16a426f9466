"""Take the lump sum, or keep the time: both futures side by side, in the figures of the day of decision."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kiosk.benefits.calculators import lump_sum, pension, social_pension
from kiosk.benefits.calculators.lump_sum import LumpSumInput, Record, average_for, record_of
from kiosk.benefits.calculators.voluntary import Group, monthly_support
from kiosk.benefits.figures import average_text, ceiling
from kiosk.benefits.inputs import Dong
from kiosk.benefits.law import L41, Rule
from kiosk.benefits.months import Month, PartialDate
from kiosk.benefits.retirement import AGE, Sex, reaches_retirement_age
from kiosk.benefits.workings import Answer, Workings

KEEP = Rule(
    "keep_or_take.keep",
    (L41.article(71), L41.article(103)),
    "Bảo lưu {months} tháng đã đóng; đủ tuổi nghỉ hưu vào {result}.",
    "{months} months are kept; retirement age is reached in {result}.",
)
CONTINUE = Rule(
    "keep_or_take.continue",
    (L41.article(33, 7), L41.article(36), L41.article(98)),
    "Đóng tiếp {months} tháng BHXH tự nguyện ở thu nhập {income}: chi {result} đồng (đã trừ hỗ trợ).",
    "{months} more voluntary months on an income of {income}: {result} đồng after support.",
)
BREAK_EVEN = Rule(
    "keep_or_take.break_even",
    (L41.article(66), L41.article(70, 3)),
    "Số tháng lương hưu bằng số tiền một lần: {result}.",
    "Months of pension that equal the lump sum: {result}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepOrTakeInput(LumpSumInput):
    sex: Sex
    born: PartialDate
    income: Dong | None = None  # chosen for continuing voluntarily; default: the lowest one
    group: Group = "other"


@dataclass(frozen=True, slots=True)
class _Continued:
    """Paying on until 15 years are full."""

    months: int
    missing_months: int  # of them paid at once at retirement age
    cost: Fraction
    pension_from: Month
    possible: bool


@dataclass(frozen=True, slots=True)
class _Futures:
    """What can become of the time paid; 0 for what is not possible."""

    taken: Answer
    average: Fraction
    retirement: Month
    kept: Fraction  # monthly pension without paying on
    allowance: Fraction  # of Art. 23
    continued: _Continued
    later: Fraction  # monthly pension after paying on

    @property
    def lump(self) -> Fraction:
        return Fraction(self.taken.amounts.get("total", 0))

    @property
    def months_until_equal(self) -> int | None:
        """Months of pension that make up the lump sum."""
        monthly = self.kept or self.later
        return ceiling(self.lump * Fraction(1, monthly)) if self.lump and monthly else None


def calculate(asked: KeepOrTakeInput, work: Workings) -> Answer:
    futures = _futures(asked, work)
    for reason in futures.taken.reasons:
        work.warn(
            f"lump_sum_{reason.code}", f"Chưa nhận được một lần: {reason.vi}", f"No lump sum: {reason.en}"
        )
    continued = futures.continued
    even = futures.months_until_equal
    if even is not None:
        work.apply(BREAK_EVEN, even)
    _offer(futures, work)
    start = max(futures.retirement, Month.of(asked.decided_on)) + 1
    return work.amount(
        {
            "lump_sum": futures.lump,
            "pension_monthly": futures.kept,
            "article_23_monthly": futures.allowance,
            "voluntary_cost": continued.cost,
            "voluntary_pension_monthly": futures.later,
        },
        lump_sum_outcome=futures.taken.outcome,
        lump_sum_reasons=[reason.code for reason in futures.taken.reasons],
        average=average_text(futures.average),
        retirement_reached_in=futures.retirement,
        pension_from=start.first_day if futures.kept else None,
        voluntary_months=continued.months,
        voluntary_missing_months=continued.missing_months,
        voluntary_possible=continued.possible,
        voluntary_pension_from=continued.pension_from.first_day if futures.later else None,
        months_until_equal=even,
    )


def _futures(asked: KeepOrTakeInput, work: Workings) -> _Futures:
    taken = work.absorb(lump_sum.calculate(asked, work.fork()))
    record = record_of(asked, work)
    average = average_for(asked, record, work.fork())
    age, reached = reaches_retirement_age(asked.sex, asked.born, work)
    years, months = divmod(age, 12)
    work.apply(AGE, reached, born=asked.born.month, years=years, months=months)
    work.apply(KEEP, reached, months=record.months)
    now = Month.of(asked.decided_on)
    kept = _pension(asked, record, 0, average, work)
    allowance = _article_23(asked, record.months, average, max(reached, now), work)
    continued = _continued(asked, record.months, max(reached - now, 0), now, work)
    later = Fraction(0)
    if continued.months and continued.possible:
        together = average * record.months + _income(asked, work) * continued.months
        whole = together * Fraction(1, record.months + continued.months)
        later = _pension(asked, record, continued.months, whole, work)
    return _Futures(taken, average, reached, kept, allowance, continued, later)


def _pension(
    asked: KeepOrTakeInput, record: Record, more: int, average: Fraction, work: Workings
) -> Fraction:
    """The monthly pension for that record and ``more`` voluntary months; 0 where there is none."""
    first = record.past.first_month if record.past else None
    shape = pension.PensionInput(
        asked.sex,
        asked.decided_on,
        months=record.months + more,
        average=average,
        compulsory_months=record.compulsory_months,
        joined=first.first_day if first else None,
        person_group=asked.person_group,
    )
    answer = pension.calculate(shape, work.fork())
    if answer.outcome != "amount":
        return Fraction(0)
    return Fraction(work.absorb(answer).amounts["monthly"])


def _article_23(
    asked: KeepOrTakeInput, months: int, average: Fraction, start: Month, work: Workings
) -> Fraction:
    age = int(work.table("social_pension_age")["everybody"])
    until = max(Month.of(asked.born.turns(age)) - start, 0)
    shape = social_pension.Article23AllowanceInput(asked.decided_on, average, months, until, asked.foreigner)
    answer = social_pension.article_23(shape, work.fork())
    if answer.outcome != "amount":
        return Fraction(0)
    return Fraction(work.absorb(answer).amounts["monthly"])


def _income(asked: KeepOrTakeInput, work: Workings) -> Fraction:
    return work.number("poverty_line") if asked.income is None else Fraction(asked.income)


def _continued(asked: KeepOrTakeInput, months: int, time_left: int, now: Month, work: Workings) -> _Continued:
    """Monthly until retirement age, and what is still missing then at once, with interest (≤ 60 months)."""
    needed = max(int(12 * work.table("pension_years")["normal"]) - months, 0)
    if not needed or asked.foreigner:
        return _Continued(0, 0, Fraction(0), now, needed == 0)
    monthly_part = min(needed, time_left)
    missing_part = needed - monthly_part
    gross = work.number("voluntary_percent") * Fraction(1, 100) * _income(asked, work)
    support, _ = monthly_support(asked.group, Fraction(0), work)
    supported = min(monthly_part, int(work.number("voluntary_support_months")))
    growth = 1 + work.number("fund_interest_monthly_percent") * Fraction(1, 100)
    at_once = sum((gross * growth**index for index in range(1, missing_part + 1)), Fraction(0))
    cost = gross * monthly_part - support * supported + at_once
    possible = missing_part <= work.number("missing_months_limit")
    work.apply(CONTINUE, cost, months=needed, income=_income(asked, work))
    pension_from = now + max(time_left, monthly_part) + 1
    return _Continued(needed, missing_part, cost if possible else Fraction(0), pension_from, possible)


def _offer(futures: _Futures, work: Workings) -> None:
    if futures.lump:
        work.offer(
            "take",
            "Nhận một lần ngay: thời gian đã đóng không được tính lại nữa, không có lương hưu và thẻ BHYT "
            "hưu trí.",
            "Take it now: the time paid never counts again; no pension and no health card of pensioners.",
            total=futures.lump,
        )
    if futures.kept:
        month = futures.retirement
        work.offer(
            "keep",
            f"Bảo lưu: lương hưu hằng tháng từ sau tháng {month.month:02}/{month.year}, kèm thẻ BHYT và "
            "chế độ tử tuất.",
            f"Keep: a monthly pension after {month}, with a health card and survivor benefits.",
            monthly=futures.kept,
        )
    if futures.later:
        months = futures.continued.months
        work.offer(
            "continue",
            f"Đóng tiếp {months} tháng để có lương hưu suốt đời.",
            f"Pay {months} more months for a pension for life.",
            cost=futures.continued.cost,
            monthly=futures.later,
        )
    if futures.allowance:
        work.offer(
            "article_23",
            "Không đóng tiếp: khi đủ tuổi nghỉ hưu có thể hưởng trợ cấp hằng tháng của Điều 23, kèm thẻ "
            "BHYT.",
            "Without paying on: at retirement age the monthly allowance of Article 23, with a health card.",
            monthly=futures.allowance,
        )
