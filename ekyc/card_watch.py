"""Whether a card lies on the reader while nobody reads it: people leave theirs behind."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from ekyc.card.errors import CardError, CardErrorCode

if TYPE_CHECKING:
    from ekyc.chip.transport import CardConnector

_STEP_SECONDS = 0.3


StartThread = Callable[[str, Callable[[], None], threading.Event], threading.Thread]
"""Starts a thread of that name; the event tells that it is to end."""


def start_thread(name: str, run: Callable[[], None], stopping: threading.Event) -> threading.Thread:
    del stopping
    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    return thread


class CardWatch:
    """Looks from time to time between ``start`` and ``stop``; both may be called again and again."""

    def __init__(
        self,
        connector: Callable[[], CardConnector | None],
        on_change: Callable[[bool], None],
        step_seconds: float = _STEP_SECONDS,
        start_thread: StartThread = start_thread,
    ) -> None:
        """``on_change`` gets, in the watch's own thread, whether a card lies there: at the first look after
        each start, and whenever that changes. ``start_thread`` may start the work again when it raises.
        """
        self._connect = connector
        self._on_change = on_change
        self._step = step_seconds
        self._start_thread = start_thread
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.fault: str | None = None
        """The stable code of what kept the last look from seeing anything; None when it saw well."""

    def start(self) -> None:
        if self._thread is None:
            self._stop.clear()
            self._thread = self._start_thread("card-watch", self._run, self._stop)

    def stop(self) -> None:
        """Returns when the reader is free for others."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stop.set()
            thread.join()

    def _run(self) -> None:
        connector = self._connect()
        told: bool | None = None
        while True:
            lies, self.fault = _look(connector)
            if self._stop.is_set():
                return
            if lies is not told:
                told = lies
                self._on_change(lies)
            if self._stop.wait(self._step):
                return


def _look(connector: CardConnector | None) -> tuple[bool, str | None]:
    """Whether a card lies there, and why that cannot be seen."""
    if connector is None:
        return False, CardErrorCode.NO_READER.value
    try:
        return connector.wait_for_card(0.0, threading.Event()) is not None, None
    except CardError as error:
        return False, error.code
