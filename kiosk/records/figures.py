"""What a record can fill into the questions of a calculator: the facts ``record.…`` of a visit.

Only what counts: months that are paid, not used up, with a wage in đồng. Where two report a month the
compulsory entry is taken, of several the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from pydantic import JsonValue

from kiosk.benefits.contributions import Scheme, WageKind
from kiosk.benefits.months import Month
from kiosk.contract.records import Contribution, Fund, PersonRecord, Region
from kiosk.records.dated import PaidTo
from kiosk.records.history import History, HistoryMonth, MonthState, history_of
from kiosk.records.of_record import unspent_unemployment

MOST_STRETCHES = 60  # that a question takes
_COUNTED = {MonthState.COMPULSORY: Fund.COMPULSORY, MonthState.VOLUNTARY: Fund.VOLUNTARY}


@dataclass(frozen=True, slots=True)
class _Paid:
    """One month, and what a calculator asks about it."""

    month: Month
    scheme: Scheme
    wage_kind: WageKind
    employer: str = field(repr=False)
    wage: int = field(repr=False)

    @property
    def alike(self) -> tuple[object, ...]:
        return self.scheme, self.wage_kind, self.employer, self.wage


def figures_of(record: PersonRecord, on: date) -> dict[str, JsonValue]:
    """By fact. Empty for a record without contributions that count."""
    if record.contributions is None:
        return {}
    history = history_of(record, on)
    paid = list(_paid(history))
    if not paid:
        return {}
    totals = history.summary.months
    supported = sum(map(_supported, _months(history)))
    facts: dict[str, JsonValue] = {
        "record.known": "yes",
        "record.years": totals.total // 12,
        "record.months": totals.total % 12,
        "record.compulsory_years": totals.compulsory // 12,
        "record.compulsory_months": totals.compulsory % 12,
        "record.voluntary_years": totals.voluntary // 12,
        "record.voluntary_months": totals.voluntary % 12,
        "record.before_law": totals.before_2025_07 > 0,
        "record.last_month": str(paid[-1].month),
        "record.last_scheme": paid[-1].scheme,
        "record.wage": paid[-1].wage,
        "record.joined": str(paid[0].month),
        "record.paid": _paid_by_fund(record, history, on),
        "record.supported": bool(supported),
        "record.supported_months": supported,
        **_stretches(paid),
    }
    return facts


def _paid_by_fund(record: PersonRecord, history: History, on: date) -> JsonValue:
    """What `kiosk.records.dated` reads."""
    wages = {each.month: each.wage for each in _paid(history)}
    unspent, kept = unspent_unemployment(record.contributions or (), record.time_used or (), on)

    def counted(*states: MonthState) -> dict[str, JsonValue]:
        return {str(each.month): wages.get(each.month) for each in _months(history) if each.state in states}

    return {
        PaidTo.COMPULSORY: counted(MonthState.COMPULSORY),
        PaidTo.PENSION: counted(*_COUNTED),
        PaidTo.UNEMPLOYMENT: {
            str(month): entry.wage if entry.currency == "VND" and entry.wage else None
            for month, entry in unspent.items()
        },
        "kept": kept,
        "regions": {
            str(month): str(list(Region).index(entry.employer.region) + 1)
            for month, entry in unspent.items()
            if entry.employer is not None
        },
    }


def left_out(history: History) -> int:
    """Months that count and that cannot be filled in: without a wage, or in another currency."""
    return history.summary.months.total - sum(1 for _ in _paid(history))


def _stretches(paid: list[_Paid]) -> Mapping[str, JsonValue]:
    """Nothing where there are more than a question takes: then the person chooses another way."""
    by_kind: dict[str, list[JsonValue]] = {
        kind: list(_rows(each for each in paid if each.wage_kind == kind)) for kind in ("employer", "state")
    }
    if any(len(rows) > MOST_STRETCHES for rows in by_kind.values()):
        return {}
    kinds: list[JsonValue] = [kind for kind, rows in by_kind.items() if rows]
    facts: dict[str, JsonValue] = {"record.how": "stretches", "record.wage_kinds": kinds}
    return {**facts, **{f"record.stretches_{kind}": rows for kind, rows in by_kind.items() if rows}}


def _rows(paid: Iterable[_Paid]) -> Iterator[JsonValue]:
    """Months in a row that are alike, in the form of the question."""
    numbered = enumerate(paid)
    for _, run in groupby(numbered, key=lambda pair: (pair[1].month.ordinal - pair[0], pair[1].alike)):
        months = [each for _, each in run]
        first, last = months[0], months[-1]
        yield {
            "from": str(first.month),
            "to": str(last.month),
            "scheme": first.scheme,
            "employer": first.employer,
            "wage": first.wage,
        }


def _months(history: History) -> Iterator[HistoryMonth]:
    return (month for year in history.years for month in year.months)


def _paid(history: History) -> Iterator[_Paid]:
    for each in _months(history):
        fund = _COUNTED.get(each.state)
        entry = next((entry for entry in each.reports if _is_usable(entry, fund)), None)
        if entry is not None:
            yield _Paid(
                each.month,
                "compulsory" if fund is Fund.COMPULSORY else "voluntary",
                entry.wage_kind,
                "" if entry.employer is None else entry.employer.name,
                entry.wage,
            )


def _is_usable(entry: Contribution, fund: Fund | None) -> bool:
    return fund in entry.funds and entry.paid and entry.currency == "VND" and entry.wage > 0


def _supported(month: HistoryMonth) -> bool:
    return month.state is MonthState.VOLUNTARY and any(each.support_group for each in month.reports)
