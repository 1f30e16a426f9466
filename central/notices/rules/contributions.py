"""What happens to contributions: a month is closed, a unit owes, insurance ended, the next payment is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from central.notices.rules.rule import fills
from central.notices.rules.stages import end_of, stage, working_days
from central.notices.subject import Due, Subject, Values
from kiosk.benefits.calculators.voluntary import LAST_MONTH_OF_PERIOD, VoluntaryContributionInput
from kiosk.benefits.calculators.voluntary import contribution as voluntary_contribution
from kiosk.benefits.months import Month
from kiosk.benefits.parameters import shipped_book
from kiosk.benefits.workings import Workings
from kiosk.clock import day_text
from kiosk.contract.records import Contribution, Fund
from kiosk.language import Bilingual
from kiosk.records.of_record import contributions_of, unspent_unemployment
from kiosk.records.summary import total_months
from kiosk.records.telling import money, month_text
from kiosk.reminders.legal_dates import ends, limit_on, lump_sum_from

_PAID = Bilingual(vi="đã đóng", en="paid")
_OWED = Bilingual(vi="chưa đóng", en="not paid yet")
_BY_INCOME = Bilingual(vi="theo mức thu nhập ông/bà chọn", en="by the income that you choose")
_WINDOW = 31  # days: the first stage is that it has opened


@fills("month", "unit", "standing", "total", "late")
def month_closed(who: Subject, day: date, closed_after: int) -> Iterator[Due]:
    """A month that has become settled: ``closed_after`` months later the term of the unit is over (L41 Art.
    34.4: the last day of the next month).
    """
    month = Month.of(day) + -closed_after
    told = [each for each in _of(who, Fund.COMPULSORY, Fund.VOLUNTARY) if _covers(each, month)]
    if told:
        yield Due(str(month), lambda: _closed(who, month, told, day))


def _closed(who: Subject, month: Month, told: list[Contribution], day: date) -> Values:
    late = sum(month_count for _, month_count in _owed_by(who, Month.of(day) + -2).values())
    units = {each.employer.name for each in told if each.employer is not None}
    return {
        "month": month_text(month),
        "unit": ", ".join(sorted(units)) or Bilingual(vi="ông/bà tự đóng", en="paid by yourself"),
        "standing": _PAID if all(each.paid for each in told) else _OWED,
        "total": str(total_months(contributions_of(who.contributions, who.time_used), day)),
        "late": str(late),
    }


@fills("unit", "months", "since")
def employer_late(who: Subject, day: date, at: list[int], forgotten_after: int) -> Iterator[Due]:
    """A unit owes so many months whose term is over; old debts (months) are told of no more."""
    last_due = Month.of(day) + -2
    for code, (since, count) in _owed_by(who, last_due).items():
        reached = max((each for each in at if each <= count), default=None)
        if reached is not None and Month.of(day) - since <= forgotten_after:
            employers = (each.employer for each in who.contributions if each.employer is not None)
            name = next(each.name for each in employers if each.code == code)
            values = {"unit": name, "months": str(count), "since": month_text(since)}
            yield Due(f"{code}:{since}:{reached}", partial(dict, values))


def _owed_by(who: Subject, last: Month) -> dict[str, tuple[Month, int]]:
    """By unit: the first month that it owes, and how many up to ``last``."""
    owed: dict[str, set[int]] = {}
    for each in _of(who, Fund.COMPULSORY):
        if not each.paid and each.employer is not None:
            first, until = _first(each), min(_last(each), last)
            owed.setdefault(each.employer.code, set()).update(range(first.ordinal, until.ordinal + 1))
    return {code: (_month(min(months)), len(months)) for code, months in owed.items() if months}


@fills("month", "lump_sum_from", "unemployment_until", "support")
def stopped(who: Subject, day: date, known_after: int, told_for: int) -> Iterator[Due]:
    """Compulsory insurance has ended: the book was closed, or no unit has reported a month ``known_after``
    months later. Told within ``told_for`` months from then.
    """
    if who.draws_pension:
        return
    months = [_last(each) for each in _of(who, Fund.COMPULSORY)]
    if not months or any(_last(each) > max(months) for each in _of(who, Fund.VOLUNTARY)):
        return
    last = max(months)
    gone = Month.of(day) - last
    closed = who.closed_until == str(last) and gone > 0
    if (closed or gone >= known_after) and gone < known_after + told_for:
        yield Due(str(last), lambda: _stopped(last, day))


def _stopped(last: Month, day: date) -> Values:
    ask = ends(limit_on("unemployment", last.last_day), last.last_day, working_days())
    support = shipped_book().on("voluntary_support_percent", day).table["other"]
    return {
        "month": month_text(last),
        "lump_sum_from": day_text(lump_sum_from(last, day, shipped_book())),
        "unemployment_until": day_text(ask.date),
        "support": f"{float(support):g}",
    }


@fills("day", "days", "paid_months")
def unemployment_ending(who: Subject, day: date, stages: list[int]) -> Iterator[Due]:
    """The months in which unemployment benefit can be asked for run out (L74 Art. 38.1.c)."""
    paid = [_last(each) for each in who.contributions if Fund.UNEMPLOYMENT in each.funds]
    if not paid or who.draws_pension or Month.of(day) <= max(paid):
        return
    since = max(paid).last_day
    last = ends(limit_on("unemployment", since), since, working_days()).date
    reached = stage((last - day).days, stages)
    if reached is None:
        return
    unspent, kept = unspent_unemployment(who.contributions, who.time_used, day)
    count = len(unspent) + kept
    if count >= shipped_book().on("unemployment", day).table["least_months"]:
        yield Due(
            f"{last}:{reached}",
            lambda: {"day": day_text(last), "days": str((last - day).days), "paid_months": str(count)},
            until=end_of(last),
        )


@fills("month", "day", "amount", "quarter_until", "half_until", "year_until")
def voluntary_due(who: Subject, day: date, stages: list[int]) -> Iterator[Due]:
    """The month after the last one paid has begun. The register does not know the way of payment (L41 Art.
    36.3): the monthly one ends first, and the ends of the others stand beside it.
    """
    entries = _of(who, Fund.VOLUNTARY)
    if not entries or who.draws_pension:
        return
    newest = max(entries, key=_last)
    month = _last(newest) + 1
    if month != Month.of(day) or any(_last(each) >= month + -1 for each in _of(who, Fund.COMPULSORY)):
        return
    left = (month.last_day - day).days
    reached = stage(left, [*stages, _WINDOW])
    if reached is not None:
        yield Due(
            f"{month}:{reached}", lambda: _voluntary(who, newest, month, day), until=end_of(month.last_day)
        )


def _voluntary(who: Subject, newest: Contribution, month: Month, day: date) -> Values:
    answer = voluntary_contribution(
        VoluntaryContributionInput(
            paid_on=day,
            income=newest.wage,
            group=newest.support_group or "other",
            method="monthly",
            supported_months_used=_supported(who),
            first_month=month,
        ),
        Workings("voluntary_contribution", day, shipped_book()),
    )
    total = answer.amounts.get("total")  # none where the income is below what the law demands now

    def until(method: str) -> str:
        return day_text((month + LAST_MONTH_OF_PERIOD[method]).last_day)

    return {
        "month": month_text(month),
        "day": day_text(month.last_day),
        "amount": _BY_INCOME if total is None else money(total, "VND"),
        "quarter_until": until("3_months"),
        "half_until": until("6_months"),
        "year_until": until("12_months"),
    }


@fills("left", "most")
def support_ending(who: Subject, day: date, stages: list[int], active_within: int) -> Iterator[Due]:
    """Of the months that the State helps to pay (N159) few are left."""
    entries = _of(who, Fund.VOLUNTARY)
    if not entries or Month.of(day) - max(map(_last, entries)) > active_within:
        return
    most = int(shipped_book().on("voluntary_support_months", day).number)
    left = most - _supported(who)
    reached = stage(left, stages)
    if reached is not None:
        yield Due(str(reached), lambda: {"left": str(left), "most": str(most)})


def _supported(who: Subject) -> int:
    return sum(
        _last(each) - _first(each) + 1
        for each in _of(who, Fund.VOLUNTARY)
        if each.paid and each.support_group is not None
    )


def _of(who: Subject, *funds: Fund) -> list[Contribution]:
    wanted = frozenset(funds)
    return [each for each in who.contributions if not wanted.isdisjoint(each.funds)]


def _covers(entry: Contribution, month: Month) -> bool:
    return entry.from_month <= str(month) <= entry.to_month


def _first(entry: Contribution) -> Month:
    return Month.parse(entry.from_month)


def _last(entry: Contribution) -> Month:
    return Month.parse(entry.to_month)


def _month(ordinal: int) -> Month:
    return Month(0, 1) + ordinal
