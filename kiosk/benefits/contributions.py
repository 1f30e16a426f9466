"""The history of contributions, month by month, from stretches of equal wage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from kiosk.benefits.errors import InputError
from kiosk.benefits.inputs import Between, Dong
from kiosk.benefits.months import Month, months_between
from kiosk.benefits.workings import Workings

Scheme = Literal["compulsory", "voluntary"]
WageKind = Literal["employer", "state"]
Condition = Literal["hazardous", "especially_hazardous", "difficult_area", "underground_coal"]

YEAR_2014 = Month(2014, 1)
LAW_2024 = Month(2025, 7)
HAZARDOUS: frozenset[Condition] = frozenset(("hazardous", "especially_hazardous", "underground_coal"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months of one wage (or voluntary income) before any adjustment, as the book shows them."""

    from_: Month
    to: Month
    scheme: Scheme
    wage: Dong
    wage_kind: WageKind = "employer"
    conditions: tuple[Condition, ...] = ()
    paid: bool = True
    topped_up: bool = False  # voluntary months paid at once for missing years: not adjusted (N159 Art. 10.3)

    def __post_init__(self) -> None:
        if self.to < self.from_:
            raise InputError("impossible_date", "the stretch ends before it begins", "to")


Stretches = Annotated[tuple[Stretch, ...], Between(0, 600)]


@dataclass(frozen=True, slots=True)
class PaidMonth:
    month: Month
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class History:
    """The months that count, in order; each once."""

    months: tuple[PaidMonth, ...]

    def of(self, scheme: Scheme, kind: WageKind | None = None) -> tuple[PaidMonth, ...]:
        return tuple(
            each
            for each in self.months
            if each.stretch.scheme == scheme and kind in (None, each.stretch.wage_kind)
        )

    def before(self, month: Month) -> int:
        return sum(each.month < month for each in self.months)

    @property
    def first_month(self) -> Month | None:
        return self.months[0].month if self.months else None

    @property
    def last_month(self) -> Month | None:
        return self.months[-1].month if self.months else None


def history(stretches: Iterable[Stretch], until: date, work: Workings) -> History:
    """What counts on ``until``: paid months, none in the future, each once, compulsory before voluntary.

    What is left out is said in a warning.
    """
    counted: dict[Month, Stretch] = {}
    unpaid: set[Month] = set()
    future = doubled = 0
    for stretch in sorted(stretches, key=lambda each: each.scheme == "voluntary"):
        for month in months_between(stretch.from_, stretch.to):
            if month > Month.of(until):
                future += 1
            elif not stretch.paid:
                unpaid.add(month)
            elif month in counted:
                doubled += 1
            else:
                counted[month] = stretch
    _warn_left_out(work, len(unpaid - counted.keys()), future, doubled)
    return History(tuple(PaidMonth(month, counted[month]) for month in sorted(counted)))


def _warn_left_out(work: Workings, unpaid: int, future: int, doubled: int) -> None:
    if unpaid:
        work.warn(
            "unpaid_months",
            f"Không tính {unpaid} tháng người sử dụng lao động chưa đóng.",
            f"{unpaid} months that the employer has not paid are not counted.",
        )
    if future:
        work.warn(
            "future_months",
            f"Không tính {future} tháng sau thời điểm tính.",
            f"{future} months after the day of the calculation are not counted.",
        )
    if doubled:
        work.warn(
            "doubled_months",
            f"{doubled} tháng có đóng trùng, mỗi tháng chỉ tính một lần.",
            f"{doubled} months were paid twice; each counts once.",
        )
