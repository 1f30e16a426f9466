"""What the kiosk notices of itself, put together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.audit import AuditEvent
from kiosk.clock import Clock
from kiosk.self_watch.fault_book import FaultBook
from kiosk.self_watch.faults import Faults
from kiosk.self_watch.outages import Outages
from kiosk.self_watch.places import FAULTS, OUTAGES, RUNNING
from kiosk.self_watch.run_mark import RunMark, present_boot_id


class SelfWatch:
    """``hurry`` has central told soon."""

    def __init__(
        self, folder: Path, clock: Clock, note: Callable[[AuditEvent], None], hurry: Callable[[], None]
    ) -> None:
        self._clock = clock
        self._run_mark = RunMark(folder / RUNNING)
        self.faults = Faults(FaultBook(folder / FAULTS, clock), clock, note)
        self.faults.on_report = hurry
        self.outages = Outages(folder / OUTAGES)
        self.outages.on_out = lambda device, code: self.faults.device(device.value, code)

    def begin(self) -> None:
        """The kiosk starts: had the run before a good end?"""
        ended = self._run_mark.begin(self._clock.now(), present_boot_id())
        if ended is not None:
            self.faults.ended(ended)

    def end(self) -> None:
        """Good-bye."""
        self._run_mark.end()
