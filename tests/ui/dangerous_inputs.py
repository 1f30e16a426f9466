"""Each chord and each dangerous input, and whether one of them changes anything."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtQuick import QQuickItem
from PySide6.QtWidgets import QApplication

from tests.ui.scene_checks import visible_items
from tests.ui.walk import Walk

_Key, _Type, _Mod = Qt.Key, QEvent.Type, Qt.KeyboardModifier
_CTRL, _ALT, _META, _SHIFT = _Mod.ControlModifier, _Mod.AltModifier, _Mod.MetaModifier, _Mod.ShiftModifier
_NONE = _Mod.NoModifier
_MOST_TYPED = 500
PASTED = "0123456789 ắ " * 8000
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


def faults_by_dangerous_inputs(walk: Walk) -> list[str]:
    """All of them on the page that stands. What has changed then, was closed, or takes text without end."""
    entries = entries_of(walk)
    before = _as_it_is(walk, entries)
    _try_everything(walk)
    faults = ["closed"] if walk.kiosk.window.close() else []
    after = _as_it_is(walk, entries)
    if after != before:
        faults.append(f"{before} became {after}")
    endless = [each.objectName() for each in entries if each.property("maximumLength") > _MOST_TYPED]
    return faults + [f"{each} takes text without end" for each in endless]


def entries_of(walk: Walk) -> list[QQuickItem]:
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
