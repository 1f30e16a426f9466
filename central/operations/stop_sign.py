"""The sign to stop, given by a signal or by a thread, and waited for in the main thread."""

from __future__ import annotations

import select
import signal
import socket
from contextlib import ExitStack, suppress
from types import FrameType
from typing import Self


class StopSign:
    """`threading.Event` does not serve here: a signal that comes just before its ``wait`` goes to sleep wakes
    nobody, and one that comes while ``wait`` holds its lock waits for itself. Here the signal itself writes a
    byte (`signal.set_wakeup_fd`), and ``wait`` looks for it.
    """

    def __init__(self) -> None:
        self._asked = False
        self._here, self._there = socket.socketpair()
        for end in (self._here, self._there):
            end.setblocking(False)
        self._before = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Signals are followed as before."""
        self._before.close()
        self._here.close()
        self._there.close()

    def follow(self, *signals: signal.Signals) -> None:
        """Be set by each of them. In the main thread only, and one sign a process."""
        for name in signals:
            self._before.callback(signal.signal, name, signal.signal(name, self._note))
        wakes = signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        self._before.callback(signal.set_wakeup_fd, wakes)

    def set(self) -> None:
        """From any thread."""
        self._asked = True
        with suppress(OSError):  # so many bytes wait already that nobody oversleeps, or nobody waits any more
            self._there.send(b"\0")

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it was set, at the latest after ``seconds``; None: as long as it takes."""
        if not self._asked and select.select([self._here], [], [], seconds)[0]:
            self._asked = True
        return self._asked

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True
