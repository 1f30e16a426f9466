"""The page of the one-time code: what it says of a code is true, whichever address is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.visit.proofs import ProofState
from tests.ui.as_written import as_written
from tests.ui.devices.machine import TestLineState
from tests.ui.walk import Walk, open_kiosk
from ui.app import load_fonts
from ui.view_models.code_vm import CodeVm

FIRST, SECOND = "lan@example.vn", "other@example.vn"
RIGHT, WRONG = "246810", "111111"


@pytest.fixture
def walk(qapp: QApplication) -> Iterator[Walk]:
    load_fonts()
    with open_kiosk() as opened:
        opened.email_code()
        _stand_on_code_page(opened)
        yield opened


def _stand_on_code_page(walk: Walk) -> None:
    walk.arrive("email_code")
    walk.wait_for("resend")
    walk.wait_for_keys()


def _enter(walk: Walk, address: str) -> None:
    walk.tap("changeAddress")
    walk.arrive("email")
    walk.field("contact.email.text", address)
    walk.tap("primary")
    _stand_on_code_page(walk)


def _says(walk: Walk) -> str:
    return str(walk.wait_for("lead").property("text")).replace("\N{WORD JOINER}", "")


def _wait_for_words(walk: Walk, words: str) -> None:
    walk.wait_until(lambda: words in _says(walk), f"the page to say {words}")


def _give_right_code(walk: Walk) -> None:
    walk.type_digits(RIGHT)
    walk.arrive("consent")


def test_back_at_the_first_address_its_first_code_works(walk: Walk) -> None:
    """A, B, A within a minute."""
    assert "08:30" in _says(walk)
    walk.parts.clock.advance(20)
    _enter(walk, SECOND)
    assert "o•••" in _says(walk)
    walk.parts.clock.advance(20)
    _enter(walk, FIRST)
    assert "l•••" in _says(walk)
    assert "08:30 vẫn dùng được" in _says(walk)
    assert walk.parts.codes.central.mails == [FIRST, SECOND]  # nothing is claimed that was not sent
    _give_right_code(walk)


def test_each_address_has_its_own_life_and_tries(walk: Walk) -> None:
    walk.type_digits(WRONG)
    walk.parts.clock.advance(61)
    _enter(walk, SECOND)
    walk.parts.clock.advance(120)
    walk.type_digits("1")
    walk.parts.clock.advance(120)  # the first code is over, the second is not
    walk.type_digits(WRONG[1:])
    walk.wait_until(lambda: walk.find("codeBoxes") is not None, "the boxes")
    _enter(walk, FIRST)
    assert walk.parts.codes.central.mails == [FIRST, SECOND, FIRST]
    assert "vẫn" not in _says(walk)
    _give_right_code(walk)


def test_a_code_that_has_run_out_is_not_claimed(walk: Walk) -> None:
    walk.parts.clock.advance(150)
    walk.type_digits("24")
    walk.parts.clock.advance(149)
    walk.wait_until(lambda: walk.kiosk.vm.view_model(CodeVm).property("secondsLeft") == 1, "the last second")
    assert walk.find("codeBoxes") is not None
    walk.parts.clock.advance(1)
    _wait_for_words(walk, "hết hạn")
    assert walk.find("codeBoxes") is None
    walk.tap("resend")
    _wait_for_words(walk, "Mã đã gửi đến")
    assert walk.wait_for("codeBoxes").property("digits") == ""
    _give_right_code(walk)


def test_a_code_without_tries_is_not_claimed_and_not_sent_again_too_soon(walk: Walk) -> None:
    for _ in range(5):
        walk.wait_until(lambda: walk.wait_for("key1").isEnabled(), "the keys")
        walk.type_digits(WRONG)
    _wait_for_words(walk, "quá số lần")
    assert walk.wait_for("resend").property("available") is False
    walk.tap("callStaff")
    walk.arrive("staff_called")
    walk.tap("primary")
    _stand_on_code_page(walk)
    _wait_for_words(walk, "không dùng được")
    assert walk.parts.codes.central.mails == [FIRST]
    walk.parts.clock.advance(60)
    walk.wait_until(lambda: walk.wait_for("resend").property("available") is True, "the way to a new code")
    walk.tap("resend")
    _wait_for_words(walk, "Mã đã gửi đến")
    _give_right_code(walk)


def test_an_address_that_is_proved_needs_no_second_code(walk: Walk) -> None:
    _give_right_code(walk)
    walk.tap("back")
    walk.arrive("email_code")
    walk.wait_for("primary")
    assert "là của ông/bà" in _says(walk)
    walk.parts.navigator.change("email")
    walk.arrive("email")
    walk.field("contact.email.text", SECOND)
    walk.tap("primary")
    _stand_on_code_page(walk)
    walk.tap("changeAddress")
    walk.arrive("email")
    walk.field("contact.email.text", FIRST)
    walk.tap("primary")
    walk.arrive("email_code")
    walk.wait_until(lambda: "là của ông/bà" in _says(walk), "the proof of before")


def test_a_line_that_goes_down_claims_nothing_and_keeps_the_code(walk: Walk) -> None:
    walk.parts.codes.central.online = False
    walk.type_digits(RIGHT)
    _wait_for_words(walk, "chưa xác nhận được")
    walk.tap("primary")
    walk.arrive("consent")
    walk.wait_for_keys()
    walk.tap("back")
    _stand_on_code_page(walk)
    assert "vẫn dùng được" in _says(walk)
    walk.tap("primary")  # who went on without, may do so again
    walk.arrive("consent")
    walk.wait_for_keys()
    walk.tap("back")
    _stand_on_code_page(walk)
    walk.parts.codes.central.online = True
    _give_right_code(walk)


PHONE, OTHER_PHONE = "0901234567", "0912345678"


@pytest.fixture
def at_phone(qapp: QApplication) -> Iterator[Walk]:
    load_fonts()
    with open_kiosk() as opened:
        opened.phone()
        opened.type_text(PHONE)
        yield opened


def _go_on_to_code(walk: Walk) -> None:
    """Without an e-mail address, and with that of the card."""
    walk.tap("primary")
    walk.arrive("email")
    walk.wait_for_keys()
    walk.tap("contact.email.none")
    walk.tap("primary")
    walk.arrive("address")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("phone_code")


def _send_number_off(walk: Walk) -> None:
    _go_on_to_code(walk)
    walk.wait_for("resend")
    walk.wait_for_keys()


def test_a_code_is_on_its_way_while_the_person_goes_on(at_phone: Walk) -> None:
    walk = at_phone
    walk.parts.line.on_state(TestLineState(True, 0))
    walk.tap("primary")
    walk.arrive("email")
    walk.wait_until(lambda: walk.parts.codes.central.texts == [PHONE], "the message")
    walk.wait_for_keys()
    walk.tap("back")
    walk.arrive("phone")
    walk.wait_for_keys()
    _send_number_off(walk)
    assert "Mã đã gửi đến số 090••••567 lúc 08:30." in as_written(_says(walk))  # nobody was told of it before
    assert walk.parts.codes.central.texts == [PHONE]
    assert walk.parts.navigator.journey.proof_of("contact.phone").state is ProofState.OPEN
    walk.type_digits(RIGHT)
    walk.arrive("consent")


def test_a_phone_is_proved_by_the_code_in_a_message_each_number_for_itself(at_phone: Walk) -> None:
    walk = at_phone
    _send_number_off(walk)
    assert "090••••567" in _says(walk)
    assert "tin nhắn" in _says(walk)
    walk.tap("changeAddress")
    walk.arrive("phone")
    walk.field("contact.phone.text", OTHER_PHONE)
    walk.tap("primary")
    walk.arrive("phone_code")  # straight back
    walk.wait_for("resend")
    walk.wait_for_keys()
    assert "091••••678" in _says(walk)
    assert walk.parts.codes.central.texts == [PHONE, OTHER_PHONE]
    assert walk.parts.codes.central.mails == []
    walk.type_digits(RIGHT)
    walk.arrive("consent")
    journey = walk.parts.navigator.journey
    assert journey.proof_of("contact.phone").state is ProofState.VERIFIED


def test_a_phone_that_is_not_here_is_proved_later_and_keeps_its_number(at_phone: Walk) -> None:
    walk = at_phone
    _send_number_off(walk)
    walk.tap("withoutCode")
    walk.arrive("consent")
    journey = walk.parts.navigator.journey
    assert journey.answers.value("contact.phone") == PHONE
    assert journey.proof_of("contact.phone").state is ProofState.PENDING
    walk.wait_for_keys()
    walk.tap("back")
    walk.arrive("phone_code")
    walk.wait_for_keys()
    walk.type_digits(RIGHT)  # found in the bag after all
    walk.arrive("consent")
    assert journey.proof_of("contact.phone").state is ProofState.VERIFIED


def test_where_nobody_carries_messages_the_page_says_so_and_the_way_goes_on(at_phone: Walk) -> None:
    walk = at_phone
    walk.parts.codes.central.carries_texts = False
    _go_on_to_code(walk)
    _wait_for_words(walk, "chưa xác nhận được số")
    walk.tap("primary")
    walk.arrive("consent")
    assert walk.parts.navigator.journey.proof_of("contact.phone").state is ProofState.PENDING
