"""``python -m tests.ui.stopped_while_drawing``: a kiosk on a whole screen, told to end amid a picture."""

from __future__ import annotations

import signal
import sys

from PySide6.QtCore import Qt

from tests.ui.devices.parts import TestParts, settings_of
from ui.app import KioskWindow, run_window

_LATER = 5


def stop_while_drawing(kiosk: KioskWindow) -> None:
    """At a picture that is drawn in answer to an event; the first ones stand when the window does."""
    drawn = 0

    def on_drawn() -> None:
        nonlocal drawn
        drawn += 1
        if drawn == _LATER:
            signal.raise_signal(signal.SIGTERM)
        kiosk.window.update()

    kiosk.window.afterRendering.connect(on_drawn, Qt.ConnectionType.DirectConnection)


if __name__ == "__main__":
    # As on a counter, where nothing from outside closes the window.
    screen = {"full_screen": True, "settle_seconds": 0.1, "motion": False}
    sys.exit(run_window(TestParts(settings_of(screen=screen)), stop_while_drawing))
