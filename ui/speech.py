"""Reading the screens aloud, for people who cannot see them.

The program ``spd-say`` of speech-dispatcher does the speaking, in a process of its own: nothing is linked in,
and a kiosk without it is simply silent.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from kiosk.settings import SpeechSettings

logger = logging.getLogger(__name__)

PROGRAM = "spd-say"
_PATIENCE = 5.0  # s; it only hands the words over and does not wait until they are spoken


class SpeechService(Protocol):
    """Says one thing at a time. Both calls return at once and may be made at any time."""

    @property
    def available(self) -> bool:
        """Whether anything can be heard, so that it may be offered."""
        ...

    def say(self, text: str, *, language: str = "vi", interrupt: bool = True) -> None:
        """Speak ``text``; ``interrupt`` cuts off what is being said. ``language`` as in ISO 639-1."""
        ...

    def stop(self) -> None:
        """Be silent at once."""
        ...

    def close(self) -> None: ...


class NoSpeech:
    """Says nothing."""

    available = False

    def say(self, text: str, *, language: str = "vi", interrupt: bool = True) -> None:
        """Words go nowhere."""

    def stop(self) -> None:
        """It is silent already."""

    def close(self) -> None:
        """Nothing was opened."""


class SpeechDispatcher:
    """Hands words to ``spd-say`` on its standard input, so that they stand in no list of processes."""

    def __init__(self, program: str = PROGRAM, rate: int = 0) -> None:
        """``rate``: -100 (slow) to 100 (fast)."""
        self._program = program
        self._rate = rate
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="speech")
        self._newest = 0
        self._broken = False

    @property
    def available(self) -> bool:
        return not self._broken

    def say(self, text: str, *, language: str = "vi", interrupt: bool = True) -> None:
        if interrupt:
            self._newest += 1
        self._thread.submit(self._say, text, language, interrupt, self._newest)

    def stop(self) -> None:
        self._newest += 1
        self._thread.submit(self._run, "--cancel")

    def close(self) -> None:
        """Be silent, and wait for the last call."""
        self.stop()
        self._thread.shutdown(wait=True)

    def _say(self, text: str, language: str, interrupt: bool, number: int) -> None:
        if number != self._newest:
            return  # something newer cut it off before it began
        if interrupt:
            self._run("--cancel")
        words = " ".join(text.split())  # one line: what follows a line break would be a message of its own
        self._run("--language", language, "--rate", str(self._rate), "--pipe-mode", words=words)

    def _run(self, *arguments: str, words: str = "") -> None:
        """What goes wrong is logged once and without the words: a visit goes on silently as well."""
        if self._broken:
            return
        try:
            subprocess.run(
                [self._program, *arguments],
                input=f"{words}\n" if words else "",
                text=True,
                stdout=subprocess.DEVNULL,  # it repeats there what it says
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            self._broken = True
            logger.warning("speech does not work and stays off: %s", type(error).__name__)


def find_speech(settings: SpeechSettings) -> SpeechService:
    """The speech that the settings ask for, if this machine has it; otherwise none."""
    program = shutil.which(PROGRAM) if settings.enabled else None
    if program is None:
        if settings.enabled:
            logger.warning("speech is switched on, but %s is not installed", PROGRAM)
        return NoSpeech()
    return SpeechDispatcher(program, settings.rate)
