"""What staff who come to help read about the kiosk."""

from __future__ import annotations

import pytest

from kiosk.card_trust import TrustCode
from kiosk.staff_notes import StaffNote
from tests.ui.devices import TestLineState
from tests.ui.walk import Walk


def _answer(walk: Walk, name: str) -> str:
    return str(walk.wait_for(name).property("answer"))


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (TrustCode.GOOD, "còn hạn"),
        (TrustCode.NO_FOLDER, "Chưa cài kho chứng thư"),
        (TrustCode.NO_ISSUER, "Chưa có chứng thư của Việt Nam"),
        (TrustCode.ISSUER_EXPIRED, "hết hạn"),
        (TrustCode.NO_REVOCATIONS, "Chưa có danh sách"),
        (TrustCode.REVOCATIONS_OVERDUE, "quá hạn"),
        (TrustCode.DAMAGED, "hỏng"),
    ],
)
def test_staff_read_what_is_wrong_with_the_issuers(walk: Walk, code: TrustCode, told: str) -> None:
    walk.parts.trust = code
    walk.staff_called()
    assert told in _answer(walk, "staff.trust")
    assert walk.wait_for("staff.trust").property("mark") == ("ok" if code is TrustCode.GOOD else "warn")


def test_staff_read_how_many_acts_wait(walk: Walk) -> None:
    walk.staff_called()
    assert "Có mạng" in _answer(walk, "staff.line")
    walk.parts.line.on_state(TestLineState(False, 3))
    walk.wait_until(lambda: "3 hồ sơ" in _answer(walk, "staff.line"), "the acts that wait")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("store_closed", "Chưa mở được"),
        ("store_damaged", "bị hỏng"),
        ("acts_lost", "2 hồ sơ đã có biên nhận bị mất"),
        ("acts_aside", "2 hồ sơ không còn nguyên vẹn"),
        ("files_damaged", "2 hình giấy tờ"),
        ("acts_elsewhere", "có 2 hồ sơ của máy này"),
        ("workers_restarted", "khởi động lại 2 lần"),
        ("offline_refused", "máy ngừng nhận"),
        ("offline_near", "2% giới hạn"),
        ("clock_jumped", "2 phút"),
        ("audit_altered", "Nhật ký"),
        ("feed_refused", "2 gói số liệu"),
    ],
)
def test_staff_read_what_needs_somebody(walk: Walk, code: str, told: str) -> None:
    walk.parts.notes = (StaffNote(code, 2), StaffNote("workers_restarted", 7))
    walk.staff_called()
    walk.wait_until(lambda: told in _answer(walk, "staff.store"), told)
    assert "khởi động lại 7 lần" in _answer(walk, "staff.store")
