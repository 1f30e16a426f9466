"""Reading the screens aloud, for people who cannot see them.

The program ``spd-say`` of speech-dispatcher does the speaking and ``aplay`` plays the one tone, each in a
process of its own: nothing is linked in, and a kiosk without them is simply silent. The doctor says so.
"""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
from collections import deque
from dataclasses import dataclass
from threading import Condition, Event
from typing import Protocol

from kiosk.settings import SpeechSettings
from kiosk.speech_programs import PLAYER, SPEAKER
from kiosk.workers import Workers
from ui.tone import alert_tone

logger = logging.getLogger(__name__)

_PATIENCE = 5.0  # s for a program that has nothing to say or to play
_LONGEST_SENTENCE = 120.0  # s; a speaker that needs longer hangs
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


class SpeechService(Protocol):
    """Says one thing after another. Every call returns at once and may be made at any time."""

    @property
    def available(self) -> bool:
        """Whether anything can be heard, so that it may be offered."""
        ...

    def say(self, text: str, *, language: str = "vi", interrupt: bool = True) -> None:
        """Speak ``text`` after what is being said; ``interrupt`` cuts that off. ``language``: ISO 639-1."""
        ...

    def alert(self) -> None:
        """A short tone, in its turn; nothing where the machine cannot play one."""
        ...

    def pause(self) -> None:
        """Be silent at once and keep what was not said yet."""
        ...

    def go_on(self) -> None:
        """Say what `pause` kept, from the beginning of the sentence that was cut off."""
        ...

    def stop(self) -> None:
        """Be silent at once and forget what was still to be said."""
        ...

    def set_manner(self, *, rate: int, volume: int) -> None:
        """From the next sentence on. Both from -100 (slow, quiet) to 100 (fast, loud)."""
        ...

    def close(self) -> None: ...


class NoSpeech:
    """Says nothing."""

    available = False

    def say(self, text: str, *, language: str = "vi", interrupt: bool = True) -> None:
        """Words go nowhere."""

    def alert(self) -> None:
        """There is no tone either."""

    def pause(self) -> None:
        """It is silent already."""

    def go_on(self) -> None:
        """Nothing was kept."""

    def stop(self) -> None:
        """It is silent already."""

    def set_manner(self, *, rate: int, volume: int) -> None:
        """Silence has no manner."""

    def close(self) -> None:
        """Nothing was opened."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """``words`` empty: the tone."""

    words: str
    language: str


class SpeechDispatcher:
    """Hands each sentence to ``spd-say`` on its standard input, so that it stands in no list of processes,
    and waits until it was spoken: what is still to be said is kept here, where it can be paused and dropped.
    """

    def __init__(
        self, speaker: str = SPEAKER, player: str | None = None, workers: Workers | None = None
    ) -> None:
        """``player`` of the tone; None where there is none."""
        self._speaker = speaker
        self._player = player
        self._rate, self._volume = 0, 0
        self._turn = Condition()
        self._waiting: deque[_Sentence] = deque()
        self._now: _Sentence | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._cut = False  # what is being said has to end
        self._paused = False
        self._closing = False
        self._broken = False
        self._over = Event()
        self._thread = (workers or Workers()).start("speech", self._work, self._over)

    @property
    def available(self) -> bool:
        return not self._broken

    def say(self, text: str, *, language: str = "vi", interrupt: bool = True) -> None:
        with self._turn:
            if interrupt:
                self._drop()
            for words in _SENTENCE_END.split(" ".join(text.split())):
                self._waiting.append(_Sentence(words, language))
            self._turn.notify_all()

    def alert(self) -> None:
        with self._turn:
            self._waiting.append(_Sentence("", ""))
            self._turn.notify_all()

    def pause(self) -> None:
        with self._turn:
            self._paused = True
            if self._now is not None:
                self._waiting.appendleft(self._now)
            self._end_now()

    def go_on(self) -> None:
        with self._turn:
            self._paused = False
            self._turn.notify_all()

    def stop(self) -> None:
        with self._turn:
            self._drop()
            self._turn.notify_all()

    def set_manner(self, *, rate: int, volume: int) -> None:
        with self._turn:
            self._rate, self._volume = rate, volume

    def close(self) -> None:
        """Be silent, and wait for the last call."""
        with self._turn:
            self._drop()
            self._closing = True
            self._turn.notify_all()
        self._over.set()
        self._thread.join()

    def wait_until_said(self) -> None:
        """Until nothing is left to be said or played."""
        with self._turn:
            self._turn.wait_for(lambda: not self._waiting and self._now is None and not self._cut)

    # All of these with the turn held

    def _drop(self) -> None:
        self._waiting.clear()
        self._paused = False
        self._end_now()

    def _end_now(self) -> None:
        if self._now is None:
            return
        self._now, self._cut = None, True
        if self._process is not None:
            self._process.terminate()

    def _has_work(self) -> bool:
        return self._cut or self._closing or (bool(self._waiting) and not self._paused)

    # In the thread of its own

    def _work(self) -> None:
        with self._turn:
            self._now = None  # when it begins again: the sentence that it ended over is not said
            self._turn.notify_all()
        while True:
            with self._turn:
                self._turn.wait_for(self._has_work)
                cut, self._cut = self._cut, False
                closing = self._closing
                sentence = None
                if not (cut or closing):
                    sentence = self._now = self._waiting.popleft()
                manner = "--rate", str(self._rate), "--volume", str(self._volume)
            if cut or closing:
                self._run([self._speaker, "--cancel"], b"", _PATIENCE)  # the daemon still speaks what it has
            elif sentence is not None and sentence.words:
                options = "--language", sentence.language, *manner, "--wait", "--pipe-mode"
                # A line that begins with "!-!" would be a command to the speaker.
                words = sentence.words.lstrip("!").encode() + b"\n"
                self._run([self._speaker, *options], words, _LONGEST_SENTENCE)
            else:
                self._play()
            with self._turn:
                if self._now is sentence:
                    self._now = None
                self._turn.notify_all()
            if closing:
                return

    def _play(self) -> None:
        if self._player is not None and not self._run([self._player, "-q", "-"], alert_tone(), _PATIENCE):
            self._player = None

    def _run(self, command: list[str], given: bytes, patience: float) -> bool:
        """What goes wrong is logged once and without the words: a visit goes on silently as well."""
        if self._broken:
            return False
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,  # it repeats there what it says
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            self._give_up(command[0], type(error).__name__)
            return False
        with self._turn:
            self._process = process
            if self._cut:  # while it was being started
                process.terminate()
        try:
            process.communicate(given, timeout=patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        with self._turn:
            self._process = None
            ended_here = self._cut
        if process.returncode != 0 and not ended_here:
            self._give_up(command[0], f"exit code {process.returncode}")
            return False
        return True

    def _give_up(self, program: str, reason: str) -> None:
        if program == self._player:
            logger.warning("the alert tone cannot be played and stays off: %s", reason)
            return
        self._broken = True
        logger.warning("speech does not work and stays off: %s", reason)


def find_speech(settings: SpeechSettings, workers: Workers | None = None) -> SpeechService:
    """The speech that the settings ask for, if this machine has it; otherwise none."""
    speaker = shutil.which(SPEAKER) if settings.enabled else None
    if speaker is None:
        if settings.enabled:
            logger.warning("speech is switched on, but %s is not installed", SPEAKER)
        return NoSpeech()
    return SpeechDispatcher(speaker, shutil.which(PLAYER), workers)
