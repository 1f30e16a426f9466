"""A reminder as a file that calendars open (RFC 5545): entries with alarms, in Vietnam's time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.clock import VIETNAM_TIME
from kiosk.language import Language
from kiosk.reminders.entry import Entry, Reminder, Repeat

if TYPE_CHECKING:
    from icalendar import Alarm, Event, Timezone

PRODUCER = "-//BHXH//Kiosk//VI"
ZONE = "Asia/Ho_Chi_Minh"
_LASTS = timedelta(minutes=30)  # an appointment whose end nobody knows
_DOSE = timedelta(minutes=5)
_RULES = {Repeat.DAILY: "daily", Repeat.MONTHLY: "monthly", Repeat.YEARLY: "yearly"}


def calendar_file(reminder: Reminder, language: Language, made_at: datetime) -> bytes:
    """All entries of it. ``made_at`` is aware. Some milliseconds after the first time."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if any(each.at is not None for each in reminder.entries):
        calendar.add_component(_zone())
    for entry in reminder.entries:
        calendar.add_component(_event(reminder, entry, language, made_at))
    return bytes(calendar.to_ical())


def _zone() -> Timezone:
    """One offset and no summer time: no data of time zones are asked."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime(1975, 6, 13))  # noqa: DTZ001  (a local time: RFC 5545, 3.6.5)
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _event(reminder: Reminder, entry: Entry, language: Language, made_at: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", reminder.uid(entry))
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("summary", reminder.title.text(language))
    if entry.at is None:
        event.add("dtstart", entry.on)
        event.add("dtend", entry.last_day + timedelta(days=1))  # the day after the last: RFC 5545, 3.6.1
        event.add("transp", "TRANSPARENT")  # nobody is busy all day with it
    else:
        zone = {"TZID": ZONE}
        local = datetime.combine(entry.on, entry.at)
        event.add("dtstart", local, parameters=zone)
        lasts = _DOSE if entry.repeat is Repeat.DAILY else _LASTS
        event.add("dtend", local + lasts, parameters=zone)
    if entry.repeat is not Repeat.ONCE:
        event.add("rrule", _rule(entry))
    if reminder.place:
        event.add("location", reminder.place)
    told = description(reminder, language)
    if told:
        event.add("description", told)
    for before in entry.before:
        event.add_component(_alarm(reminder, entry, language, before))
    return event


def _rule(entry: Entry) -> dict[str, object]:
    rule: dict[str, object] = {"freq": _RULES[entry.repeat]}
    if entry.last is not None:
        rule["until"] = _end_of(entry.last) if entry.at is not None else entry.last
    return rule


def _end_of(day: date) -> datetime:
    """In UTC, as the start has a zone (RFC 5545, 3.3.10)."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=VIETNAM_TIME).astimezone(UTC)


def _alarm(reminder: Reminder, entry: Entry, language: Language, before: timedelta) -> Alarm:
    """It rings so long before the start; whole days start at midnight and ring at eight."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", reminder.title.text(language))
    alarm.add("trigger", -before if entry.at is not None else _after_midnight(entry) - before)
    return alarm


def _after_midnight(entry: Entry) -> timedelta:
    midnight = datetime.combine(entry.on, datetime.min.time(), VIETNAM_TIME)
    return entry.begins - midnight


def description(reminder: Reminder, language: Language) -> str:
    """What an entry says beside its title, a line each."""
    told = [each.text(language) for each in (*reminder.details, *reminder.notes)]
    return "\n".join([*told, *([reminder.article] if reminder.article else [])])
