"""What is read aloud and when: the words that the screen shows, once a person has asked for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.speech import SpeechService
from ui.view_models.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
SETTLING_MS = 600
_WORD_JOINER = "\u2060"  # keeps words together on the screen and is nothing to be said


@QmlElement
@made_in_python
class SpeechVm(QObject):
    """Silent until switched on, for one visit: what a kiosk says aloud, everybody in the room hears."""

    changed = Signal()

    def __init__(self, speech: SpeechService, language: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._speech = speech
        self._language = language
        self._on = False
        self._said = ""
        self._waiting = ""
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MS)
        self._settling.timeout.connect(self._say_what_settled)

    @Property(bool, notify=changed)
    def available(self) -> bool:
        return self._speech.available

    @Property(bool, notify=changed)
    def on(self) -> bool:
        return self._on

    @property
    def is_on(self) -> bool:
        return self._on

    @Slot(bool)
    def setOn(self, on: bool) -> None:
        self._silence()
        self._on = on and self._speech.available
        self.changed.emit()

    @Slot(str, bool)
    def say(self, text: str, at_once: bool) -> None:
        """``at_once`` False: only if it still stands in a moment, for guidance that follows the camera."""
        words = text.replace(_WORD_JOINER, "").strip()
        if not self._on or not words:
            return
        if words == self._said:
            self._settling.stop()  # what came between has not lasted
            return
        if at_once:
            self._settling.stop()
            self._speak(words)
        elif words != self._waiting or not self._settling.isActive():
            self._waiting = words
            self._settling.start()

    def wipe(self) -> None:
        """The visit ends: the next person finds a silent kiosk."""
        if self._on:
            self.setOn(False)

    def close(self) -> None:
        self._silence()
        self._speech.close()

    def _say_what_settled(self) -> None:
        self._speak(self._waiting)

    def _speak(self, words: str) -> None:
        self._said, self._waiting = words, ""
        self._speech.say(words, language=self._language(), interrupt=True)

    def _silence(self) -> None:
        self._settling.stop()
        self._said = self._waiting = ""
        if self._on:
            self._speech.stop()
