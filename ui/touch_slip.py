"""How far a finger may slip on the glass and still press what it came down on."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QWindow

from kiosk.settings import ScreenSettings

_MM_PER_INCH = 25.4


class TouchSlip(QObject):
    """Qt begins to scroll after ten pixels: three millimetres on a panel of 27 inches, less than a trembling
    hand slips. The tap is lost then. Here it is so many millimetres, however many pixels these are.
    """

    def __init__(self, window: QWindow, screen: ScreenSettings) -> None:
        super().__init__(window)
        self._window = window
        self._screen = screen
        window.widthChanged.connect(self._set)
        window.heightChanged.connect(self._set)
        self._set()

    @Slot()
    def _set(self) -> None:
        pixels = math.hypot(self._window.width(), self._window.height())
        distance = self._screen.slip_mm * pixels / (self._screen.diagonal_inches * _MM_PER_INCH)
        QGuiApplication.styleHints().setStartDragDistance(round(distance))
