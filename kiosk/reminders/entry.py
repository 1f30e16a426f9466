"""One entry of a calendar, and the reminder that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from kiosk.clock import VIETNAM_TIME
from kiosk.language import Bilingual

_NAMESPACE = UUID("5b1c7a52-6a0e-5d0c-9a55-9d4f2c3d8e11")
_RINGS_AT = time(8)  # what is due on a whole day


class Repeat(StrEnum):
    ONCE = "once"
    DAILY = "daily"
    MONTHLY = "monthly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Entry:
    """``at`` is None for whole days, from ``on`` to ``until``. ``last``: the day on which what repeats does
    so for the last time, None where it goes on. ``before``: how long before ``at`` it rings, of whole days
    before eight o'clock. ``confirmed``: not where days off of that year are still to be decided.
    """

    on: date
    at: time | None = None
    until: date | None = None
    repeat: Repeat = Repeat.ONCE
    last: date | None = None
    before: tuple[timedelta, ...] = ()
    confirmed: bool = True

    @property
    def begins(self) -> datetime:
        """Aware, in Vietnam's time; of a whole day when it rings."""
        return datetime.combine(self.on, self.at or _RINGS_AT, VIETNAM_TIME)

    @property
    def last_day(self) -> date:
        return self.until or self.on

    def rings(self) -> Iterator[datetime]:
        """Every instant at which the first occasion rings, the earliest first."""
        yield from sorted(self.begins - each for each in self.before)


@dataclass(frozen=True, slots=True)
class Reminder:
    """``title``, ``place`` and ``details`` may be what the person typed. ``article``: the law that a date
    follows from, "" for the person's own.
    """

    kind: str
    title: Bilingual = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False)
    place: str = field(default="", repr=False)
    details: tuple[Bilingual, ...] = field(default=(), repr=False)
    notes: tuple[Bilingual, ...] = ()
    article: str = ""
    leads_to: tuple[str, ...] = ()

    @property
    def confirmed(self) -> bool:
        return all(each.confirmed for each in self.entries)

    def uid(self, entry: Entry) -> str:
        """The same for the same answers, so that a calendar has it once (RFC 7986, 5.3)."""
        told = (self.kind, self.title.vi, self.place, entry.on, entry.at, entry.until, entry.repeat)
        return str(uuid5(_NAMESPACE, "\n".join(map(str, told))))
