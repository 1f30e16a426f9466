"""Telling central that somebody at this kiosk has called staff, and that it is over: with the next exchange.
While they wait each exchange asks whether somebody said that they come.

Kept in memory only. What central was not told before it was over is told to nobody: the kiosk itself rang.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from http import HTTPStatus
from typing import Protocol
from uuid import UUID, uuid4

from kiosk.contract.staff_calls import StaffCall, StaffCallTaken
from kiosk.sync.errors import CentralRefusedError


class StaffCallLine(Protocol):
    """The part of CentralClient that is needed here; raises SyncError."""

    def call_staff(self, call: StaffCall) -> StaffCallTaken: ...


class StaffCalls:
    """``call`` and ``end`` return at once, from any thread; the sync worker does the telling. ``on_change``
    wakes it.
    """

    def __init__(self, line: StaffCallLine) -> None:
        self._line = line
        self._lock = threading.Lock()
        self._call_id: UUID | None = None
        self._waiting = False
        self._tried = False  # central may know of the call
        self._told: bool | None = None  # what it knows: that somebody waits, or not any more
        self._answered = False
        self.on_change: Callable[[], None] = lambda: None

    def call(self) -> None:
        with self._lock:
            self._call_id, self._waiting, self._tried, self._told = uuid4(), True, False, None
            self._answered = False
        self.on_change()

    def end(self) -> None:
        with self._lock:
            if not self._waiting:
                return
            self._waiting = False
            if not self._tried:
                self._call_id = None
        self.on_change()

    @property
    def is_answered(self) -> bool:
        """Somebody at central's pages said that they come to who waits here."""
        with self._lock:
            return self._waiting and self._answered

    def __call__(self) -> None:
        """Raises SyncError; then it is told with the next exchange."""
        with self._lock:
            call_id, waiting = self._call_id, self._waiting
            if call_id is None or (self._told == waiting and (not waiting or self._answered)):
                return
            self._tried = True
        answered = False
        try:
            taken = self._line.call_staff(StaffCall(call_id=call_id, waiting=waiting))
            answered = taken.answered_at is not None
        except CentralRefusedError as refusal:
            if refusal.problem.status != HTTPStatus.NOT_FOUND:  # of a central that is older than calls
                raise
        with self._lock:
            if self._call_id == call_id:
                self._told, self._answered = waiting, self._answered or answered
