"""The totals of a history of contributions on a day: which months count, which do not, and why.

A month counts once, however many employers report it. It does not count when a lump sum has used it up
(L41 Art. 5.3), nor while the employer owes it, nor in the future.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from kiosk.benefits.contributions import LAW_2024, YEAR_2014, Condition, Scheme, WageKind
from kiosk.benefits.errors import InputError
from kiosk.benefits.inputs import Between, Dong
from kiosk.benefits.months import Month, months_between
from kiosk.benefits.workings import Caution

GapKind = Literal["none", "unpaid"]


@dataclass(frozen=True, slots=True)
class Contribution:
    """Months of one scheme at one employer, both ends included."""

    from_: Month
    to: Month
    scheme: Scheme
    wage: Dong = 0
    wage_kind: WageKind = "employer"
    conditions: tuple[Condition, ...] = ()
    paid: bool = True  # False: the employer owes these months
    topped_up: bool = False
    employer: str = ""
    consumed_by_lump_sum: bool = False

    def __post_init__(self) -> None:
        if self.to < self.from_:
            raise InputError("impossible_date", "the stretch ends before it begins", "to")


@dataclass(frozen=True, slots=True)
class SummaryInput:
    """What ``main.py record summary`` reads."""

    on: date
    contributions: Annotated[tuple[Contribution, ...], Between(0, 2000)]


@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers of months. ``total`` is what counts; ``unpaid`` and ``consumed`` are not in it."""

    total: int
    compulsory: int
    voluntary: int
    before_2014: int
    from_2014: int
    before_2025_07: int
    from_2025_07: int
    unpaid: int
    consumed: int
    unemployment_reserved: int | None  # None: not known from this history

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Gap:
    """Months without one that counts, between the first and the last that do."""

    from_: Month
    to: Month
    kind: GapKind

    @property
    def months(self) -> int:
        return self.to - self.from_ + 1

    def as_json(self) -> dict[str, object]:
        return {"from": str(self.from_), "to": str(self.to), "months": self.months, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Overlap:
    """A month that several have reported. Voluntary months have no employer: their name is empty."""

    month: Month
    employers: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {"month": str(self.month), "employers": list(self.employers)}


@dataclass(frozen=True, slots=True)
class Summary:
    months: Totals
    unpaid_by_employer: tuple[tuple[str, int], ...]  # what each owes, also where another one has paid
    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]
    first_month: Month | None
    last_month: Month | None
    warnings: tuple[Caution, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "months": self.months.as_json(),
            "unpaid_by_employer": [
                {"employer": name, "months": months} for name, months in self.unpaid_by_employer
            ],
            "gaps": [gap.as_json() for gap in self.gaps],
            "overlaps": [overlap.as_json() for overlap in self.overlaps],
            "first_month": None if self.first_month is None else str(self.first_month),
            "last_month": None if self.last_month is None else str(self.last_month),
            "warnings": [warning.as_json() for warning in self.warnings],
        }


@dataclass(slots=True)
class _Reported:
    """What has been reported of one month."""

    compulsory: bool = False
    voluntary: bool = False
    consumed: bool = False
    owing: list[str] = field(default_factory=list)
    reporters: list[tuple[str, Scheme]] = field(default_factory=list)

    def add(self, contribution: Contribution) -> None:
        reporter = (contribution.employer, contribution.scheme)
        if reporter not in self.reporters:
            self.reporters.append(reporter)
        if contribution.consumed_by_lump_sum:
            self.consumed = True
        elif not contribution.paid:
            if contribution.employer not in self.owing:
                self.owing.append(contribution.employer)
        elif contribution.scheme == "compulsory":
            self.compulsory = True
        else:
            self.voluntary = True

    @property
    def is_paid(self) -> bool:
        return self.compulsory or self.voluntary

    @property
    def is_unpaid(self) -> bool:
        return bool(self.owing) and not self.is_paid and not self.consumed


def summarise(
    contributions: Iterable[Contribution], on: date, unemployment_reserved: int | None = None
) -> Summary:
    """The summary of a history on the day ``on``; months after it are told in a warning and not counted."""
    told = tuple(contributions)
    history, future = _by_month(told, Month.of(on))
    counting = _counting(told, Month.of(on))
    counted = [month for month in history if month.ordinal in counting]
    return Summary(
        months=_totals(history, counted, unemployment_reserved),
        unpaid_by_employer=_owed(history.values()),
        gaps=tuple(_gaps(history, counted)),
        overlaps=tuple(_overlaps(history)),
        first_month=counted[0] if counted else None,
        last_month=counted[-1] if counted else None,
        warnings=tuple(_warnings(history.values(), future)),
    )


def total_months(contributions: Iterable[Contribution], on: date) -> int:
    """``months.total`` of the summary alone, for who asks it of a whole register."""
    return len(_counting(contributions, Month.of(on)))


def _counting(contributions: Iterable[Contribution], last: Month) -> set[int]:
    """The ordinals of the months that count: paid by somebody, and used up by no lump sum."""
    paid: set[int] = set()
    consumed: set[int] = set()
    for each in contributions:
        if each.paid or each.consumed_by_lump_sum:
            months = range(each.from_.ordinal, min(each.to, last).ordinal + 1)
            (consumed if each.consumed_by_lump_sum else paid).update(months)
    return paid - consumed


def _by_month(contributions: Iterable[Contribution], last: Month) -> tuple[dict[Month, _Reported], int]:
    """Every reported month in order, and how many lie in the future."""
    found: dict[Month, _Reported] = {}
    future: set[Month] = set()
    for contribution in contributions:
        for month in months_between(contribution.from_, contribution.to):
            if month > last:
                future.add(month)
            else:
                found.setdefault(month, _Reported()).add(contribution)
    return {month: found[month] for month in sorted(found)}, len(future)


def _totals(
    history: Mapping[Month, _Reported], counted: Sequence[Month], unemployment_reserved: int | None
) -> Totals:
    total = len(counted)
    compulsory = sum(history[month].compulsory for month in counted)
    before_2014 = sum(month < YEAR_2014 for month in counted)
    before_2025_07 = sum(month < LAW_2024 for month in counted)
    return Totals(
        total=total,
        compulsory=compulsory,
        voluntary=total - compulsory,
        before_2014=before_2014,
        from_2014=total - before_2014,
        before_2025_07=before_2025_07,
        from_2025_07=total - before_2025_07,
        unpaid=sum(reported.is_unpaid for reported in history.values()),
        consumed=sum(reported.consumed for reported in history.values()),
        unemployment_reserved=unemployment_reserved,
    )


def _owed(history: Iterable[_Reported]) -> tuple[tuple[str, int], ...]:
    """The most months first."""
    owed = Counter(employer for reported in history for employer in reported.owing)
    return tuple(sorted(owed.items(), key=lambda each: (-each[1], each[0])))


def _gaps(history: Mapping[Month, _Reported], counted: Sequence[Month]) -> Iterator[Gap]:
    for before, after in pairwise(counted):
        begun = before + 1
        for month in months_between(before + 1, after + -1):
            if _gap_kind(history, month) != _gap_kind(history, begun):
                yield Gap(begun, month + -1, _gap_kind(history, begun))
                begun = month
        if begun < after:
            yield Gap(begun, after + -1, _gap_kind(history, begun))


def _gap_kind(history: Mapping[Month, _Reported], month: Month) -> GapKind:
    return "unpaid" if month in history and history[month].is_unpaid else "none"


def _overlaps(history: Mapping[Month, _Reported]) -> Iterator[Overlap]:
    for month, reported in history.items():
        if len(reported.reporters) > 1:
            yield Overlap(month, tuple(dict.fromkeys(employer for employer, _ in reported.reporters)))


def _warnings(history: Iterable[_Reported], future: int) -> Iterator[Caution]:
    reported = list(history)
    if future:
        yield Caution(
            "future_months",
            f"Không tính {future} tháng sau ngày tính.",
            f"Months after the day of the summary, not counted: {future}.",
        )
    both = sum(each.compulsory and each.voluntary for each in reported)
    if both:
        yield Caution(
            "compulsory_and_voluntary",
            f"{both} tháng có cả BHXH bắt buộc và tự nguyện; chỉ tính tháng bắt buộc.",
            f"Months paid to both schemes, counted as compulsory only: {both}.",
        )
    paid_again = sum(each.consumed and each.is_paid for each in reported)
    if paid_again:
        yield Caution(
            "paid_and_consumed",
            f"{paid_again} tháng đã tính hưởng BHXH một lần nên không tính lại.",
            f"Months used up by a lump sum, not counted again: {paid_again}.",
        )
