"""Which figures of a kiosk call for somebody: rules as data, read from ``alarms.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from central.kiosks.devices import ListedDevice
from central.kiosks.kiosk_states import HeardHealth
from kiosk.contract.kiosk_state import Device, DeviceState
from kiosk.errors import KnownError
from kiosk.language import Bilingual

SHIPPED = Path(__file__).with_name("alarms.toml")
_NO_PAPER = "no_paper"


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of one kiosk. ``heard`` is None where it has told nothing of itself."""

    device: ListedDevice
    heard: HeardHealth | None
    faults_of_day: int
    now: datetime


def _hours_without_contact(of: Looked) -> float:
    return (of.now - (of.device.last_seen_at or of.device.enrolled_at)).total_seconds() / 3600


def _days_unsent(of: Looked) -> float | None:
    """As it told, and grown older since: a kiosk without a line tells nothing more."""
    if of.heard is None or of.heard.health.oldest_unsent_seconds is None:
        return None
    since = (of.now - of.heard.received_at).total_seconds()
    return (of.heard.health.oldest_unsent_seconds + since) / 86_400


def _store_damaged(of: Looked) -> float | None:
    return None if of.heard is None else float(not of.heard.health.store_whole)


def _disk_free_percent(of: Looked) -> float | None:
    return None if of.heard is None else float(of.heard.health.disk_free_percent)


def _clock_error_minutes(of: Looked) -> float | None:
    """As central itself finds by each request."""
    offset = of.device.clock_offset_seconds
    return None if offset is None else abs(offset) / 60


def _faults_of_day(of: Looked) -> float:
    return float(of.faults_of_day)


def _out(device: Device) -> Callable[[Looked], float | None]:
    def is_out(of: Looked) -> float | None:
        if of.heard is None:
            return None
        return float(of.heard.health.devices.get(device) is DeviceState.OUT)

    return is_out


def _printer_no_paper(of: Looked) -> float | None:
    return None if of.heard is None else float(of.heard.health.printer == _NO_PAPER)


def _printer_out(of: Looked) -> float | None:
    """For another reason than paper, which has an alarm of its own."""
    found = _out(Device.PRINTER)(of)
    return found if not _printer_no_paper(of) else 0.0


MEASURES: Mapping[str, Callable[[Looked], float | None]] = {
    "hours_without_contact": _hours_without_contact,
    "days_unsent": _days_unsent,
    "store_damaged": _store_damaged,
    "disk_free_percent": _disk_free_percent,
    "clock_error_minutes": _clock_error_minutes,
    "faults_of_day": _faults_of_day,
    "reader_out": _out(Device.READER),
    "camera_out": _out(Device.CAMERA),
    "scanner_out": _out(Device.SCANNER),
    "printer_out": _printer_out,
    "printer_no_paper": _printer_no_paper,
}


class AlarmRule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z_]{0,39}$")
    measure: str
    at_least: float | None = None
    at_most: float | None = None
    text: Bilingual

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if self.measure not in MEASURES:
            raise ValueError(f"there is no measure {self.measure}; there are {', '.join(MEASURES)}")
        if (self.at_least is None) is (self.at_most is None):
            raise ValueError("an alarm has one of at_least and at_most")
        self.words(0.0)
        return self

    def value(self, looked: Looked) -> float | None:
        """The measure where the alarm stands, None where it does not."""
        found = MEASURES[self.measure](looked)
        if found is None:
            return None
        stands = found >= self.at_least if self.at_least is not None else found <= (self.at_most or 0.0)
        return found if stands else None

    def words(self, value: float) -> Bilingual:
        return self.text.filled({"value": f"{value:.0f}"})


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    alarm: tuple[AlarmRule, ...]

    @model_validator(mode="after")
    def _no_two_alike(self) -> Self:
        if len({each.id for each in self.alarm}) < len(self.alarm):
            raise ValueError("two alarms have one id")
        return self


class AlarmRulesError(KnownError):
    """The file cannot be used; the sentence says where it is wrong."""


def load_rules(file: Path | None = None) -> tuple[AlarmRule, ...]:
    """An office's own rules, or those that ship. Raises AlarmRulesError."""
    try:
        return _File.model_validate(tomllib.loads((file or SHIPPED).read_text("utf-8"))).alarm
    except ValidationError as error:
        fault = error.errors()[0]
        why = f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
    except (OSError, ValueError) as error:
        why = str(error)
    raise AlarmRulesError("alarm_rules_invalid", f"The rules of alarms {file} cannot be used: {why}")
