"""A short tone for everybody near: a card was left on the reader, or somebody called for staff."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer, Slot

from kiosk.settings import SpeechSettings
from kiosk.speech_programs import PLAYER
from ui.tone import alert_tone

if TYPE_CHECKING:
    from ui.view_models.kiosk_vm import KioskVm

logger = logging.getLogger(__name__)

_AGAIN_MS = 4000
_TIMES = 15  # a minute; whoever has gone further does not hear it any more


class SignalTone(QObject):
    """Plays through a program of its own; without one, or once it failed, there is silence."""

    def __init__(self, player: str | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._process = QProcess(self)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def player(self) -> str | None:
        return self._player

    def play(self) -> bool:
        """Returns at once, with whether there is anything to play it; a tone that still sounds is not begun
        again.
        """
        if self._player is None:
            return False
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._process.start(self._player, ["-q", "-"])
            self._process.write(alert_tone())
            self._process.closeWriteChannel()
        return True

    def close(self) -> None:
        self._player = None
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished()

    @Slot(int, QProcess.ExitStatus)
    def _on_finished(self, code: int, _status: object) -> None:
        if code != 0:
            self._give_up(f"exit code {code}")

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        self._give_up(error.name)

    def _give_up(self, reason: str) -> None:
        if self._player is not None:
            self._player = None
            logger.warning("the tone cannot be played and stays off: %s", reason)


class Ringing(QObject):
    """Sounds for a minute at most, while somebody should come: the visit is over and its card still lies on
    the reader, or staff were called and nobody has opened their room yet.
    """

    def __init__(self, vm: KioskVm, tone: SignalTone, parent: QObject) -> None:
        super().__init__(parent)
        self._vm = vm
        self._tone = tone
        self._left = 0
        self._called = False
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self._call)
        vm.cardLeftChanged.connect(self._look)
        vm.staffCalled.connect(self._call_staff)
        vm.screenChanged.connect(self._follow)

    def close(self) -> None:
        self._timer.stop()
        self._tone.close()

    @Slot()
    def _call_staff(self) -> None:
        self._called = True
        self._look()

    @Slot()
    def _follow(self) -> None:
        self._called = self._called and self._vm.property("screen") == "staff_called"
        self._look()

    @Slot()
    def _look(self) -> None:
        if not (self._vm.cardLeft or self._called):
            self._timer.stop()
        elif not self._timer.isActive():
            self._left = _TIMES
            self._timer.start()
            self._call()

    @Slot()
    def _call(self) -> None:
        if self._left > 0:
            self._left -= 1
            self._tone.play()


def find_tone(settings: SpeechSettings, parent: QObject | None = None) -> SignalTone:
    """With the player of this machine, where the office wants tones."""
    return SignalTone(shutil.which(PLAYER) if settings.tones else None, parent)
