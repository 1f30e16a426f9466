"""A speech service that keeps what it is told to say."""

from __future__ import annotations

from tests.ui.walk import Walk


class RecordingSpeech:
    """Keeps what it is told to say, with its language; None where it was told to be silent."""

    available = True

    def __init__(self) -> None:
        self.said: list[tuple[str, str] | None] = []
        self.cut_off: list[str] = []  # what was said with an interruption
        self.alerts = 0
        self.paused = False
        self.rate, self.volume = 0, 0
        self.closed = False

    def say(self, text: str, *, language: str = "vi", interrupt: bool = True) -> None:
        self.said.append((language, text))
        if interrupt:
            self.paused = False
            self.cut_off.append(text)

    def alert(self) -> None:
        self.alerts += 1

    def pause(self) -> None:
        self.paused = True

    def go_on(self) -> None:
        self.paused = False

    def stop(self) -> None:
        self.paused = False
        self.said.append(None)

    def set_manner(self, *, rate: int, volume: int) -> None:
        self.rate, self.volume = rate, volume

    def close(self) -> None:
        self.closed = True

    @property
    def words(self) -> list[str]:
        return [entry[1] for entry in self.said if entry is not None]


def switch_on(walk: Walk) -> None:
    """As a person does it, in the panel."""
    walk.tap("accessibility")
    walk.tap("speechOn")
    walk.tap("closeAccessibility")
    walk.wait_until(lambda: walk.find("closeAccessibility") is None, "the panel to close")
