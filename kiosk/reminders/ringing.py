"""When central mails a reminder that it keeps: the next instants at which it rings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import islice

from kiosk.benefits.months import add_months
from kiosk.clock import VIETNAM_TIME
from kiosk.reminders.entry import Entry, Reminder, Repeat

_MONTHS = {Repeat.MONTHLY: 1, Repeat.YEARLY: 12}
_OCCASIONS = 12
_MORNING = time(8)


def rings_after(reminder: Reminder, now: datetime, most: int) -> tuple[datetime, ...]:
    """At most so many, the earliest first. Of what is so near that all of them are past: when it begins, or
    else the next morning.
    """
    occasions = [each for entry in reminder.entries for each in _occasions(entry)]
    rings = sorted({ring for each in occasions for ring in each.rings() if ring > now})
    if not rings:
        rings = sorted(each.begins for each in occasions if each.begins > now)
    return tuple(islice(rings, most)) or (_next_morning(now),)


def _occasions(entry: Entry) -> Iterator[Entry]:
    yield entry
    months = _MONTHS.get(entry.repeat)
    if months is not None:
        for number in range(1, _OCCASIONS):
            yield replace(entry, on=add_months(entry.on, number * months), until=None)


def _next_morning(now: datetime) -> datetime:
    tomorrow = now.astimezone(VIETNAM_TIME).date() + timedelta(days=1)
    return datetime.combine(tomorrow, _MORNING, VIETNAM_TIME)
