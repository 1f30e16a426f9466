"""The pages of Smart OTP: a phone is added, tried and removed; what is secret is gone with its page."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.contract.smart_otp import MOST_PHONES
from kiosk.places import EndReason
from simulation.authenticator import Authenticator
from simulation.touch import shown
from tests.ui.as_written import as_written
from tests.ui.devices.phones import PHONE_CODE, PHONE_PIN, SECRET, phone
from tests.ui.devices.records import refusal
from tests.ui.recording_speech import RecordingSpeech, switch_on
from tests.ui.walk import PORTRAIT, Walk, open_kiosk
from ui.app import load_fonts
from ui.view_models.add_phone_vm import AddPhoneVm
from ui.view_models.one_phone_vm import OnePhoneVm
from ui.view_models.phones_vm import PhonesVm


def adding(walk: Walk) -> AddPhoneVm:
    return walk.kiosk.vm.view_model(AddPhoneVm)


def becomes(walk: Walk, vm: Any, state: str) -> None:
    walk.wait_until(lambda: shown(vm, "state") == state, f"the state {state}")


def words(walk: Walk, name: str) -> str:
    return as_written(walk.wait_for(name).property("text"))


def test_a_phone_is_added_by_what_its_app_sees_on_the_screen(walk: Walk, tmp_path: Path) -> None:
    walk.add_phone_key()
    vm = adding(walk)
    assert shown(vm, "key").split() == [SECRET[at : at + 4] for at in range(0, 32, 4)]
    walk.look(tmp_path / "key.png")
    app = Authenticator(walk.parts.clock.now)
    assert app.scan(tmp_path / "key.png") == "BHXH Smart OTP (Điện thoại 1)"
    walk.tap("primary")
    walk.wait_for("phoneBoxes")
    walk.type_digits(PHONE_CODE)
    walk.wait_for("phoneAdded")
    assert walk.parts.phones.done[-1] == f"confirm {PHONE_PIN}"
    walk.tap("primary")
    walk.arrive("phones")
    row = walk.wait_for("phone.0")
    assert row.property("text") == "Điện thoại 1"


@pytest.mark.parametrize(
    ("digits", "fault"),
    [("123456", "weak"), ("111222", "weak"), (PHONE_PIN + "482916", "differs")],
)
def test_a_pin_that_is_guessed_or_mistyped_is_set_anew(walk: Walk, digits: str, fault: str) -> None:
    walk.add_phone_pin()
    walk.type_digits(digits)
    walk.wait_for("phoneFault")
    vm = adding(walk)
    assert (shown(vm, "state"), shown(vm, "fault"), shown(vm, "digits")) == ("pin", fault, "")
    walk.type_digits(PHONE_PIN[:2])
    assert shown(vm, "digits") == "••"  # the PIN is never shown
    assert shown(vm, "fault") == ""
    assert walk.parts.phones.done == ["phones"]  # central has heard of none


def test_the_pin_can_be_typed_anew_from_its_repetition(walk: Walk) -> None:
    walk.add_phone_pin()
    walk.type_digits(PHONE_PIN)
    becomes(walk, adding(walk), "again")
    walk.tap("keyErase")
    becomes(walk, adding(walk), "pin")


def test_a_wrong_first_code_is_typed_again_and_the_qr_can_be_seen_again(walk: Walk) -> None:
    walk.add_phone_code()
    assert "Mã chưa đúng" in words(walk, "phoneFault")
    walk.tap("showKey")
    assert shown(adding(walk), "key").replace(" ", "") == SECRET
    walk.tap("primary")
    walk.wait_for("phoneBoxes")
    walk.type_digits(PHONE_CODE)
    walk.wait_for("phoneAdded")


def test_a_phone_that_is_awaited_no_more_gets_another_key(walk: Walk) -> None:
    walk.add_phone_key()
    walk.parts.phones.refusals.append(refusal("phone-not-awaited"))
    walk.tap("primary")
    walk.wait_for("phoneBoxes")
    walk.type_digits(PHONE_CODE)
    becomes(walk, adding(walk), "stopped")
    assert shown(adding(walk), "key") == ""
    assert words(walk, "title") == "Cần quét mã mới"
    walk.tap("primary")
    becomes(walk, adding(walk), "key")
    assert walk.parts.phones.done.count("add") == 2


def test_without_a_line_it_says_so_and_goes_on_when_there_is_one(walk: Walk) -> None:
    walk.add_phone_pin()
    walk.parts.phones.refusals.append(refusal("central_unreachable"))
    walk.type_digits(2 * PHONE_PIN)
    becomes(walk, adding(walk), "stopped")
    assert words(walk, "title") == "Chưa kết nối được với trung tâm"
    walk.tap("primary")
    becomes(walk, adding(walk), "key")
    walk.tap("primary")
    walk.wait_for("phoneBoxes")
    walk.parts.phones.refusals.append(refusal("central_unreachable"))
    walk.type_digits(PHONE_CODE)
    assert "Chưa kết nối" in words(walk, "phoneFault")
    walk.type_digits(PHONE_CODE)
    walk.wait_for("phoneAdded")


def test_of_a_grant_that_has_ended_the_card_is_asked_once_more(walk: Walk) -> None:
    walk.phones()
    walk.parts.card.answers = None
    walk.parts.phones.refusals.append(refusal("grant-expired"))
    walk.tap("removePhone")
    walk.arrive("remove_phone")
    walk.wait_for_keys()
    walk.tap("primary")
    becomes(walk, walk.kiosk.vm.view_model(OnePhoneVm), "stopped")
    walk.tap("primary")
    walk.arrive("record")
    assert walk.parts.navigator.visit.read is None
    assert [each.name for each in walk.parts.phones.listed] == ["Điện thoại 1", "Điện thoại 2"]


def test_while_central_is_asked_the_page_speaks_of_phones_and_of_no_record(walk: Walk) -> None:
    walk.parts.card.answers = None
    walk._go_through("record", task="smart_otp")
    assert "Điện thoại" in words(walk, "recordPrivacy")
    assert "hồ sơ" not in words(walk, "title") + words(walk, "lead") + words(walk, "recordPrivacy")
    walk.parts.navigator.end(EndReason.LEFT)
    walk.arrive("goodbye")


def test_code_and_pin_are_tried_and_what_was_wrong_is_not_told(walk: Walk) -> None:
    walk.check_phone()
    walk.wait_for_keys()
    walk.type_digits(PHONE_PIN + "000000")
    assert "mã PIN hoặc mã" in words(walk, "phoneFault").replace("Mã PIN", "mã PIN")
    walk.type_digits(PHONE_PIN + PHONE_CODE)
    walk.wait_for("phoneRight")


def test_a_phone_is_removed_after_asking_once_more(walk: Walk) -> None:
    walk.remove_phone()
    assert words(walk, "title") == "Gỡ Điện thoại 1?"
    walk.wait_for_keys()
    walk.tap("keepPhone")
    walk.arrive("phones")
    assert "remove" not in walk.parts.phones.done
    walk.wait_for("phone.0")
    walk.wait_for_keys()
    walk.tap("phone.0")
    walk.tap("removePhone")
    walk.arrive("remove_phone")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.wait_for("inTheApp")
    walk.tap("primary")
    walk.arrive("phones")
    walk.wait_until(lambda: shown(walk.kiosk.vm.view_model(PhonesVm), "state") == "listed", "the list")
    assert words(walk, "phone.0") == "Điện thoại 2"
    assert walk.find("phone.1") is None


def test_who_has_as_many_as_one_may_have_adds_no_more(walk: Walk) -> None:
    walk.parts.phones.listed = tuple(map(phone, range(1, MOST_PHONES + 1)))
    walk.phones_none()
    assert words(walk, "primary") == "Xong"
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("anything_else")


def test_nothing_secret_outlives_its_page_or_the_visit(walk: Walk, tmp_path: Path) -> None:
    walk.add_phone_code()
    vm = adding(walk)
    walk.tap("back")
    walk.arrive("phones")
    assert (vm._pin, vm._typed, vm._key, shown(vm, "key"), shown(vm, "qrSource")) == ("", "", None, "", "")
    assert walk.kiosk.vm.stage.qr_codes._text == ""
    listed = walk.kiosk.vm.view_model(PhonesVm)
    walk.wait_until(lambda: shown(listed, "state") == "listed", "the list")
    walk.tap("primary")
    walk.arrive("add_phone")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.wait_for("phoneBoxes")
    walk.type_digits(2 * PHONE_PIN)
    walk.wait_for("typedKey")
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")
    assert (vm._pin, vm._key, vm._name, shown(vm, "state")) == ("", None, "", "")
    assert walk.kiosk.vm.stage.qr_codes._text == ""
    assert (listed._listed, shown(listed, "phones").rows()) == ((), ())


def test_an_answer_that_comes_after_the_visit_shows_no_key(walk: Walk) -> None:
    walk.add_phone_pin()
    answered = threading.Event()
    walk.parts.phones.after = answered.wait
    walk.type_digits(2 * PHONE_PIN)
    vm = adding(walk)
    walk.wait_until(lambda: "add" in walk.parts.phones.done, "central to be asked")
    walk.parts.navigator.end(EndReason.IDLE)
    walk.arrive("attract")
    answered.set()
    walk.let_run(0.1)
    assert (vm._key, shown(vm, "qrSource")) == (None, "")


def test_neither_key_nor_pin_is_said_aloud(qapp: QApplication) -> None:
    load_fonts()
    speech = RecordingSpeech()
    with open_kiosk(PORTRAIT, speech=speech) as walk:
        walk.add_phone()
        switch_on(walk)
        walk.tap("primary")
        walk.wait_for("phoneBoxes")
        walk.type_digits(2 * PHONE_PIN)
        walk.wait_for("typedKey")
        walk.wait_until(lambda: "Quét mã" in heard(speech), "the page with the key to be read out")
    assert "Nhập lại mã PIN" in heard(speech)
    for secret in (SECRET[:4], PHONE_PIN, " ".join(PHONE_PIN), f"{PHONE_PIN[0]}. {PHONE_PIN[1]}"):
        assert secret not in heard(speech)


def heard(speech: RecordingSpeech) -> str:
    return ". ".join(each[1] for each in speech.said if each is not None)
