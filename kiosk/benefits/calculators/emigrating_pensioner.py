"""The one-off of a pensioner who settles abroad or is a foreigner (L41 Art. 76, 115; N158 Art. 18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from kiosk.benefits.figures import decimal_text, half_years
from kiosk.benefits.inputs import Dong, Months
from kiosk.benefits.law import L41, N158, Rule
from kiosk.benefits.workings import Answer, Workings

FACTOR = Rule(
    "emigrating.factor",
    (L41.article(76, 2), L41.article(115, 1, "a"), N158.article(18, 2), L41.article(5, 6)),
    "{years_before_2014} năm trước 2014 × 1,5 + {years_from_2014} năm từ 2014 × 2 − {months_received} "
    "tháng đã hưởng "
    "× 0,5, thấp nhất 3 = {result} tháng lương hưu.",
    "{years_before_2014} years before 2014 × 1.5 + {years_from_2014} years from 2014 × 2 − "
    "{months_received} months "
    "received × 0.5, at least 3 = {result} pensions.",
)
ALLOWANCE = Rule(
    "emigrating.allowance",
    (L41.article(76, 3), L41.article(115, 1, "b")),
    "Người hưởng trợ cấp hằng tháng: {result} tháng trợ cấp.",
    "Holders of a monthly allowance: {result} months of it.",
)


@dataclass(frozen=True, slots=True)
class LumpSumEmigratingPensionerInput:
    pension: Dong  # now drawn
    months_before_2014: Months = 0
    months_from_2014: Months = 0
    months_received: Months = 0
    benefit: Literal["pension", "monthly_allowance"] = "pension"
    on: date | None = None


def calculate(asked: LumpSumEmigratingPensionerInput, work: Workings) -> Answer:
    """Odd months are rounded in each of the two times: Art. 76 knows no move of odd months."""
    table = work.table("emigrating_pensioner")
    if asked.benefit == "monthly_allowance":
        months = work.apply(ALLOWANCE, table["allowance"])
    else:
        before, since = half_years(asked.months_before_2014), half_years(asked.months_from_2014)
        earned = before * table["before_2014"] + since * table["from_2014"]
        months = max(earned - asked.months_received * table["each_month"], table["least"])
        work.apply(
            FACTOR,
            months,
            years_before_2014=before,
            years_from_2014=since,
            months_received=asked.months_received,
        )
    return work.amount({"total": months * Fraction(asked.pension)}, factor=decimal_text(months))
