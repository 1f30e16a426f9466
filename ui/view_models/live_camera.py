"""What a camera sees now, for a page of technicians: nothing of it outlives the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.devices.bench import CameraRole
from ui.device_picture import device_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from kiosk.devices.bench import CameraLook
    from ui.view_models.background import Known, Scope
    from ui.view_models.stage import Stage


class LiveCamera:
    """``address`` is the picture for the screen, "" for none; ``size`` and ``rate`` are the camera's own."""

    def __init__(self, stage: Stage, on_change: Callable[[], None]) -> None:
        self._stage = stage
        self._on_change = on_change
        self._drawing = False
        self.address = ""
        self.size = (0, 0)
        self.rate = 0.0

    def start(
        self, role: CameraRole, scope: Scope, on_fault: Callable[[Known], None], *, oval: bool = False
    ) -> None:
        self.stop()
        draw, fail = scope.deliver(self._draw), scope.deliver(on_fault)

        def on_look(look: CameraLook) -> None:
            if not self._drawing:  # a picture that is not shown yet is not overtaken
                self._drawing = True
                draw(_picture(look, role, oval=oval), look.size, look.rate)

        self._stage.parts.service.watch_camera(role, on_look, fail)

    def stop(self) -> None:
        """The camera is closed soon, its last picture forgotten now."""
        self._stage.parts.service.cancel()
        self._stage.scans.drop(self.address)
        self.address, self.size, self.rate, self._drawing = "", (0, 0), 0.0, False

    def _draw(self, image: QImage, size: tuple[int, int], rate: float) -> None:
        self.address = self._stage.scans.put(image, self.address)
        self.size, self.rate, self._drawing = size, rate, False
        self._on_change()


def _picture(look: CameraLook, role: CameraRole, *, oval: bool) -> QImage:
    from ekyc.face.screen_light import face_place

    face = face_place(look.image) if oval else None
    return device_picture(look.image, mirrored=role is CameraRole.FACE, face=face)
