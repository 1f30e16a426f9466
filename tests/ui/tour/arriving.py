"""Who comes is told what they need, shows their card and looks into the camera."""

from __future__ import annotations

from collections.abc import Iterator

from ekyc.card_progress import CardPhase
from ekyc.errors import EkycError
from ekyc.face.camera import CameraState
from ekyc.face.evidence import LivenessAction
from ekyc.face.flash import FlashColour
from ekyc.face.session import FacePhase
from kiosk.contract.kiosk_state import Device
from kiosk.places import EndReason
from tests.ui.devices.card import card_reading
from tests.ui.devices.face import face_evidence
from tests.ui.tour.staff import assisted, own_turn, staff_room
from tests.ui.walk import Walk


def broken_reader(walk: Walk) -> Iterator[str]:
    """The first page and home say so; then it works again."""
    walk.parts.outages.put_out(Device.READER)
    walk.wait_for("outage")
    yield "attract broken reader"
    walk.tap("begin")
    walk.arrive("home")
    yield "home broken reader"
    walk.parts.navigator.end(EndReason.LEFT)
    walk.arrive("goodbye")
    walk.parts.outages.worked(Device.READER)
    walk.tap("rest")
    walk.arrive("attract")
    walk.wait_until(lambda: walk.find("outage") is None, "a reader that works")


def without_a_card(walk: Walk) -> Iterator[str]:
    """From the first screen to what a foreigner is told, and back there."""
    walk.tap("noCard")
    walk.arrive("papers")
    walk.wait_for_keys()
    walk.tap("papers.held.passport")
    yield "papers"
    walk.tap("primary")
    walk.arrive("passport")
    yield "guide"
    walk.tap("print")
    walk.wait_for("printed")
    yield "guide not printed"
    walk.parts.navigator.end(EndReason.LEFT)
    walk.arrive("goodbye")
    walk.tap("rest")
    walk.arrive("attract")


def before_the_card(walk: Walk) -> Iterator[str]:
    walk.tap("begin")
    walk.arrive("home")
    yield "home"
    walk.tap("accessibility")
    walk.wait_for("closeAccessibility")
    yield "accessibility"
    walk.tap("closeAccessibility")
    walk.wait_until(lambda: walk.find("closeAccessibility") is None, "the panel to close")
    walk.tap("callStaff")
    walk.arrive("staff_called")
    yield "staff_called"
    walk.tap("primary")
    walk.arrive("home")
    yield from staff_room(walk)


def card(walk: Walk) -> Iterator[str]:
    card = walk.parts.card
    walk.tap("home.account")
    walk.arrive("group")
    walk.tap("task.register")
    walk.arrive("card")
    yield "card"
    card.progress(CardPhase.LIFT_CARD)
    walk.let_run(0.05)
    yield "card lying"
    card.progress(CardPhase.READING, "DG2", 0.5)
    walk.let_run(0.05)
    yield "card reading"
    card.progress(CardPhase.PUT_CARD_BACK)
    walk.wait_for("putBackNotice")
    yield "card lifted"
    card.on_fault(EkycError("card_removed", "lifted"))
    walk.tap("withoutChipInstead")
    walk.wait_for("withChip")
    card.progress(CardPhase.LOOKING_FOR_QR)
    yield "card without chip"
    card.on_fault(EkycError("qr_not_found", "no code"))
    walk.tap("typeNumberInstead")
    walk.wait_for("key1")
    yield "card number"
    walk.type_digits("0791600")
    yield "card typing"
    walk.tap("useReader")
    card.on_fault(EkycError("chip_authentication_failed", "copied"))
    walk.wait_for("retry")
    yield "card fault"
    walk.tap("retry")
    card.on_done(card_reading(trusted=False))
    walk.arrive("identity")
    walk.let_run(0.1)
    yield "identity unverified"
    walk.tap("showChecks")
    walk.wait_for("check.access.answer")
    yield "identity checks"
    walk.tap("back")
    walk.arrive("card")
    card.progress(CardPhase.LIFT_CARD)
    walk.let_run(0.05)
    yield "card not mine"
    card.on_done(card_reading())
    walk.arrive("identity")
    walk.let_run(0.1)
    yield "identity"
    yield from assisted(walk, "identity")
    walk.parts.clock.advance(100)
    walk.wait_for("stay")
    yield "idle"
    walk.tap("stay")
    walk.wait_until(lambda: walk.find("stay") is None, "the warning to close")
    walk.tap("primary")


def face(walk: Walk) -> Iterator[str]:
    face = walk.parts.face
    walk.arrive("face_prepare")
    yield from own_turn(walk)
    walk.arrive("face_prepare")
    yield "face_prepare"
    walk.tap("skipFlash")
    walk.let_run(0.05)
    yield "face_prepare without coloured light"
    walk.tap("skipFlash")
    walk.tap("primary")
    walk.arrive("face_check")
    walk.show_camera()
    face.progress(FacePhase.ACTION, LivenessAction.TURN_RIGHT, 0.4)
    walk.let_run(0.05)
    yield "face_check"
    face.progress(FacePhase.ACTION, None, 1.0, camera_state=CameraState.RECONNECTING)
    walk.let_run(0.05)
    yield "face camera reconnecting"
    face.progress(FacePhase.FLASH, None, 0.3)
    face.on_flash(FlashColour.CYAN)
    walk.wait_for("skipFlashNow")
    yield "face flash"
    face.on_flash(None)
    walk.wait_until(lambda: walk.find("skipFlashNow") is None, "the end of the colours")
    face.on_fault(EkycError("camera_lost", "lost"))
    walk.wait_for("retry")
    yield "face fault"
    walk.tap("retry")
    walk.let_run(0.05)
    face.on_done(face_evidence(live=False))
    walk.arrive("face_result")
    yield "face retry"
    walk.tap("primary")
    walk.arrive("face_check")
    face.on_done(face_evidence())
    walk.arrive("face_result")
    yield "face_result"
    walk.tap("primary")
