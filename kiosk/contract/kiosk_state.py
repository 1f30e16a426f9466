"""How a kiosk is, and what went wrong with it: for those who look after machines. Nothing of any person."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from kiosk.contract.wire import WIRE

MOST_FAULTS = 50  # in one request

_COUNT = Field(ge=0, lt=1 << 31)
_SECONDS = Field(ge=-(1 << 31), lt=1 << 31)
_Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_\-]{0,59}$")]


class Device(StrEnum):
    READER = "reader"
    CAMERA = "camera"  # that looks at faces
    SCANNER = "scanner"  # the camera above papers
    PRINTER = "printer"


class DeviceState(StrEnum):
    WORKS = "works"
    FAILS = "fails"  # now and then: it is not given up yet
    OUT = "out"  # what needs it cannot be begun
    UNKNOWN = "unknown"  # nobody has used it since the start


class FaultKind(StrEnum):
    BUG = "bug"  # of the interface: it ended a visit, or would have
    ENDED = "ended"  # the program was gone without a good-bye: killed, frozen or crashed
    POWER = "power"  # the machine was
    WORKER = "worker"  # a thread met a fault and began again
    DEVICE = "device"  # failed again and again


class FaultReport(BaseModel):
    """``reference`` is what the person read on the last page and what the log has. ``error``: the class of
    the exception, never its text. ``place``: the innermost line of our own code. ``part``: which thread or
    device; for a device ``error`` is its stable code.
    """

    model_config = WIRE
    reference: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
    kind: FaultKind
    at: AwareDatetime
    version: Annotated[str, Field(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){2}$")]
    error: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_.]{0,79}$")] | None = None
    place: Annotated[str, Field(max_length=120, pattern=r"^[a-z0-9_/]+\.py:[0-9]{1,6}$")] | None = None
    part: _Code | None = None


class FaultsSent(BaseModel):
    model_config = WIRE
    faults: Annotated[tuple[FaultReport, ...], Field(min_length=1, max_length=MOST_FAULTS)]


class FaultsTaken(BaseModel):
    """How many of them central has now, whenever they came."""

    model_config = WIRE
    taken: int


class KioskHealth(BaseModel):
    """A kiosk as it is now. Ages are counted, never told by its wall clock. ``visits``: how those of the last
    24 hours ended; ``faults``: of the same hours, without those of devices.
    """

    model_config = WIRE
    taken_at: AwareDatetime
    started_at: AwareDatetime
    version: Annotated[str, Field(max_length=14)]
    unsent_acts: Annotated[int, _COUNT]
    unsent_files: Annotated[int, _COUNT]
    oldest_unsent_seconds: Annotated[int, _COUNT] | None
    store_whole: bool  # no act is lost or damaged that nobody has seen to, and the audit log holds
    disk_free_megabytes: Annotated[int, _COUNT]
    disk_free_percent: Annotated[int, Field(ge=0, le=100)]
    clock_error_seconds: Annotated[int, _SECONDS]  # central's time less this kiosk's, as last heard
    last_contact_at: AwareDatetime | None
    line_problem: _Code | None
    feed_age_seconds: Annotated[int, _COUNT] | None
    devices: dict[Device, DeviceState]
    printer: _Code  # ready, no_paper, stopped, not_found; none: there is none
    visits: Annotated[
        dict[_Code, Annotated[int, _COUNT]],
        Field(max_length=12, json_schema_extra={"additionalProperties": False}),  # no name but by the pattern
    ]
    faults: Annotated[int, _COUNT]


class HealthTaken(BaseModel):
    model_config = WIRE
    again_after_seconds: Annotated[int, Field(ge=60, le=86_400)]
