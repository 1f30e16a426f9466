"""The light of the screen beside that of the room, measured with somebody who stands where people stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.devices.bench import CameraRole
from ui.view_models.live_camera import LiveCamera
from ui.view_models.qml_types import made_in_python
from ui.view_models.staff_room_vm import StaffRoomVm, moment

if TYPE_CHECKING:
    from ekyc.face.screen_light import LightFinding
    from kiosk.measured import MeasuredLight
    from ui.view_models.background import Known
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class StaffLightVm(StaffRoomVm):
    """``state`` is placing (the person finds their place), measuring, found or kept."""

    changed = Signal()
    unhurried = True
    _state = "placing"
    _lit = False
    _ratio = 0.0
    _kept: MeasuredLight | None = None

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._camera = LiveCamera(stage, self.changed.emit)

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property(bool, notify=changed)
    def lit(self) -> bool:
        """While it is measured: the whole screen is white, otherwise black."""
        return self._lit

    @Property(str, notify=changed)
    def preview(self) -> str:
        return self._camera.address

    @Property(float, notify=changed)
    def ratio(self) -> float:
        """Light of the screen over that of the room."""
        return self._ratio

    @Property(bool, notify=changed)
    def enough(self) -> bool:
        """The coloured light will be used here."""
        from ekyc.face.limits import load_limits

        return self._ratio >= load_limits().flash.min_screen_light

    @Property(str, notify=changed)
    def keptText(self) -> str:
        """What was measured before, "" for nothing."""
        return "" if self._kept is None else f"{self._kept.screen_light:.2f} · {moment(self._kept.at)}"

    @Property(bool, notify=changed)
    def isSet(self) -> bool:
        """The settings name it: what is measured here changes nothing."""
        return self._parts.service.light_is_set

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    @property
    def busy(self) -> bool:
        return self._state == "measuring"

    def enter(self, screen: str) -> None:
        del screen
        self._kept = None
        self._place()
        self._scope.run(self._parts.service.find_light, self._on_before, self._on_fault)

    def leave(self) -> None:
        super().leave()
        self._camera.stop()

    def wipe(self) -> None:
        self._camera.stop()
        self._state, self._ratio, self._kept = "placing", 0.0, None
        super().wipe()

    @Slot()
    def measure(self) -> None:
        if self._state == "measuring":
            return
        self._camera.stop()
        scope = self._new_scope()
        self._state, self._lit, self._fault = "measuring", False, ""
        self._parts.service.measure_light(
            scope.deliver(self._show), scope.deliver(self._on_found), scope.deliver(self._on_fault)
        )
        self.changed.emit()

    @Slot()
    def again(self) -> None:
        self._place()

    @Slot()
    def keep(self) -> None:
        if self._state == "found":
            ratio = self._ratio
            self._scope.run(lambda: self._parts.service.keep_light(ratio), self._on_kept, self._on_fault)

    def _place(self) -> None:
        self._state, self._ratio, self._fault = "placing", 0.0, ""
        self._camera.start(CameraRole.FACE, self._new_scope(), self._on_fault, oval=True)
        self.changed.emit()

    def _show(self, lit: bool) -> None:
        self._lit = lit
        self.changed.emit()

    def _on_before(self, kept: MeasuredLight | None) -> None:
        self._kept = kept
        self.changed.emit()

    def _on_found(self, found: LightFinding) -> None:
        self._state, self._ratio = "found", found.ratio
        self.changed.emit()

    def _on_kept(self, _nothing: None) -> None:
        self._state = "kept"
        self.changed.emit()

    def _on_fault(self, error: Known) -> None:
        if self._state == "measuring":
            self._place()
        super()._on_fault(error)
