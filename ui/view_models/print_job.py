"""Printing what a screen shows, once at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.view_models.background import Known, Scope


class PrintJob:
    """``state`` is idle, running, done or failed; ``on_change`` is called after each change of it."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self.state = "idle"
        self._on_change = on_change

    def start(self, new_scope: Callable[[], Scope], work: Callable[[], None]) -> None:
        """Have blocking ``work`` print; nothing happens while it still does."""
        if self.state == "running":
            return
        self._become("running")
        new_scope().run(work, lambda _nothing: self._become("done"), self._on_fault)

    def forget(self) -> None:
        """Another content: nothing of it was printed."""
        self.state = "idle"

    def lose_sight(self) -> None:
        """The page was left, and how printing ended was not heard: it may be printed again."""
        if self.state == "running":
            self.state = "idle"

    def _on_fault(self, error: Known) -> None:
        del error
        self._become("failed")

    def _become(self, state: str) -> None:
        self.state = state
        self._on_change()
