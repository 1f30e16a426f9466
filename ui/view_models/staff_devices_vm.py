"""The devices of the kiosk, each tried by itself: what a camera sees, whether the reader feels a card, a page
of the printer, a tone, and every place of the screen that is touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.devices.bench import CameraRole
from kiosk.places import Place
from ui.view_models.live_camera import LiveCamera
from ui.view_models.qml_types import made_in_python
from ui.view_models.staff_room_vm import StaffRoomVm

if TYPE_CHECKING:
    from ui.view_models.background import Known
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_READER = "reader"


@QmlElement
@made_in_python
class StaffDevicesVm(StaffRoomVm):
    """``device`` is what is looked at now: face, card, documents (cameras) or reader; "" for none."""

    changed = Signal()
    unhurried = True
    _device = ""
    _reader = ""
    _card_lies = False
    _printing = ""
    _sound = ""

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._camera = LiveCamera(stage, self.changed.emit)

    @Property(list, notify=changed)
    def cameras(self) -> list[str]:
        return [each.value for each in self._parts.service.cameras]

    @Property(str, notify=changed)
    def device(self) -> str:
        return self._device

    @Property(str, notify=changed)
    def preview(self) -> str:
        return self._camera.address

    @Property(str, notify=changed)
    def size(self) -> str:
        """Of the camera's pictures."""
        width, height = self._camera.size
        return f"{width}×{height}" if width else ""

    @Property(int, notify=changed)
    def rate(self) -> int:
        """Pictures a second; 0 while it is not known."""
        return round(self._camera.rate)

    @Property(str, notify=changed)
    def reader(self) -> str:
        """Its name, "" until it was looked at."""
        return self._reader

    @Property(bool, notify=changed)
    def cardLies(self) -> bool:
        return self._card_lies

    @Property(str, notify=changed)
    def printing(self) -> str:
        """The test page: "", working or done."""
        return self._printing

    @Property(str, notify=changed)
    def sound(self) -> str:
        """The tone: "", played or none."""
        return self._sound

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    def enter(self, screen: str) -> None:
        del screen
        self._forget()
        self._new_scope()
        self.changed.emit()

    def leave(self) -> None:
        super().leave()
        self._forget()

    def wipe(self) -> None:
        self._forget()
        super().wipe()

    @Slot(str)
    def look(self, device: str) -> None:
        self._forget()
        scope = self._new_scope()
        self._device = device
        if device == _READER:
            self._parts.service.watch_reader(
                scope.deliver(self._on_reader), scope.deliver(self._on_device_fault)
            )
        else:
            self._camera.start(CameraRole(device), scope, self._on_device_fault)
        self.changed.emit()

    @Slot()
    def stop(self) -> None:
        """No device is looked at."""
        self._forget()
        self._new_scope()
        self.changed.emit()

    @Slot()
    def printPage(self) -> None:
        if self._printing == "working":
            return
        self._printing, self._fault = "working", ""
        self._scope.run(self._parts.service.print_test_page, self._on_printed, self._on_fault)
        self.changed.emit()

    @Slot()
    def playTone(self) -> None:
        self._sound = "played" if self._stage.play_tone() else "none"
        self.changed.emit()

    @Slot()
    def openTouch(self) -> None:
        self._parts.navigator.go_in_staff_room(Place.STAFF_TOUCH)

    def _forget(self) -> None:
        self._camera.stop()
        self._device = self._reader = self._printing = self._sound = self._fault = ""
        self._card_lies = False

    def _on_reader(self, name: str, lies: bool) -> None:
        self._reader, self._card_lies, self._fault = name, lies, ""
        self.changed.emit()

    def _on_device_fault(self, error: Known) -> None:
        self._fault = error.code
        self.changed.emit()

    def _on_printed(self, _nothing: None) -> None:
        self._printing = "done"
        self.changed.emit()

    def _on_fault(self, error: Known) -> None:
        self._printing = ""
        super()._on_fault(error)
