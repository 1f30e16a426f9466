"""Stretches of months that a person may miss in their record: nobody has reported them, or an employer owes
them. What fills in a report of missing time. Pure facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Literal

from kiosk.benefits.months import Month
from kiosk.contract.records import Employer, PersonRecord
from kiosk.records.history import HistoryMonth, MonthState, history_of

_KINDS: dict[MonthState, Literal["none", "unpaid"]] = {
    MonthState.MISSING: "none",
    MonthState.OTHER: "none",
    MonthState.UNPAID: "unpaid",
}
_MOST_RECENT = 24  # months: who has had no contributions for longer knows that their work has ended
# The month of the day and the one before: an employer pays by the end of the next (L41 Art. 34.4).
_NOT_DUE = 2


@dataclass(frozen=True, slots=True)
class MissingStretch:
    """Months in a row, both ends included. ``owing``: who owes them, where that is one employer. ``before``,
    ``after``: who reported last before and first after them. ``ends_history``: nothing was reported since.
    """

    first: Month
    last: Month
    kind: Literal["none", "unpaid"]
    owing_unit: Employer | None = field(default=None, repr=False)
    before_unit: Employer | None = field(default=None, repr=False)
    after_unit: Employer | None = field(default=None, repr=False)
    ends_history: bool = False

    @property
    def months(self) -> int:
        return self.last - self.first + 1

    @property
    def before(self) -> str | None:
        return None if self.before_unit is None else self.before_unit.name

    @property
    def after(self) -> str | None:
        return None if self.after_unit is None else self.after_unit.name

    @property
    def employer(self) -> str | None:
        """Whose months they are, as far as the record alone tells."""
        unit = self._unit
        return None if unit is None else unit.name

    @property
    def dissolved(self) -> bool:
        """That employer is no more, and cannot report."""
        return self._unit is not None and self._unit.dissolved

    @property
    def _unit(self) -> Employer | None:
        if self.kind == "unpaid":
            return self.owing_unit
        beside = {each.code: each for each in (self.before_unit, self.after_unit) if each is not None}
        return next(iter(beside.values())) if len(beside) == 1 else None


def missing_stretches(record: PersonRecord, on: date) -> tuple[MissingStretch, ...]:
    """As of a day, the first first; none where the contributions are withheld."""
    if record.contributions is None or record.time_used is None:
        return ()
    history = history_of(record, on)
    months = [month for year in history.years for month in year.months]
    return tuple(_stretches(months, on)) if history.years else ()


def _stretches(months: Sequence[HistoryMonth], on: date) -> Iterator[MissingStretch]:
    for (kind, code), run in groupby(enumerate(months), key=lambda each: _sort(each[1])):
        if kind is None:
            continue
        places = [place for place, _ in run]
        first, last = places[0], places[-1]
        yield MissingStretch(
            months[first].month,
            months[last].month,
            kind,
            next((each for each in _owing(months[first]) if each.code == code), None),
            _nearest(reversed(months[:first])),
            _nearest(iter(months[last + 1 :])),
        )
    since, until = months[-1].month + 1, Month.of(on) + -_NOT_DUE
    if since <= until < since + _MOST_RECENT:
        yield MissingStretch(since, until, "none", before_unit=_nearest(reversed(months)), ends_history=True)


def _sort(month: HistoryMonth) -> tuple[Literal["none", "unpaid"] | None, str]:
    """What makes months one stretch: the kind, and who owes them."""
    kind = _KINDS.get(month.state)
    codes = {each.code for each in _owing(month)} if kind == "unpaid" else set()
    return kind, next(iter(codes)) if len(codes) == 1 else ""


def _owing(month: HistoryMonth) -> Iterator[Employer]:
    return (each.employer for each in month.reports if not each.paid and each.employer is not None)


def _nearest(months: Iterator[HistoryMonth]) -> Employer | None:
    return next((each.employer for month in months for each in month.reports if each.employer), None)
