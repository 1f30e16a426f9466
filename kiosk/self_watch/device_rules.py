"""When a device counts as out of order, and which tasks that touches: read from ``devices.toml``."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.contract.kiosk_state import Device
from kiosk.forms.errors import FormError
from kiosk.forms.loading import first_fault
from kiosk.forms.question import Question
from kiosk.language import Bilingual
from kiosk.tasks.task import Task
from kiosk.toml import read_toml
from kiosk.visit.person import Assurance

_FILE = Path(__file__).with_name("devices.toml")


class Need(StrEnum):
    IDENTIFICATION = "identification"
    RECORD = "record"
    SCAN = "scan"
    PAPERS = "papers"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DeviceRule(_Data):
    codes: frozenset[str]
    stops: tuple[frozenset[Need], ...] = ()
    changes: tuple[frozenset[Need], ...] = ()
    stopped: Bilingual | None = None
    changed: Bilingual | None = None
    title: Bilingual
    text: Bilingual

    def stops_with(self, needs: frozenset[Need]) -> bool:
        return any(each <= needs for each in self.stops)

    def changes_with(self, needs: frozenset[Need]) -> bool:
        return any(each <= needs for each in self.changes)


class DeviceRules(_Data):
    """``faults``: so many in a row and a device is out; ``try_seconds``: between two looks at it."""

    faults: int = Field(ge=1)
    try_seconds: float = Field(gt=0)
    reader: DeviceRule
    camera: DeviceRule
    scanner: DeviceRule
    printer: DeviceRule

    def of(self, device: Device) -> DeviceRule:
        rule: DeviceRule = getattr(self, device.value)
        return rule


@cache
def device_rules() -> DeviceRules:
    """Raises `FormError` for a mistake in the file."""
    try:
        return DeviceRules.model_validate(read_toml(_FILE))
    except ValidationError as error:
        key, reason = first_fault(error)
        raise FormError(_FILE, key, reason) from error


def needs_of(task: Task, known: Assurance) -> frozenset[Need]:
    """What the task takes; ``known``: how surely it is known by now who is here."""
    scans = [(each, page) for page in task.form.pages for each in page.questions if each.kind.hands_in_paper]
    told = {
        Need.IDENTIFICATION: task.assurance > known,
        Need.RECORD: task.record is not None and bool(task.record.page),
        Need.PAPERS: bool(scans),
        Need.SCAN: any(page.when is None and _takes_nothing_else(each) for each, page in scans),
    }
    return frozenset(need for need, needed in told.items() if needed)


def _takes_nothing_else(scan: Question) -> bool:
    """A picture is the only answer, for everybody."""
    choosable = scan.when is not None or not scan.required or scan.none_label is not None
    return not choosable and not getattr(scan.options, "staff_takes_paper", True)
