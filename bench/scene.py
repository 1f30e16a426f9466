"""The real window over a real core, offscreen, and how long it takes until what a touch led to is drawn."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QGuiApplication

from kiosk.app import Kiosk
from simulation.touch import Touch
from ui.app import KioskWindow, load_fonts

_LIMIT_SECONDS = 30.0
_REST_SECONDS = 0.4  # then a page has faded in and takes touches again


class Scene:
    def __init__(self, kiosk: Kiosk) -> None:
        self.window = KioskWindow(kiosk, size=QSize(1080, 1920))
        self.touch = Touch(self.window.window)
        self._frames = self._screens = 0
        self.window.window.frameSwapped.connect(self._on_frame)
        self.window.vm.screenChanged.connect(self._on_screen)

    def drawn_after(self, action: Callable[[], object], *, new_screen: bool = False) -> float:
        """Milliseconds; with ``new_screen`` until a picture of the next screen has been drawn."""
        started, screens = time.perf_counter(), self._screens
        action()
        while new_screen and self._screens == screens:
            self._turn(started)
        frames = self._frames
        while self._frames == frames:
            self._turn(started)
        return (time.perf_counter() - started) * 1000

    def rest(self) -> None:
        self.touch.let_run(_REST_SECONDS)

    def _turn(self, started: float) -> None:
        QCoreApplication.processEvents()
        if time.perf_counter() - started > _LIMIT_SECONDS:
            raise TimeoutError("nothing was drawn")

    def _on_frame(self) -> None:
        self._frames += 1

    def _on_screen(self) -> None:
        self._screens += 1


@contextmanager
def open_scene(kiosk: Kiosk) -> Iterator[Scene]:
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    load_fonts()
    scene = Scene(kiosk)
    try:
        yield scene
    finally:
        scene.window.close()
        application.processEvents()
