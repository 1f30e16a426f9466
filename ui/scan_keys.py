"""Key presses of a scanner that types: on the card page they are offered to the card check.

People hardly type there with a keyboard, and what they do type is no code by its grammar, so every printable
key is passed on and still does what it does on the page. Only the Enter or Tab that a scanner sends right
after a code is kept back: it would press whatever button has the focus.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from ui.view_models.kiosk_vm import KioskVm

_CARD_PAGE = "card"
_SCANNER_PAUSE_MS = 100  # a typing scanner sends a character every 1 to 50 ms; nobody is that quick by hand
_LEAST_RUN = 8  # quick characters in a row before an Enter is taken for the scanner's
_END_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


class ScanKeys(QObject):
    """An event filter of the window."""

    def __init__(self, vm: KioskVm) -> None:
        super().__init__(vm)
        self._vm = vm
        self._since_last = QElapsedTimer()
        self._run = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._vm.current_screen != _CARD_PAGE:
            self._run = 0
            return False
        quick = self._since_last.isValid() and self._since_last.elapsed() <= _SCANNER_PAUSE_MS
        if event.key() in _END_KEYS:
            return quick and self._run >= _LEAST_RUN
        text = event.text()
        if text and text.isprintable():
            self._run = self._run + 1 if quick else 1
            self._since_last.start()
            self._vm.type_scan(text)
        return False
