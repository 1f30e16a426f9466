"""A person who has no touch screen: Tab, Enter and typed characters alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem

from simulation.form_filling import FormFilling
from simulation.hands import press_key
from tests.ui.walk import Walk

_MOST_STOPS = 80
_SCROLLING = 0.5  # s


class KeyWalk(Walk):
    """Where others tap, this one goes by Tab and presses Enter; an entry only gets the focus."""

    def tap(self, name: str, patience: float | None = None, *, across: float = 0.5) -> None:
        del across
        self.go_to(name, patience)
        while self._wants_all_seen(name):  # the Tab key went faster than the page could follow
            self.go_to("scrollDown")
            press_key(self.kiosk.window, Qt.Key.Key_Return)
            self.let_run(_SCROLLING)
            self.go_to(name)
        item = self.kiosk.window.activeFocusItem()
        if item is not None and not item.inherits("QQuickTextInput"):
            press_key(self.kiosk.window, Qt.Key.Key_Return)
        self.let_run(0.03)

    def go_to(self, name: str, patience: float | None = None) -> None:
        self.wait_for(name, patience)
        self.wait_for_keys()
        for _ in range(_MOST_STOPS):
            item: QQuickItem | None = self.kiosk.window.activeFocusItem()
            if item is not None and item.objectName() == name:
                return
            press_key(self.kiosk.window, Qt.Key.Key_Tab)
        raise AssertionError(f"{name} cannot be reached by the keyboard")


class KeyFilling(FormFilling):
    """Fills pages by a physical keyboard."""

    def __init__(self, walk: KeyWalk) -> None:
        super().__init__(walk)
        self._walk = walk

    def write(self, entry: str, text: str) -> None:
        self._walk.go_to(entry)
        self._walk.let_run(0.03)
        window = self._walk.kiosk.window
        press_key(window, Qt.Key.Key_End)
        press_key(window, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
        press_key(window, Qt.Key.Key_Backspace)
        self._walk.type_text(text)
