"""Keys and a pointer for a simulated person, through the event loop as from a keyboard and a mouse.

Those of `QTest` keep Python's lock while Qt works on them. What is loaded then, a page or the on-screen
keyboard, is read by a thread of Qt that may need the lock: on a cold cache both wait for ever.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputEvent, QKeyEvent, QMouseEvent, QWindow

_NONE = Qt.KeyboardModifier.NoModifier
_LEFT = Qt.MouseButton.LeftButton
_TEXTS = {
    Qt.Key.Key_Return: "\r",
    Qt.Key.Key_Enter: "\r",
    Qt.Key.Key_Tab: "\t",
    Qt.Key.Key_Space: " ",
    Qt.Key.Key_Backspace: "\b",
    Qt.Key.Key_Escape: "\x1b",
}
_APART, _HELD = 600, 20  # ms: further than the taps of a double tap; a tap itself


def press_key(
    window: QWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE, text: str | None = None
) -> None:
    """Down and up again; returns once both have arrived. ``text``: what the key types; None: as usual."""
    typed = _TEXTS.get(key, "") if text is None else text
    _deliver(window, *(QKeyEvent(kind, key, modifiers, typed) for kind in (_DOWN, _UP)))


def hold_key(window: QWindow, key: Qt.Key) -> None:
    """Down, and again as a keyboard says while it stays down."""
    typed = _TEXTS.get(key, "")
    again = QKeyEvent(_DOWN, key, _NONE, typed, True)
    _deliver(window, QKeyEvent(_DOWN, key, _NONE, typed), again)


def let_key_go(window: QWindow, key: Qt.Key) -> None:
    _deliver(window, QKeyEvent(_UP, key, _NONE, _TEXTS.get(key, "")))


def type_character(window: QWindow, character: str) -> None:
    press_key(window, Qt.Key.Key_unknown, text=character)


def click(window: QWindow, at: QPoint) -> None:
    press(window, at)
    release(window, at)


def press(window: QWindow, at: QPoint) -> None:
    _deliver(window, _pointer(window, QEvent.Type.MouseButtonPress, at, _LEFT, _LEFT))


def move(window: QWindow, at: QPoint) -> None:
    """With the button held down."""
    _deliver(window, _pointer(window, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, _LEFT))


def release(window: QWindow, at: QPoint) -> None:
    _deliver(window, _pointer(window, QEvent.Type.MouseButtonRelease, at, _LEFT, Qt.MouseButton.NoButton))


_clock = [0]  # of the events, in ms
_DOWN, _UP = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


def _pointer(
    window: QWindow, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, held: Qt.MouseButton
) -> QMouseEvent:
    return QMouseEvent(kind, QPointF(at), QPointF(window.mapToGlobal(at)), button, held, _NONE)


def _deliver(window: QWindow, *events: QInputEvent) -> None:
    for event in events:
        _clock[0] += _APART if event.type() in (_DOWN, QEvent.Type.MouseButtonPress) else _HELD
        event.setTimestamp(_clock[0])
        QCoreApplication.postEvent(window, event)
    QCoreApplication.processEvents()
