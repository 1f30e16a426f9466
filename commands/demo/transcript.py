"""What happened when in a played visit, and how long the interface was deaf meanwhile."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field

from PySide6.QtCore import QObject, QTimer, Slot

from simulation.touch import Effort

PERSON, STAFF = "person", "staff"
_TICK_MS = 10


class Heartbeat(QObject):
    """Measures how long the interface was deaf: the longest wait between two turns of its event loop."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    @Slot()
    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now

    def stop(self) -> None:
        """Before it is let go of: a running timer must not be cleared away by another thread."""
        self._timer.stop()

    def restart(self) -> None:
        """Forget what was measured, for instance while screenshots were written."""
        self.gaps.clear()
        self._last = time.perf_counter()


@dataclass(frozen=True, slots=True)
class Step:
    task: str  # "" before one was chosen and after the last
    name: str
    seconds: float
    gap_ms: float  # longest wait between two turns of the event loop
    words: int  # read before
    keys: int  # pressed
    taps: int  # of anything else
    by: str  # person or staff
    at: str  # the page on which it was done
    codes: tuple[str, ...]  # pages whose one-time code was there for the first time when it ended


@dataclass(slots=True)
class Transcript:
    """Seconds are the program's own: screenshots are not counted."""

    heartbeat: Heartbeat
    task: str = ""  # that the next steps belong to
    by: str = PERSON  # who does them
    steps: list[Step] = field(default_factory=list)
    preview_intervals: list[float] = field(default_factory=list)  # s between two camera pictures
    _since: float = field(default_factory=time.perf_counter)
    _at: str = ""

    def begin_step(self, at: str = "") -> None:
        self.heartbeat.restart()
        self._at = at
        self._since = time.perf_counter()

    def end_step(self, name: str, effort: Effort, codes: tuple[str, ...] = ()) -> None:
        seconds = time.perf_counter() - self._since
        gap = max(self.heartbeat.gaps, default=0.0)
        times = round(seconds, 3), round(gap * 1000, 1)
        step = Step(self.task, name, *times, **asdict(effort), by=self.by, at=self._at, codes=codes)
        self.steps.append(step)

    @property
    def total(self) -> float:
        return round(sum(step.seconds for step in self.steps), 3)

    def longest_gap_ms(self, part: str = "") -> float:
        """The longest time that the interface was deaf, in the steps whose name begins with ``part``."""
        return max((step.gap_ms for step in self.steps if step.name.startswith(part)), default=0.0)

    @property
    def preview_fps(self) -> float | None:
        """Of the camera picture while the face was checked; None where it was not."""
        intervals = self.preview_intervals
        return round(len(intervals) / sum(intervals), 1) if intervals else None
