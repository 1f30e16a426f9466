"""Between visits: broken devices are tried, and how the kiosk is goes to whoever watches over it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.contract.kiosk_state import Device
from kiosk.errors import KnownError
from kiosk.health import NO_PRINTER, keep_health, take_health
from kiosk.receipts import get_printer
from kiosk.self_watch.device_rules import device_rules
from kiosk.self_watch.outages import Outages
from kiosk.self_watch.places import HEALTH
from kiosk.self_watch.textfile import write_metrics
from kiosk.settings import Settings
from kiosk.workers import Workers

if TYPE_CHECKING:
    from kiosk.ledger import Ledger
    from kiosk.ledger_desk import LedgerDesk

logger = logging.getLogger(__name__)
_STOP_SECONDS = 2.0


class DeviceWatch:
    """``tries`` try one device each, if it needs that. ``is_quiet`` tells that nobody uses the kiosk."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        line: LedgerDesk,
        outages: Outages,
        *,
        tries: tuple[Callable[[], None], ...],
        is_quiet: Callable[[], bool],
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._line = line
        self._outages = outages
        self._tries = tries
        self._is_quiet = is_quiet
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._started_at: datetime = clock.now()
        self._printer = NO_PRINTER
        self._metrics_fail = False

    def start(self, workers: Workers) -> None:
        self._thread = workers.start("device-watch", self._run, self._stopping)

    def close(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(_STOP_SECONDS)  # the printing system may be slower, and is not waited for

    def look(self) -> None:
        """One round. *Blocking*: the printing system may take its time."""
        if self._is_quiet():
            for attempt in self._tries:
                attempt()
        self._look_at_printer()
        self._line.do(self._tell)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.look()
            self._stopping.wait(device_rules().try_seconds)

    def _look_at_printer(self) -> None:
        try:
            self._printer = get_printer(self._settings).status().state.value
        except KnownError:  # none is set up: receipts are shown
            self._printer = NO_PRINTER
            return
        if self._printer in device_rules().printer.codes:
            self._outages.failed(Device.PRINTER, self._printer)
        else:
            self._outages.worked(Device.PRINTER)

    def _tell(self, ledger: Ledger) -> None:
        """On the ledger's thread."""
        health = take_health(
            self._settings,
            self._clock,
            ledger,
            started_at=self._started_at,
            devices={each: self._outages.state(each) for each in Device},
            printer=self._printer,
        )
        ledger.health.put(health)
        folder = self._settings.monitoring.textfile_folder
        try:
            keep_health(self._settings.data_folder / HEALTH, health)
            if folder is not None:
                write_metrics(folder, health)
            self._metrics_fail = False
        except OSError as error:
            if not self._metrics_fail:  # once, not every minute
                logger.warning("the figures of this kiosk cannot be written: %s", type(error).__name__)
            self._metrics_fail = True
