"""Who may take the lump sum, ground by ground: plain predicates (L41 Art. 70, 102; N158 Art. 14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from kiosk.benefits.law import L41, N158, Reason
from kiosk.benefits.months import Month
from kiosk.benefits.workings import Workings

Ground = Literal[
    "retirement_age",
    "emigration",
    "grave_illness",
    "severe_incapacity",
    "after_12_months",
    "discharge",
    "contract_ended",
    "permit_expired",
    "leaving_vietnam",
]
Disease = Literal[
    "cancer", "polio", "decompensated_cirrhosis", "severe_tuberculosis", "aids", "leprosy", "other"
]
FOR_FOREIGNERS_ONLY: frozenset[Ground] = frozenset(("contract_ended", "permit_expired", "leaving_vietnam"))
FOR_CITIZENS_ONLY: frozenset[Ground] = frozenset(("emigration", "after_12_months", "discharge"))
NOT_LISTED: frozenset[Disease] = frozenset(("leprosy", "other"))  # the list of Art. 70.1.c is closed
# The State's support is not taken back on these grounds (Art. 70.4, 102.3).
WITH_SUPPORT: frozenset[Ground] = frozenset(("grave_illness", "severe_incapacity"))
SEVERE_PERCENT = 81
# Who could also draw a pension chooses (Art. 70.6, 102.5; N158 Art. 14.2).
FREE_CHOICE: frozenset[Ground] = frozenset(
    (
        "emigration",
        "grave_illness",
        "severe_incapacity",
        "after_12_months",
        "contract_ended",
        "permit_expired",
    )
)

STILL_INSURED = Reason(
    "still_insured",
    (L41.article(70, 1), N158.article(14, 1, "b")),
    "Ông/bà đang tham gia BHXH; chỉ giải quyết khi đã chấm dứt tham gia.",
    "You are still insured; the lump sum is only for those who have stopped.",
)
NOT_AT_RETIREMENT_AGE = Reason(
    "retirement_age_not_reached",
    (L41.article(70, 1, "a"), L41.article(102, 1, "a")),
    "Chưa đủ tuổi hưởng lương hưu.",
    "Retirement age is not reached.",
)
FIFTEEN_YEARS = Reason(
    "fifteen_years_or_more",
    (L41.article(70, 1, "a"), L41.article(102, 1, "a")),
    "Đã đủ 15 năm đóng BHXH nên hưởng lương hưu hằng tháng.",
    "15 years or more are paid: a monthly pension is due.",
)
DISEASE_NOT_LISTED = Reason(
    "disease_not_listed",
    (L41.article(70, 1, "c"), L41.article(102, 1, "c")),
    "Bệnh không thuộc danh mục: ung thư, bại liệt, xơ gan mất bù, lao nặng, AIDS.",
    "The disease is not on the list: cancer, polio, decompensated cirrhosis, severe tuberculosis, AIDS.",
)
CAPACITY_NOT_ENOUGH = Reason(
    "capacity_loss_under_81",
    (L41.article(70, 1, "d"), L41.article(102, 1, "d")),
    "Mức suy giảm khả năng lao động dưới 81 % và không phải khuyết tật đặc biệt nặng.",
    "Capacity reduced by less than 81 % and no very severe disability.",
)
NO_TIME_BEFORE_LAW = Reason(
    "no_time_before_2025_07",
    (L41.article(70, 1, "đ"), N158.article(14, 1, "a")),
    "Không còn thời gian đóng BHXH trước ngày 01/7/2025.",
    "There is no contribution time left from before 1 July 2025.",
)
TWENTY_YEARS = Reason(
    "twenty_years_or_more",
    (L41.article(70, 1, "đ"), L41.article(102, 1, "đ")),
    "Đã đủ 20 năm đóng BHXH.",
    "20 years or more are paid.",
)
TWELVE_MONTHS = Reason(
    "twelve_months_not_over",
    (L41.article(70, 1, "đ"), N158.article(14, 1, "b"), L41.article(107, 2)),
    "Chưa qua đủ 12 tháng liên tục không đóng BHXH.",
    "12 months in a row without contributions have not passed yet.",
)
HAS_PENSION = Reason(
    "pension_eligible",
    (L41.article(70, 1, "e"),),
    "Ông/bà đủ điều kiện hưởng lương hưu nên không hưởng một lần theo trường hợp này.",
    "A pension is due, so this ground does not apply.",
)
NO_PENSION = Reason(
    "pension_not_eligible",
    (L41.article(70, 2, "d"),),
    "Trường hợp này dành cho người đủ điều kiện hưởng lương hưu nhưng không tiếp tục cư trú tại Việt Nam.",
    "This ground is for those with a pension right who no longer reside in Vietnam.",
)
FOREIGNERS_ONLY = Reason(
    "ground_for_foreigners_only",
    (L41.article(70, 2),),
    "Trường hợp này chỉ áp dụng cho người lao động là công dân nước ngoài.",
    "This ground is for foreign workers only.",
)
CITIZENS_ONLY = Reason(
    "ground_for_citizens_only",
    (L41.article(70, 1),),
    "Trường hợp này không áp dụng cho người lao động là công dân nước ngoài.",
    "This ground is not for foreign workers.",
)
NO_CONTRIBUTIONS = Reason(
    "no_contributions", (L41.article(70, 3),), "Không có thời gian đóng BHXH.", "There are no contributions."
)
WRONG_GROUP = Reason(
    "not_armed_forces",
    (L41.article(70, 1, "e"),),
    "Phục viên, xuất ngũ, thôi việc: chỉ dành cho nhóm d, đ, e khoản 1 Điều 2.",
    "Discharge: only for groups d, đ and e of Article 2.1.",
)


@dataclass(frozen=True, slots=True)
class LumpSumFacts:
    """What the grounds ask; ``last_paid_month`` is None where nothing was paid."""

    ground: Ground
    asked_on: date
    months: int
    months_before_2025_07: int
    last_paid_month: Month | None
    insured_now: bool = False
    foreigner: bool = False
    retirement_age_reached: bool = False
    pension_eligible: bool = False
    disease: Disease | None = None
    capacity_loss_percent: Fraction | None = None
    very_severe_disability: bool = False
    armed_forces: bool | None = None  # None: not asked


def first_month_after_wait(last_paid: Month, work: Workings) -> Month:
    """The first month in which the wish of 70.1.đ and 102.1.đ can be filed: twelve unpaid months are over."""
    return last_paid + int(work.table("lump_sum")["wait_months"]) + 1


def lump_sum_refusals(facts: LumpSumFacts, work: Workings) -> list[Reason]:
    """Everything that stands against the wished ground; empty: it may be taken."""
    if facts.foreigner and facts.ground in FOR_CITIZENS_ONLY:
        return [CITIZENS_ONLY]
    if not facts.foreigner and facts.ground in FOR_FOREIGNERS_ONLY:
        return [FOREIGNERS_ONLY]
    reasons = [] if facts.months else [NO_CONTRIBUTIONS]
    if facts.insured_now:
        reasons.append(STILL_INSURED)
    return reasons + _own_refusals(facts, work)


def _own_refusals(facts: LumpSumFacts, work: Workings) -> list[Reason]:
    of_ground = _OWN_REFUSALS.get(facts.ground)
    return of_ground(facts, work) if of_ground else []


def _grave_illness(facts: LumpSumFacts, work: Workings) -> list[Reason]:
    listed_before = facts.disease == "leprosy" and work.on < L41.in_force
    return [DISEASE_NOT_LISTED] if facts.disease in NOT_LISTED and not listed_before else []


def _severe_incapacity(facts: LumpSumFacts, _work: Workings) -> list[Reason]:
    percent = facts.capacity_loss_percent
    too_little = percent is not None and percent < SEVERE_PERCENT and not facts.very_severe_disability
    return [CAPACITY_NOT_ENOUGH] if too_little else []


def _discharge(facts: LumpSumFacts, _work: Workings) -> list[Reason]:
    reasons = [HAS_PENSION] if facts.pension_eligible else []
    return [*reasons, WRONG_GROUP] if facts.armed_forces is False else reasons


def _leaving_vietnam(facts: LumpSumFacts, _work: Workings) -> list[Reason]:
    return [] if facts.pension_eligible else [NO_PENSION]


def _retirement_age(facts: LumpSumFacts, work: Workings) -> list[Reason]:
    reasons = [] if facts.retirement_age_reached else [NOT_AT_RETIREMENT_AGE]
    enough = facts.months >= 12 * work.table("pension_years")["normal"]
    return [*reasons, FIFTEEN_YEARS] if enough or facts.pension_eligible else reasons


def _after_12_months(facts: LumpSumFacts, work: Workings) -> list[Reason]:
    reasons = []
    if not facts.months_before_2025_07:
        reasons.append(NO_TIME_BEFORE_LAW)
    if facts.months >= 12 * work.table("lump_sum")["less_than_years"]:
        reasons.append(TWENTY_YEARS)
    last = facts.last_paid_month
    if last is not None and Month.of(facts.asked_on) < first_month_after_wait(last, work):
        reasons.append(TWELVE_MONTHS)
    return reasons


# The other grounds (emigration, end of a foreigner's contract or permit) have no condition of their own.
_OWN_REFUSALS: dict[Ground, Callable[[LumpSumFacts, Workings], list[Reason]]] = {
    "retirement_age": _retirement_age,
    "grave_illness": _grave_illness,
    "severe_incapacity": _severe_incapacity,
    "after_12_months": _after_12_months,
    "discharge": _discharge,
    "leaving_vietnam": _leaving_vietnam,
}
