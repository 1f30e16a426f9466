"""What staff read when something needs them, and that the page of who calls for help says nothing of it."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from kiosk.language import Bilingual
from kiosk.staff_notes import StaffNote
from kiosk.staff_queue import QueueState
from tests.ui.as_written import as_written
from tests.ui.conftest import OpenWalk
from tests.ui.devices import staff as staff_devices
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.staff import ACCOUNT, machine_in_trouble
from tests.ui.recording_speech import RecordingSpeech, switch_on
from tests.ui.walk import LANDSCAPE, PORTRAIT, Walk, open_kiosk
from ui.app import load_fonts

CODES = {
    "store_closed": "Chưa mở được",
    "store_damaged": "bị hỏng",
    "acts_lost": "2 hồ sơ đã có biên nhận bị mất",
    "acts_aside": "2 hồ sơ không còn nguyên vẹn",
    "files_damaged": "2 hình giấy tờ",
    "feed_refused": "2 gói số liệu",
    "acts_elsewhere": "có 2 hồ sơ của máy này",
    "acts_quarantined": "2 hồ sơ trung tâm cần xem lại",
    "reader_out": "Đầu đọc thẻ hỏng",
    "camera_out": "Camera khuôn mặt hỏng",
    "scanner_out": "Camera chụp giấy tờ hỏng",
    "printer_out": "hết giấy",
    "workers_restarted": "khởi động lại 2 lần",
    "offline_refused": "quá lâu hoặc quá nhiều",
    "offline_near": "2% giới hạn",
    "clock_jumped": "bị đổi 2 phút",
    "clock_behind": "chậm hơn trung tâm 2 phút",
    "clock_ahead": "nhanh hơn trung tâm 2 phút",
    "audit_altered": "Nhật ký",
    "disk_full": "gần đầy",
    "device_revoked": "thu hồi máy này",
    "program_too_old": "cũ hơn bản",
    "not_enrolled": "chưa được kích hoạt",
    "stream_diverged": "hồ sơ khác dưới tên máy này",
    "central_not_trusted": "không tin được",
    "central_keys_not_trusted": "không tin được",
    "receipt_invalid": "Biên nhận của trung tâm",
    "receipt_mismatch": "Biên nhận của trung tâm",
    "trust_no_folder": "Chưa cài kho chứng thư",
    "trust_no_issuer": "Chưa có chứng thư cấp thẻ của Việt Nam",
    "trust_issuer_expired": "hết hạn",
    "trust_no_revocations": "Chưa có danh sách",
    "trust_revocations_overdue": "quá hạn",
    "trust_damaged": "chứng thư cấp thẻ bị hỏng",
}


def test_staff_read_each_thing_and_what_to_do(walk: Walk) -> None:
    walk.staff.notes = tuple(StaffNote(code, 2) for code in CODES)
    walk.staff_menu()
    line = walk.wait_for("staff.matters")
    walk.wait_until(lambda: f"{len(CODES)} việc" in str(line.property("summary")), "how many there are")
    walk.tap("staff.matters")
    walk.arrive("staff_matters")
    walk.wait_for(f"matter.{next(iter(CODES))}")
    for code, told in CODES.items():
        item = walk.find(f"matter.{code}")
        assert item is not None, code
        assert told in str(item.property("text"))
        advice = item.parentItem().childItems()[1].property("text")
        assert str(advice).endswith("."), code


def test_staff_read_what_central_says_to_them(walk: Walk) -> None:
    walk.staff.said = (Bilingual(vi="Ngày 30/4 nghỉ lễ.", en="Closed on 30 April."),)
    walk.staff_menu()
    walk.tap("staff.matters")
    walk.arrive("staff_matters")
    assert walk.wait_for("centralSays.0").property("text") == "Ngày 30/4 nghỉ lễ."


def test_technicians_read_what_came_from_central_and_when(walk: Walk) -> None:
    walk.staff.machine_is = machine_in_trouble(walk.parts.clock)
    walk.staff_menu()
    walk.tap("staff.machine")
    walk.arrive("staff_service")
    walk.tap("service.state")
    walk.arrive("staff_machine")
    first = walk.wait_for("received.0")
    assert first.property("question") == "Quy định cho máy, số 4"
    assert "dùng từ ngày 01/04/2026" in str(first.property("answer"))
    last = walk.wait_for("received.2")
    assert "a_topic_of_tomorrow" in str(last.property("question"))
    assert "dùng từ" not in str(last.property("answer"))


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("kind-unknown", "Trung tâm chưa biết loại hồ sơ này"),
        ("a-code-of-tomorrow", "Hồ sơ thiếu chữ ký số."),
    ],
)
def test_what_this_version_has_no_words_for_is_told_in_centrals(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, reason: str, told: str
) -> None:
    monkeypatch.setattr(staff_devices, "_STATES", ((QueueState.QUARANTINED, reason),))
    walk.staff_menu()
    walk.tap("staff.queue")
    walk.arrive("staff_queue")
    assert told in str(walk.wait_for("act.0").property("why"))
    walk.tap("act.0")
    walk.arrive("staff_act")
    problem = walk.wait_for("act.problem")
    assert problem.property("title") == told
    assert as_written(problem.property("text")).endswith("Chỗ trong hồ sơ: Địa chỉ thư điện tử (e-mail)")


def test_when_nothing_needs_anybody_that_is_said(walk: Walk) -> None:
    walk.staff_menu()
    walk.wait_until(
        lambda: "Không có việc nào" in str(walk.wait_for("staff.matters").property("summary")), "the look"
    )
    walk.tap("staff.matters")
    walk.arrive("staff_matters")
    walk.wait_for("mattersQuiet")


@pytest.mark.parametrize("pending", [0, 3])
def test_who_calls_for_help_reads_nothing_that_is_for_staff(walk: Walk, pending: int) -> None:
    walk.staff.notes = (StaffNote("acts_lost", 2),)
    walk.parts.line.on_state(TestLineState(False, pending))
    walk.staff_called()
    walk.wait_for("staffDoor")
    assert walk.find("matter.acts_lost") is None


def test_neither_pin_nor_its_digits_are_said(qapp: QApplication) -> None:
    load_fonts()
    speech = RecordingSpeech()
    with open_kiosk(speech=speech) as walk:
        walk.staff_sign_in()
        switch_on(walk)
        walk.wait_for_keys()
        walk.type_digits(ACCOUNT)
        walk.wait_until(lambda: any("PIN" in said for said in speech.words), "the question for the PIN")
        before = len(speech.words)
        walk.type_digits("480")
        walk.wait_until(lambda: any("3 trong 6" in said for said in speech.words), "how many were typed")
        said = " ".join(speech.words[before:])
        assert not {"4", "8", "0"} & set(re.sub(r"\d trong 6", "", said).split())
        walk.tap("back")
        walk.arrive("attract")


def test_while_the_store_is_closed_there_is_no_door(walk: Walk) -> None:
    walk.attract()
    walk.kiosk.vm.set_out_of_service("storage")
    walk.arrive("out_of_service")
    assert walk.find("staffDoor") is None


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_a_code_of_letters_and_digits_is_typed_without_a_change_of_keys(
    open_walk: OpenWalk, size: QSize
) -> None:
    walk = open_walk(size)
    walk.staff_enrol()
    walk.wait_for_keys()
    for key in "aaw2dds":
        walk.press(f"key_text_{key}")
        walk.let_run(0.02)
    assert walk.wait_for("enrolmentCode").property("text") == "aaw2dds"
