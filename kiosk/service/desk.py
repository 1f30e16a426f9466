"""The desk of technicians: what they do at the kiosk itself, each thing by a right and with an audit line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.authentication.staff_roles import StaffRight
from kiosk.clock import Clock
from kiosk.devices.bench import CameraLook, CameraRole, DeviceBench
from kiosk.devices.hardware import OnFault
from kiosk.errors import KnownError
from kiosk.language import Bilingual
from kiosk.measured import MeasuredLight, find_measured_light, keep_measured_light
from kiosk.receipts import get_printer
from kiosk.service.host import Host, Power
from kiosk.service.log_bundle import WrittenLogs, audit_lines, write_bundle
from kiosk.service.versions import Versions, find_versions
from kiosk.settings import Settings
from kiosk.staff_room import StaffRoom
from kiosk.told import Told

if TYPE_CHECKING:
    from ekyc.face.screen_light import LightFinding
    from kiosk.doctor import Check
    from kiosk.ledger import Ledger

_AUDIT_LINES = 1000
_TEST_PAGE = (
    Bilingual(vi="Trang in thử", en="Test page"),
    Bilingual(
        vi="Đọc được dòng này, không lệch, không nhòe: máy in tốt. Ấ Ễ Ữ Ợ đ 0123456789",
        en="If this line is whole, straight and not smeared, the printer is well. Ấ Ễ Ữ Ợ đ 0123456789",
    ),
)


class ServiceDesk:
    """Methods marked *blocking* may raise `KnownError` and LocalDbError; who is not allowed gets
    ``staff_not_allowed``. The callbacks of devices come from any thread.
    """

    def __init__(
        self,
        staff: StaffRoom,
        bench: DeviceBench,
        host: Host,
        settings: Settings,
        clock: Clock,
        *,
        told: Told,
        get_ledger: Callable[[], Ledger],
        examine: Callable[[Ledger], list[Check]],
        fonts_folder: Path,
        on_light: Callable[[float], None] = lambda _ratio: None,
    ) -> None:
        """``on_light`` is told what was measured."""
        self._staff = staff
        self._bench = bench
        self._host = host
        self._settings = settings
        self._clock = clock
        self._told = told
        self._get_ledger = get_ledger
        self._examine = examine
        self._fonts_folder = fonts_folder
        self._on_light = on_light

    # Devices

    @property
    def cameras(self) -> tuple[CameraRole, ...]:
        """Those that the settings name. A kiosk without a card's camera has the digits typed."""
        known = [CameraRole.FACE]
        if self._settings.card.camera is not None:
            known.append(CameraRole.CARD)
        if self._settings.documents.camera is not None:
            known.append(CameraRole.DOCUMENTS)
        return tuple(known)

    def watch_camera(
        self, role: CameraRole, on_look: Callable[[CameraLook], None], on_fault: OnFault
    ) -> None:
        """Until ``cancel``. Raises `KnownError` ``staff_not_allowed``, as all of these do."""
        self._staff.demand(StaffRight.MACHINE)
        self._bench.watch_camera(role, on_look, on_fault)

    def watch_reader(self, on_look: Callable[[str, bool], None], on_fault: OnFault) -> None:
        self._staff.demand(StaffRight.MACHINE)
        self._bench.watch_reader(on_look, on_fault)

    def cancel(self) -> None:
        """No device is looked at any more. Does not block."""
        self._bench.cancel()

    def print_test_page(self) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        from kiosk.documents.guide import GuideContent, render_guide

        self._staff.authorise(StaffRight.MACHINE, "staff.printer.tried")
        title, words = _TEST_PAGE
        office = self._settings.office
        content = GuideContent(
            task=title,
            heading=title,
            paragraphs=(words,),
            bring=(),
            counter=(),
            article="",
            made_at=self._clock.now(),
            office_name=office.name,
            kiosk_id=self._settings.kiosk_id,
            hotline=office.hotline,
            qr_text=self._settings.kiosk_id,
            paper=title,
        )
        get_printer(self._settings).print_pdf(render_guide(content, self._fonts_folder), "test page")

    # Light

    def find_light(self) -> MeasuredLight | None:
        """*Blocking.* What was measured here. What the settings say goes before it, see ``light_is_set``."""
        return find_measured_light(self._settings.data_folder)

    @property
    def light_is_set(self) -> bool:
        return self._settings.face.screen_light is not None

    def measure_light(
        self,
        show: Callable[[bool], None],
        on_done: Callable[[LightFinding], None],
        on_fault: OnFault,
    ) -> None:
        """See `DeviceBench.measure_light`."""
        self._staff.demand(StaffRight.SERVICE)
        self._bench.measure_light(show, on_done, on_fault)

    def keep_light(self, ratio: float) -> None:
        """*Blocking.* From the next face check on it counts."""
        self._staff.authorise(StaffRight.SERVICE, "staff.light.measured")
        try:
            keep_measured_light(
                self._settings.data_folder, MeasuredLight(screen_light=ratio, at=self._clock.now())
            )
        except OSError as error:
            raise KnownError("disk_full", f"It could not be kept ({type(error).__name__}).") from error
        self._on_light(ratio)

    # The rest

    def versions(self) -> Versions:
        """*Blocking.*"""
        self._staff.demand(StaffRight.MACHINE)
        return find_versions(self._settings, self._told, self._get_ledger(), self._clock.now())

    def write_logs(self) -> WrittenLogs:
        """*Blocking*, for some seconds. Raises `KnownError` ``no_stick``, ``stick_not_written``, …"""
        from local_db.audit_log import AuditLog

        self._staff.demand(StaffRight.SERVICE)
        folder = self._host.find_stick()
        if folder is None:
            raise KnownError("no_stick", "No stick is plugged in, or it may not work here.")
        ledger = self._get_ledger()
        parts = {
            "log.txt": self._host.log(),
            "checks.txt": "\n".join(_told(each) for each in self._examine(ledger)),
            "versions.txt": find_versions(self._settings, self._told, ledger, self._clock.now()).as_json(),
            "audit.txt": audit_lines(AuditLog(ledger.database).entries(_AUDIT_LINES)),
        }
        self._staff.authorise(StaffRight.SERVICE, "staff.logs.taken")  # before anything leaves
        return write_bundle(folder, self._settings.kiosk_id, self._clock.now(), parts)

    def note_cleaning(self) -> None:
        """*Blocking.* The screen takes no touch for a while."""
        self._staff.authorise(StaffRight.MACHINE, "staff.screen.cleaned")

    def power(self, what: Power) -> None:
        """*Blocking.* Written down first. The program's own end is the caller's."""
        self._staff.authorise(StaffRight.MACHINE, f"staff.power.{what.value}")
        if what is not Power.PROGRAM:
            self._host.power(what)

    def close(self) -> None:
        self._bench.close()


def _told(check: Check) -> str:
    lines = (f"{'ok ' if check.ok else '!! '} {check.name}: {check.found.en}", check.advice.en)
    return "\n     ".join(line for line in lines if line)
