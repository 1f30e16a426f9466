"""Funeral, monthly survivor pensions, survivors' lump sum (L41 Art. 85–89, 109–111; N158 Art. 19–25, 33)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from kiosk.benefits.calculators.lump_sum import amount_paid
from kiosk.benefits.calculators.pension_side import missing_compulsory_cost
from kiosk.benefits.calculators.social_pension import months_at_floor
from kiosk.benefits.errors import InputError
from kiosk.benefits.factor import factor
from kiosk.benefits.figures import half_up, half_years
from kiosk.benefits.inputs import Average, Between, Dong, Months, Percent, missing
from kiosk.benefits.law import L41, N158, Rule
from kiosk.benefits.months import Month
from kiosk.benefits.region_allowance import RegionStretch, region_allowance
from kiosk.benefits.survivor_conditions import (
    CONTRIBUTORS,
    NOTHING_DUE,
    Deceased,
    DeceasedFacts,
    Relative,
    draws_monthly,
    gives_funeral,
    gives_monthly,
)
from kiosk.benefits.workings import Answer, Workings

FUNERAL = Rule(
    "survivors.funeral",
    (L41.article(85), L41.article(109), L41.article(111, 1, "c"), N158.article(21, 2)),
    "Trợ cấp mai táng: {times} × mức tham chiếu {level} = {result} đồng.",
    "Funeral allowance: {times} × reference level {level} = {result} đồng.",
)
MONTHLY = Rule(
    "survivors.monthly",
    (L41.article(87), L41.article(111, 1, "b"), N158.article(21, 3)),
    "Trợ cấp tuất hằng tháng từ {start} cho {count} thân nhân (tối đa 4): {result} đồng.",
    "Monthly survivor pensions from {start} for {count} relatives (at most 4): {result} đồng.",
)
LUMP = Rule(
    "survivors.lump_sum",
    (
        L41.article(89, 1),
        L41.article(110, 2),
        L41.article(110, 3),
        N158.article(19, 1, "c"),
        N158.article(21, 5, "a"),
    ),
    "Trợ cấp tuất một lần: {factor} tháng × bình quân {average}, thấp nhất {least} tháng = {result} đồng.",
    "Survivors' lump sum: {factor} months × average {average}, at least {least} months = {result} đồng.",
)
VOLUNTARY_SHORT = Rule(
    "survivors.voluntary_short",
    (L41.article(110, 2, "c"),),
    "BHXH tự nguyện {months} tháng, chưa đủ 60 tháng: bằng số tiền đã đóng {result} đồng.",
    "{months} voluntary months, fewer than 60: the money paid, {result} đồng.",
)
PENSIONER = Rule(
    "survivors.pensioner",
    (L41.article(89, 2), L41.article(110, 4), N158.article(33, 2)),
    "Chết trong tháng hưởng thứ {month}: {factor} tháng × lương hưu {pension} = {result} đồng.",
    "Died in month {month} of the pension: {factor} months × {pension} = {result} đồng.",
)
THREE_MONTHS = Rule(
    "survivors.three_months",
    (L41.article(89, 3), N158.article(33, 1), N158.article(33, 3)),
    "Trợ cấp tuất một lần bằng {months} tháng trợ cấp đang hưởng: {result} đồng.",
    "A lump sum of {months} months of the allowance: {result} đồng.",
)
ARTICLE_23 = Rule(
    "survivors.article_23",
    (L41.article(23, 5), N158.article(25, 1)),
    "Còn {months} tháng trợ cấp chưa nhận × {allowance} = {result} đồng.",
    "{months} months of the allowance not yet received × {allowance} = {result} đồng.",
)


@dataclass(frozen=True, slots=True)
class SurvivorsInput:
    died_on: date
    deceased: Deceased
    compulsory_months: Months | None = None
    voluntary_months: Months | None = None
    months_before_2014: Months = 0
    average: Average | None = None
    pension: Dong | None = None  # pension or allowance drawn
    months_received: Months = 0
    relatives: Annotated[tuple[Relative, ...], Between(0, 50)] = ()
    wish: Literal["monthly", "lump_sum"] = "monthly"
    amount_paid: Dong | None = None
    work_accident: bool = False
    foreigner: bool = False
    deaths: Annotated[int, Between(1, 4)] = 1  # of persons who give monthly pensions to the same relatives
    accident_percent: Percent | None = None
    last_wage: Dong | None = None
    months_left: Months | None = None  # of the allowance of Art. 23
    region_allowance: Annotated[tuple[RegionStretch, ...], Between(0, 50)] = ()

    def __post_init__(self) -> None:
        if self.deceased in CONTRIBUTORS:
            if self.compulsory_months is None and self.voluntary_months is None:
                raise missing("voluntary_months" if self.deceased == "voluntary" else "compulsory_months")
            if self.months_before_2014 > self.total_months:
                raise InputError("out_of_range", "more months than in all", "months_before_2014")
            if self.average is None and self.total_months:
                raise missing("average")
        elif self.pension is None:
            raise missing("pension")

    @property
    def total_months(self) -> int:
        return (self.compulsory_months or 0) + (self.voluntary_months or 0)

    @property
    def facts(self) -> DeceasedFacts:
        percent = None if self.accident_percent is None else int(self.accident_percent)
        return DeceasedFacts(
            self.deceased,
            self.compulsory_months,
            self.voluntary_months,
            self.work_accident,
            self.foreigner,
            percent,
        )


def calculate(asked: SurvivorsInput, work: Workings) -> Answer:
    funeral = _funeral(asked, work)
    each = _monthly_each(asked, work)
    entitled = sum(amount > 0 for amount in each)
    lump_sum = _lump_sum(asked, work)
    region = region_allowance(asked.region_allowance, work)
    monthly = sum(each, Fraction(0))
    if monthly and asked.wish == "monthly":
        work.offer(
            "lump_sum",
            "Thân nhân có thể chọn trợ cấp tuất một lần thay cho hằng tháng.",
            "The relatives may choose a lump sum instead of the monthly pensions.",
            lump_sum=lump_sum,
        )
        lump_sum = Fraction(0)
    elif monthly:
        work.offer(
            "monthly",
            "Thân nhân có thể chọn trợ cấp tuất hằng tháng.",
            "The relatives may choose the monthly pensions.",
            monthly_total=monthly,
        )
        each, monthly, entitled = [Fraction(0)] * len(each), Fraction(0), 0
    _offer_missing_months(asked, work)
    if not (funeral or monthly or lump_sum):
        return work.not_eligible(NOTHING_DUE)
    return work.amount(
        {"funeral": funeral, "monthly_total": monthly, "lump_sum": lump_sum, "region_allowance": region},
        monthly_each=[half_up(amount) for amount in each],
        entitled_relatives=entitled,
        monthly_from=(Month.of(asked.died_on) + 1).first_day if monthly else None,
    )


def _funeral(asked: SurvivorsInput, work: Workings) -> Fraction:
    if not gives_funeral(asked.facts, work):
        return Fraction(0)
    times, level = work.table("survivors")["funeral_times"], work.number("reference_level")
    return work.apply(FUNERAL, times * level, times=times, level=level)


def _monthly_each(asked: SurvivorsInput, work: Workings) -> list[Fraction]:
    """For each relative in the order given; where more than four are entitled, the highest amounts."""
    nothing = [Fraction(0)] * len(asked.relatives)
    if not gives_monthly(asked.facts, work):
        return nothing
    table, level = work.table("survivors"), work.number("reference_level")
    times = 2 if asked.deaths > 1 else 1
    amounts = [
        level * table["alone_percent" if relative.alone else "each_percent"] * Fraction(times, 100)
        if draws_monthly(relative, number, asked.died_on, work)
        else Fraction(0)
        for number, relative in enumerate(asked.relatives, start=1)
    ]
    order = sorted(range(len(amounts)), key=lambda index: -amounts[index])
    chosen = set(order[: int(table["most_relatives"])])
    amounts = [amount if index in chosen else Fraction(0) for index, amount in enumerate(amounts)]
    total = sum(amounts, Fraction(0))
    if not total:
        return nothing
    start = (Month.of(asked.died_on) + 1).first_day
    work.apply(MONTHLY, total, count=sum(amount > 0 for amount in amounts), start=start)
    return amounts


def _lump_sum(asked: SurvivorsInput, work: Workings) -> Fraction:
    if asked.deceased in CONTRIBUTORS:
        return _lump_sum_of_contributor(asked, work)
    pension = Fraction(asked.pension or 0)
    table = work.table("survivors")
    if asked.deceased in ("pensioner", "commune_staff"):
        reduced = max(asked.months_received - int(table["pensioner_full_until"]), 0)
        months = table["pensioner_months"] - reduced * table["pensioner_each_month"]
        months = max(months, table["least_months"])
        return work.apply(
            PENSIONER, months * pension, month=asked.months_received, factor=months, pension=asked.pension
        )
    if asked.deceased == "article_23":
        left = _months_left(asked, work)
        return work.apply(ARTICLE_23, left * pension, months=left, allowance=asked.pension)
    if asked.deceased == "accident_allowance" and asked.total_months:
        return _lump_sum_of_contributor(asked, work)  # N158 Art. 19.1.c: time is still kept
    months = table["allowance_months"]
    return work.apply(THREE_MONTHS, months * pension, months=months)


def _lump_sum_of_contributor(asked: SurvivorsInput, work: Workings) -> Fraction:
    table, months = work.table("survivors"), asked.total_months
    average = asked.average or Fraction(0)
    if not months:
        return Fraction(0)
    if not asked.compulsory_months and months < table["voluntary_paid_under"]:
        paid = amount_paid(asked.amount_paid, None, months, average, work)
        return work.apply(VOLUNTARY_SHORT, paid, months=months)
    share = factor(asked.months_before_2014, months - asked.months_before_2014, work, of_survivors=True)
    # Three months at least (89.1, 110.3); voluntary time alone, which has no such floor, is 60 months by now.
    least = table["least_months"]
    result = max(share.months, least) * average
    return work.apply(LUMP, result, factor=share.months, average=average, least=least)


def _months_left(asked: SurvivorsInput, work: Workings) -> int:
    """Of the allowance of Art. 23: as given, or from its own formula where it was never raised."""
    if asked.months_left is not None:
        return asked.months_left
    if asked.average is None or not asked.total_months or not asked.pension:
        raise missing("months_left")
    work.warn(
        "months_left_derived",
        "Số tháng còn lại được suy ra từ mức bình quân; cần đối chiếu quyết định hưởng.",
        "The months left are derived from the average; compare the decision.",
    )
    at_floor = months_at_floor(asked.average, half_years(asked.total_months), work)
    whole = half_up(at_floor * work.number("social_pension") * Fraction(1, asked.pension))
    return max(whole - asked.months_received, 0)


def _offer_missing_months(asked: SurvivorsInput, work: Workings) -> None:
    """Up to six missing compulsory months may be paid by the relatives (L41 Art. 33.7, N158 Art. 21.3.a)."""
    needed = int(work.table("survivors")["compulsory_months_monthly"])
    lacking = needed - (asked.compulsory_months or 0)
    if asked.deceased not in CONTRIBUTORS or not 0 < lacking <= work.number("missing_compulsory_limit"):
        return
    cost = missing_compulsory_cost(lacking, asked.last_wage, work) if asked.last_wage else None
    work.offer(
        "pay_missing_compulsory_months",
        f"Còn thiếu {lacking} tháng bắt buộc: thân nhân đóng một lần thì được hưởng tuất hằng tháng nếu đủ "
        "điều kiện.",
        f"{lacking} compulsory months are missing: if the relatives pay them, monthly pensions become "
        "possible.",
        **({} if cost is None else {"cost": cost}),
    )
