"""Nothing but the kiosk: keys, buttons and drops that lead out of it, or open anything, reach nobody.

What may pass is named, all else is swallowed: printable characters without Ctrl, Alt or Meta, the keys that
move and edit, and the keys of the voice. The chords that the compositor and the kernel would take are shut in
`installer/session`; see decision 120.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
from PySide6.QtQuick import QQuickWindow

from ui.view_models.kiosk_vm import KioskVm

_Key, _Type = Qt.Key, QEvent.Type
_KEYS = frozenset({_Type.KeyPress, _Type.KeyRelease, _Type.ShortcutOverride})
_BUTTONS = frozenset({_Type.MouseButtonPress, _Type.MouseButtonRelease, _Type.MouseButtonDblClick})
_TOUCHES = frozenset(
    {
        *_BUTTONS,
        *(_Type.MouseMove, _Type.Wheel, _Type.InputMethod),
        *(_Type.TouchBegin, _Type.TouchUpdate, _Type.TouchEnd, _Type.TouchCancel),
        *(_Type.TabletPress, _Type.TabletMove, _Type.TabletRelease),
    }
)
_NEVER = frozenset(
    {
        *(_Type.DragEnter, _Type.DragMove, _Type.DragLeave, _Type.Drop),
        *(_Type.ContextMenu, _Type.Shortcut, _Type.NativeGesture),
    }
)
_CHORDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_EDITING = frozenset(
    {
        *(_Key.Key_Tab, _Key.Key_Backtab, _Key.Key_Return, _Key.Key_Enter, _Key.Key_Space, _Key.Key_Escape),
        *(_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down, _Key.Key_Home, _Key.Key_End),
        *(_Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_Backspace, _Key.Key_Delete, _Key.Key_Shift),
    }
)
_VOICE = frozenset(
    {
        *(_Key.Key_F1, _Key.Key_Help),  # calls staff
        *(_Key.Key_F5, _Key.Key_F6, _Key.Key_F7, _Key.Key_F8, _Key.Key_F9, _Key.Key_F10),
        *(_Key.Key_MediaTogglePlayPause, _Key.Key_VolumeDown, _Key.Key_VolumeUp),
    }
)
_ALLOWED = _EDITING | _VOICE


class KioskLock(QObject):
    """An event filter of the window, to be installed last: it sees everything first. ``closes``: the window
    may be closed from outside, as on a workbench; otherwise only by the program's own end, see ``open``.
    """

    def __init__(self, vm: KioskVm, window: QQuickWindow, *, closes: bool) -> None:
        super().__init__(vm)
        self._stage = vm.stage
        self._closes = closes
        window.installEventFilter(self)

    def open(self) -> None:
        """The program ends: its window may close now."""
        self._closes = True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        kind = event.type()
        if kind is _Type.Close and isinstance(event, QCloseEvent):
            if not self._closes:
                event.ignore()
            return not self._closes
        if kind in _NEVER or (self._stage.deaf and (kind in _TOUCHES or kind in _KEYS)):
            event.ignore()
            return True
        if kind in _KEYS and isinstance(event, QKeyEvent):
            return not _may_pass(event)
        if kind in _BUTTONS and isinstance(event, QMouseEvent):
            return event.button() is not Qt.MouseButton.LeftButton
        return False


def _may_pass(event: QKeyEvent) -> bool:
    if event.modifiers() & _CHORDS:
        return False
    if event.key() == _Key.Key_Insert:  # with Shift it pastes
        return False
    return event.key() in _ALLOWED or (event.text() != "" and event.text().isprintable())
