"""To the screens of card and face."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ekyc.card_progress import CardPhase
from ekyc.errors import EkycError
from ekyc.face.camera import CameraState
from ekyc.face.evidence import LivenessAction, MatchBand
from ekyc.face.flash import FlashColour
from ekyc.face.session import FacePhase
from tests.ui.devices.face import face_evidence
from tests.ui.walk.steps import Steps


class ToIdentification(Steps):
    def card(self) -> None:
        self._go_through("card")

    def passport(self) -> None:
        """The card page of a task that goes by a passport."""
        self._go_through("card", task="register_foreigner")

    def identity(self, *, trusted: bool = True) -> None:
        self._go_through("identity", trusted=trusted)

    def face_prepare(self) -> None:
        self._go_through("face_prepare")

    def face_check(self) -> None:
        self._go_through("face_check")

    def face_result(self) -> None:
        self._go_through("face_result")

    def card_reading(self) -> None:
        self.card()
        self.parts.card.progress(CardPhase.READING, "DG2", 0.5)
        self.let_run(0.05)

    def card_lying(self) -> None:
        self.card()
        self.parts.card.progress(CardPhase.LIFT_CARD)
        self.let_run(0.05)

    def card_not_mine(self) -> None:
        self.identity()
        self.tap("back")
        self.arrive("card")
        self.parts.card.progress(CardPhase.LIFT_CARD)
        self.let_run(0.05)

    def card_lifted(self) -> None:
        self.card_reading()
        self.parts.card.progress(CardPhase.PUT_CARD_BACK)
        self.let_run(0.05)

    def card_fault(self) -> None:
        self.card()
        self.parts.card.on_fault(EkycError("card_removed", "lifted"))
        self.wait_for("retry")

    def card_typing(self) -> None:
        self.card()
        self.tap("typeNumber")
        self.wait_for("key1")
        self.type_digits("0791600")

    def card_slow(self) -> None:
        self.card()
        self.parts.card.progress(CardPhase.LOOKING_FOR_QR)
        self.wait_for("withoutChip")

    def card_without_chip(self) -> None:
        self.card_fault()
        self.tap("withoutChipInstead")
        self.parts.card.progress(CardPhase.LOOKING_FOR_QR)
        self.let_run(0.05)

    def identity_checks(self) -> None:
        self.identity(trusted=False)
        self.tap("showChecks")
        self.wait_for("check.access.answer")

    def identity_untrusted(self) -> None:
        self.identity(trusted=False)

    def face_action(self) -> None:
        self.face_check()
        self.show_camera()
        self.parts.face.progress(FacePhase.ACTION, LivenessAction.TURN_LEFT, 0.4)
        self.let_run(0.1)

    def face_straight(self) -> None:
        self.face_check()
        self.show_camera()
        self.parts.face.progress(FacePhase.ACTION, None, 1.0)
        self.let_run(0.1)

    def face_reconnecting(self) -> None:
        self.face_check()
        self.parts.face.progress(FacePhase.POSITION, camera_state=CameraState.RECONNECTING)
        self.let_run(0.1)

    def face_flash(self) -> None:
        self.face_check()
        self.parts.face.progress(FacePhase.FLASH, None, 0.3)
        self.parts.face.on_flash(FlashColour.YELLOW)
        self.wait_for("skipFlashNow")
        self.let_run(0.05)
        self.show_camera()
        self.let_run(0.1)

    def face_prepare_skipped(self) -> None:
        self.face_prepare()
        self.tap("skipFlash")
        self.let_run(0.05)

    def face_good(self) -> None:
        self.face_check()
        self.show_camera()
        self.parts.face.progress(FacePhase.HOLD_STILL, None, 0.7)
        self.let_run(0.1)

    def face_fault(self) -> None:
        self.face_check()
        self.parts.face.on_fault(EkycError("camera_lost", "lost"))
        self.wait_for("goOnWithoutFace")

    def face_review(self) -> None:
        self.face_check()
        self.parts.face.on_done(face_evidence(MatchBand.REVIEW))
        self.arrive("face_result")

    def face_retry(self) -> None:
        self.face_check()
        self.parts.face.on_done(face_evidence(live=False))
        self.arrive("face_result")

    def show_camera(self) -> None:
        self.parts.face.on_preview(_frame())


def _frame() -> NDArray[np.uint8]:
    """A grey room with an oval that stands for a head; 1280 by 720 as a camera gives it."""
    rows, columns = np.mgrid[0:720, 0:1280]
    frame = np.empty((720, 1280, 3), np.uint8)
    frame[...] = (96 + rows[..., None] // 12).astype(np.uint8)
    head = ((columns - 640) / 150) ** 2 + ((rows - 340) / 210) ** 2 < 1
    frame[head] = (150, 180, 222)
    body = ((columns - 640) / 330) ** 2 + ((rows - 800) / 240) ** 2 < 1
    frame[body & ~head] = (110, 70, 40)
    return frame
