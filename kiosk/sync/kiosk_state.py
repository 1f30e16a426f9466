"""Errands of the sync worker for those who look after kiosks: what went wrong here, and how this kiosk is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Protocol, TypeVar

from kiosk.clock import Clock
from kiosk.contract.kiosk_state import FaultReport, FaultsSent, FaultsTaken, HealthTaken, KioskHealth
from kiosk.sync.errors import CentralRefusedError

Answer = TypeVar("Answer")
_UNHEARD_OF = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED})  # by a central that is older
_ASK_OLDER_AGAIN = 3600.0  # s


class KioskStateLine(Protocol):
    """The part of CentralClient that is needed here; raises SyncError."""

    def report_faults(self, faults: FaultsSent) -> FaultsTaken: ...
    def report_health(self, health: KioskHealth) -> HealthTaken: ...


class FaultStore(Protocol):
    def waiting(self) -> tuple[FaultReport, ...]: ...
    def settle(self, reports: tuple[FaultReport, ...]) -> None: ...


class FaultErrand:
    def __init__(self, store: FaultStore, line: KioskStateLine) -> None:
        self._store = store
        self._line = line

    def __call__(self) -> None:
        """Raises SyncError; then the same go the next time."""
        while reports := self._store.waiting():
            sent = FaultsSent(faults=reports)
            if _ask(partial(self._line.report_faults, sent)) is None:
                return
            self._store.settle(reports)


class HealthPost:
    """``put`` from any thread. Sent when something needs somebody or needs them no more, and otherwise when
    central wants to hear again.
    """

    def __init__(self, line: KioskStateLine, clock: Clock) -> None:
        self._line = line
        self._clock = clock
        self._lock = threading.Lock()
        self._newest: KioskHealth | None = None
        self._told: object = None
        self._due = float("-inf")  # monotonic

    def put(self, health: KioskHealth) -> None:
        with self._lock:
            self._newest = health

    def __call__(self) -> None:
        """Raises SyncError; then it goes the next time."""
        with self._lock:
            health = self._newest
        now = self._clock.monotonic()
        if health is None or (now < self._due and _matter(health) == self._told):
            return
        taken = _ask(partial(self._line.report_health, health))
        pause = _ASK_OLDER_AGAIN if taken is None else taken.again_after_seconds
        self._told, self._due = _matter(health), now + pause


def _matter(health: KioskHealth) -> object:
    """What nobody should hear of late."""
    return health.devices, health.printer, health.store_whole, health.started_at, health.version


def _ask(question: Callable[[], Answer]) -> Answer | None:
    """None: central is older than the question."""
    try:
        return question()
    except CentralRefusedError as refusal:
        if refusal.problem.status not in _UNHEARD_OF:
            raise
        return None
