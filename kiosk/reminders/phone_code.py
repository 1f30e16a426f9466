"""What the QR code of a reminder carries, so that a phone takes it without a link and without a line.

A single entry is an event: the cameras of iPhones and Google's reader on Android offer to add it to the
calendar. They take one event a code, and neither what repeats nor alarms; so what repeats is told as text,
which every phone shows and keeps. docs/decisions/110 says more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from kiosk.language import Bilingual, Language
from kiosk.reminders.entry import Entry, Reminder, Repeat
from kiosk.reminders.ics import PRODUCER

MOST_BYTES = 640  # of a code that phones read from a screen and from paper without trouble
_LASTS = timedelta(minutes=30)


def code_text(
    reminder: Reminder,
    lines: Iterable[tuple[Bilingual, Bilingual]],
    language: Language,
    made_at: datetime,
) -> str:
    """``lines``: label and value, as the screen shows them; for what is no single event."""
    if len(reminder.entries) == 1 and reminder.entries[0].repeat is Repeat.ONCE:
        event = _event(reminder, reminder.entries[0], language, made_at)
        if len(event.encode()) <= MOST_BYTES:
            return event
    return _text(reminder, lines, language)


def _text(reminder: Reminder, lines: Iterable[tuple[Bilingual, Bilingual]], language: Language) -> str:
    told = [reminder.title.text(language)]
    for label, value in lines:
        line = f"{label.text(language)}: {value.text(language)}"
        if len("\n".join([*told, line]).encode()) > MOST_BYTES:
            break
        told.append(line)
    return "\n".join(told)


def _event(reminder: Reminder, entry: Entry, language: Language, made_at: datetime) -> str:
    """Times in UTC, since a code has no room for a time zone; lines as short as they are, unfolded, since not
    every reader unfolds.
    """
    if entry.at is None:
        start, end = _day("DTSTART", entry.on), _day("DTEND", entry.last_day + timedelta(days=1))
    else:
        start, end = _moment("DTSTART", entry.begins), _moment("DTEND", entry.begins + _LASTS)
    told = [each.text(language) for each in reminder.details]
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:{PRODUCER}",
            "BEGIN:VEVENT",
            f"UID:{reminder.uid(entry)}",
            _moment("DTSTAMP", made_at),
            f"SUMMARY:{_escaped(reminder.title.text(language))}",
            start,
            end,
            *([f"LOCATION:{_escaped(reminder.place)}"] if reminder.place else []),
            *([f"DESCRIPTION:{_escaped('; '.join(told))}"] if told else []),
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


def _day(name: str, day: date) -> str:
    return f"{name};VALUE=DATE:{day:%Y%m%d}"


def _moment(name: str, at: datetime) -> str:
    return f"{name}:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text
