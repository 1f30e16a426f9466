"""Devices that failed again and again: what needs them is not begun until they work again."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.contract.kiosk_state import Device, DeviceState
from kiosk.language import Bilingual
from kiosk.self_watch.device_rules import DeviceRules, device_rules, needs_of
from kiosk.tasks.catalogue import Availability
from kiosk.visit.person import Assurance
from local_db.durable_file import write_new_file

if TYPE_CHECKING:
    from ekyc.errors import EkycError
    from kiosk.tasks.task import Task

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OutageNotice:
    """For the first pages: that something does not work, and what does."""

    device: Device
    title: Bilingual
    text: Bilingual


class Outages:
    """Thread-safe; remembered in ``file`` over a restart. ``on_change`` is called, from any thread, when a
    device went out of service or came back; ``on_out`` with a device that went, and the code of its fault.
    """

    def __init__(self, file: Path, rules: DeviceRules | None = None) -> None:
        self._file = file
        self._rules = rules or device_rules()
        self._lock = threading.Lock()
        self._faults: dict[Device, int] = self._read()
        self._used: set[Device] = set()
        self.on_change: Callable[[], None] = lambda: None
        self.on_out: Callable[[Device, str], None] = lambda _device, _code: None

    def failed(self, device: Device, code: str) -> None:
        """Codes that are not the device's fault count neither way."""
        if code not in self._rules.of(device).codes:
            return
        with self._lock:
            before = self._faults.get(device, 0)
            if before >= self._rules.faults:
                return
            self._faults[device] = before + 1
            went = before + 1 == self._rules.faults
            self._write()
        if went:
            logger.error("%s is out of service after %d faults in a row: %s", device, before + 1, code)
            self.on_out(device, code)
            self.on_change()

    def worked(self, device: Device) -> None:
        """It was used, or tried, and worked."""
        with self._lock:
            self._used.add(device)
            before = self._faults.pop(device, 0)
            if before:
                self._write()
        if before >= self._rules.faults:
            logger.info("%s works again", device)
            self.on_change()

    def hearing(self, device: Device, on_fault: Callable[[EkycError], None]) -> Callable[[EkycError], None]:
        """``on_fault``, of which this hears too."""

        def hear(error: EkycError) -> None:
            self.failed(device, error.code)
            on_fault(error)

        return hear

    def state(self, device: Device) -> DeviceState:
        with self._lock:
            faults = self._faults.get(device, 0)
            if faults >= self._rules.faults:
                return DeviceState.OUT
            if faults:
                return DeviceState.FAILS
            return DeviceState.WORKS if device in self._used else DeviceState.UNKNOWN

    def is_doubtful(self, device: Device) -> bool:
        """It has failed and was not seen working since: it is to be tried."""
        return self.state(device) in (DeviceState.FAILS, DeviceState.OUT)

    @property
    def out(self) -> tuple[Device, ...]:
        return tuple(each for each in Device if self.state(each) is DeviceState.OUT)

    @property
    def notice(self) -> OutageNotice | None:
        """Of the device that touches most, None while all work."""
        if not (out := self.out):
            return None
        rule = self._rules.of(out[0])
        return OutageNotice(out[0], rule.title, rule.text)

    def touch(self, task: Task, known: Assurance, now: Availability) -> Availability:
        """``now``, the availability of a task, with regard to what is out of service."""
        out = self.out
        if not out or not now.possible:
            return now
        needs = needs_of(task, known)
        rules = [self._rules.of(device) for device in out]
        for rule in rules:
            if rule.stops_with(needs):
                return Availability(possible=False, reason=rule.stopped)
        for rule in rules:
            if rule.changes_with(needs):
                return Availability(possible=True, reason=rule.changed)
        return now

    def _read(self) -> dict[Device, int]:
        try:
            kept = json.loads(self._file.read_bytes())
            return {Device(name): int(count) for name, count in kept.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError):
            logger.warning("what was known of broken devices cannot be read; it is found out anew")
            return {}

    def _write(self) -> None:
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_new_file(self._file, json.dumps(self._faults).encode())
        except OSError as error:
            logger.error("what is known of broken devices cannot be kept: %s", type(error).__name__)
