"""How the person wants to see the screens. For one visit: the next person finds the standard look."""

from __future__ import annotations

import math

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.settings import ScreenSettings
from ui.view_models.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
TEXT_SCALES = (1.0, 1.25, 1.5)
_REACH_MM = 1220.0  # the highest that is reached from a wheelchair; EN 301 549 8.3.3.1, 36 CFR 1194 407.8
_MM_PER_INCH = 25.4
_LOWEST_SHARE = 0.6  # of the height; below it a page has no room


@QmlElement
@made_in_python
class AccessibilityVm(QObject):
    changed = Signal()

    def __init__(self, screen: ScreenSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._reachable = reachable_share(screen)
        self._low_reach = False
        self._text_scale = TEXT_SCALES[0]
        self._high_contrast = False
        self._uncovered = False
        self._usually_reduced = not screen.motion
        self._reduced_motion = self._usually_reduced

    @Property(float, notify=changed)
    def textScale(self) -> float:
        return self._text_scale

    @Property(bool, notify=changed)
    def highContrast(self) -> bool:
        return self._high_contrast

    @Property(bool, notify=changed)
    def reducedMotion(self) -> bool:
        return self._reduced_motion

    @Property(bool, notify=changed)
    def lowReach(self) -> bool:
        """Everything stands where it is reached from a wheelchair."""
        return self._low_reach

    @Property(float, notify=changed)
    def reachableShare(self) -> float:
        """Of the height of an upright panel, counted from below; 1 where all of it is within reach."""
        return self._reachable

    @Property(bool, notify=changed)
    def uncovered(self) -> bool:
        """Amounts and the like stand there without a button being held, and are read aloud."""
        return self._uncovered

    @Slot(bool)
    def setUncovered(self, on: bool) -> None:
        self._uncovered = on
        self.changed.emit()

    @Slot(bool)
    def setLowReach(self, on: bool) -> None:
        self._low_reach = on
        self.changed.emit()

    @Slot(float)
    def setTextScale(self, scale: float) -> None:
        self._text_scale = min(TEXT_SCALES, key=lambda each: abs(each - scale))
        self.changed.emit()

    @Slot(bool)
    def setHighContrast(self, on: bool) -> None:
        self._high_contrast = on
        self.changed.emit()

    @Slot(bool)
    def setReducedMotion(self, on: bool) -> None:
        self._reduced_motion = on
        self.changed.emit()

    @property
    def is_usual(self) -> bool:
        """Nothing was changed from the look that everybody finds."""
        changed = self._high_contrast or self._low_reach or self._reduced_motion != self._usually_reduced
        changed = changed or self._uncovered
        return self._text_scale == TEXT_SCALES[0] and not changed

    def wipe(self) -> None:
        self._text_scale = TEXT_SCALES[0]
        self._high_contrast = self._low_reach = self._uncovered = False
        self._reduced_motion = self._usually_reduced
        self.changed.emit()


def reachable_share(screen: ScreenSettings) -> float:
    """How much of the height of an upright panel is within reach from a wheelchair: 0.6 to 1."""
    long, short = max(screen.width, screen.height), min(screen.width, screen.height)
    height_mm = screen.diagonal_inches * _MM_PER_INCH * long / math.hypot(long, short)
    return max(_LOWEST_SHARE, min(1.0, (_REACH_MM - screen.lower_edge_mm) / height_mm))
