"""Staff at the kiosk through the real scene, over a real store, a real line and a real central."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from central.cases.table import STATE_TITLES
from kiosk.clock import moment_text
from kiosk.contract.staff import StaffRole
from simulation.hands import press_key
from tests.acts import SUBJECT, registration_payload
from tests.patience import until
from tests.staff_parts import OFFICE, code_of, hire
from tests.sync_parts import sample_act
from tests.ui.devices.card import NAME
from tests.ui.devices.machine import TestLineState
from tests.ui.key_walk import KeyWalk
from tests.ui.staff_office import Office, bad_act, go_in, kiosk_of, open_office, seen
from tests.ui.texts_held import texts_held
from ui.view_models.kiosk_vm import ROOM_LOOK_SECONDS

STAFF_NAME = "Trần Văn Mẫu"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as made:
        yield made


def test_an_officer_sends_what_waits_and_is_signed_out_by_leaving(qapp: QApplication, office: Office) -> None:
    recorded = office.ledger.recorder
    recorded.on_recorded = lambda: None  # nothing is sent by itself
    recorded.record(sample_act())
    with kiosk_of(office) as walk:
        go_in(walk, office, StaffRole.OFFICER)
        walk.tap("staff.queue")
        walk.arrive("staff_queue")
        assert "Chờ gửi" in seen(walk)
        walk.wait_for("act.0")
        assert f"{SUBJECT[:3]}••••••{SUBJECT[-3:]}" in seen(walk)
        walk.tap("primary")
        walk.wait_for("sendAnswer")
        assert walk.wait_for("sendAnswer").property("text") == "Đã gửi 1 hồ sơ."
        walk.wait_until(lambda: walk.wait_for("act.0").property("actState") == "received", "the receipt")
        walk.tap("back")
        walk.arrive("staff_menu")
        walk.tap("primary")
        walk.arrive("attract")  # nobody but staff was here
    told = [(entry.action, entry.actor, entry.outcome) for entry in office.audited()]
    who = f"staff:{office.hired[StaffRole.OFFICER].account}"
    assert told == [
        ("staff.signed_in", who, "officer"),
        ("staff.send_now", who, "ok"),
        ("staff.signed_out", who, "left"),
    ]


def test_by_keys_alone_and_in_english(qapp: QApplication, office: Office) -> None:
    access = office.hired[StaffRole.TECHNICIAN]
    with kiosk_of(office, KeyWalk) as walk:
        walk.attract()
        walk.kiosk.vm.setLanguage("en")
        walk.tap("callStaff")
        walk.arrive("staff_called")
        walk.tap("staffDoor")
        walk.arrive("staff_sign_in")
        walk.type_text(access.account + "12")
        press_key(walk.kiosk.window, Qt.Key.Key_Backspace)
        press_key(walk.kiosk.window, Qt.Key.Key_Backspace)
        walk.type_text(access.pin + code_of(access, office.clock))
        walk.arrive("staff_menu")
        assert "Technician" in seen(walk)
        walk.tap("staff.queue")
        walk.arrive("staff_queue")
        walk.wait_for("queueEmpty")
        walk.tap("filter.quarantined")
        walk.tap("primary")
        walk.wait_for("sendAnswer")
        assert "Nothing waits to be sent." in seen(walk)
        walk.tap("back")
        walk.arrive("staff_menu")
        walk.tap("staff.machine")
        walk.arrive("staff_service")
        walk.tap("service.state")
        walk.arrive("staff_machine")
        walk.wait_for("machine.enrolment")
        walk.tap("primary")
        walk.wait_for("restarted")
        walk.tap("back")
        walk.arrive("staff_service")
        walk.tap("back")
        walk.arrive("staff_menu")
        walk.tap("primary")
        walk.arrive("attract")
    assert "staff.line.restarted" in [entry.action for entry in office.audited()]


def test_a_code_that_was_used_lets_nobody_in_again(qapp: QApplication, office: Office) -> None:
    access = office.hired[StaffRole.OFFICER]
    with kiosk_of(office) as walk:
        go_in(walk, office, StaffRole.OFFICER)
        walk.tap("primary")
        walk.arrive("attract")
        walk.tap("callStaff")
        walk.arrive("staff_called")
        walk.tap("staffDoor")
        walk.arrive("staff_sign_in")
        walk.wait_for_keys()
        walk.type_digits(access.account + access.pin + code_of(access, office.clock))
        assert "chưa đúng" in str(walk.wait_for("signInOutcome").property("text"))
        assert walk.kiosk.vm.property("screen") == "staff_sign_in"


@pytest.mark.long
def test_a_locked_number_stays_locked_when_the_kiosk_is_started_again(
    qapp: QApplication, office: Office
) -> None:
    access = office.hired[StaffRole.OFFICER]
    wrong = access.account + access.pin + "000000"
    with kiosk_of(office) as walk:
        walk.staff_sign_in()
        for _ in range(5):
            walk.wait_for_keys()
            walk.wait_until(lambda: walk.wait_for("keypad").property("available") is True, "the keys")
            walk.type_digits(wrong)
            walk.wait_for("signInOutcome")
        walk.wait_until(lambda: "bị khóa" in seen(walk), "the lock")
    office.desk.close()
    office.start()
    with kiosk_of(office) as walk:
        walk.staff_sign_in()
        walk.wait_for_keys()
        walk.type_digits(access.account + access.pin + code_of(access, office.clock))
        walk.wait_until(lambda: "bị khóa" in seen(walk), "the lock")
        assert walk.parts.staff.member is None


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (StaffRole.OFFICER, {"send", "line"}),
        (StaffRole.SUPERVISOR, {"send", "line", "note", "machine"}),
        (StaffRole.TECHNICIAN, {"send", "machine", "enrol", "service"}),
        (StaffRole.AUDITOR, {"line"}),
    ],
)
def test_each_role_finds_what_it_may_do_and_no_more(
    qapp: QApplication, office: Office, role: StaffRole, may: set[str]
) -> None:
    act = bad_act()
    office.ledger.recorder.record(act)
    until(lambda: office.ledger.outbox.counts().pending == 0)
    office.central.central.judge.judge_some()
    office.clock.advance(30)
    done: list[int] = []
    office.ledger.sync.send_now(lambda _status, sent: done.append(sent))
    until(lambda: bool(done))
    found = set()
    with kiosk_of(office) as walk:
        go_in(walk, office, role)
        if walk.find("staff.machine") is not None:
            found.add("machine")
            walk.tap("staff.machine")
            walk.arrive("staff_service")
            walk.tap("service.state")
            walk.arrive("staff_machine")
            walk.wait_for("machine.enrolment")
            assert "hồ sơ chờ trung tâm" in seen(walk)
            assert "wait for central" not in seen(walk)
            if walk.find("enrolAnew") is not None:
                found.add("enrol")
            walk.tap("back")
            walk.arrive("staff_service")
            if walk.find("service.logs") is not None:
                found.add("service")
            walk.tap("back")
            walk.arrive("staff_menu")
        walk.tap("staff.queue")
        walk.arrive("staff_queue")
        walk.wait_for("act.0")
        if walk.find("primary") is not None:
            found.add("send")
        walk.tap("filter.quarantined")
        walk.wait_until(lambda: walk.find("act.0") is not None, "the act")
        walk.tap("act.0")
        walk.arrive("staff_act")
        walk.wait_for("act.problem")
        assert "Nội dung thiếu hoặc không đúng mẫu" in seen(walk)
        assert "Chỗ trong hồ sơ: Tài khoản ngân hàng của ông/bà, Kết quả kiểm tra thẻ" in seen(walk)
        assert "consents" not in seen(walk)
        if walk.find("act.line") is not None:
            found.add("line")
        if walk.find("primary") is not None:
            found.add("note")
        assert NAME not in seen(walk)
        assert SUBJECT not in seen(walk)
    assert found == may


def test_a_supervisor_writes_a_note_that_stays(qapp: QApplication, office: Office) -> None:
    act = bad_act()
    office.ledger.recorder.record(act)
    until(lambda: office.ledger.outbox.counts().pending == 0)
    office.central.central.judge.judge_some()
    with kiosk_of(office) as walk:
        go_in(walk, office, StaffRole.SUPERVISOR)
        walk.tap("staff.queue")
        walk.arrive("staff_queue")
        walk.tap("primary")
        walk.wait_for("sendAnswer")
        walk.wait_until(
            lambda: walk.wait_for("act.0").property("actState") == "quarantined", "central's word"
        )
        walk.tap("act.0")
        walk.arrive("staff_act")
        walk.tap("primary")
        walk.wait_for("noteEntry")
        walk.type_text("Đã gọi, hẹn thứ năm")
        walk.tap("primary")
        walk.wait_for("note.0")
        assert "Đã gọi, hẹn thứ năm" in seen(walk)
    noted = [entry for entry in office.audited() if entry.action == "staff.act.noted"]
    assert [entry.reference for entry in noted] == [f"act={act.act_id}"]
    assert office.ledger.act_notes.of(act.act_id)[0].account == office.hired[StaffRole.SUPERVISOR].account
    assert office.ledger.outbox.counts().quarantined == 1


def test_staff_see_how_the_case_of_each_act_stands(qapp: QApplication, office: Office) -> None:
    """From the officer's decision at central, by the feed, to the page; in both languages."""
    acts = [
        replace(sample_act(subject_id=subject), payload=registration_payload(subject))
        for subject in (SUBJECT, "001099000025")
    ]
    for act in acts:
        office.ledger.recorder.record(act)
    until(lambda: office.ledger.outbox.counts().pending == 0)
    desk, officer = office.central.central.cases, office.hired[StaffRole.OFFICER].account
    while office.central.central.judge.judge_some():
        pass
    returned = str(acts[1].act_id)
    desk.change(officer, returned, "take", 1)
    desk.change(officer, returned, "return", 2, reason="document_missing")
    office.clock.advance(30)
    with kiosk_of(office) as walk:
        go_in(walk, office, StaffRole.OFFICER)
        walk.tap("staff.queue")
        walk.arrive("staff_queue")
        walk.tap("primary")  # with it comes what central has to tell
        walk.wait_until(lambda: walk.wait_for("act.0").property("caseState") == "returned", "central's word")
        assert walk.wait_for("act.1").property("caseState") == "received"
        assert "Giải quyết: Chờ bổ sung" in seen(walk)
        assert "Giải quyết: Đã tiếp nhận" in seen(walk)
        walk.tap("act.0")
        walk.arrive("staff_act")
        changed = moment_text(office.clock.now() - timedelta(seconds=30))
        assert walk.wait_for("case.state").property("value") == f"Chờ bổ sung · từ {changed}"
        assert walk.wait_for("case.reason").property("value") == "Hồ sơ còn thiếu giấy tờ."
        assert "Xin mang phần còn thiếu đến quầy" in seen(walk)
        walk.kiosk.vm.setLanguage("en")
        walk.wait_until(lambda: "Returned for supplement · since" in seen(walk), "the case in English")
        assert walk.wait_for("case.reason").property("value") == "A document is missing."
        assert "Something is missing. Please bring it" in seen(walk)
        walk.tap("back")
        walk.arrive("staff_queue")
        walk.tap("act.1")
        walk.arrive("staff_act")
        assert walk.wait_for("case.state").property("value") == "Received, no news since"
        assert walk.find("case.told") is None


def test_cases_have_the_same_names_as_at_central(qapp: QApplication) -> None:
    texts = (Path("ui") / "qml" / "Kiosk" / "Staff" / "StaffTexts.qml").read_text("utf-8")
    for state, title in STATE_TITLES.items():
        assert f'case "{state.value}":\n            return qsTr("{title.vi}");' in texts


def test_silence_signs_out_and_nothing_of_staff_is_left_for_the_next_person(
    qapp: QApplication, office: Office
) -> None:
    office.ledger.recorder.record(sample_act())
    with kiosk_of(office) as walk:
        go_in(walk, office, StaffRole.OFFICER)
        assert STAFF_NAME in seen(walk)
        walk.tap("staff.queue")
        walk.arrive("staff_queue")
        walk.wait_for("act.0")
        walk.parts.clock.advance(100)
        walk.wait_for("stay")
        walk.parts.clock.advance(40)
        walk.arrive("attract")
        assert walk.parts.staff.member is None
        held = "\n".join(texts_held(walk))
        for trace in (STAFF_NAME, "••••••"):
            assert trace not in held, trace
    assert office.audited()[-1].action == "staff.signed_out"
    assert office.audited()[-1].outcome == "idle"


def test_who_called_for_help_goes_on_where_they_were(qapp: QApplication, office: Office) -> None:
    access = office.hired[StaffRole.OFFICER]
    with kiosk_of(office) as walk:
        walk.phone()
        walk.type_text("0912345678")
        walk.tap("callStaff")
        walk.arrive("staff_called")
        walk.tap("staffDoor")
        walk.arrive("staff_sign_in")
        assert walk.find("end") is None  # nobody ends a visit from the room of staff
        walk.sign_in(access.account, access.pin, code_of(access, office.clock))
        assert "0912345678" not in seen(walk)
        walk.tap("primary")
        walk.arrive("staff_called")
        assert walk.parts.staff.member is None
        walk.tap("primary")
        walk.arrive("phone")
        assert walk.wait_for("contact.phone.text").property("text").replace(" ", "") == "0912345678"


def test_half_a_number_is_gone_when_the_page_is_left(qapp: QApplication, office: Office) -> None:
    access = office.hired[StaffRole.OFFICER]
    with kiosk_of(office) as walk:
        walk.staff_sign_in()
        walk.wait_for_keys()
        walk.type_digits(access.account + access.pin)
        walk.tap("back")
        walk.arrive("attract")
        held = "\n".join(texts_held(walk))
        assert access.account not in held
        assert access.pin not in held
        walk.staff_sign_in()
        walk.wait_for_keys()
        assert walk.wait_for("staffBoxes").property("digits") == ""


@pytest.mark.expects_log("device_revoked")
def test_a_revoked_kiosk_is_enrolled_anew_while_it_runs(qapp: QApplication, office: Office) -> None:
    office.central.central.devices.revoke("KIOSK-01")
    office.ledger.recorder.record(sample_act())
    until(lambda: office.ledger.credentials.is_revoked)
    code = office.central.new_enrolment_code()
    with kiosk_of(office) as walk:
        walk.attract()
        walk.parts.central_watch.is_revoked = True
        walk.parts.line.on_state(TestLineState(False, 1))
        for timer in walk.timers(ROOM_LOOK_SECONDS):
            timer.timeout.emit()
        walk.arrive("out_of_service")
        walk.tap("staffDoor")
        walk.arrive("staff_sign_in")
        access = office.hired[StaffRole.TECHNICIAN]
        walk.sign_in(access.account, access.pin, code_of(access, office.clock))
        walk.tap("staff.machine")
        walk.arrive("staff_service")
        walk.tap("service.state")
        walk.arrive("staff_machine")
        walk.wait_for("machine.enrolment")
        assert "Đã bị thu hồi" in seen(walk)
        walk.tap("enrolAnew")
        walk.arrive("staff_enrol")
        walk.type_text("AAAA-BBBB")
        walk.tap("primary")
        walk.wait_for("staffFault")
        walk.field("enrolmentCode", code)
        walk.tap("primary")
        walk.wait_for("enrolled")
        until(lambda: office.ledger.outbox.counts().sent == 1)  # under the new key, without a restart
        assert not office.ledger.credentials.is_revoked
    assert "staff.enrolled_anew" in [entry.action for entry in office.audited()]


def test_an_office_of_another_name_has_other_staff(qapp: QApplication, office: Office) -> None:
    stranger = hire(office.central, StaffRole.SUPERVISOR, "200001", office=f"9{OFFICE[1:]}")
    office.exchange()
    with kiosk_of(office) as walk:
        walk.staff_sign_in()
        walk.wait_for_keys()
        walk.type_digits(stranger.account + stranger.pin + code_of(stranger, office.clock))
        walk.wait_for("signInOutcome")
        assert walk.parts.staff.member is None
