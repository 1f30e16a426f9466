from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from central.embedded import EmbeddedCentral
from kiosk.authentication.email_otp import CodeCheck, CodeOutcome, CodeTooEarlyError, EmailOtp
from kiosk.errors import BugError
from kiosk.language import Language
from kiosk.registration.contact import set_email
from kiosk.sync.act import new_act_id
from kiosk.visit import EmailConfirmation, Visit
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, open_station

ADDRESS = "thu.nguyen@example.vn"


@dataclass
class Desk:
    """A kiosk and a central whose clocks go together."""

    clock: ManualClock
    central: EmbeddedCentral
    station: Station
    otp: EmailOtp

    def code(self) -> str:
        found = re.search(r"\b[0-9]{6}\b", self.central.mails()[-1].text)
        assert found is not None
        return found.group()

    def wrong_code(self) -> str:
        return f"{(int(self.code()) + 1) % 1_000_000:06d}"


def confirmation(visit: Visit) -> EmailConfirmation:
    return visit.contact.email_confirmation


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = ManualClock()
    central = EmbeddedCentral(tmp_path / "central", now=clock.now)
    central.start()
    station = open_station(tmp_path / "kiosk.db", clock)
    station.enrol(central.url, central.new_enrolment_code())
    client = station.client(central.url)
    yield Desk(clock, central, station, EmailOtp(client, clock))
    client.close()
    station.close()
    central.stop()


@pytest.fixture
def visit(desk: Desk) -> Visit:
    begun = Visit(visit_id=new_act_id(), started_at=desk.clock.now())
    set_email(begun, ADDRESS)
    return begun


def test_the_right_code_proves_the_address(desk: Desk, visit: Visit) -> None:
    sent = desk.otp.send(visit)
    assert sent is not None
    assert (sent.masked_address, sent.valid_seconds, sent.resend_after_seconds) == (
        "t•••@example.vn",
        300,
        60,
    )
    assert confirmation(visit) is EmailConfirmation.OPEN
    typed = f"{desk.code()[:3]} {desk.code()[3:]} "
    assert desk.otp.verify(visit, typed) == CodeCheck(CodeOutcome.VERIFIED)
    assert confirmation(visit) is EmailConfirmation.VERIFIED


def test_the_mail_speaks_the_language_of_the_visit(desk: Desk, visit: Visit) -> None:
    desk.otp.send(visit)
    visit.language = Language.ENGLISH
    desk.clock.advance(60)
    desk.otp.send(visit)
    vietnamese, english = desk.central.mails()
    assert "Mã xác nhận" in vietnamese.text
    assert "Your code" in english.text
    assert {vietnamese.to, english.to} == {ADDRESS}


def test_wrong_codes_cost_tries_until_none_are_left(desk: Desk, visit: Visit) -> None:
    desk.otp.send(visit)
    checks = [desk.otp.verify(visit, desk.wrong_code()) for _ in range(4)]
    assert [check.tries_left for check in checks] == [4, 3, 2, 1]
    assert {check.outcome for check in checks} == {CodeOutcome.WRONG}
    assert desk.otp.verify(visit, desk.wrong_code()).outcome is CodeOutcome.TOO_MANY_TRIES
    assert desk.otp.verify(visit, desk.code()).outcome is CodeOutcome.TOO_MANY_TRIES
    assert confirmation(visit) is EmailConfirmation.OPEN


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "１２３４５６"])
def test_what_cannot_be_a_code_costs_no_try(desk: Desk, visit: Visit, typed: str) -> None:
    desk.otp.send(visit)
    assert desk.otp.verify(visit, typed) == CodeCheck(CodeOutcome.WRONG)
    assert desk.otp.verify(visit, desk.wrong_code()).tries_left == 4


def test_an_old_code_is_expired(desk: Desk, visit: Visit) -> None:
    desk.otp.send(visit)
    desk.clock.advance(299)
    assert desk.otp.verify(visit, desk.wrong_code()).outcome is CodeOutcome.WRONG
    desk.clock.advance(1)
    assert desk.otp.verify(visit, desk.code()).outcome is CodeOutcome.EXPIRED


def test_a_new_code_ends_the_one_before(desk: Desk, visit: Visit) -> None:
    desk.otp.send(visit)
    first = desk.code()
    desk.clock.advance(60)
    desk.otp.send(visit)
    second = desk.code()
    if first != second:
        assert desk.otp.verify(visit, first).outcome is CodeOutcome.WRONG
    assert desk.otp.verify(visit, second).outcome is CodeOutcome.VERIFIED


def test_hurry_is_refused_here_and_by_central(desk: Desk, visit: Visit) -> None:
    desk.otp.send(visit)
    desk.clock.advance(20)
    with pytest.raises(CodeTooEarlyError) as caught:
        desk.otp.send(visit)
    assert caught.value.wait_seconds == pytest.approx(40)
    client = desk.station.client(desk.central.url)
    with pytest.raises(CodeTooEarlyError) as caught:
        EmailOtp(client, desk.clock).send(visit)  # this one has forgotten the first
    client.close()
    assert caught.value.wait_seconds == pytest.approx(40)
    assert len(desk.central.mails()) == 1


def test_the_wall_clock_of_the_kiosk_does_not_shorten_the_wait(desk: Desk, visit: Visit) -> None:
    desk.otp.send(visit)
    desk.clock.set_wall_clock(desk.clock.now() + timedelta(hours=1))
    with pytest.raises(CodeTooEarlyError):
        desk.otp.send(visit)


def test_one_address_gets_a_few_codes_an_hour(desk: Desk, visit: Visit) -> None:
    for _ in range(6):
        desk.otp.send(visit)
        desk.clock.advance(61)
    with pytest.raises(CodeTooEarlyError) as caught:
        desk.otp.send(visit)
    assert 3600 - 6 * 61 <= caught.value.wait_seconds <= 3600
    desk.clock.advance(caught.value.wait_seconds)
    assert desk.otp.send(visit) is not None


def test_without_a_line_the_address_stays_pending(desk: Desk, visit: Visit) -> None:
    desk.central.stop()
    assert desk.otp.send(visit) is None
    assert confirmation(visit) is EmailConfirmation.PENDING
    desk.central.start()
    assert desk.otp.send(visit) is not None
    assert confirmation(visit) is EmailConfirmation.OPEN
    desk.central.stop()
    assert desk.otp.verify(visit, desk.code()) == CodeCheck(CodeOutcome.PENDING)
    assert confirmation(visit) is EmailConfirmation.PENDING
    desk.central.start()


def test_a_code_serves_one_visit_and_one_address(desk: Desk, visit: Visit) -> None:
    desk.otp.send(visit)
    code = desk.code()
    other = Visit(visit_id=new_act_id(), started_at=desk.clock.now())
    set_email(other, ADDRESS)
    assert desk.otp.verify(other, code).outcome is CodeOutcome.EXPIRED
    set_email(visit, "other@example.vn")
    assert desk.otp.verify(visit, code).outcome is CodeOutcome.EXPIRED
    assert confirmation(visit) is EmailConfirmation.OPEN


def test_wiping_forgets_the_challenge(desk: Desk, visit: Visit) -> None:
    desk.otp.send(visit)
    desk.otp.wipe()
    assert desk.otp.verify(visit, desk.code()).outcome is CodeOutcome.EXPIRED


def test_asking_without_an_address_is_a_bug(desk: Desk) -> None:
    with pytest.raises(BugError):
        desk.otp.send(Visit(visit_id=new_act_id(), started_at=desk.clock.now()))
