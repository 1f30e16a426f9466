"""How the person wants to see the screens. For one visit: the next person finds the standard look."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.view_models.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
TEXT_SCALES = (1.0, 1.25, 1.5)


@QmlElement
@made_in_python
class AccessibilityVm(QObject):
    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text_scale = TEXT_SCALES[0]
        self._high_contrast = False
        self._reduced_motion = False

    @Property(float, notify=changed)
    def textScale(self) -> float:
        return self._text_scale

    @Property(bool, notify=changed)
    def highContrast(self) -> bool:
        return self._high_contrast

    @Property(bool, notify=changed)
    def reducedMotion(self) -> bool:
        return self._reduced_motion

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
        return self._text_scale == TEXT_SCALES[0] and not (self._high_contrast or self._reduced_motion)

    def wipe(self) -> None:
        self._text_scale, self._high_contrast, self._reduced_motion = TEXT_SCALES[0], False, False
        self.changed.emit()
