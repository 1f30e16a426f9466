"""Monthly pension and the one-off at retirement (L41 Art. 64–68, 98–100, 141.11; N158 Art. 12–17, 32)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated

from kiosk.benefits.average import average_of
from kiosk.benefits.contributions import Stretches, history
from kiosk.benefits.errors import InputError
from kiosk.benefits.figures import average_text, decimal_text, half_years
from kiosk.benefits.inputs import Average, Between, Months, missing
from kiosk.benefits.law import L41, N158, Rule
from kiosk.benefits.months import Month
from kiosk.benefits.region_allowance import RegionStretch, region_allowance
from kiosk.benefits.retirement import FLOOR_GROUPS, UNDER_15_YEARS, PersonGroup, Sex, pension_refusals
from kiosk.benefits.workings import Answer, Workings

LAW_2024_DAY = date(2025, 7, 1)

YEARS = Rule(
    "pension.years",
    (L41.article(5, 6),),
    "{months} tháng đóng BHXH, tháng lẻ tính tròn nửa năm: {result} năm.",
    "{months} months of contributions, odd months rounded to half years: {result} years.",
)
RATE = Rule(
    "pension.rate",
    (L41.article(66, 1), L41.article(99, 1)),
    "Tỷ lệ hưởng với {years} năm đóng: {result} %.",
    "Rate for {years} years: {result} %.",
    changed=(
        "Từ 01/7/2025 chỉ cần đủ 15 năm đóng (trước là 20 năm); nam từ 15 đến dưới 20 năm: 40 % và thêm 1 "
        "% mỗi năm.",
        "Since July 2025 15 years are enough (20 before); men with 15 to 20 years: 40 % and 1 % more a year.",
    ),
)
TREATY_RATE = Rule(
    "pension.treaty_rate",
    (L41.article(66, 4), L41.article(99, 3)),
    "Có thời gian đóng theo điều ước quốc tế: mỗi năm trong {years} năm tính 2,25 %, bằng {result} %.",
    "With time under a treaty, each of {years} years gives 2.25 %: {result} %.",
)
EARLY_CUT = Rule(
    "pension.early_cut",
    (L41.article(66, 3), N158.article(13, 2)),
    "Nghỉ hưu trước tuổi {early_months} tháng: giảm {result} %.",
    "Retired {early_months} months early: {result} % less.",
)
MONTHLY = Rule(
    "pension.monthly",
    (N158.article(13, 1), N158.article(17, 3)),
    "Lương hưu hằng tháng: {rate_percent} % × {average} = {result} đồng.",
    "Monthly pension: {rate_percent} % × {average} = {result} đồng.",
)
FLOOR = Rule(
    "pension.floor",
    (L41.article(141, 11), N158.article(13, 1)),
    "Có từ đủ 20 năm đóng BHXH bắt buộc và tham gia trước 01/7/2025: lương hưu thấp nhất bằng mức tham "
    "chiếu {result} đồng.",
    "With 20 compulsory years and a first contribution before July 2025 the reference level is the floor: "
    "{result} đồng.",
    changed=(
        "Trước đây áp dụng cho mọi người đủ 20 năm; nay chỉ cho người đã tham gia trước 01/7/2025.",
        "It held for everybody with 20 years; now only for who had joined before July 2025.",
    ),
)
ONE_OFF = Rule(
    "pension.one_off",
    (L41.article(68), L41.article(100)),
    "Trợ cấp một lần: {years_until} năm vượt đến tuổi nghỉ hưu × 0,5 và {years_after} năm vượt sau tuổi × "
    "2 mức "
    "bình quân = {result} đồng.",
    "One-off: {years_until} years above the limit until retirement age × 0.5 and {years_after} after it × 2 "
    "averages = {result} đồng.",
    changed=(
        "Từ 01/7/2025 mỗi năm đóng vượt sau tuổi nghỉ hưu được 2 tháng bình quân (trước là 0,5).",
        "Since July 2025 each year above the limit after retirement age brings 2 averages (0.5 before).",
    ),
)


@dataclass(frozen=True, slots=True)
class PensionInput:
    sex: Sex
    decided_on: date
    contributions: Stretches | None = None
    months: Months | None = None
    average: Average | None = None
    compulsory_months: Months | None = None
    joined: date | None = None  # the first contribution
    early_months: Months = 0  # Art. 65
    months_after_retirement_age: Months = 0
    person_group: PersonGroup | None = None
    treaty: bool = False
    region_allowance: Annotated[tuple[RegionStretch, ...], Between(0, 50)] = ()

    def __post_init__(self) -> None:
        if self.contributions is not None and (self.months is not None or self.average is not None):
            raise InputError("not_allowed", "either contributions, or months and average", "contributions")
        if self.contributions is None and self.months is None:
            raise missing("months")
        if self.contributions is None and self.average is None:
            raise missing("average")
        if self.months is not None and (self.compulsory_months or 0) > self.months:
            raise InputError("out_of_range", "more compulsory months than months", "compulsory_months")
        if self.early_months and self.months_after_retirement_age:
            raise InputError("not_allowed", "early and late exclude each other", "early_months")


@dataclass(frozen=True, slots=True)
class _Record:
    """What the formulas need, from either form of the input."""

    months: int
    compulsory_months: int
    average: Fraction
    joined_before_law_2024: bool


def calculate(asked: PensionInput, work: Workings) -> Answer:
    record = _record(asked, work)
    refusals = pension_refusals(
        record.months, record.compulsory_months, asked.early_months > 0, _treaty_counts(asked, work), work
    )
    if refusals or not record.months:
        _offer_missing_compulsory(asked, record, work)
        _offer_other_ways(record.months, work)
        return work.not_eligible(
            *(refusals or [UNDER_15_YEARS]), years=decimal_text(half_years(record.months))
        )
    years = work.apply(YEARS, half_years(record.months), months=record.months)
    rate = _rate(asked, years, record.months, work)
    cut = early_cut(asked.early_months, work) if asked.early_months else Fraction(0)
    rate_after_cut = max(rate - cut, Fraction(0))
    monthly = rate_after_cut * Fraction(1, 100) * record.average
    monthly = work.apply(MONTHLY, monthly, rate_percent=rate_after_cut, average=record.average)
    raised = _raised_to_floor(asked, record, monthly, work)
    _offer_next_rate(asked, record, rate, cut, work)
    return work.amount(
        {
            "monthly": work.number("reference_level") if raised else monthly,
            "one_off": _one_off(asked, years, record.average, work),
            "region_allowance": region_allowance(asked.region_allowance, work),
        },
        average=average_text(record.average),
        years=decimal_text(years),
        rate_percent=decimal_text(rate_after_cut),
        early_cut_percent=decimal_text(cut),
        raised_to_floor=raised,
    )


def _record(asked: PensionInput, work: Workings) -> _Record:
    if asked.contributions is None:
        months, average = asked.months or 0, asked.average or Fraction(0)
        compulsory = months if asked.compulsory_months is None else asked.compulsory_months
        # Who has n months by the day of decision paid the first of them at least n months before it.
        earliest = Month.of(asked.decided_on) + (1 - max(compulsory, 1))
        joined = asked.joined or earliest.first_day
        return _Record(months, compulsory, average, joined < LAW_2024_DAY)
    past = history(asked.contributions, asked.decided_on, work)
    if past.first_month is None:
        return _Record(0, 0, Fraction(0), False)
    compulsory = len(past.of("compulsory")) if asked.compulsory_months is None else asked.compulsory_months
    joined = min(asked.joined or past.first_month.first_day, past.first_month.first_day)
    average = average_of(past, asked.joined, work)
    return _Record(len(past.months), compulsory, average, joined < LAW_2024_DAY)


def _rate(asked: PensionInput, years: Fraction, months: int, work: Workings) -> Fraction:
    if _by_treaty(asked, months, work):
        rate = years * work.table("pension_rate")["treaty_year"]
        return work.apply(TREATY_RATE, rate, years=years)
    return work.apply(RATE, rate_percent(asked.sex, years, work), years=years)


def _treaty_counts(asked: PensionInput, work: Workings) -> bool:
    """Time under a treaty opens a pension only since Law 41/2024 (Art. 66.4)."""
    return asked.treaty and "treaty_year" in work.table("pension_rate")


def _by_treaty(asked: PensionInput, months: int, work: Workings) -> bool:
    return _treaty_counts(asked, work) and months < 12 * work.table("pension_years")["normal"]


def rate_percent(sex: Sex, years: Fraction, work: Workings) -> Fraction:
    """Art. 66.1 and 99.1, from 15 years on; before July 2025 the steps of Law 58/2014 by year."""
    table = work.table("pension_rate")
    if sex == "male" and years < table["men_years"]:
        return table["short_base"] + table["short_year"] * (years - table["women_years"])
    start, year = ("men_years", "year_men") if sex == "male" else ("women_years", "year_women")
    return min(table["base"] + table[year] * (years - table[start]), table["most"])


def early_cut(early_months: int, work: Workings) -> Fraction:
    """2 % a full year, 1 % for 6 to 11 odd months, nothing below (Art. 66.3)."""
    table = work.table("pension_early_cut")
    years, odd = divmod(early_months, 12)
    cut = years * table["year"] + (table["from_six_months"] if odd >= 6 else 0)
    return work.apply(EARLY_CUT, cut, early_months=early_months)


def _raised_to_floor(asked: PensionInput, record: _Record, monthly: Fraction, work: Workings) -> bool:
    if monthly >= (level := work.number("reference_level")):
        return False
    enough = record.compulsory_months >= 12 * work.table("pension_years")["floor"]
    if not enough or not record.joined_before_law_2024:
        return False
    if asked.person_group is None:
        work.warn(
            "person_group_assumed",
            "Chưa rõ nhóm đối tượng; tạm coi là nhóm được bảo đảm mức lương hưu thấp nhất.",
            "The group of the person is not given; one with a pension floor is assumed.",
        )
    elif asked.person_group not in FLOOR_GROUPS:
        return False
    work.apply(FLOOR, level, pension=monthly)
    return True


def _one_off(asked: PensionInput, years: Fraction, average: Fraction, work: Workings) -> Fraction:
    table = work.table("pension_one_off")
    above = years - table["men_years" if asked.sex == "male" else "women_years"]
    if above <= 0:
        return Fraction(0)
    after = min(half_years(asked.months_after_retirement_age), above)
    until = above - after
    result = (until * table["until_age"] + after * table["after_age"]) * average
    return work.apply(ONE_OFF, result, years_until=until, years_after=after, average=average)


def _offer_next_rate(
    asked: PensionInput, record: _Record, rate: Fraction, cut: Fraction, work: Workings
) -> None:
    """What a few more months would bring: "thêm 4 tháng đóng: từ 48 % lên 49 %"."""
    if _by_treaty(asked, record.months, work):
        return
    for more in range(1, 13):
        next_rate = rate_percent(asked.sex, half_years(record.months + more), work)
        if next_rate > rate:
            old, new = (decimal_text(each - cut) for each in (rate, next_rate))
            work.offer(
                "more_months",
                f"Thêm {more} tháng đóng: từ {old.replace('.', ',')} % lên {new.replace('.', ',')} %.",
                f"{more} more months of contributions: from {old} % to {new} %.",
                monthly=(next_rate - cut) * Fraction(1, 100) * record.average,
            )
            return


def _offer_missing_compulsory(asked: PensionInput, record: _Record, work: Workings) -> None:
    """Up to six missing compulsory months may be paid at once (Art. 33.7), also of a longer mixed record."""
    kind = "reduced_capacity" if asked.early_months else "normal"
    lacking = int(12 * work.table("pension_years")[kind]) - record.compulsory_months
    if record.compulsory_months and 0 < lacking <= work.number("missing_compulsory_limit"):
        work.offer(
            "pay_missing_compulsory_months",
            f"Còn thiếu {lacking} tháng bắt buộc: được đóng tiếp một lần cho đủ (Điều 33 khoản 7).",
            f"{lacking} compulsory months are missing: they may be paid at once (Article 33.7).",
        )


def _offer_other_ways(months: int, work: Workings) -> None:
    needed = int(12 * work.table("pension_years")["normal"]) - months
    if needed > 0:
        work.offer(
            "pay_missing_months",
            f"Còn thiếu {needed} tháng: đóng tiếp BHXH tự nguyện, hoặc đóng một lần khi đủ tuổi nếu thiếu "
            "không quá 60 tháng.",
            f"{needed} months are missing: continue voluntarily, or pay up to 60 at once at retirement age.",
        )
        work.offer(
            "article_23",
            "Khi đủ tuổi nghỉ hưu: trợ cấp hằng tháng từ chính khoản đóng (Điều 23).",
            "At retirement age: a monthly allowance from one's own contributions (Article 23).",
        )
        work.offer(
            "lump_sum",
            "Hoặc hưởng BHXH một lần nếu đủ điều kiện.",
            "Or a lump sum where the conditions are met.",
        )
