"""How the entries of each kind of reminder follow from what was answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, cast

from pydantic import JsonValue

from kiosk.benefits.months import Month, PartialDate
from kiosk.benefits.parameters import ParameterBook
from kiosk.reference.working_days import WorkingCalendar
from kiosk.reminders.entry import Entry, Repeat
from kiosk.reminders.legal_dates import (
    ends,
    facility_window,
    limit_on,
    lump_sum_from,
    pension_filing,
)

if TYPE_CHECKING:
    from kiosk.benefits.retirement import Sex

Input = Mapping[str, JsonValue]
# How long before it rings, by what a person chooses
BEFORE: Mapping[str, timedelta] = {
    "hours": timedelta(hours=2),
    "day": timedelta(days=1),
    "three_days": timedelta(days=3),
    "week": timedelta(days=7),
}


def _days(*before: int) -> tuple[timedelta, ...]:
    return tuple(timedelta(days=each) for each in before)


_RENEWAL, _WINDOW, _WISH, _LIMIT = _days(30, 10, 3), _days(0, -11), _days(7, 0), _days(14, 7, 1)
_PENSION = _days(30, 0)


@dataclass(frozen=True, slots=True)
class Ground:
    """What dates of the law are computed with."""

    today: date
    book: ParameterBook
    days: WorkingCalendar


@dataclass(frozen=True, slots=True)
class Kind:
    """``needs`` are the keys of its input that must have a value, ``may`` those that need none."""

    make: Callable[[Input, Ground], tuple[Entry, ...]]
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()


def _moment(given: Input, _ground: Ground) -> tuple[Entry, ...]:
    """A day of the person's own, with or without an hour."""
    hour, minute = given.get("hour"), given.get("minute")
    chosen = cast("Sequence[str]", given.get("before") or ("day",))
    at = None if hour is None else time(int(str(hour)), int(str(minute or 0)))
    before = tuple(BEFORE[each] for each in chosen)
    if at is None:  # of a whole day no hours are counted
        before = tuple(timedelta(days=each.days) for each in before)
    repeat = Repeat(str(given.get("repeat") or Repeat.ONCE))
    return (Entry(_day(given["day"]), at, repeat=repeat, before=before),)


def _doses(given: Input, _ground: Ground) -> tuple[Entry, ...]:
    """Every day at each hour, for so many days."""
    first, days = _day(given["day"]), int(str(given["days"]))
    last = first + timedelta(days=days - 1)
    hours = sorted(str(each) for each in cast("Sequence[str]", given["hours"]))
    return tuple(
        Entry(
            first,
            time(int(each[:2]), int(each[2:])),
            repeat=Repeat.DAILY if days > 1 else Repeat.ONCE,
            last=last,
            before=(timedelta(0),),
        )
        for each in hours
    )


def _card_end(given: Input, _ground: Ground) -> tuple[Entry, ...]:
    return (Entry(_day(given["day"]), before=_RENEWAL),)


def _facility_window(_given: Input, ground: Ground) -> tuple[Entry, ...]:
    """It rings on the first day of the window and three days before it closes."""
    window = facility_window(ground.today)
    return (Entry(window.first, until=window.last, before=_WINDOW),)


def _pension(given: Input, ground: Ground) -> tuple[Entry, ...]:
    sex = cast("Sex", str(given["sex"]))
    filing = pension_filing(sex, PartialDate.parse(str(given["born"])), ground.today, ground.book)
    return (Entry(filing.first, until=filing.last, before=_PENSION),)


def _lump_sum(given: Input, ground: Ground) -> tuple[Entry, ...]:
    first = lump_sum_from(Month.parse(str(given["last_paid"])), ground.today, ground.book)
    return (Entry(first, before=_WISH),)


def _limit(given: Input, ground: Ground) -> tuple[Entry, ...]:
    since = _day(given["day"])
    last = ends(limit_on(str(given["limit"]), since), since, ground.days)
    return (Entry(last.date, before=_LIMIT, confirmed=last.confirmed),)


def _day(text: JsonValue) -> date:
    return date.fromisoformat(str(text))


KINDS: Mapping[str, Kind] = {
    "moment": Kind(_moment, ("day",), ("hour", "minute", "before", "repeat")),
    "doses": Kind(_doses, ("day", "days", "hours")),
    "card_end": Kind(_card_end, ("day",)),
    "facility_window": Kind(_facility_window),
    "pension": Kind(_pension, ("sex", "born")),
    "lump_sum": Kind(_lump_sum, ("last_paid",)),
    "limit": Kind(_limit, ("day", "limit")),
}
