"""What the pages of technicians ask of the machine, as a protocol; `ports` has the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ekyc.errors import EkycError
    from ekyc.face.screen_light import LightFinding
    from kiosk.devices.bench import CameraLook, CameraRole
    from kiosk.measured import MeasuredLight
    from kiosk.service.host import Power
    from kiosk.service.log_bundle import WrittenLogs
    from kiosk.service.versions import Versions


class Service(Protocol):
    """See `kiosk.service.desk`. After ``cancel`` at most a callback that is already under way still comes."""

    @property
    def cameras(self) -> tuple[CameraRole, ...]: ...
    def watch_camera(
        self, role: CameraRole, on_look: Callable[[CameraLook], None], on_fault: Callable[[EkycError], None]
    ) -> None: ...
    def watch_reader(
        self, on_look: Callable[[str, bool], None], on_fault: Callable[[EkycError], None]
    ) -> None: ...
    def cancel(self) -> None: ...
    def print_test_page(self) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def find_light(self) -> MeasuredLight | None:
        """*Blocking.*"""
        ...

    @property
    def light_is_set(self) -> bool: ...
    def measure_light(
        self,
        show: Callable[[bool], None],
        on_done: Callable[[LightFinding], None],
        on_fault: Callable[[EkycError], None],
    ) -> None: ...
    def keep_light(self, ratio: float) -> None:
        """*Blocking.*"""
        ...

    def versions(self) -> Versions:
        """*Blocking.*"""
        ...

    def write_logs(self) -> WrittenLogs:
        """*Blocking.* Raises ``no_stick``, ``stick_not_written``, …"""
        ...

    def note_cleaning(self) -> None:
        """*Blocking.*"""
        ...

    def power(self, what: Power) -> None:
        """*Blocking.* The program's own end is the caller's."""
        ...
