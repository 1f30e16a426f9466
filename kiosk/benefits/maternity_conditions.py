"""Whether maternity benefits of compulsory insurance are due: plain predicates (L41 Art. 50; T12 Art. 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.benefits.law import L41, T12, Reason, Rule
from kiosk.benefits.months import Month, add_months
from kiosk.benefits.workings import Workings

MONTHS_NEEDED, MONTHS_NEEDED_WITH_REST, TOTAL_WITH_REST = 6, 3, 12
WINDOW, WINDOW_INFERTILITY = 12, 24
FIRST_DAY_THAT_COUNTS_THE_MONTH = 15
ADOPTED_UNDER_MONTHS = 6

MONTHS_IN_WINDOW = Rule(
    "maternity.window",
    (L41.article(50, 2), T12.article(8)),
    "Đóng BHXH bắt buộc {result} tháng trong thời gian từ {first} đến {last}.",
    "{result} months of compulsory contributions from {first} to {last}.",
)
NORMAL = Rule(
    "maternity.condition.6_of_12",
    (L41.article(50, 2),),
    "Đủ điều kiện: {months} tháng (cần 6 trong 12 tháng).",
    "Fulfilled: {months} months (6 of 12 are needed).",
)
ORDERED_REST = Rule(
    "maternity.condition.3_of_12",
    (L41.article(50, 3),),
    "Đủ điều kiện: tổng {total} tháng (cần 12), nghỉ dưỡng thai theo chỉ định, {months} tháng trong 12 "
    "tháng (cần 3).",
    "Fulfilled: {total} months in all (12 needed), ordered rest, {months} of the 12 months (3 needed).",
)
INFERTILITY = Rule(
    "maternity.condition.6_of_24",
    (L41.article(50, 5),),
    "Đủ điều kiện: nghỉ điều trị vô sinh, {months} tháng (cần 6 trong 24 tháng).",
    "Fulfilled: leave for infertility treatment, {months} months (6 of 24 are needed).",
    changed=(
        "Điều kiện mới từ 01/7/2025 cho người điều trị vô sinh.",
        "A new condition since July 2025, for infertility treatment.",
    ),
)
NOT_ENOUGH_MONTHS = Reason(
    "under_6_of_12_months",
    (L41.article(50, 2), L41.article(50, 3), L41.article(50, 5)),
    "Chưa đủ 6 tháng đóng BHXH bắt buộc trong 12 tháng (hoặc 3 trong 12 khi dưỡng thai, 6 trong 24 khi "
    "điều trị vô sinh).",
    "Fewer than 6 compulsory months in 12 (or 3 in 12 with ordered rest, 6 in 24 with infertility "
    "treatment).",
)
CHILD_TOO_OLD = Reason(
    "child_6_months_or_older",
    (L41.article(56, 1),),
    "Con nhận nuôi đã đủ 6 tháng tuổi.",
    "The adopted child is 6 months old already.",
)


@dataclass(frozen=True, slots=True)
class Window:
    first: Month
    last: Month
    contributed: int


@dataclass(frozen=True, slots=True)
class MaternityFacts:
    months_in_12: int
    months_in_24: int
    total_months: int
    ordered_rest: bool = False
    infertility_treatment: bool = False


def window(event_on: date, contributed: tuple[Month, ...] | None, length: int = WINDOW) -> Window:
    """The months before a birth or hand-over; its own month counts from the 15th on, if it was paid.

    Where the paid months are not listed, a month from the 15th on is taken as paid.
    """
    own = Month.of(event_on)
    paid = contributed is None or own in contributed
    last = own if event_on.day >= FIRST_DAY_THAT_COUNTS_THE_MONTH and paid else own + -1
    first = last + (1 - length)
    return Window(first, last, len({month for month in contributed or () if first <= month <= last}))


def adopted_until(child_born_on: date) -> date:
    """The day on which the child is too old for the leave, and on which a leave ends (Art. 56.1)."""
    return add_months(child_born_on, ADOPTED_UNDER_MONTHS)


def maternity_conditions_met(facts: MaternityFacts, work: Workings) -> bool:
    """Any one of Art. 50.2, 50.3 and 50.5, of which the last was not known to the law before."""
    if facts.months_in_12 >= MONTHS_NEEDED:
        return work.apply(NORMAL, True, months=facts.months_in_12)
    if (
        facts.ordered_rest
        and facts.total_months >= TOTAL_WITH_REST
        and facts.months_in_12 >= MONTHS_NEEDED_WITH_REST
    ):
        return work.apply(ORDERED_REST, True, months=facts.months_in_12, total=facts.total_months)
    known = work.on >= L41.in_force
    if known and facts.infertility_treatment and facts.months_in_24 >= MONTHS_NEEDED:
        return work.apply(INFERTILITY, True, months=facts.months_in_24)
    return False
