"""What is read aloud and when: the words that the screen shows, once a person has asked for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.settings import SpeechSettings
from ui.speech import SpeechService
from ui.spoken import spoken, spoken_character
from ui.view_models.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
SETTLING_MS = 600
VOLUMES = (-60, -43, -20, 16, 100)  # of the speaker, from -100 to 100: by espeak-ng 3 dB apart
_USUAL_VOLUME = 2
_RATE_STEP = 35  # slower and faster than what the office chose
_USUAL_RATE = 1
_RATES = 3


@QmlElement
@made_in_python
class SpeechVm(QObject):
    """Silent until switched on, for one visit: what a kiosk says aloud, everybody in the room hears.

    What is said waits for its turn. It is cut off by the person's next key or touch, and by guidance that is
    newer.
    """

    changed = Signal()
    readOn = Signal(int)  # the person asks for the next (1) or the last (-1) line
    hear = Signal()  # what changed on the screen can be said now

    def __init__(
        self, speech: SpeechService, settings: SpeechSettings, language: Callable[[], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._speech = speech
        self._language = language
        self._base_rate = settings.rate
        self._on = False
        self._paused = False
        self._volume, self._rate = _USUAL_VOLUME, _USUAL_RATE
        self._touched = False  # since something was said last
        self._heard: list[str] = []  # since the person did something last, to be repeated
        self._guided = ""
        self._waiting = ""
        self._settling = QTimer(self, singleShot=True, interval=SETTLING_MS)
        self._settling.timeout.connect(self._say_what_settled)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.hear)
        self._set_manner()

    @Property(bool, notify=changed)
    def available(self) -> bool:
        return self._speech.available

    @Property(bool, notify=changed)
    def on(self) -> bool:
        return self._on

    @Property(bool, notify=changed)
    def paused(self) -> bool:
        return self._paused

    @Property(int, notify=changed)
    def volume(self) -> int:
        """A step of `VOLUMES`, counted from 0."""
        return self._volume

    @Property(int, notify=changed)
    def volumes(self) -> int:
        return len(VOLUMES)

    @Property(int, notify=changed)
    def rate(self) -> int:
        """0 slow, 1 usual, 2 fast."""
        return self._rate

    @property
    def is_on(self) -> bool:
        return self._on

    @property
    def is_usual(self) -> bool:
        """As everybody finds it: silent, of middle volume and rate."""
        return not self._on and (self._volume, self._rate) == (_USUAL_VOLUME, _USUAL_RATE)

    @property
    def volume_step(self) -> int:
        return self._volume

    @property
    def rate_step(self) -> int:
        return self._rate

    @Slot()
    def hearSoon(self) -> None:
        """Something changed on the screen; `hear` follows once for all that changes in this turn."""
        self._soon.start()

    # What the person does

    @Slot(bool)
    def setOn(self, on: bool) -> None:
        self._silence()
        self._on = on and self._speech.available
        self.changed.emit()

    @Slot()
    def repeat(self) -> None:
        """Once more what was said since the person last did something."""
        if self._on and self._heard:
            self._resume()
            self._speech.say(". ".join(self._heard), language=self._language(), interrupt=True)
            self._touched = False

    @Slot()
    def pauseOrGoOn(self) -> None:
        if not self._on:
            return
        self._paused = not self._paused
        if self._paused:
            self._speech.pause()
        else:
            self._speech.go_on()
        self.changed.emit()

    @Slot(int)
    def setVolume(self, step: int) -> None:
        self._volume = max(0, min(len(VOLUMES) - 1, step))
        self._set_manner()

    @Slot(int)
    def setRate(self, step: int) -> None:
        self._rate = max(0, min(_RATES - 1, step))
        self._set_manner()

    def next_rate(self) -> None:
        """Slow, usual, fast, and slow again."""
        self.setRate((self._rate + 1) % _RATES)

    def touched(self) -> None:
        """The person pressed a key or touched the screen: what comes next cuts off what is being said."""
        self._touched = True

    def read_on(self, step: int) -> None:
        self.readOn.emit(step)

    # What the screen says

    @Slot(str)
    def say(self, text: str) -> None:
        """In its turn, or at once when the person has just done something."""
        words = self._words(text)
        if self._on and words:
            self._speak(words, interrupt=self._touched)

    @Slot(str, bool)
    def guide(self, text: str, at_once: bool) -> None:
        """What the page says of itself now, once until it says something else. ``at_once`` False: only if it
        still stands in a moment, for guidance that follows the camera.
        """
        words = self._words(text)
        if not self._on or not words:
            return
        if words == self._guided:
            self._settling.stop()  # what came between has not lasted
            return
        if at_once:
            self._settling.stop()
            self._speak_guidance(words)
        elif words != self._waiting or not self._settling.isActive():
            self._waiting = words
            self._settling.start()

    @Slot(str)
    def report(self, text: str) -> None:
        """About the voice itself: at once, and nothing that is repeated later."""
        words = self._words(text)
        if self._on and words:
            self._touched = False
            self._speech.say(words, language=self._language(), interrupt=True)

    @Slot()
    def forget(self) -> None:
        """Another page: even the same words are news there."""
        self._settling.stop()
        self._guided = self._waiting = ""

    @Slot(str, result=str)
    def nameOf(self, character: str) -> str:
        return spoken_character(character, self._language())

    @Slot()
    def alert(self) -> None:
        """The tone before a warning."""
        if self._on:
            self._resume()
            self._speech.stop()
            self._speech.alert()
            self._touched = False

    def wipe(self) -> None:
        """The visit ends: the next person finds a silent kiosk with the usual volume and rate."""
        self._volume, self._rate = _USUAL_VOLUME, _USUAL_RATE
        self._set_manner()
        if self._on:
            self.setOn(False)

    def close(self) -> None:
        self._silence()
        self._speech.close()

    def _words(self, text: str) -> str:
        return spoken(text, self._language())

    @Slot()
    def _say_what_settled(self) -> None:
        self._speak_guidance(self._waiting)

    def _speak_guidance(self, words: str) -> None:
        self._guided, self._waiting = words, ""
        self._speak(words, interrupt=True)

    def _speak(self, words: str, *, interrupt: bool) -> None:
        if interrupt:
            self._resume()
            self._heard.clear()
        self._touched = False
        self._heard.append(words)
        self._speech.say(words, language=self._language(), interrupt=interrupt)

    def _resume(self) -> None:
        """What cuts off a pause ends it too."""
        if self._paused:
            self._paused = False
            self.changed.emit()

    def _set_manner(self) -> None:
        rate = self._base_rate + (self._rate - _USUAL_RATE) * _RATE_STEP
        self._speech.set_manner(rate=max(-100, min(100, rate)), volume=VOLUMES[self._volume])
        self.changed.emit()

    def _silence(self) -> None:
        self._settling.stop()
        self._guided = self._waiting = ""
        self._heard.clear()
        self._touched = False
        self._paused = False
        if self._on:
            self._speech.stop()
