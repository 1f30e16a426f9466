"""Reminders at a whole kiosk: what is taken home leaves nothing, what is kept is mailed once when due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from central.embedded import EmbeddedCentral
from central.messages.mailbox import Mail
from commands.demo.plays import Play, load_play, load_plays
from kiosk.app import Kiosk
from kiosk.language import Language
from kiosk.places import EndReason
from kiosk.visit.mailing import ADDRESS
from tests.end_to_end.interrupted_kiosk import (
    Applicant,
    drafts_in,
    enrol_in,
    running_core,
    settings_in,
    settle,
)
from tests.manual_clock import ManualClock
from tests.patience import until
from tests.ready_made import central_folder

NOTED = "Thuốc huyết áp"
WINDOW_OPENS = datetime(2027, 1, 1, 1, tzinfo=UTC)  # eight in the morning
WINDOW_CLOSES_SOON = datetime(2027, 1, 12, 1, tzinfo=UTC)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 26, 1, 30, tzinfo=UTC))


@pytest.fixture
def central(tmp_path: Path, clock: ManualClock) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(central_folder(tmp_path / "central"), now=clock.now)
    server.start()
    enrol_in(tmp_path, server, clock)
    yield server
    server.stop()


def reminders(central: EmbeddedCentral) -> list[Mail]:
    return [mail for mail in central.mails() if mail.subject.startswith("Nhắc: ")]


class Keeper(Applicant):
    """Who proves their address by the code that central mails."""

    central: EmbeddedCentral

    def prove(self) -> None:
        visit, channel = self.navigator.visit, self.navigator.page.channel
        self.kiosk.codes.send(visit, channel)
        found = re.search(r"\b[0-9]{6}\b", self.central.mails()[-1].text)
        assert found is not None
        self.kiosk.codes.verify(visit, channel, found[0])


def test_nothing_of_a_reminder_taken_home_stays(
    tmp_path: Path, central: EmbeddedCentral, clock: ManualClock
) -> None:
    play = load_plays("reminder")[1]
    with running_core(settings_in(tmp_path, central.url), clock) as kiosk:
        navigator = kiosk.navigator
        navigator.begin(Language.VIETNAMESE)
        navigator.choose(play.task_id)
        Applicant(kiosk, answers=play.answers).go_to("reminded")
        navigator.visit.mailing.put(ADDRESS, "hoa@example.vn")
        kiosk.reminders.mail(navigator.visit)
        (mail,) = central.mails()
        assert NOTED in mail.attachments[1].content.decode()
        settle(kiosk)
        assert drafts_in(kiosk) == 0
        navigator.end(EndReason.FINISHED)
        settle(kiosk)
    central.stop()
    kept = [file for file in tmp_path.rglob("*") if file.is_file() and file.suffix != ".eml"]
    assert kept
    for file in kept:
        content = file.read_bytes()
        assert NOTED.encode() not in content, file.name
        assert b"hoa@example.vn" not in content, file.name


def _keep(kiosk: Kiosk, central: EmbeddedCentral, play: Play) -> str:
    """The number of the case."""
    arrived: list[str] = []
    kiosk.line.listen(lambda _state: None, lambda _act, number: arrived.append(number))
    keeper = Keeper(kiosk, answers=play.answers)
    keeper.central = central
    keeper.identify(play.task_id)
    keeper.go_to("receipt")
    until(lambda: bool(arrived))
    kiosk.navigator.end(EndReason.FINISHED)
    return arrived[0]


def test_a_kept_reminder_is_mailed_once_at_each_of_its_times(
    tmp_path: Path, central: EmbeddedCentral, clock: ManualClock
) -> None:
    with running_core(settings_in(tmp_path, central.url), clock) as kiosk:
        _keep(kiosk, central, load_play("reminder_keep"))
    assert reminders(central) == []
    clock.set_wall_clock(WINDOW_OPENS)
    until(lambda: len(reminders(central)) == 1)
    central.stop()  # whoever comes after finds it sent
    central.start()
    clock.set_wall_clock(WINDOW_CLOSES_SOON)
    until(lambda: len(reminders(central)) == 2)
    first, second = reminders(central)
    assert first.to == second.to == "nhac@example.vn"
    assert first.subject == "Nhắc: Được đổi nơi khám chữa bệnh ban đầu"
    assert "Từ ngày đến ngày: 01/01/2027 đến 15/01/2027" in first.text
    assert "The first care facility can be changed" in first.text
    assert "http" not in first.text
    assert not any(attached for attached in first.attachments)
