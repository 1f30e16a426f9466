"""Reminders as the shipped task makes them from answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from commands.demo.plays import load_plays
from kiosk.clock import VIETNAM_TIME
from kiosk.forms.kind import Typed
from kiosk.reminder_desk import ReminderDesk
from kiosk.reminders.entry import Reminder
from kiosk.settings import Mode, Settings
from kiosk.visit.visit import Visit
from tests.kiosk.visits import Around, answer, begin, new_visit
from tests.manual_clock import ManualClock
from ui.app import FONTS_FOLDER

PLAYS = {play.name: play for play in load_plays("reminder")}
NOW = datetime(2026, 11, 26, 8, 30, tzinfo=VIETNAM_TIME)  # as the plays are played
ANSWERS: Mapping[str, Mapping[str, Typed]] = {
    **{name.removeprefix("reminder_"): dict(play.answers) for name, play in PLAYS.items()},
    "card": {"remind.what": {"choice": "card"}, "remind.card_end": {"text": "31122026"}},
    "facility": {"remind.what": {"choice": "facility"}},
    "pension": {
        "remind.what": {"choice": "pension"},
        "you.sex": {"choice": "female"},
        "remind.born": {"text": "15051970"},
    },
    "lump_sum": {"remind.what": {"choice": "lump_sum"}, "remind.last_paid": {"text": "112025"}},
    "own": {
        "remind.what": {"choice": "own"},
        "remind.own": {"text": "Đóng tiền; điện, nước"},
        "remind.own_day": {"text": "05122026"},
        "remind.own_timed": {"choice": "no"},
        "remind.own_repeat": {"choice": "monthly"},
    },
    "own_timed": {
        "remind.what": {"choice": "own"},
        "remind.own": {"text": "Họp tổ dân phố"},
        "remind.own_day": {"text": "05122026"},
        "remind.own_timed": {"choice": "yes"},
        "remind.own_repeat": {"choice": "once"},
        "remind.own_hour": {"text": "19"},
        "remind.own_minute": {"choice": "15"},
    },
}


class Mails:
    """What went out."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, bytes, bytes]] = []

    def send_reminder(self, address: str, language: object, pdf: bytes, calendar: bytes) -> None:
        del language
        self.sent.append((address, pdf, calendar))


def noted(what: str) -> Visit:
    """A visit of nobody in particular that has entered it."""
    visit = new_visit()
    begin(visit, PLAYS["reminder_visit"].task_id)
    answer(visit, ANSWERS[what], NOW)
    return visit


def desk(mails: Mails | None = None, papers: Path | None = None) -> ReminderDesk:
    printer = {} if papers is None else {"printer": {"folder": papers}}
    settings = Settings.model_validate({"mode": Mode.DEVELOPMENT, **printer})
    around = Around(ManualClock(NOW))
    return ReminderDesk(settings, FONTS_FOLDER, around, mails or Mails())


def reminder(what: str) -> Reminder:
    return desk().reminder(noted(what))
