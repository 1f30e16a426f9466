"""A line whose calls are made by a thread of its own, so that a chip that never answers holds up nobody.

Drivers give no way to break off an exchange. Whoever waits for one can only stop waiting: the thread stays
with it, lets go of the card when the driver comes back, and ends.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Generic, TypeVar

from ekyc.card.errors import CardError
from ekyc.chip.transport import Transport

_POLL_SECONDS = 0.02  # how soon a cancel or the deadline is noticed within an exchange

_T = TypeVar("_T")


class _Call(Generic[_T]):
    """One call and what became of it."""

    def __init__(self, work: Callable[[], _T]) -> None:
        self._work = work
        self._done = threading.Event()
        self._result: _T | None = None
        self._fault: BaseException | None = None

    def run(self) -> None:
        try:
            self._result = self._work()
        except BaseException as fault:  # noqa: BLE001 # raised again where it was asked for
            self._fault = fault
        self._done.set()

    def wait(self, seconds: float) -> bool:
        return self._done.wait(seconds)

    def result(self) -> _T:
        if self._fault is not None:
            raise self._fault
        return self._result  # type: ignore[return-value] # None only where the work gives None


class AbandonableLine:
    """A Transport over another one. Every call raises what ``find_reason`` gives as soon as it gives one."""

    def __init__(self, transport: Transport, find_reason: Callable[[], CardError | None]) -> None:
        self._transport = transport
        self._find_reason = find_reason
        self._calls: SimpleQueue[_Call[bytes] | _Call[None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._abandoned = threading.Event()

    @property
    def name(self) -> str:
        return self._transport.name

    def connect(self) -> bytes:
        return self._call(self._transport.connect)

    def transmit(self, apdu: bytes) -> bytes:
        return self._call(lambda: self._transport.transmit(apdu))

    def disconnect(self) -> None:
        """Let go of card and thread: now, or when the driver comes back from what was abandoned."""
        if self._thread is None:
            return
        if not self._abandoned.is_set():
            self._run_to_end(_Call(self._transport.disconnect))
        self._calls.put(None)
        self._thread = None

    def _call(self, work: Callable[[], bytes]) -> bytes:
        reason = self._find_reason()
        if reason is not None:
            raise reason
        call = _Call(work)
        self._run_to_end(call)
        return call.result()

    def _run_to_end(self, call: _Call[bytes] | _Call[None]) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="card-line", daemon=True)
            self._thread.start()
        self._calls.put(call)
        while not call.wait(_POLL_SECONDS):
            reason = self._find_reason()
            if reason is not None:
                self._abandoned.set()
                raise reason

    def _serve(self) -> None:
        while (call := self._calls.get()) is not None:
            call.run()
            del call  # its answer is of a person
            if self._abandoned.is_set():
                self._transport.disconnect()
                return
