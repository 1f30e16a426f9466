"""Social pension, and the allowance of Art. 23 before it (L41 21–23; N158 22–25; N159 13–14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kiosk.benefits.average import average_of
from kiosk.benefits.contributions import Stretches, history
from kiosk.benefits.errors import InputError
from kiosk.benefits.figures import average_text, ceiling, decimal_text, half_years
from kiosk.benefits.inputs import Average, Months, missing
from kiosk.benefits.law import L41, N158, N159, N176, Reason, Rule
from kiosk.benefits.months import Month, PartialDate
from kiosk.benefits.workings import Answer, Workings

SOCIAL_PENSION = Rule(
    "social_pension.monthly",
    (L41.article(21), L41.article(22, 1), N176.whole),
    "Đủ {age} tuổi ngày {reached}: trợ cấp hưu trí xã hội {result} đồng một tháng.",
    "{age} years old on {reached}: social pension of {result} đồng a month.",
    changed=(
        "Từ 01/7/2025 từ đủ 75 tuổi (trước là 80), 500.000 đồng.",
        "Since July 2025 from 75 (80 before), 500,000 đồng.",
    ),
)
MONTHS_AT_FLOOR = Rule(
    "article_23.months",
    (N158.article(23, 1), N159.article(14)),
    "Thời gian hưởng ở mức thấp nhất: {average} × 2 × {years} năm / {floor} = {result} tháng (lẻ tính tròn "
    "1 tháng).",
    "Months at the lowest level: {average} × 2 × {years} years / {floor} = {result} (rounded up).",
    changed=(
        "Chế độ mới từ 01/7/2025.",
        "New since July 2025.",
    ),
)
HIGHER_LEVEL = Rule(
    "article_23.higher_level",
    (N158.article(24, 2), N159.article(14)),
    "Đủ cho {months_to_social_pension} tháng đến tuổi hưu trí xã hội nên hưởng mức cao hơn: {result} đồng "
    "một tháng.",
    "Enough for the {months_to_social_pension} months until the social pension, so a higher level: "
    "{result} đồng a month.",
)
SHORTFALL = Rule(
    "article_23.shortfall",
    (L41.article(23, 3), N158.article(23, 3)),
    "Còn thiếu {missing} tháng; nếu muốn hưởng đến tuổi hưu trí xã hội thì đóng một lần {result} đồng.",
    "{missing} months are missing; {result} đồng paid once carry the allowance on to the social pension.",
)

TOO_YOUNG = Reason(
    "too_young",
    (L41.article(21, 1), L41.article(21, 2)),
    "Chưa đủ 75 tuổi (hoặc 70 tuổi nếu thuộc hộ nghèo, hộ cận nghèo).",
    "Younger than 75 (or 70 in a poor or near-poor household).",
)
OTHER_BENEFIT = Reason(
    "other_monthly_benefit",
    (L41.article(21, 1, "b"),),
    "Đang hưởng lương hưu hoặc trợ cấp BHXH hằng tháng.",
    "A pension or monthly insurance benefit is already paid.",
)
PENSION_ELIGIBLE = Reason(
    "pension_eligible",
    (L41.article(23, 1), N158.article(22, 1)),
    "Đã đủ 15 năm đóng BHXH nên thuộc diện hưởng lương hưu.",
    "15 years are paid: a pension is due instead.",
)
SOCIAL_PENSION_AGE = Reason(
    "social_pension_age_reached",
    (L41.article(23, 1),),
    "Đã đủ điều kiện hưởng trợ cấp hưu trí xã hội.",
    "The social pension is already due.",
)
NO_CONTRIBUTIONS = Reason(
    "no_contributions",
    (L41.article(23, 1),),
    "Không có thời gian đóng BHXH.",
    "There are no contributions.",
)
ONLY_CITIZENS = Reason(
    "only_citizens",
    (L41.article(23, 1),),
    "Trợ cấp này chỉ dành cho công dân Việt Nam.",
    "This allowance is for citizens of Vietnam only.",
)


@dataclass(frozen=True, slots=True)
class SocialPensionInput:
    on: date
    born: PartialDate
    poor_or_near_poor: bool = False
    has_other_monthly_benefit: bool = False


@dataclass(frozen=True, slots=True)
class Article23AllowanceInput:
    """``born`` gives the months to the age of the social pension where they are not counted beforehand,
    ``contributions`` the months paid and their average.
    """

    decided_on: date
    average: Average | None = None
    months: Months | None = None
    months_to_social_pension: Months | None = None
    foreigner: bool = False
    born: PartialDate | None = None
    contributions: Stretches | None = None

    def __post_init__(self) -> None:
        for key in ("average", "months"):
            if self.contributions is None and getattr(self, key) is None:
                raise missing(key)
            if self.contributions is not None and getattr(self, key) is not None:
                raise InputError(
                    "not_allowed", "either contributions, or months and average", "contributions"
                )
        if self.months_to_social_pension is None and self.born is None:
            raise missing("months_to_social_pension")
        if self.months_to_social_pension is not None and self.born is not None:
            raise InputError("not_allowed", "either months_to_social_pension or born", "born")


def social_pension(asked: SocialPensionInput, work: Workings) -> Answer:
    ages = work.table("social_pension_age")
    age = int(ages["poor" if asked.poor_or_near_poor else "everybody"])
    reached = asked.born.turns(age)
    reasons = [TOO_YOUNG] if asked.on < reached else []
    if asked.has_other_monthly_benefit:
        reasons.append(OTHER_BENEFIT)
    eligible_from = max(reached, L41.in_force)  # before, there was none
    if reasons:
        return work.not_eligible(*reasons, eligible_from=eligible_from)
    monthly = work.apply(SOCIAL_PENSION, work.number("social_pension"), age=age, reached=reached)
    return work.amount({"monthly": monthly}, eligible_from=eligible_from)


def article_23(asked: Article23AllowanceInput, work: Workings) -> Answer:
    months, average = _paid(asked, work)
    until, shortfall = _months_to_social_pension(asked, work), Fraction(0)
    reasons = article_23_refusals(months, until, work, foreigner=asked.foreigner)
    if reasons:
        return work.not_eligible(*reasons)
    floor = work.number("social_pension")
    years = half_years(months)
    at_floor = months_at_floor(average, years, work)
    monthly = floor
    if at_floor > until:
        monthly = floor + (at_floor - until) * floor * Fraction(1, until)
        work.apply(HIGHER_LEVEL, monthly, months_at_floor=at_floor, months_to_social_pension=until)
    elif at_floor < until:
        missing = until - at_floor
        shortfall = work.apply(SHORTFALL, missing * floor, missing=missing)
    return work.amount(
        {"monthly": monthly, "shortfall": shortfall},
        months_at_floor=at_floor,
        years=decimal_text(years),
        months_paid=min(at_floor, until),
        average=average_text(average),
    )


def _paid(asked: Article23AllowanceInput, work: Workings) -> tuple[int, Fraction]:
    """Months, and the average of their wages and incomes."""
    if asked.contributions is None:
        return asked.months or 0, asked.average or Fraction(0)
    past = history(asked.contributions, asked.decided_on, work)
    if not past.months:
        return 0, Fraction(0)
    return len(past.months), average_of(past, None, work)


def months_at_floor(average: Fraction, years: Fraction, work: Workings) -> int:
    """How long one's contributions last at the level of the social pension; a part of a month is a month."""
    floor = work.number("social_pension")
    months = ceiling(average * 2 * years * Fraction(1, floor))
    return work.apply(MONTHS_AT_FLOOR, months, average=average, years=years, floor=floor)


def _months_to_social_pension(asked: Article23AllowanceInput, work: Workings) -> int:
    if asked.born is None:
        return asked.months_to_social_pension or 0
    age = int(work.table("social_pension_age")["everybody"])
    return max(Month.of(asked.born.turns(age)) - Month.of(asked.decided_on), 0)


def article_23_refusals(months: int, until: int, work: Workings, *, foreigner: bool) -> list[Reason]:
    """The conditions of L41 Art. 23.1, for who has reached retirement age."""
    reasons = []
    if foreigner:
        reasons.append(ONLY_CITIZENS)
    if months >= 12 * work.table("pension_years")["normal"]:
        reasons.append(PENSION_ELIGIBLE)
    if not months:
        reasons.append(NO_CONTRIBUTIONS)
    if not until:
        reasons.append(SOCIAL_PENSION_AGE)
    return reasons
