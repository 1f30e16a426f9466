"""A whole kiosk notes a reminder without a card: nothing of it is on its disk once the visit is over."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from central.embedded import EmbeddedCentral
from commands.demo.plays import load_plays
from kiosk.language import Language
from kiosk.places import EndReason
from kiosk.visit.mailing import ADDRESS
from tests.end_to_end.interrupted_kiosk import drafts_in, enrol_in, running_core, settings_in, settle
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder

NOTED = "Thuốc huyết áp"


def test_nothing_of_a_reminder_stays_at_kiosk_or_central(tmp_path: Path) -> None:
    clock = ManualClock(datetime(2026, 11, 26, 1, 30, tzinfo=UTC))
    central = EmbeddedCentral(central_folder(tmp_path / "central"), now=clock.now)
    central.start()
    try:
        enrol_in(tmp_path, central, clock)
        play = load_plays("reminder")[1]
        with running_core(settings_in(tmp_path, central.url), clock) as kiosk:
            navigator = kiosk.navigator
            navigator.begin(Language.VIETNAMESE)
            navigator.choose(play.task_id)
            while navigator.screen == "question":
                answers = navigator.journey.answers
                for question in navigator.page.questions:
                    answers.type(question.id, dict(play.answers[question.id]))
                assert not answers.take_page(navigator.page, navigator.facts(), navigator.context())
                navigator.next()
            assert navigator.screen == "reminded"
            navigator.visit.mailing.put(ADDRESS, "hoa@example.vn")
            kiosk.reminders.mail(navigator.visit)
            (mail,) = central.mails()
            assert NOTED in mail.attachments[1].content.decode()
            settle(kiosk)
            assert drafts_in(kiosk) == 0
            navigator.end(EndReason.FINISHED)
            settle(kiosk)
    finally:
        central.stop()
    kept = [file for file in tmp_path.rglob("*") if file.is_file() and file.suffix != ".eml"]
    assert kept
    for file in kept:
        content = file.read_bytes()
        assert NOTED.encode() not in content, file.name
        assert b"hoa@example.vn" not in content, file.name
