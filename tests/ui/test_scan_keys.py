"""A scanner that types: its keys reach the card check on the card page, and its Enter presses nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from tests.patience import PATIENCE_MS
from tests.ui.walk import Walk

CODE = "001188004217||Nguyễn Thị Minh Châu|14031988|Nữ|Hà Nội|19082024"


def press(walk: Walk, text: str, key: int = 0) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.sendEvent(walk.kiosk.window, event)


def test_a_scanned_code_reaches_the_card_check_and_its_enter_presses_nothing(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.scan_keys._SCANNER_PAUSE_MS", PATIENCE_MS)  # a slow machine types slowly
    walk.card()
    walk.wait_for_keys()
    for character in CODE:
        press(walk, character)
    press(walk, "\r", Qt.Key.Key_Return.value)
    walk.wait_until(lambda: walk.parts.card.scanned == CODE, "the whole code")
    walk.let_run(0.1)
    assert walk.parts.navigator.screen == "card"


def test_on_other_pages_nothing_is_taken_for_a_scan(walk: Walk) -> None:
    walk.phone()
    walk.wait_for_keys()
    press(walk, "0")
    assert walk.parts.card.scanned == ""


def test_an_enter_by_hand_still_presses_the_button_with_the_focus(walk: Walk) -> None:
    walk.home()
    walk.wait_for_keys()
    press(walk, "\r", Qt.Key.Key_Return.value)
    walk.wait_until(lambda: walk.parts.navigator.screen == "group", "the tile with the focus")
