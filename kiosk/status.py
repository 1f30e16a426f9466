"""How this kiosk is, for a technician or a script beside it: no device is opened, central is not asked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.contract.kiosk_state import Device, DeviceState, KioskHealth
from kiosk.errors import KnownError
from kiosk.health import NO_PRINTER, read_health, take_health
from kiosk.ledger import open_ledger
from kiosk.room import free_bytes
from kiosk.self_watch.fault_book import FaultBook
from kiosk.self_watch.outages import Outages
from kiosk.self_watch.places import FAULTS, HEALTH, OUTAGES, RUNNING
from kiosk.settings import Settings
from kiosk.tasks.catalogue import Availability, Catalogue
from kiosk.version import VERSION
from kiosk.visit.person import Assurance

if TYPE_CHECKING:
    from kiosk.ledger import Ledger

_LONG_UNSENT = 2 * 86_400  # s
_LITTLE_FREE = 10  # per cent
_MOST_CLOCK_ERROR = 120  # s, as `doctor` has it
_OFTEN = 3  # faults of a day
_SILENT = timedelta(minutes=5)  # without a look at itself, and the kiosk does not run
_WHOLE, _MISSING = "whole", "missing"


@dataclass(frozen=True, slots=True)
class Status:
    """Nothing of any person. ``seen_at``: when the running kiosk last looked at itself, and what only it
    knows is as of then: line, clock, devices. ``database``: whole, missing or a stable code. ``health`` is
    None where the database does not open.
    """

    kiosk_id: str
    version: str
    running: bool
    seen_at: datetime | None
    database: str
    enrolled: bool
    revoked: bool
    health: KioskHealth | None
    disk_free_megabytes: int
    out_of_service: tuple[str, ...]
    tasks_out_of_service: tuple[str, ...]
    faults_untold: int

    @property
    def needs(self) -> tuple[str, ...]:
        """What somebody has to look after, by codes as central's alarms have; the gravest first."""
        health = self.health
        told = [
            ("database", self.database != _WHOLE),
            ("not_enrolled", self.database == _WHOLE and not self.enrolled),
            ("device_revoked", self.revoked),
            ("not_running", not self.running),
        ]
        if health is not None:
            told += [
                ("store", not health.store_whole),
                ("unsent", (health.oldest_unsent_seconds or 0) > _LONG_UNSENT),
                ("disk", health.disk_free_percent <= _LITTLE_FREE),
                ("clock", abs(health.clock_error_seconds) > _MOST_CLOCK_ERROR),
                ("faults", health.faults >= _OFTEN),
                ("paper", health.printer == "no_paper"),
            ]
        return (*(code for code, stands in told if stands), *self.out_of_service)

    def as_json(self) -> dict[str, object]:
        told: dict[str, object] = {each.name: getattr(self, each.name) for each in fields(self)}
        told["needs"] = list(self.needs)
        told["seen_at"] = None if self.seen_at is None else self.seen_at.isoformat()
        told["health"] = None if self.health is None else self.health.model_dump(mode="json")
        return told


def take_status(settings: Settings, clock: Clock, catalogue: Catalogue, *, check: bool = True) -> Status:
    """*Blocking*; with ``check`` every page of the database is read, which takes seconds for a large one.
    Works beside the running kiosk, as `doctor` does.
    """
    folder = settings.data_folder
    seen, outages = read_health(folder / HEALTH), Outages(folder / OUTAGES)
    database, health, enrolled, revoked = _look_into(settings, clock, seen, outages, check)
    return Status(
        kiosk_id=settings.kiosk_id,
        version=VERSION,
        running=(folder / RUNNING).exists() and seen is not None and clock.now() - seen.taken_at < _SILENT,
        seen_at=None if seen is None else seen.taken_at,
        database=database,
        enrolled=enrolled,
        revoked=revoked,
        health=health,
        disk_free_megabytes=free_bytes(folder) >> 20,
        out_of_service=tuple(each.value for each in outages.out),
        tasks_out_of_service=_stopped(outages, catalogue),
        faults_untold=len(FaultBook(folder / FAULTS, clock).waiting()),
    )


def _look_into(
    settings: Settings, clock: Clock, seen: KioskHealth | None, outages: Outages, check: bool
) -> tuple[str, KioskHealth | None, bool, bool]:
    """What is said of the database, how the kiosk is, whether central knows it, whether it was revoked."""
    from local_db.errors import LocalDbError

    if not (settings.data_folder / "kiosk.db").is_file():  # none is made by looking
        return _MISSING, None, False, False
    try:
        ledger = open_ledger(settings, clock)
    except KnownError as error:
        return error.code, None, False, False
    try:
        health = _health(settings, clock, ledger, seen, outages)
        credentials = ledger.credentials
        found = health, credentials.find_enrolment() is not None, credentials.is_revoked
        if check:
            ledger.database.check_integrity()
    except LocalDbError as error:
        return error.code, None, False, False
    finally:
        ledger.close()
    return (_WHOLE, *found)


def _health(
    settings: Settings, clock: Clock, ledger: Ledger, seen: KioskHealth | None, outages: Outages
) -> KioskHealth:
    now = take_health(
        settings,
        clock,
        ledger,
        started_at=clock.now() if seen is None else seen.started_at,
        devices={each: outages.state(each) for each in Device},
        printer=NO_PRINTER if seen is None else seen.printer,
    )
    if seen is None:
        return now
    devices = {
        device: seen.devices.get(device, state) if state is DeviceState.UNKNOWN else state
        for device, state in now.devices.items()
    }
    known = ("clock_error_seconds", "last_contact_at", "line_problem")
    return now.model_copy(update={"devices": devices, **{name: getattr(seen, name) for name in known}})


def _stopped(outages: Outages, catalogue: Catalogue) -> tuple[str, ...]:
    open_now = Availability(possible=True)
    return tuple(
        task.id
        for task in catalogue
        if task.is_offered and not outages.touch(task, Assurance.NONE, open_now).possible
    )
