"""The machine under a test kiosk: its devices do what a test tells them, and only that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import numpy as np

from ekyc.errors import EkycError
from ekyc.face.screen_light import LightFinding
from kiosk.devices.bench import CameraLook, CameraRole
from kiosk.errors import KnownError
from kiosk.language import Bilingual
from kiosk.measured import MeasuredLight
from kiosk.network import Network
from kiosk.service.host import Power
from kiosk.service.log_bundle import WrittenLogs
from kiosk.service.versions import Figure, Issuer, Package, Revocations, Versions


class TestService:
    """``frame`` is what every camera sees, at once; ``fault`` is what the next thing comes to."""

    __test__ = False

    def __init__(self) -> None:
        self.cameras = tuple(CameraRole)
        self.frame = room_frame()
        self.fault: KnownError | None = None
        self.watched: list[str] = []
        self.cancelled = 0
        self.done: list[str] = []
        self.powered: list[Power] = []
        self.light: MeasuredLight | None = None
        self.light_is_set = False
        self.on_reader: Callable[[str, bool], None] = lambda _name, _lies: None
        self.on_fault: Callable[[EkycError], None] = lambda _error: None
        self.show: Callable[[bool], None] = lambda _lit: None
        self.on_light: Callable[[LightFinding], None] = lambda _found: None

    def watch_camera(
        self, role: CameraRole, on_look: Callable[[CameraLook], None], on_fault: Callable[[EkycError], None]
    ) -> None:
        self.watched.append(role.value)
        self.on_fault = on_fault
        on_look(CameraLook(self.frame, 29.7))

    def watch_reader(
        self, on_look: Callable[[str, bool], None], on_fault: Callable[[EkycError], None]
    ) -> None:
        self.watched.append("reader")
        self.on_reader, self.on_fault = on_look, on_fault
        on_look("ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] 00 00", False)

    def cancel(self) -> None:
        self.cancelled += 1

    def print_test_page(self) -> None:
        self._do("printed")

    def find_light(self) -> MeasuredLight | None:
        return self.light

    def measure_light(
        self,
        show: Callable[[bool], None],
        on_done: Callable[[LightFinding], None],
        on_fault: Callable[[EkycError], None],
    ) -> None:
        self.show, self.on_light, self.on_fault = show, on_done, on_fault

    def keep_light(self, ratio: float) -> None:
        self._do("light")
        self.light = MeasuredLight(screen_light=ratio, at=datetime(2026, 3, 2, 1, 30, tzinfo=UTC))

    def versions(self) -> Versions:
        return _VERSIONS

    def write_logs(self) -> WrittenLogs:
        self._do("logs")
        return WrittenLogs("KIOSK-01-20260302-083000-logs.zip", 48_200)

    def note_cleaning(self) -> None:
        self._do("cleaned")

    def power(self, what: Power) -> None:
        self._do("power")
        self.powered.append(what)

    def _do(self, what: str) -> None:
        if self.fault is not None:
            raise self.fault
        self.done.append(what)


def room_frame() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A grey room with an oval that stands for a head."""
    rows, columns = np.mgrid[0:720, 0:1280]
    frame = np.empty((720, 1280, 3), np.uint8)
    frame[...] = (96 + rows[..., None] // 12).astype(np.uint8)
    frame[((columns - 640) / 150) ** 2 + ((rows - 330) / 210) ** 2 < 1] = (150, 180, 222)
    return frame


NETWORK = Network((("enp1s0", True), ("wlp2s0", False)), "10.24.7.31", "central.example.vn", 84)
_VERSIONS = Versions(
    program="0.1.0",
    parts=(
        ("system", "Debian GNU/Linux 12 (bookworm)"),
        ("kernel", "6.1.0-28-amd64"),
        ("python", "3.11.2"),
        ("face_limits", "2026-11-01"),
    ),
    edition=12,
    edition_on=date(2026, 2, 20),
    packages=(
        Package("reference", 4, datetime(2026, 2, 21, 1, 12, tzinfo=UTC)),
        Package("policy", 0, None),
        Package("revocations", 31, datetime(2026, 3, 1, 22, 4, tzinfo=UTC)),
        Package("texts", 0, None),
    ),
    figures=(
        Figure(Bilingual(vi="Lương cơ sở", en="Basic wage"), date(2024, 7, 1), outdated=False),
        Figure(
            Bilingual(vi="Hệ số điều chỉnh tiền lương đã đóng", en="Coefficients of wages paid on"),
            date(2025, 1, 1),
            outdated=True,
        ),
    ),
    issuers=(
        Issuer("CSCA Vietnam Test 02, VN", "VN", date(2024, 1, 15), date(2039, 1, 15), holds=True),
        Issuer("CSCA Vietnam Test 01, VN", "VN", date(2010, 5, 4), date(2025, 5, 4), holds=False),
    ),
    revocations=(
        Revocations("CSCA Vietnam Test 02", date(2026, 2, 28), date(2026, 5, 28), 3, overdue=False),
    ),
)
