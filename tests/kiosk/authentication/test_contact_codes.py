from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from central.embedded import EmbeddedCentral
from kiosk.authentication.contact_codes import (
    CodeCheck,
    CodeOut,
    CodeOutcome,
    CodeTooEarlyError,
    ContactCodes,
)
from kiosk.contract.wire import CodeChannel, CodeSent, CodeVerified
from kiosk.language import Language
from kiosk.sync.errors import SyncError, SyncErrorCode
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE
from tests.ready_made import central_folder, kiosk_database
from tests.sync_parts import Station, open_station

ADDRESS = "thu.nguyen@example.vn"


@dataclass
class Desk:
    """A kiosk and a central whose clocks go together."""

    clock: ManualClock
    central: EmbeddedCentral
    station: Station
    otp: ContactCodes

    def code(self) -> str:
        found = re.search(r"\b[0-9]{6}\b", self.central.mails()[-1].text)
        assert found is not None
        return found.group()

    def wrong_code(self) -> str:
        return f"{(int(self.code()) + 1) % 1_000_000:06d}"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = ManualClock()
    central = EmbeddedCentral(central_folder(tmp_path / "central"), now=clock.now)
    central.start()
    station = open_station(kiosk_database(tmp_path / "kiosk.db"), clock)
    station.enrol(central.url, central.new_enrolment_code())
    client = station.client(central.url)
    yield Desk(clock, central, station, ContactCodes(client, clock))
    client.close()
    station.close()
    central.stop()


def send(desk: Desk, address: str = ADDRESS, language: Language = Language.VIETNAMESE) -> CodeOut | None:
    return desk.otp.send(CodeChannel.EMAIL, address, language)


def test_the_right_code_proves_the_address(desk: Desk) -> None:
    sent = send(desk)
    assert sent is not None
    assert (sent.masked_address, sent.valid_seconds, sent.resend_after_seconds) == (
        "t•••@example.vn",
        300,
        60,
    )
    typed = f"{desk.code()[:3]} {desk.code()[3:]} "
    check = desk.otp.verify(ADDRESS, typed)
    assert check.outcome is CodeOutcome.VERIFIED
    assert check.challenge_id is not None
    assert check.verified_at == desk.clock.now()


def test_the_mail_speaks_the_language_of_the_visit(desk: Desk) -> None:
    send(desk)
    desk.clock.advance(60)
    send(desk, language=Language.ENGLISH)
    vietnamese, english = desk.central.mails()
    assert "Mã xác nhận" in vietnamese.text
    assert "Your code" in english.text
    assert {vietnamese.to, english.to} == {ADDRESS}


def test_wrong_codes_cost_tries_until_none_are_left(desk: Desk) -> None:
    send(desk)
    checks = [desk.otp.verify(ADDRESS, desk.wrong_code()) for _ in range(4)]
    assert [check.tries_left for check in checks] == [4, 3, 2, 1]
    assert {check.outcome for check in checks} == {CodeOutcome.WRONG}
    assert desk.otp.verify(ADDRESS, desk.wrong_code()).outcome is CodeOutcome.TOO_MANY_TRIES
    assert desk.otp.verify(ADDRESS, desk.code()).outcome is CodeOutcome.TOO_MANY_TRIES


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "１２３４５６"])
def test_what_cannot_be_a_code_costs_no_try(desk: Desk, typed: str) -> None:
    send(desk)
    assert desk.otp.verify(ADDRESS, typed) == CodeCheck(CodeOutcome.WRONG)
    assert desk.otp.verify(ADDRESS, desk.wrong_code()).tries_left == 4


def test_an_old_code_is_expired(desk: Desk) -> None:
    send(desk)
    desk.clock.advance(299)
    assert desk.otp.verify(ADDRESS, desk.wrong_code()).outcome is CodeOutcome.WRONG
    desk.clock.advance(1)
    assert desk.otp.find(ADDRESS) is None
    assert desk.otp.verify(ADDRESS, desk.code()).outcome is CodeOutcome.EXPIRED


def test_a_new_code_ends_the_one_before(desk: Desk) -> None:
    send(desk)
    first = desk.code()
    desk.clock.advance(60)
    send(desk)
    second = desk.code()
    if first != second:
        assert desk.otp.verify(ADDRESS, first).outcome is CodeOutcome.WRONG
    assert desk.otp.verify(ADDRESS, second).outcome is CodeOutcome.VERIFIED


def test_hurry_is_refused_here_and_by_central(desk: Desk) -> None:
    send(desk)
    desk.clock.advance(20)
    held = send(desk)
    assert held is not None
    assert (held.is_new, held.valid_seconds, held.resend_after_seconds) == (False, 280, 40)
    client = desk.station.client(desk.central.url)
    with pytest.raises(CodeTooEarlyError) as caught:
        ContactCodes(client, desk.clock).send(
            CodeChannel.EMAIL, ADDRESS, Language.VIETNAMESE
        )  # this one has forgotten the first
    client.close()
    assert caught.value.wait_seconds == pytest.approx(40)
    assert len(desk.central.mails()) == 1


def test_the_wall_clock_of_the_kiosk_does_not_shorten_the_wait(desk: Desk) -> None:
    send(desk)
    desk.clock.set_wall_clock(desk.clock.now() + timedelta(hours=1))
    held = send(desk)
    assert held is not None
    assert (held.is_new, held.resend_after_seconds) == (False, 60)


def test_one_address_gets_a_few_codes_an_hour(desk: Desk) -> None:
    for _ in range(6):
        send(desk)
        desk.clock.advance(61)
    held = send(desk)
    assert held is not None
    assert not held.is_new  # the last one holds for a while yet
    desk.clock.advance(240)
    with pytest.raises(CodeTooEarlyError) as caught:
        send(desk)
    assert 3600 - 6 * 61 - 240 <= caught.value.wait_seconds <= 3600 - 240
    desk.clock.advance(caught.value.wait_seconds)
    assert send(desk) is not None


def test_without_a_line_the_address_stays_pending(desk: Desk) -> None:
    desk.central.stop()
    assert send(desk) is None
    desk.central.start()
    assert send(desk) is not None
    desk.central.stop()
    assert desk.otp.verify(ADDRESS, desk.code()) == CodeCheck(CodeOutcome.PENDING)
    desk.central.start()


def test_each_address_has_a_code_of_its_own_also_after_changing_to_and_fro(desk: Desk) -> None:
    send(desk)
    first = desk.code()
    assert desk.otp.verify("other@example.vn", first).outcome is CodeOutcome.EXPIRED
    send(desk, "other@example.vn")
    second = desk.code()
    held = send(desk)
    assert held is not None  # the page may truly say that a code was sent to it
    assert not held.is_new
    if first != second:
        assert desk.otp.verify(ADDRESS, second).outcome is CodeOutcome.WRONG
    assert desk.otp.verify(ADDRESS, first).outcome is CodeOutcome.VERIFIED
    assert desk.otp.verify("other@example.vn", second).outcome is CodeOutcome.VERIFIED


def test_capitals_make_no_other_address(desk: Desk) -> None:
    send(desk)
    held = desk.otp.find(ADDRESS.upper())
    assert held is not None
    assert desk.otp.verify(ADDRESS.upper(), desk.code()).outcome is CodeOutcome.VERIFIED


def test_a_code_whose_answer_was_lost_proves_the_address_all_the_same(desk: Desk) -> None:
    class Lossy:
        """Carries everything to central, and not every answer back."""

        def __init__(self) -> None:
            self.client = desk.station.client(desk.central.url)
            self.loses = False

        def send_code(
            self, channel: CodeChannel, address: str, language: str, request_key: str | None = None
        ) -> CodeSent:
            return self.client.send_code(channel, address, language, request_key)

        def verify_code(self, challenge_id: UUID, code: str) -> CodeVerified:
            answer = self.client.verify_code(challenge_id, code)
            if self.loses:
                raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost")
            return answer

    line = Lossy()
    otp = ContactCodes(line, desk.clock)
    otp.send(CodeChannel.EMAIL, ADDRESS, Language.VIETNAMESE)
    line.loses = True
    assert otp.verify(ADDRESS, desk.code()) == CodeCheck(CodeOutcome.PENDING)
    line.loses = False
    assert otp.find(ADDRESS) is not None
    assert otp.verify(ADDRESS, desk.code()).outcome is CodeOutcome.VERIFIED
    line.client.close()


def test_a_code_sent_ahead_is_there_when_it_is_asked_for(desk: Desk) -> None:
    desk.otp.ahead(CodeChannel.EMAIL, ADDRESS, Language.VIETNAMESE)()
    desk.otp.ahead(CodeChannel.EMAIL, ADDRESS, Language.VIETNAMESE)()  # it holds: no second one
    assert len(desk.central.mails()) == 1
    out = desk.otp.find(ADDRESS)
    assert out is not None
    assert out.is_new  # nobody was told of it
    assert desk.otp.verify(ADDRESS, desk.code()).outcome is CodeOutcome.VERIFIED
    late = desk.otp.ahead(CodeChannel.EMAIL, "b@example.vn", Language.VIETNAMESE)
    desk.otp.wipe()
    late()  # the visit is over
    assert len(desk.central.mails()) == 1
    assert desk.otp.find("b@example.vn") is None


def test_who_asks_while_a_code_is_on_its_way_waits_for_that_one() -> None:
    answer, asked, sent = threading.Event(), threading.Event(), list[str]()

    class Slow:
        def send_code(
            self, channel: CodeChannel, address: str, language: str, request_key: str | None = None
        ) -> CodeSent:
            del channel, language, request_key
            sent.append(address)
            asked.set()
            assert answer.wait(PATIENCE)
            return CodeSent(
                challenge_id=UUID(int=1), digits=6, expires_in_seconds=300, resend_after_seconds=60, tries=5
            )

        def verify_code(self, challenge_id: UUID, code: str) -> CodeVerified:
            raise AssertionError(challenge_id, code)

    otp = ContactCodes(Slow(), ManualClock())
    ahead = threading.Thread(target=otp.ahead(CodeChannel.EMAIL, ADDRESS, Language.VIETNAMESE))
    ahead.start()
    assert asked.wait(PATIENCE)
    with ThreadPoolExecutor(1) as page:
        out = page.submit(otp.send, CodeChannel.EMAIL, ADDRESS, Language.VIETNAMESE)
        answer.set()
        assert out.result(PATIENCE) is not None
    ahead.join()
    assert sent == [ADDRESS]


def test_wiping_forgets_the_challenge(desk: Desk) -> None:
    send(desk)
    desk.otp.wipe()
    assert desk.otp.verify(ADDRESS, desk.code()).outcome is CodeOutcome.EXPIRED
