"""A person's history by who paid: from when to when, and what the months come to. Pure facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from kiosk.benefits.months import Month
from kiosk.contract.records import Contribution, Employer, Fund
from kiosk.records.history import PENSION, HistoryMonth, HistoryYear, MonthState

_FUND = {MonthState.COMPULSORY: Fund.COMPULSORY, MonthState.VOLUNTARY: Fund.VOLUNTARY}
_Worth = Literal["counted", "doubled", "owed", "consumed"]


@dataclass(frozen=True, slots=True)
class Workplace:
    """``employer``: None where the person paid. Every month that counts is ``counted`` of one of them, and
    ``doubled`` of others that paid it too. ``owed``: also where another one has paid. ``newest``: the entry
    of the last month.
    """

    employer: Employer | None = field(repr=False)
    first: Month
    last: Month
    counted: int
    doubled: int
    owed: int
    consumed: int
    newest: Contribution = field(repr=False)


@dataclass(slots=True)
class _Met:
    first: Month
    last: Month
    newest: Contribution
    worth: Counter[_Worth] = field(default_factory=Counter)


def workplaces_of(years: Iterable[HistoryYear]) -> tuple[Workplace, ...]:
    """Of whoever has reported a month, by the code of the employer, the newest first."""
    found: dict[str, _Met] = {}
    for month in (month for year in years for month in year.months):
        counting = _counting(month)
        by_code: dict[str, list[Contribution]] = {}
        for report in month.reports:
            by_code.setdefault("" if report.employer is None else report.employer.code, []).append(report)
        for code, reports in by_code.items():
            met = found.setdefault(code, _Met(month.month, month.month, reports[-1]))
            met.last, met.newest = month.month, reports[-1]
            met.worth.update(_worth(month, reports, counting))
    newest = sorted(found.values(), key=lambda met: (met.last, met.first), reverse=True)
    return tuple(
        Workplace(
            met.newest.employer,
            met.first,
            met.last,
            met.worth["counted"],
            met.worth["doubled"],
            met.worth["owed"],
            met.worth["consumed"],
            met.newest,
        )
        for met in newest
    )


def _counting(month: HistoryMonth) -> Contribution | None:
    """The report by which it counts."""
    fund = _FUND.get(month.state)
    return next((each for each in month.reports if each.paid and fund in each.funds), None)


def _worth(
    month: HistoryMonth, reports: Iterable[Contribution], counting: Contribution | None
) -> Iterable[_Worth]:
    pension = [each for each in reports if PENSION & set(each.funds)]
    if month.state is MonthState.CONSUMED:
        return ("consumed",) if pension else ()
    worth: list[_Worth] = []
    if any(each is counting for each in pension):
        worth.append("counted")
    elif any(each.paid for each in pension):
        worth.append("doubled")
    if any(not each.paid for each in pension):
        worth.append("owed")
    return worth
