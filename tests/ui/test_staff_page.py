"""What staff who come to help read about the kiosk."""

from __future__ import annotations

import pytest

from kiosk.card_trust import TrustCode
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
