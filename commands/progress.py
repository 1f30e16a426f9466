"""How far a long command is, on standard error: one line that moves on a terminal, few lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

_ON_TERMINAL = 0.2  # s between two updates
_ELSEWHERE = 10.0


class Progress:
    """``step`` after each of ``total`` pieces of work; ``close`` in any case, so that the line is ended."""

    def __init__(
        self,
        what: str,
        total: int,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._what = what
        self._total = total
        self._stream = stream if stream is not None else sys.stderr
        self._clock = clock
        self._moving = self._stream.isatty()
        self._interval = _ON_TERMINAL if self._moving else _ELSEWHERE
        self._told_at = clock()
        self._open = False
        self._done = 0

    def step(self) -> None:
        self._done += 1
        now = self._clock()
        if now - self._told_at < self._interval and self._done < self._total:
            return
        self._told_at = now
        text = f"{self._what}: {self._done} of {self._total}"
        self._stream.write(f"\r{text}" if self._moving else f"{text}\n")
        self._stream.flush()
        self._open = self._moving

    def close(self) -> None:
        if self._open:
            self._stream.write("\n")
            self._open = False
