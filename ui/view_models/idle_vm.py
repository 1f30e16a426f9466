"""The idle warning: asks the core's watch every quarter of a second, shows what it says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.clock import Clock
from kiosk.idle import Attention, IdleLimits, IdleWatch
from kiosk.settings import IdleSettings
from ui.view_models.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_TICK_MS = 250
_TOUCHES = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
    }
)


@QmlElement
@made_in_python
class IdleVm(QObject):
    """Install it as an event filter on the application: every touch anywhere counts as presence."""

    changed = Signal()

    def __init__(
        self, clock: Clock, settings: IdleSettings, on_gone: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        limits = IdleLimits(settings.before_warning_seconds, settings.to_answer_seconds)
        self._watch = IdleWatch(clock, limits)
        self._on_gone = on_gone
        self._warned = False
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.look)

    @Property(bool, notify=changed)
    def warned(self) -> bool:
        return self._warned

    @Property(float, notify=changed)
    def secondsLeft(self) -> float:
        return self._watch.seconds_left()

    @Property(float, notify=changed)
    def fractionLeft(self) -> float:
        return self._watch.seconds_left() / self._settings.to_answer_seconds

    @property
    def silent_seconds(self) -> float:
        """Since the last touch, or since the page came."""
        return self._watch.silent_seconds()

    @Slot()
    def stay(self) -> None:
        """The person is still there."""
        self._watch.touch()
        self.look()

    @Slot()
    def look(self) -> None:
        attention = self._watch.attention()
        if attention is Attention.GONE:
            self.stop()
            self._on_gone()
            return
        warned = attention is Attention.WARNED
        if warned or warned is not self._warned:
            self._warned = warned
            self.changed.emit()

    def start(self, *, long: bool) -> None:
        """Watch from now on; ``long`` where typing or waiting for staff takes time."""
        self._watch.extra = self._settings.typing_extra_seconds if long else 0.0
        self._watch.touch()
        self._timer.start()
        self.look()

    def stop(self) -> None:
        self._timer.stop()
        self._warned = False
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Once the warning shows only its own button counts: a stray touch must not hide it unread.
        if event.type() in _TOUCHES and not self._warned:
            self._watch.touch()
        return super().eventFilter(watched, event)
