"""A reminder in words, label and value, in both languages: for the screen, the paper and a phone's code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from kiosk.language import Bilingual, same
from kiosk.reminders.entry import Entry, Reminder, Repeat
from kiosk.toml import read_toml

_FILE = Path(__file__).with_name("telling.toml")
_HOUR = 3600


class ToldLine(NamedTuple):
    label: Bilingual
    value: Bilingual


class _Weekdays(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    vi: tuple[str, str, str, str, str, str, str]
    en: tuple[str, str, str, str, str, str, str]


class _Texts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    labels: dict[str, Bilingual]
    repeats: dict[Repeat, Bilingual]
    words: dict[str, Bilingual]
    weekdays: _Weekdays


@cache
def _texts() -> _Texts:
    return _Texts.model_validate(read_toml(_FILE))


def tell(reminder: Reminder) -> tuple[ToldLine, ...]:
    """When, how often, where, and when it rings; what the person noted follows apart."""
    return tuple(_lines(reminder))


def _lines(reminder: Reminder) -> Iterator[ToldLine]:
    labels, texts = _texts().labels, _texts()
    first = reminder.entries[0]
    if first.until is not None:
        days = {"first": f"{first.on:%d/%m/%Y}", "last": f"{first.until:%d/%m/%Y}"}
        yield ToldLine(labels["window"], texts.words["window"].filled(days))
    elif first.repeat is Repeat.DAILY:
        yield ToldLine(labels["day"], day_words(first.on))
        yield ToldLine(labels["until"], day_words(first.last or first.on))
    elif first.at is None or len(reminder.entries) > 1:
        yield ToldLine(labels["day"], day_words(first.on))
    if first.at is not None and (first.repeat is Repeat.DAILY or len(reminder.entries) > 1):
        yield ToldLine(labels["hours"], same(", ".join(f"{each.at:%H:%M}" for each in reminder.entries)))
    elif first.at is not None:
        day = day_words(first.on)
        yield ToldLine(
            labels["when"], Bilingual(vi=f"{first.at:%H:%M}, {day.vi}", en=f"{first.at:%H:%M}, {day.en}")
        )
    if first.repeat is not Repeat.ONCE:
        yield ToldLine(labels["repeats"], texts.repeats[first.repeat])
    if reminder.place:
        yield ToldLine(labels["place"], same(reminder.place))
    yield ToldLine(labels["rings"], _rings(first))
    if not reminder.confirmed:
        yield ToldLine(labels["unconfirmed"], texts.words["unconfirmed"])


def day_words(day: date) -> Bilingual:
    """With the day of the week, as people keep appointments."""
    weekdays = _texts().weekdays
    written = f"{day:%d/%m/%Y}"
    place = day.weekday()
    return Bilingual(vi=f"{weekdays.vi[place]} {written}", en=f"{weekdays.en[place]} {written}")


def _rings(entry: Entry) -> Bilingual:
    words = [_ring(entry, each) for each in sorted(entry.before, reverse=True)]
    return Bilingual(vi="; ".join(each.vi for each in words), en="; ".join(each.en for each in words))


def _ring(entry: Entry, before: timedelta) -> Bilingual:
    words = _texts().words
    if not before:
        return words["that_day" if entry.at is None else "at_once"]
    if before < timedelta(0):
        return words["days_later"].filled({"days": (-before).days})
    if before < timedelta(days=1):
        return words["hours_before"].filled({"hours": before.seconds // _HOUR})
    if before.days == 1:
        return words["day_before"]
    return words["days_before"].filled({"days": before.days})
