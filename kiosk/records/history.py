"""A person's history by year and month: what was reported of each, and what it counts for. Pure facts.

A month counts as `kiosk.records.summary` counts it; here is what stands behind the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.benefits.months import Month, months_between
from kiosk.contract.records import Contribution, Fund, PersonRecord
from kiosk.records.of_record import in_force, summary_of
from kiosk.records.summary import Summary

PENSION = frozenset({Fund.COMPULSORY, Fund.VOLUNTARY})


class MonthState(StrEnum):
    """What a month is worth for the pension."""

    COMPULSORY = "compulsory"
    VOLUNTARY = "voluntary"
    UNPAID = "unpaid"  # reported, and the employer owes it
    CONSUMED = "consumed"  # used up by a lump sum
    OTHER = "other"  # of other funds only
    MISSING = "missing"  # nobody has reported anything


@dataclass(frozen=True, slots=True)
class HistoryMonth:
    """``reports``: the entries that speak of it, in the order of the record."""

    month: Month
    state: MonthState
    reports: tuple[Contribution, ...] = field(repr=False)

    def is_owed_by(self, employer: str) -> bool:
        """For the pension; "" for what the person pays without one."""
        return self.state is not MonthState.CONSUMED and any(
            not each.paid
            and PENSION & set(each.funds)
            and (each.employer.name if each.employer else "") == employer
            for each in self.reports
        )

    def is_paid_to(self, fund: Fund) -> bool:
        return any(fund in each.funds and each.paid for each in self.reports)


@dataclass(frozen=True, slots=True)
class HistoryYear:
    """The months from the first to the last that anybody has reported."""

    year: int
    months: tuple[HistoryMonth, ...] = field(repr=False)

    def count(self, *states: MonthState) -> int:
        return sum(month.state in states for month in self.months)

    @property
    def counted(self) -> int:
        return self.count(MonthState.COMPULSORY, MonthState.VOLUNTARY)


@dataclass(frozen=True, slots=True)
class Late:
    """What one employer paid, but late: how many months, and of how many days at most."""

    employer: str
    months: int
    most_days: int


@dataclass(frozen=True, slots=True)
class History:
    """``fund_months``: paid months of each fund, each once. Years come in their order."""

    summary: Summary
    years: tuple[HistoryYear, ...] = field(repr=False)
    fund_months: Mapping[Fund, int]
    late: tuple[Late, ...]


def history_of(record: PersonRecord, on: date) -> History:
    """As of a day; later months are left out. The record has to come with its contributions (ValueError)."""
    summary = summary_of(record, on)
    entries = in_force(record.contributions or ())
    reported = _reported(entries, Month.of(on))
    used = {
        month
        for use in record.time_used or ()
        if use.kind == "lump_sum"
        for month in months_between(Month.parse(use.from_month), Month.parse(use.to_month))
    }
    months = [
        HistoryMonth(month, _state(reports, month in used), reports) for month, reports in reported.items()
    ]
    paid = {fund: sum(month.is_paid_to(fund) for month in months) for fund in Fund}
    return History(summary, tuple(_years(months)), paid, tuple(_late(entries, Month.of(on))))


def _reported(entries: Iterable[Contribution], last: Month) -> dict[Month, tuple[Contribution, ...]]:
    """Every month from the first to the last that was reported, with nothing where nobody did."""
    found: dict[Month, list[Contribution]] = {}
    for entry in entries:
        for month in months_between(Month.parse(entry.from_month), Month.parse(entry.to_month)):
            if month <= last:
                found.setdefault(month, []).append(entry)
    if not found:
        return {}
    return {month: tuple(found.get(month, ())) for month in months_between(min(found), max(found))}


def _state(reports: tuple[Contribution, ...], used: bool) -> MonthState:
    pension = [each for each in reports if PENSION & set(each.funds)]
    if not pension:
        return MonthState.OTHER if reports else MonthState.MISSING
    if used:
        return MonthState.CONSUMED
    paid = {fund for each in pension if each.paid for fund in each.funds}
    if Fund.COMPULSORY in paid:
        return MonthState.COMPULSORY
    return MonthState.VOLUNTARY if Fund.VOLUNTARY in paid else MonthState.UNPAID


def _years(months: list[HistoryMonth]) -> Iterator[HistoryYear]:
    by_year: dict[int, list[HistoryMonth]] = {}
    for each in months:
        by_year.setdefault(each.month.year, []).append(each)
    for year, its in by_year.items():
        yield HistoryYear(year, tuple(its))


def _late(entries: Iterable[Contribution], last: Month) -> Iterator[Late]:
    found: dict[str, tuple[set[Month], int]] = {}
    for entry in entries:
        if entry.employer is None or not entry.paid or not entry.days_late:
            continue
        its = months_between(Month.parse(entry.from_month), min(last, Month.parse(entry.to_month)))
        months, most = found.get(entry.employer.name, (set(), 0))
        months |= set(its)
        found[entry.employer.name] = (months, max(most, entry.days_late))
    for name, (months, most) in sorted(found.items()):
        if months:  # else all of it is yet to come
            yield Late(name, len(months), most)
