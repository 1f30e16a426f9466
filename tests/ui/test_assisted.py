"""Staff who help at the person's pages, through the real scene: by touch, by keys, by ear, and its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from kiosk.authentication.staff import StaffMember
from kiosk.contract.staff import StaffRole
from kiosk.places import EndReason
from tests.staff_parts import code_of
from tests.ui.as_written import as_written
from tests.ui.conftest import OpenWalk
from tests.ui.devices.parts import USUAL_SCREEN, TestParts, settings_of
from tests.ui.devices.staff import ACCOUNT
from tests.ui.key_walk import KeyWalk
from tests.ui.recording_speech import RecordingSpeech, switch_on
from tests.ui.staff_office import Office, go_in, kiosk_of, open_office, seen
from tests.ui.texts_held import texts_held
from tests.ui.walk import Walk, open_kiosk
from ui.app import load_fonts
from ui.view_models.assist_vm import LOOK_SECONDS

STAFF_NAME = "Trần Văn Mẫu"
HELPS = f"Cán bộ {STAFF_NAME} đang làm giúp ông/bà"
BESIDE = f"Ông/bà đang tự làm. Cán bộ {STAFF_NAME} ở bên cạnh."


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as made:
        yield made


@pytest.fixture
def keys(qapp: QApplication) -> Iterator[KeyWalk]:
    load_fonts()
    with open_kiosk() as walk:
        yield KeyWalk(walk.kiosk, walk.parts)


def told(walk: Walk) -> str:
    return plain(str(walk.wait_for("assistText").property("text")))


def plain(text: str) -> str:
    """Without the marks at which no line breaks."""
    return as_written(text)


def gone(walk: Walk) -> None:
    walk.wait_until(lambda: walk.find("assistBar") is None, "the end of the help")


def assisting(walk: Walk) -> list[str]:
    return [what for what in walk.parts.audited if what.startswith("assist.")]


def test_an_officer_signs_in_and_goes_on_for_who_called(qapp: QApplication, office: Office) -> None:
    access = office.hired[StaffRole.OFFICER]
    with kiosk_of(office) as walk:
        go_in(walk, office, StaffRole.OFFICER)
        walk.tap("staff.assist")
        walk.arrive("home")
        assert told(walk) == HELPS
        assert walk.parts.staff.member is None
        walk.tap("handBack")
        walk.wait_for("takeAgain")
        assert told(walk) == BESIDE
        walk.tap("endAssist")
        gone(walk)
        walk.parts.navigator.end(EndReason.LEFT)
    assert [(each.action, each.actor, each.outcome) for each in office.audited()] == [
        ("staff.signed_in", f"staff:{access.account}", "officer"),
        ("staff.signed_out", f"staff:{access.account}", "assists"),
    ]


def test_who_has_helped_here_goes_on_by_the_pin_and_the_log_tells_which(
    qapp: QApplication, office: Office
) -> None:
    access = office.hired[StaffRole.OFFICER]
    with kiosk_of(office) as walk:
        go_in(walk, office, StaffRole.OFFICER)
        walk.tap("staff.assist")
        walk.arrive("home")
        walk.parts.navigator.end(EndReason.FINISHED)
        walk.parts.navigator.rest()
        walk.attract()
        walk.take_room()
        assert f"••••{access.account[-2:]}" in plain(seen(walk))
        assert access.account not in plain(seen(walk))
        walk.wait_for_keys()
        walk.type_digits("000000")
        walk.wait_until(lambda: walk.find("signInOutcome") is not None, "what was wrong")
        walk.wait_for_keys()
        walk.type_digits(access.pin)
        walk.arrive("home")
        assert told(walk) == HELPS
        assert walk.parts.staff.member is None
        walk.take_room()
        walk.tap("signInFully")
        walk.sign_in(access.account, access.pin, code_of(access, office.clock, ahead_seconds=30))
        walk.parts.navigator.leave_staff_room()
        walk.attract()
        walk.take_room()
        assert walk.find("signInFully") is None  # who signs out is no more on shift
    officer = f"staff:{access.account}"
    assert [(each.action, each.actor, each.outcome) for each in office.audited()] == [
        ("staff.signed_in", officer, "officer"),
        ("staff.signed_out", officer, "assists"),
        ("staff.sign_in.failed", officer, "pin"),
        ("staff.taken_up", officer, "officer"),
        ("staff.signed_in", officer, "officer"),
        ("staff.signed_out", officer, "left"),
    ]


def test_a_second_wrong_pin_asks_for_all_three(walk: Walk) -> None:
    walk.staff.wrong_pins = 0
    walk.attract()
    walk.take_room()
    walk.wait_for_keys()
    walk.type_digits("111111")
    walk.wait_until(lambda: "PIN chưa đúng" in plain(seen(walk)), "what was wrong")
    walk.wait_for_keys()
    walk.type_digits("111111")
    walk.wait_until(lambda: "cần đăng nhập đầy đủ" in plain(seen(walk)), "the way in")
    assert walk.find("signInFully") is None
    walk.sign_in()


def test_what_is_the_persons_own_they_take_themselves(walk: Walk) -> None:
    walk.face_prepare()
    walk.take_over()
    walk.arrive("your_turn")
    assert "Mời ông/bà tự quyết định có chụp khuôn mặt không" in plain(seen(walk))
    assert walk.find("cameraView") is None
    walk.tap("back")
    walk.arrive("identity")
    walk.tap("primary")
    walk.arrive("your_turn")
    walk.tap("primary")
    walk.arrive("face_prepare")
    assert told(walk) == BESIDE
    walk.tap("takeAgain")
    walk.arrive("your_turn")
    walk.tap("handBack")
    walk.arrive("face_prepare")
    assert assisting(walk) == [
        "assist.started",
        "assist.handed_back",
        "assist.taken_again",
        "assist.handed_back",
    ]


def test_what_staff_typed_is_there_for_the_person(walk: Walk) -> None:
    walk.phone()
    walk.take_over()
    walk.arrive("phone")
    walk.field("contact.phone.text", "0912345678")
    walk.tap("handBack")
    walk.wait_for("takeAgain")
    assert walk.wait_for("contact.phone.text").property("text") == "0912 345 678"
    walk.tap("primary")
    walk.arrive("email")


@pytest.mark.parametrize("own", ["consent", "own_papers", "check_answers"])
def test_nobody_agrees_reads_or_sends_for_the_person(walk: Walk, own: str) -> None:
    getattr(walk, own)()
    walk.take_over()
    walk.arrive("your_turn")
    walk.tap("primary")
    walk.arrive(own)


def test_a_pin_is_for_the_person_alone(walk: Walk) -> None:
    walk.add_phone()
    walk.take_over()
    walk.arrive("your_turn")
    assert "Mời ông/bà tự nhập mã PIN" in plain(seen(walk))
    walk.tap("primary")
    walk.arrive("add_phone")


def test_by_keys_alone_and_in_english(keys: KeyWalk) -> None:
    keys.kiosk.vm.setLanguage("en")
    keys.face_prepare()
    keys.kiosk.vm.setLanguage("en")
    keys.take_over()
    keys.arrive("your_turn")
    assert told(keys) == f"Officer {STAFF_NAME} is doing this for you"
    keys.tap("primary")
    keys.arrive("face_prepare")
    keys.tap("takeAgain")
    keys.arrive("your_turn")
    keys.tap("endAssist")
    keys.arrive("face_prepare")
    gone(keys)


def test_who_helps_is_said_aloud(qapp: QApplication) -> None:
    load_fonts()
    speech = RecordingSpeech()
    with open_kiosk(QSize(1080, 1920), speech=speech) as walk:
        walk.identity()
        switch_on(walk)
        walk.take_over()
        walk.arrive("identity")
        walk.wait_until(lambda: any(HELPS in said for said in speech.words), "who helps")
        walk.tap("handBack")
        walk.wait_until(lambda: any(BESIDE in said for said in speech.words), "who stands beside")


def test_silence_ends_the_help_and_not_the_visit(walk: Walk) -> None:
    walk.identity()
    walk.take_over()
    walk.arrive("identity")
    walk.parts.clock.advance(59)
    walk.kiosk.vm.assist_bar.look()
    assert walk.find("assistBar") is not None
    walk.parts.clock.advance(2)
    walk.run_out(LOOK_SECONDS)
    gone(walk)
    assert assisting(walk)[-1] == "assist.ended"
    assert walk.kiosk.vm.current_screen == "identity"
    assert STAFF_NAME not in "\n".join(texts_held(walk))


def test_the_end_of_the_visit_ends_the_help(walk: Walk) -> None:
    walk.identity()
    walk.take_over()
    walk.parts.navigator.end(EndReason.LEFT)
    walk.arrive("goodbye")
    gone(walk)
    walk.tap("rest")
    walk.arrive("attract")
    walk.tap("begin")
    walk.arrive("home")
    assert walk.find("assistBar") is None
    assert STAFF_NAME not in "\n".join(texts_held(walk))


def test_an_office_may_name_its_staff_by_number(qapp: QApplication) -> None:
    load_fonts()
    parts = TestParts(settings_of(assist={"names_staff": False}))
    with open_kiosk(parts=parts) as walk:
        walk.identity()
        walk.take_over()
        assert told(walk) == f"Cán bộ {ACCOUNT} đang làm giúp ông/bà"


def test_a_technician_helps_nobody(walk: Walk) -> None:
    walk.staff.who = StaffMember(ACCOUNT, STAFF_NAME, StaffRole.TECHNICIAN)
    walk.staff_menu()
    walk.wait_for("staff.queue")
    assert walk.find("staff.assist") is None


def test_where_no_visit_may_begin_none_begins_by_help(walk: Walk) -> None:
    walk.attract()
    walk.parts.navigator.open_staff_room()
    walk.arrive("staff_sign_in")
    walk.parts.offline.open = False
    walk.sign_in()
    row = walk.wait_for("staff.assist")
    assert row.property("available") is False
    assert "Máy đang tạm ngừng phục vụ" in seen(walk)


def test_a_low_panel_keeps_the_one_button_where_one_types(open_walk: OpenWalk) -> None:
    screen = {**USUAL_SCREEN, "diagonal_inches": 15.6}
    walk = open_walk(QSize(1366, 768), screen=screen)
    walk.phone()
    walk.take_over()
    walk.arrive("phone")
    walk.wait_for_keys()
    assert walk.find("endAssist") is None
    walk.tap("handBack")
    walk.wait_for("takeAgain")
