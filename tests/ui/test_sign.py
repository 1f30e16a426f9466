"""What is filed is signed with the person's phone, before it is sent and only if they want it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.contract.records import Section
from kiosk.contract.smart_otp import PHONE_SECTIONS
from kiosk.places import EndReason
from kiosk.visit.read_record import ReadRecord
from simulation.touch import shown
from tests.ui.blind_walk import BlindWalk
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.phones import PHONE_CODE, PHONE_PIN, phone
from tests.ui.devices.records import ANSWERED, refusal
from tests.ui.recording_speech import RecordingSpeech
from tests.ui.walk import PORTRAIT, Walk, open_kiosk
from ui.app import load_fonts
from ui.view_models.answers_vm import AnswersVm
from ui.view_models.sign_vm import SignVm

NEW = {"province": "01", "commune": "00167", "street": "Số 9"}


def signing(walk: Walk) -> SignVm:
    return walk.kiosk.vm.view_model(SignVm)


def becomes(walk: Walk, state: str) -> None:
    walk.wait_until(lambda: shown(signing(walk), "state") == state, f"the state {state}")


def sign(walk: Walk) -> None:
    walk.sign_code()
    walk.type_digits(PHONE_PIN)
    becomes(walk, "code")
    walk.type_digits(PHONE_CODE)
    becomes(walk, "signed")


def recorded_signature(walk: Walk) -> Any:
    walk.parts.line.on_state(TestLineState(False, 1))
    walk.see_all()
    walk.tap("primary")
    walk.arrive("receipt")
    (act,) = walk.parts.submitter.acts
    return act.payload["signature"]


def test_what_is_signed_travels_with_the_act(walk: Walk) -> None:
    sign(walk)
    signature = walk.parts.navigator.journey.signature
    assert signature is not None
    text = signature.text
    assert text.startswith("Đổi nơi khám chữa bệnh ban đầu\n")
    assert "0901234567" not in text  # masked answers stay masked on a phone
    walk.tap("primary")
    walk.arrive("check_answers")
    assert "08:30" in str(walk.wait_for("answer.signature.value").property("text"))
    assert walk.find("sign") is None
    assert recorded_signature(walk) == {"text": text, "statement": "a.b.c"}


def test_the_words_are_on_the_page_and_in_the_code_for_the_phone(walk: Walk, tmp_path: Path) -> None:
    import cv2
    import zxingcpp

    walk.sign()
    words = str(walk.wait_for("signedText").property("text"))
    assert words == shown(signing(walk), "text")
    walk.see_all()
    walk.look(tmp_path / "sign.png")
    codes = [code.text for code in zxingcpp.read_barcodes(cv2.imread(str(tmp_path / "sign.png")))]
    assert f"challenge\n{words}" in codes


def test_an_answer_that_was_changed_is_signed_anew_and_the_person_is_told(walk: Walk) -> None:
    sign(walk)
    navigator = walk.parts.navigator
    walk.tap("primary")
    walk.arrive("check_answers")
    navigator.change(navigator.journey.form.page_of("result.address").id)
    navigator.journey.answers.type("result.address", NEW)
    assert not navigator.journey.answers.take_page(navigator.page, navigator.facts(), navigator.context())
    navigator.next()
    walk.arrive("sign")
    becomes(walk, "text")
    walk.tap("without")
    walk.arrive("check_answers")
    assert walk.find("answer.signature") is None
    assert recorded_signature(walk) is None


def test_nobody_has_to_sign(walk: Walk) -> None:
    walk.filing()
    assert recorded_signature(walk) is None


def test_who_has_no_phone_sends_without(walk: Walk) -> None:
    walk.sign_none()
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("check_answers")
    assert recorded_signature(walk) is None


def test_of_several_phones_one_is_chosen(walk: Walk) -> None:
    walk.sign_choose()
    walk.wait_for_keys()
    walk.tap("phone.1")
    becomes(walk, "text")
    assert shown(signing(walk), "phone") == phone(2).name


def test_a_wrong_code_is_entered_again_with_the_pin(walk: Walk) -> None:
    walk.sign_code()
    walk.type_digits(PHONE_PIN)
    becomes(walk, "code")
    walk.type_digits("000000")
    becomes(walk, "pin")
    assert shown(signing(walk), "fault") == "proof"
    walk.type_digits(PHONE_PIN)
    becomes(walk, "code")
    walk.tap("keyErase")
    becomes(walk, "pin")


@pytest.mark.parametrize("code", ["text-expired", "text-signed", "text-unknown"])
def test_what_waits_no_more_is_asked_for_again(walk: Walk, code: str) -> None:
    walk.sign_code()
    walk.parts.phones.refusals.append(refusal(code))
    walk.type_digits(PHONE_PIN)
    becomes(walk, "code")
    walk.type_digits(PHONE_CODE)
    becomes(walk, "stopped")
    walk.tap("primary")
    becomes(walk, "text")
    assert walk.parts.phones.done.count("ask_to_sign") == 2


def test_where_the_grant_has_ended_the_card_is_asked_and_what_was_read_stays(walk: Walk) -> None:
    walk.filing()
    navigator, visit = walk.parts.navigator, walk.parts.navigator.visit
    walk.parts.phones.listed = (phone(1),)
    both = PHONE_SECTIONS | {Section.CONTRIBUTIONS}
    visit.read = before = walk.parts.records.fetch(visit, both, ANSWERED)
    walk.parts.phones.refusals.append(refusal("grant-expired"))
    walk.see_all()
    walk.tap("sign")
    walk.arrive("sign")
    becomes(walk, "stopped")
    walk.tap("primary")
    becomes(walk, "text")  # the card was asked in between
    assert isinstance(visit.read, ReadRecord)
    assert visit.read.grant_id != before.grant_id
    assert visit.read.sections == both
    assert not navigator.run.is_last


def test_without_a_line_signing_is_not_offered(walk: Walk) -> None:
    walk.filing()
    assert shown(walk.kiosk.vm.view_model(AnswersVm), "signable")
    walk.parts.line.on_state(TestLineState(False, 0))
    walk.wait_until(lambda: walk.find("sign") is None, "the button to go")


def test_with_the_eyes_shut_the_words_are_heard_and_the_pin_is_not(qapp: QApplication) -> None:
    load_fonts()
    speech = RecordingSpeech()
    with open_kiosk(PORTRAIT, speech=speech) as walk:
        person = BlindWalk(walk, speech)
        walk.sign()
        person.press(Qt.Key.Key_F5)
        person.hear("Đây có đúng là việc ông/bà nộp không")
        assert any("Đổi nơi khám chữa bệnh ban đầu" in line for line in person.read_screen())
        person.choose("Đúng, nhập mã")
        person.hear("Nhập mã PIN")
        person.write(PHONE_PIN)
        person.hear("Nhập mã 6 số trong ứng dụng")
        person.write(PHONE_CODE)
        person.hear("Đã xác nhận bằng Smart OTP")
        person.choose("Tiếp tục")
        walk.arrive("check_answers")
    heard = ". ".join(person.transcript)
    for secret in (PHONE_PIN, " ".join(PHONE_PIN), ". ".join(PHONE_PIN)):
        assert secret not in heard


def test_words_and_pin_are_gone_with_the_visit(walk: Walk) -> None:
    walk.sign_code()
    walk.type_digits(PHONE_PIN)
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")
    vm = signing(walk)
    assert (shown(vm, "text"), shown(vm, "phone"), shown(vm, "qrSource"), vm._pin) == ("", "", "", "")
