"""What the kiosk lock keeps out and what it lets pass; `test_every_screen.py` tries it on each page."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QInputMethodEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QApplication

from simulation.hands import click
from tests.ui.conftest import OpenWalk
from tests.ui.dangerous_inputs import PASTED, entries_of
from tests.ui.walk import Walk
from ui.app import QML_FOLDER
from ui.kiosk_lock import KioskLock

_Key, _Type, _Mod = Qt.Key, QEvent.Type, Qt.KeyboardModifier
_SHIFT, _NONE = _Mod.ShiftModifier, _Mod.NoModifier


def test_what_fills_the_screen_is_not_closed_from_outside(open_walk: OpenWalk) -> None:
    walk = open_walk()
    walk.attract()
    closing = QCloseEvent()
    lock = KioskLock(walk.kiosk.vm, walk.kiosk.window, closes=False)
    assert lock.eventFilter(walk.kiosk.window, closing)
    assert not closing.isAccepted()
    assert not walk.kiosk.window.close()
    assert walk.kiosk.window.isVisible()
    lock.open()
    assert not lock.eventFilter(walk.kiosk.window, QCloseEvent())


def test_what_people_type_and_who_goes_by_keys_pass(open_walk: OpenWalk) -> None:
    walk = open_walk()
    lock = KioskLock(walk.kiosk.vm, walk.kiosk.window, closes=True)
    for key, modifiers, text in (
        (_Key.Key_A, _NONE, "a"),
        (_Key.Key_unknown, _NONE, "ữ"),
        (_Key.Key_At, _SHIFT, "@"),
        (_Key.Key_Backtab, _SHIFT, ""),
        (_Key.Key_Home, _SHIFT, ""),
        *(
            (key, _NONE, "")
            for key in (_Key.Key_Down, _Key.Key_Return, _Key.Key_Escape, _Key.Key_F1, _Key.Key_F10)
        ),
    ):
        assert not lock.eventFilter(walk.kiosk.window, QKeyEvent(_Type.KeyPress, key, modifiers, text)), key


def test_a_keyboard_that_types_a_book_at_once_fills_an_entry_and_no_more(walk: Walk) -> None:
    walk.email()
    walk.type_text("lan")
    book = QInputMethodEvent()
    book.setCommitString(PASTED)
    QApplication.sendEvent(walk.kiosk.window.activeFocusItem(), book)
    (entry,) = entries_of(walk)
    assert len(str(entry.property("text"))) <= 254
    assert walk.kiosk.vm.property("step") == "email"


def test_no_screen_opens_a_file_a_link_or_a_menu() -> None:
    """By name: dialogs of files, links into the world, menus, other windows, and drops."""
    opens = re.compile(
        r"openUrlExternally|QDesktopServices|WebEngine|WebView|onLinkActivated|RichText|MarkdownText"
        r"|(File|Folder|Color|Font|Message)Dialog|\bMenu\s*\{|ContextMenu|DropArea|Drag\.|Qt\.labs"
    )
    for file in [*QML_FOLDER.rglob("*.qml"), *QML_FOLDER.parent.rglob("*.py")]:
        found = [] if file.name == "kiosk_lock.py" else opens.findall(file.read_text("utf-8"))
        assert not found, f"{file.name}: {found}"


def test_while_the_screen_is_wiped_nothing_is_touched(walk: Walk) -> None:
    walk.staff_cleaning()
    walk.tap("clean.60")
    walk.wait_for("cleaningLeft")
    for x in range(100, 1080, 200):
        for y in range(100, 1920, 300):
            click(walk.kiosk.window, QPoint(x, y))
    QApplication.sendEvent(walk.kiosk.window, QKeyEvent(_Type.KeyPress, _Key.Key_Return, _NONE, "\r"))
    walk.let_run(0.05)
    assert walk.kiosk.vm.property("screen") == "staff_cleaning"
    walk.parts.clock.advance(59)
    walk.wait_until(lambda: walk.wait_for("cleaningLeft").property("text") == "1", "the last second")
    walk.parts.clock.advance(1)
    walk.wait_until(lambda: walk.find("cleaningLeft") is None, "the end of the cleaning")
    walk.tap("primary")
    walk.arrive("staff_service")
    walk.wait_until(lambda: walk.parts.service.done == ["cleaned"], "what is noted of it")
