"""The age of retirement of one person, with every ground for a lower one (L41 Art. 64, 65, 98, 141.9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from kiosk.benefits.inputs import Months, Percent, Years
from kiosk.benefits.law import L41, N158, Rule
from kiosk.benefits.months import Month, PartialDate
from kiosk.benefits.retirement import AGE, ARMED_FORCES, PersonGroup, Sex, reaches_retirement_age
from kiosk.benefits.workings import Answer, Workings

Ground = Literal[
    "normal",
    "hazardous_or_difficult",
    "underground_coal",
    "occupational_hiv",
    "armed_forces",
    "armed_forces_hazardous",
    "capacity_61",
    "capacity_81",
    "especially_hazardous_capacity",
    "armed_forces_capacity",
    "old_voluntary",
]
YEARS_OF_WORK = 15  # of hazardous, difficult or underground work
OLD_VOLUNTARY_BEFORE = date(2021, 1, 1)
OLD_VOLUNTARY_MONTHS = 240
OLD_VOLUNTARY_AGE = {"male": 60, "female": 55}

REDUCED: frozenset[Ground] = frozenset(
    ("capacity_61", "capacity_81", "especially_hazardous_capacity", "armed_forces_capacity")
)

REFERENCE_AGE = Rule(
    "retirement.reference_age",
    (N158.article(13, 2), L41.article(66, 3), L41.article(65, 2)),
    "Mốc tính số năm nghỉ hưu trước tuổi: {result}.",
    "Years early are counted up to {result}.",
)
PENSION_FROM = Rule(
    "retirement.pension_from",
    (L41.article(101, 1), L41.article(69)),
    "Đủ tuổi trong tháng {reached}: lương hưu tính từ {result}.",
    "The age is reached in {reached}: the pension runs from {result}.",
)


HAZARDOUS_RULE = Rule(
    "retirement.ground.hazardous_or_difficult",
    (L41.article(64, 1, "b"),),
    "Có {years} năm làm nghề nặng nhọc, độc hại hoặc ở vùng đặc biệt khó khăn: tuổi thấp hơn 5 năm.",
    "{years} years of hazardous work or in especially difficult areas: five years younger.",
)
COAL_RULE = Rule(
    "retirement.ground.underground_coal",
    (L41.article(64, 1, "c"), N158.article(12, 1)),
    "Có {years} năm khai thác than trong hầm lò: tuổi thấp hơn tối đa 10 năm.",
    "{years} years of underground coal mining: up to ten years younger.",
)
HIV_RULE = Rule(
    "retirement.ground.occupational_hiv",
    (L41.article(64, 1, "d"), L41.article(64, 2, "c")),
    "Nhiễm HIV/AIDS do tai nạn rủi ro nghề nghiệp: không xét tuổi, cần đủ 15 năm đóng BHXH bắt buộc.",
    "HIV/AIDS from an accident at work: at any age, with 15 compulsory years.",
)
ARMED_RULE = Rule(
    "retirement.ground.armed_forces",
    (L41.article(64, 2, "a"),),
    "Lực lượng vũ trang: tuổi thấp hơn tối đa 5 năm, trừ khi luật riêng quy định khác.",
    "Armed forces: up to five years younger, unless their own laws say otherwise.",
)
ARMED_HAZARDOUS_RULE = Rule(
    "retirement.ground.armed_forces_hazardous",
    (L41.article(64, 2, "b"),),
    "Lực lượng vũ trang có {years} năm làm nghề nặng nhọc hoặc ở vùng đặc biệt khó khăn: thấp hơn tối đa "
    "10 năm.",
    "Armed forces with {years} years of hazardous work or in difficult areas: up to ten years younger.",
)
CAPACITY_61_RULE = Rule(
    "retirement.ground.capacity_61",
    (L41.article(65, 1, "a"),),
    "Suy giảm khả năng lao động {percent} % và đủ 20 năm bắt buộc: thấp hơn tối đa 5 tuổi, lương hưu giảm.",
    "Capacity reduced by {percent} % and 20 compulsory years: up to five years younger, with a lower "
    "pension.",
)
CAPACITY_81_RULE = Rule(
    "retirement.ground.capacity_81",
    (L41.article(65, 1, "b"),),
    "Suy giảm khả năng lao động {percent} % và đủ 20 năm bắt buộc: thấp hơn tối đa 10 tuổi, lương hưu giảm.",
    "Capacity reduced by {percent} % and 20 compulsory years: up to ten years younger, with a lower pension.",
)
ESPECIALLY_RULE = Rule(
    "retirement.ground.especially_hazardous_capacity",
    (L41.article(65, 1, "c"), L41.article(65, 2, "b")),
    "Có {years} năm làm nghề đặc biệt nặng nhọc và suy giảm khả năng lao động {percent} %: không xét tuổi.",
    "{years} years of especially hazardous work and capacity reduced by {percent} %: at any age.",
)
ARMED_CAPACITY_RULE = Rule(
    "retirement.ground.armed_forces_capacity",
    (L41.article(65, 2, "a"),),
    "Lực lượng vũ trang suy giảm khả năng lao động {percent} %, đủ 20 năm bắt buộc: thấp hơn tối đa 10 tuổi.",
    "Armed forces with capacity reduced by {percent} % and 20 compulsory years: up to ten years younger.",
)
OLD_VOLUNTARY_RULE = Rule(
    "retirement.ground.old_voluntary",
    (L41.article(141, 9), N158.article(17, 2)),
    "Tham gia BHXH tự nguyện trước 2021 và đủ 20 năm tự nguyện: hưởng lương hưu khi đủ {result} tuổi.",
    "Voluntary insurance before 2021 and 20 voluntary years: pension at {result}.",
)


@dataclass(frozen=True, slots=True)
class RetirementAgeInput:
    """Years of work of different kinds are separate years: none is counted under two kinds."""

    sex: Sex
    born: PartialDate
    hazardous_years: Years = Fraction(0)
    underground_coal_years: Years = Fraction(0)
    difficult_area_years: Years = Fraction(0)
    especially_hazardous_years: Years = Fraction(0)
    occupational_hiv: bool = False
    capacity_loss_percent: Percent = Fraction(0)
    compulsory_months: Months | None = None
    voluntary_months: Months | None = None
    joined_voluntary: date | None = None
    person_group: PersonGroup | None = None

    @property
    def heavy_years(self) -> Fraction:
        return (
            self.hazardous_years
            + self.especially_hazardous_years
            + self.underground_coal_years
            + self.difficult_area_years
        )


@dataclass(frozen=True, slots=True)
class Way:
    """One ground with the month in which it is fulfilled; None: at any age."""

    ground: Ground
    age_months: int | None
    reached: Month | None


def calculate(asked: RetirementAgeInput, work: Workings) -> Answer:
    best = earliest_way(asked, work)
    years = months = start = None
    if best.reached is not None and best.age_months is not None:
        years, months = divmod(best.age_months, 12)
        work.apply(AGE, best.reached, born=asked.born.month, years=years, months=months)
        start = work.apply(PENSION_FROM, (best.reached + 1).first_day, reached=best.reached)
    return work.information(
        age_years=years,
        age_months=months,
        reached_in=best.reached,
        pension_from=start,
        ground=best.ground,
        without_cut_in=_reference(asked, work) if best.ground in REDUCED else best.reached,
    )


def earliest_way(asked: RetirementAgeInput, work: Workings) -> Way:
    """The ground that is fulfilled first, as far as ages go."""
    ways = [_at_age(asked, "normal", 0, work), *_lower_ages(asked, work)]
    return min(ways, key=lambda way: -1 if way.reached is None else way.reached.ordinal)


def _reference(asked: RetirementAgeInput, work: Workings) -> Month:
    """The month from which years early are counted: that of the same person without reduced capacity."""
    heavy = asked.heavy_years >= YEARS_OF_WORK
    if asked.person_group in ARMED_FORCES:
        younger = 10 if heavy else 5
    else:
        younger = 10 if asked.underground_coal_years >= YEARS_OF_WORK else 5 * heavy
    _, reached = reaches_retirement_age(asked.sex, asked.born, work, 12 * younger)
    return work.apply(REFERENCE_AGE, reached)


def _at_age(asked: RetirementAgeInput, ground: Ground, younger_years: int, work: Workings) -> Way:
    age, reached = reaches_retirement_age(asked.sex, asked.born, work, 12 * younger_years)
    return Way(ground, age, reached)


def _lower_ages(asked: RetirementAgeInput, work: Workings) -> list[Way]:
    """Every lower age whose conditions are fulfilled."""
    ways = _with_full_pension(asked, work)
    ways.extend(_with_reduced_capacity(asked, work))
    if (
        asked.joined_voluntary is not None
        and asked.joined_voluntary < OLD_VOLUNTARY_BEFORE
        and (asked.voluntary_months or 0) >= OLD_VOLUNTARY_MONTHS
    ):
        age = work.apply(OLD_VOLUNTARY_RULE, OLD_VOLUNTARY_AGE[asked.sex])
        ways.append(Way("old_voluntary", 12 * age, asked.born.month + 12 * age))
    return ways


def _with_full_pension(asked: RetirementAgeInput, work: Workings) -> list[Way]:
    """Art. 64: these need 15 years of compulsory contributions."""
    if not _has_compulsory_years(asked, "normal", work):
        return []
    ways = []
    if asked.occupational_hiv:
        work.apply(HIV_RULE, True)
        ways.append(Way("occupational_hiv", None, None))
    armed = asked.person_group in ARMED_FORCES
    heavy = asked.heavy_years
    if asked.underground_coal_years >= YEARS_OF_WORK:
        work.apply(COAL_RULE, True, years=asked.underground_coal_years)
        ways.append(_at_age(asked, "underground_coal", 10, work))
    if armed and heavy >= YEARS_OF_WORK:
        work.apply(ARMED_HAZARDOUS_RULE, True, years=heavy)
        ways.append(_at_age(asked, "armed_forces_hazardous", 10, work))
    elif armed:
        work.apply(ARMED_RULE, True)
        ways.append(_at_age(asked, "armed_forces", 5, work))
    elif heavy >= YEARS_OF_WORK:
        work.apply(HAZARDOUS_RULE, True, years=heavy)
        ways.append(_at_age(asked, "hazardous_or_difficult", 5, work))
    return ways


def _with_reduced_capacity(asked: RetirementAgeInput, work: Workings) -> list[Way]:
    """Art. 65: these need 20 years of compulsory contributions."""
    percent = asked.capacity_loss_percent
    if percent < 61 or not _has_compulsory_years(asked, "reduced_capacity", work):
        return []
    if asked.especially_hazardous_years >= YEARS_OF_WORK:
        work.apply(ESPECIALLY_RULE, True, years=asked.especially_hazardous_years, percent=percent)
        return [Way("especially_hazardous_capacity", None, None)]
    if asked.person_group in ARMED_FORCES:
        work.apply(ARMED_CAPACITY_RULE, True, percent=percent)
        return [_at_age(asked, "armed_forces_capacity", 10, work)]
    if percent >= 81:
        work.apply(CAPACITY_81_RULE, True, percent=percent)
        return [_at_age(asked, "capacity_81", 10, work)]
    work.apply(CAPACITY_61_RULE, True, percent=percent)
    return [_at_age(asked, "capacity_61", 5, work)]


def _has_compulsory_years(asked: RetirementAgeInput, kind: str, work: Workings) -> bool:
    needed = 12 * work.table("pension_years")[kind]
    if asked.compulsory_months is not None:
        return asked.compulsory_months >= needed
    if asked.heavy_years * 12 >= needed:
        return True
    if asked.occupational_hiv or asked.capacity_loss_percent or asked.person_group in ARMED_FORCES:
        years = int(needed) // 12
        work.warn(
            "compulsory_months_assumed",
            f"Chưa rõ thời gian đóng bắt buộc; tạm coi là đủ {years} năm.",
            f"The compulsory months are not given; {years} years are assumed.",
        )
    return True
