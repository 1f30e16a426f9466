"""Ctrl-C of a long command, noticed between two pieces of work and never in the middle of one.

A request to a worker process that breaks off halfway would leave the worker with half a message.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupt:
    """``check`` raises KeyboardInterrupt once Ctrl-C was pressed."""

    def __init__(self) -> None:
        self._asked = False

    def note(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True

    def check(self) -> None:
        if self._asked:
            raise KeyboardInterrupt


@contextmanager
def held_ctrl_c() -> Iterator[Interrupt]:
    """While it lasts, Ctrl-C only shows in ``Interrupt.check``. In the main thread only."""
    interrupt = Interrupt()
    before = signal.signal(signal.SIGINT, interrupt.note)
    try:
        yield interrupt
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def ctrl_c_not_inherited() -> Iterator[None]:
    """Processes started meanwhile never see the terminal's Ctrl-C: it is ours to end them in order."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows, where a console's Ctrl-C is another matter
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
