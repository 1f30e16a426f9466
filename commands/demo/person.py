"""The simulated person of the demo: puts the card on the reader, hears the guidance, is lit by the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from commands.demo.world import World
from ekyc.face.evidence import LivenessAction
from ekyc.face.flash import FlashColour
from simulation.touch import shown
from ui.app import KioskWindow
from ui.view_models.face_vm import FaceVm
from ui.view_models.staff_light_vm import StaffLightVm

_AGAIN = 3_000  # ms; longer than a turn and the look at it take


class SimulatedPerson(QObject):
    """Follows the screens like somebody who stands before them; does not touch the screen."""

    def __init__(self, world: World, kiosk: KioskWindow, card_after_ms: int | None = None) -> None:
        """``card_after_ms``: when the card is put on the reader once it is asked for; None: somebody else
        does it.
        """
        super().__init__(kiosk)
        self._world = world
        self._vm = kiosk.vm
        self._heard = ""
        self._lit = ""
        self._puts_card = card_after_ms is not None
        self._reach = QTimer(self, singleShot=True, interval=card_after_ms or 0)
        self._reach.timeout.connect(world.insert_card)
        self._vm.screenChanged.connect(self._on_screen)
        self._again = QTimer(self, interval=_AGAIN)
        self._again.timeout.connect(self._act_again)
        self._face = self._vm.view_model(FaceVm)
        self._face.changed.connect(self._on_face)
        self._measuring = self._vm.view_model(StaffLightVm)
        self._measuring.changed.connect(self._on_measuring)

    @Slot()
    def _on_screen(self) -> None:
        screen = shown(self._vm, "screen")
        if screen == "card" and self._puts_card:
            self._reach.start()
        elif screen in ("goodbye", "attract"):
            self._world.remove_card()

    @Slot()
    def _on_face(self) -> None:
        action = shown(self._face, "action")
        if action != self._heard:
            self._heard = action
            self._again.stop()
            if action:
                self._world.hear(LivenessAction(action))
                self._again.start()
        colour = shown(self._face, "flashColour")
        if colour != self._lit:
            self._world.light(FlashColour(colour) if colour else None)
        self._lit = colour

    @Slot()
    def _on_measuring(self) -> None:
        """A technician stands there, and the screen turns black and white."""
        white = shown(self._measuring, "state") == "measuring" and shown(self._measuring, "lit")
        colour = FlashColour.WHITE.value if white else ""
        if colour != self._lit:
            self._world.light(FlashColour.WHITE if white else None)
        self._lit = colour

    @Slot()
    def _act_again(self) -> None:
        """As long as it is asked for: a busy machine sees too few frames of one short turn."""
        if self._world.face_camera.at_rest:
            self._world.hear(LivenessAction(self._heard))
