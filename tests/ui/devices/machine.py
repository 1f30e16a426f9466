"""The line, the room on the disk, devices that are out, faults."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from uuid import UUID

from kiosk.contract.kiosk_state import Device
from kiosk.errors import KnownError
from kiosk.self_watch.device_rules import device_rules
from kiosk.self_watch.outages import Outages


@dataclass(frozen=True)
class TestLineState:
    __test__ = False

    online: bool = True
    pending: int = 0


class TestLine:
    __test__ = False

    def __init__(self) -> None:
        self.on_state: Callable[[TestLineState], None] = lambda _state: None
        self.on_sent: Callable[[UUID, str], None] = lambda _act, _case: None
        self.on_failed: Callable[[KnownError | None], None] = lambda _error: None

    def listen(self, on_state: Callable[[TestLineState], None], on_sent: Callable[[UUID, str], None]) -> None:
        self.on_state, self.on_sent = on_state, on_sent
        on_state(TestLineState())

    def when_failed(self, tell: Callable[[KnownError | None], None]) -> None:
        self.on_failed = tell

    def tell_from_thread(self, state: TestLineState) -> None:
        thread = threading.Thread(target=self.on_state, args=(state,))
        thread.start()
        thread.join()


class TestOffline:
    """What may wait for central, as much as the test says."""

    __test__ = False

    def __init__(self) -> None:
        self.open = True

    def is_open(self) -> bool:
        return self.open


class TestRoom:
    """Room on a disk, as much as the test says."""

    __test__ = False

    def __init__(self) -> None:
        self.enough = True

    def is_enough_to_begin(self) -> bool:
        return self.enough


class TestOutages(Outages):
    """As the real ones, in memory."""

    __test__ = False

    def __init__(self) -> None:
        super().__init__(Path())

    def _read(self) -> dict[Device, int]:
        return {}

    def _write(self) -> None:
        return

    def put_out(self, device: Device) -> None:
        """As after as many faults as it takes."""
        self._faults[device] = device_rules().faults
        self.on_change()


class TestFaults:
    __test__ = False

    def __init__(self) -> None:
        self.references: list[str] = []

    def bug(self, reference: str, kind: type[BaseException], trace: TracebackType | None) -> None:
        del kind, trace
        self.references.append(reference)
