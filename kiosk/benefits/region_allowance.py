"""The one-off for region allowance that was part of contributions before 2007 (N158 Art. 32)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from kiosk.benefits.inputs import Between, Months
from kiosk.benefits.law import L41, N158, Rule
from kiosk.benefits.workings import Workings

REGION_ALLOWANCE = Rule(
    "region_allowance",
    (N158.article(32, 3), L41.article(141, 3)),
    "Trợ cấp khu vực một lần: tổng hệ số nhân số tháng {sum} × 15 % × mức tham chiếu {level} = {result} "
    "đồng.",
    "One-off for region allowance: coefficients times months {sum} × 15 % × reference level {level} = "
    "{result} đồng.",
)


@dataclass(frozen=True, slots=True)
class RegionStretch:
    months: Months
    coefficient: Annotated[Fraction, Between(0, 2)]
    soldier: bool = False  # paid with a soldier's rank allowance: times 0.4


def region_allowance(stretches: tuple[RegionStretch, ...], work: Workings) -> Fraction:
    """At the level of the day on which ``work`` stands: that of the decision or of the death."""
    if not stretches:
        return Fraction(0)
    table = work.table("region_allowance")
    total = sum(
        (each.months * each.coefficient * (table["soldier"] if each.soldier else 1) for each in stretches),
        Fraction(0),
    )
    level = work.number("reference_level")
    result = total * table["percent"] * Fraction(1, 100) * level
    return work.apply(REGION_ALLOWANCE, result, sum=total, level=level)
