"""Each chord and each dangerous input on every page: the kiosk stays, nothing opens, nothing changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtQuick import QQuickItem
from PySide6.QtWidgets import QApplication

from simulation.hands import click
from tests.ui.conftest import OpenWalk
from tests.ui.scene_checks import visible_items
from tests.ui.tour import tour
from tests.ui.walk import Walk
from ui.app import QML_FOLDER
from ui.kiosk_lock import KioskLock

_Key, _Type, _Mod = Qt.Key, QEvent.Type, Qt.KeyboardModifier
_CTRL, _ALT, _META, _SHIFT = _Mod.ControlModifier, _Mod.AltModifier, _Mod.MetaModifier, _Mod.ShiftModifier
_NONE = _Mod.NoModifier
_MOST_TYPED = 500
_PASTED = "0123456789 ắ " * 8000
_CHORDS: tuple[tuple[Qt.Key, Qt.KeyboardModifier, str], ...] = (
    *((key, _ALT, "") for key in (_Key.Key_F4, _Key.Key_Tab, _Key.Key_Space, _Key.Key_Escape, _Key.Key_Left)),
    *((key, _ALT, "") for key in (_Key.Key_Return, _Key.Key_F1, _Key.Key_F2, _Key.Key_Print, _Key.Key_D)),
    *((getattr(_Key, f"Key_{each}"), _CTRL, chr(ord(each) - 64)) for each in "ACNOPQRSTVWXZ"),
    *((getattr(_Key, f"Key_{each}"), _CTRL | _SHIFT, "") for each in "CINQTVW"),
    *((getattr(_Key, f"Key_F{number}"), _CTRL | _ALT, "") for number in range(1, 13)),
    *((getattr(_Key, f"Key_F{number}"), _NONE, "") for number in (2, 3, 4, 11, 12, 13, 24)),
    *((key, _CTRL | _ALT, "") for key in (_Key.Key_Delete, _Key.Key_Backspace, _Key.Key_T, _Key.Key_L)),
    *(
        (key, _CTRL, "")
        for key in (_Key.Key_Tab, _Key.Key_Escape, _Key.Key_F4, _Key.Key_Insert, _Key.Key_Plus)
    ),
    *(
        (key, _META, "")
        for key in (_Key.Key_L, _Key.Key_R, _Key.Key_E, _Key.Key_D, _Key.Key_Tab, _Key.Key_Return)
    ),
    *((key, _NONE, "") for key in (_Key.Key_Meta, _Key.Key_Super_L, _Key.Key_Super_R, _Key.Key_Menu)),
    *((key, _NONE, "") for key in (_Key.Key_Alt, _Key.Key_AltGr, _Key.Key_Control, _Key.Key_Hyper_L)),
    *((key, _NONE, "") for key in (_Key.Key_Print, _Key.Key_SysReq, _Key.Key_Pause, _Key.Key_Insert)),
    (_Key.Key_Insert, _SHIFT, ""),
    *((key, _NONE, "") for key in (_Key.Key_PowerOff, _Key.Key_PowerDown, _Key.Key_Sleep, _Key.Key_Suspend)),
    *((key, _NONE, "") for key in (_Key.Key_HomePage, _Key.Key_Back, _Key.Key_Close, _Key.Key_Open)),
    *(
        (key, _NONE, "")
        for key in (_Key.Key_LaunchMail, _Key.Key_Launch0, _Key.Key_Explorer, _Key.Key_Calculator)
    ),
    *(
        (key, _NONE, "")
        for key in (_Key.Key_Search, _Key.Key_Find, _Key.Key_Copy, _Key.Key_Paste, _Key.Key_Cut)
    ),
    *((key, _NONE, "") for key in (_Key.Key_New, _Key.Key_Save, _Key.Key_Terminal, _Key.Key_LogOff)),
)


@pytest.mark.long
def test_each_dangerous_input_on_every_page_changes_nothing(open_walk: OpenWalk) -> None:
    walk = open_walk()
    lock = KioskLock(walk.kiosk.vm, walk.kiosk.window, closes=False)  # as where it fills the screen
    QGuiApplication.clipboard().setText(_PASTED)
    faults: list[str] = []
    for state in tour(walk):
        entries = _entries(walk)
        before = _as_it_is(walk, entries)
        _try_everything(walk)
        if walk.kiosk.window.close():
            faults.append(f"{state}: closed")
        after = _as_it_is(walk, entries)
        if after != before:
            faults.append(f"{state}: {before} became {after}")
        endless = [each.objectName() for each in entries if each.property("maximumLength") > _MOST_TYPED]
        faults += [f"{state}: {each} takes text without end" for each in endless]
    assert faults == []
    assert QGuiApplication.clipboard().text() == _PASTED
    lock.open()


def _entries(walk: Walk) -> list[QQuickItem]:
    items = visible_items(walk.kiosk.window.contentItem())
    return [each for each in items if each.inherits("QQuickTextInput")]


def _as_it_is(walk: Walk, entries: list[QQuickItem]) -> tuple[object, ...]:
    window, vm = walk.kiosk.window, walk.kiosk.vm
    return (
        vm.property("screen"),
        vm.property("step"),
        window.isVisible(),
        window.windowState(),
        len([each for each in QGuiApplication.topLevelWindows() if each.isVisible()]),
        window.activeFocusItem(),
        [str(each.property("text")) for each in entries],
    )


def _try_everything(walk: Walk) -> None:
    """Straight to the window, as the platform would deliver it."""
    window = walk.kiosk.window
    for event in _events(QPointF(window.width() / 2, window.height() / 2)):
        QApplication.sendEvent(window, event)


def _events(at: QPointF) -> Iterator[QEvent]:
    for key, modifiers, text in _CHORDS:
        for kind in (_Type.ShortcutOverride, _Type.KeyPress):
            yield QKeyEvent(kind, key, modifiers, text)
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.BackButton):
        for kind in (_Type.MouseButtonPress, _Type.MouseButtonRelease, _Type.MouseButtonDblClick):
            yield QMouseEvent(kind, at, at, at, button, button, _NONE)
    yield QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at.toPoint(), at.toPoint())
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile("/etc/passwd"), QUrl("https://example.vn")])
    carried.setText("https://example.vn")
    copies, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    yield QDragEnterEvent(at.toPoint(), copies, carried, held, _NONE)
    yield QDropEvent(at, copies, carried, held, _NONE)


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
    book.setCommitString(_PASTED)
    QApplication.sendEvent(walk.kiosk.window.activeFocusItem(), book)
    (entry,) = _entries(walk)
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
