"""What technicians do at the machine: each thing by its right and with its line in the audit log."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

from ekyc.errors import EkycError
from kiosk.authentication.staff import StaffMember
from kiosk.authentication.staff_roles import RIGHTS, StaffRight
from kiosk.contract.staff import StaffRole
from kiosk.devices.bench import CameraRole, DeviceBench
from kiosk.devices.face_station import FaceStation
from kiosk.devices.hardware import Hardware
from kiosk.doctor import Check
from kiosk.doctor_words import say
from kiosk.errors import KnownError
from kiosk.law_tables import LawTables
from kiosk.ledger_desk import LedgerDesk
from kiosk.reference.reference_data import ReferenceData
from kiosk.service.desk import ServiceDesk
from kiosk.service.host import NoHost, Power
from kiosk.settings import Settings, load_settings
from kiosk.staff_room import StaffRoom
from kiosk.told import Told
from local_db.audit_log import AuditLog
from tests.manual_clock import ManualClock
from ui.app import FONTS_FOLDER


class _Host(NoHost):
    def __init__(self) -> None:
        self.stick: Path | None = None
        self.asked: list[Power] = []

    def power(self, what: Power) -> None:
        self.asked.append(what)

    def log(self) -> str:
        return "2026-03-02T08:30:00+0700 INFO kiosk: card 001185000023 read\n"

    def find_stick(self) -> Path | None:
        return self.stick


@dataclass
class _Place:
    settings: Settings
    desk: LedgerDesk
    room: StaffRoom
    host: _Host = field(default_factory=_Host)
    service: ServiceDesk = field(init=False)
    station: FaceStation = field(init=False)

    def __post_init__(self) -> None:
        clock = ManualClock()
        unused = Hardware(lambda: None, lambda: None, _no_camera)
        self.station = FaceStation(self.settings, unused)
        self.service = ServiceDesk(
            self.room,
            DeviceBench(unused),
            self.host,
            self.settings,
            clock,
            told=Told(self.settings, clock, LawTables(), ReferenceData(None)),
            get_ledger=self.desk.get,
            examine=lambda _ledger: [Check("disk", True, say("disk.free", free=3.5))],
            fonts_folder=FONTS_FOLDER,
            on_light=self.station.follow_light,
        )

    def let_in(self, role: StaffRole) -> None:
        self.room._member = StaffMember("100001", "Trần Văn Mẫu", role)

    def actions(self) -> list[str]:
        return [each.action for each in reversed(AuditLog(self.desk.get().database).entries())]


def _no_camera() -> NoReturn:
    raise EkycError("camera_unavailable", "There is none.")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[_Place]:
    settings = load_settings(
        tmp_path / "none.toml",
        mode="development",
        data_folder=tmp_path / "data",
        central={"url": "http://127.0.0.1:9", "timeout_seconds": 0.5, "retry_cap_seconds": 3600},
        printer={"folder": tmp_path / "printed"},
        face={"methods": {"colour_flash": "enforced"}},
    )
    desk = LedgerDesk(settings, ManualClock())
    desk.start()
    desk.get()
    made = _Place(
        settings, desk, StaffRoom(desk, ManualClock(), look_around=tuple, examine=lambda _ledger: [])
    )
    yield made
    made.service.close()
    made.station.close()
    desk.close()


_CALLS: dict[StaffRight, tuple[Callable[[ServiceDesk], object], ...]] = {
    StaffRight.MACHINE: (
        lambda desk: desk.watch_camera(CameraRole.FACE, lambda _look: None, lambda _error: None),
        lambda desk: desk.watch_reader(lambda _name, _lies: None, lambda _error: None),
        lambda desk: desk.print_test_page(),
        lambda desk: desk.versions(),
        lambda desk: desk.note_cleaning(),
        lambda desk: desk.power(Power.OFF),
    ),
    StaffRight.SERVICE: (
        lambda desk: desk.measure_light(lambda _lit: None, lambda _found: None, lambda _error: None),
        lambda desk: desk.keep_light(0.2),
        lambda desk: desk.write_logs(),
    ),
}


@pytest.mark.parametrize("right", _CALLS)
def test_who_may_not_is_refused_at_the_call_itself(place: _Place, right: StaffRight) -> None:
    for call in _CALLS[right]:
        place.room._member = None
        with pytest.raises(KnownError, match="staff_not_allowed"):
            call(place.service)
        for role in StaffRole:
            if right not in RIGHTS[role]:
                place.let_in(role)
                with pytest.raises(KnownError, match="staff_not_allowed"):
                    call(place.service)
    assert place.host.asked == []
    assert place.actions() == []


def test_what_is_done_stands_in_the_audit_log(place: _Place, tmp_path: Path) -> None:
    place.let_in(StaffRole.TECHNICIAN)
    place.service.note_cleaning()
    place.service.print_test_page()
    assert (tmp_path / "printed" / "receipt-0001.pdf").read_bytes().startswith(b"%PDF")
    place.service.power(Power.PROGRAM)  # whose end is the window's
    place.service.power(Power.OFF)
    assert place.host.asked == [Power.OFF]
    assert place.actions() == [
        "staff.screen.cleaned",
        "staff.printer.tried",
        "staff.power.program",
        "staff.power.off",
    ]


def test_the_light_that_was_measured_is_used_by_the_face_check(place: _Place) -> None:
    station = place.station
    place.let_in(StaffRole.TECHNICIAN)
    flashes = [station.will_flash]
    for ratio in (0.31, 0.02):  # the second: too much daylight
        place.service.keep_light(ratio)
        kept = place.service.find_light()
        assert kept is not None
        assert kept.screen_light == ratio
        flashes.append(station.will_flash)
    assert flashes == [False, True, False]


def test_logs_go_onto_a_stick_that_is_there(place: _Place, tmp_path: Path) -> None:
    place.let_in(StaffRole.TECHNICIAN)
    with pytest.raises(KnownError, match="no_stick"):
        place.service.write_logs()
    place.host.stick = tmp_path
    written = place.service.write_logs()
    with zipfile.ZipFile(tmp_path / written.file) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(texts) == {"log.txt", "checks.txt", "versions.txt", "audit.txt"}
    assert "001185000023" not in "".join(texts.values())
    assert "disk" in texts["checks.txt"]
    assert place.actions() == ["staff.logs.taken"]


def test_versions_tell_what_is_used_since_when(place: _Place) -> None:
    place.let_in(StaffRole.SUPERVISOR)
    found = place.service.versions()
    assert found.trust_fault == "no_folder"
    assert {each.topic for each in found.packages} == {"reference", "policy", "revocations", "texts"}
    assert all(each.number == 0 for each in found.packages)
    days = [each.since for each in found.figures]
    assert days == sorted(days, reverse=True)
    assert "python" in dict(found.parts)
