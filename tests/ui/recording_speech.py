"""A speech service that keeps what it is told to say."""

from __future__ import annotations

from tests.ui.walk import Walk


class RecordingSpeech:
    """Keeps what it is told to say, with its language; None where it was told to be silent."""

    available = True

    def __init__(self) -> None:
        self.said: list[tuple[str, str] | None] = []
        self.closed = False

    def say(self, text: str, *, language: str = "vi", interrupt: bool = True) -> None:
        assert interrupt
        self.said.append((language, text))

    def stop(self) -> None:
        self.said.append(None)

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
