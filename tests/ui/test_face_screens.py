"""The face pages: one sentence at a time, coloured light announced and left out on request, two ways on."""

from __future__ import annotations

import re
from functools import partial

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QColor

from ekyc.errors import EkycError
from ekyc.face.camera import CameraState
from ekyc.face.errors import FaceFault
from ekyc.face.evidence import Finding, LivenessAction, MatchBand
from ekyc.face.flash import FlashColour
from ekyc.face.liveness import LivenessReason
from ekyc.face.session import FacePhase
from simulation.touch import shown
from tests.ui.conftest import OpenWalk
from tests.ui.devices.face import face_evidence
from tests.ui.walk import LANDSCAPE, PORTRAIT, Walk
from ui.app import QML_FOLDER
from ui.camera_view import CameraView
from ui.view_models.face_vm import SHORTEST_COLOUR_MS, FaceVm

TEXTS = (QML_FOLDER / "Kiosk" / "Ui" / "FaceTexts.qml").read_text("utf-8")


def _guidance(walk: Walk) -> str:
    return str(walk.wait_for("guidance").property("text"))


def _expect(walk: Walk, words: str) -> None:
    walk.wait_until(lambda: words in _guidance(walk), f"“{words}”")


def test_one_action_at_a_time_and_back_to_the_centre(walk: Walk) -> None:
    walk.face_check()
    face = walk.parts.face
    for action, words in (
        (LivenessAction.TURN_LEFT, "sang trái"),
        (None, "nhìn thẳng lại"),
        (LivenessAction.BLINK, "nhắm mắt"),
        (None, "nhìn thẳng lại"),
        (LivenessAction.TURN_RIGHT, "sang phải"),
    ):
        face.progress(FacePhase.ACTION, action, 0.5)
        _expect(walk, words)


def test_the_oval_moves_to_who_sits_low_and_the_screen_says_so(walk: Walk) -> None:
    walk.face_check()
    walk.parts.face.progress(FacePhase.HOLD_STILL)
    _expect(walk, "Tốt lắm")
    walk.parts.face.progress(FacePhase.HOLD_STILL, oval_at=0.68)
    _expect(walk, "Khung đã dời")
    view = walk.kiosk.window.findChild(CameraView)
    assert view is not None
    assert view.property("oval") == 0.68
    walk.parts.face.progress(FacePhase.HOLD_STILL)
    _expect(walk, "Tốt lắm")
    assert view.property("oval") == 0.5


def test_the_screen_says_that_the_camera_is_connected_again(walk: Walk) -> None:
    walk.face_check()
    for state in (CameraState.LOST, CameraState.FROZEN, CameraState.RECONNECTING):
        walk.parts.face.progress(FacePhase.POSITION, camera_state=state)
        _expect(walk, "Đang nối lại camera")
        assert walk.find("declineFace") is not None
    walk.parts.face.progress(FacePhase.POSITION)
    _expect(walk, "bầu dục")


@pytest.mark.parametrize("finding", list(Finding))
def test_every_finding_has_a_sentence(finding: Finding) -> None:
    assert re.search(rf'case "{finding.value}":\s+return qsTr\("\S', TEXTS.split("function action")[0])


@pytest.mark.parametrize(
    "reason", [each for each in LivenessReason if each is not LivenessReason.NOTHING_ENFORCED]
)
def test_every_reason_says_what_to_do_better(reason: LivenessReason) -> None:
    better = TEXTS.split("function better")[1]
    assert re.search(rf'case "{reason.value}":\s+return qsTr\("\S', better)


def test_the_flash_is_told_before_and_can_be_left_out_beforehand(walk: Walk) -> None:
    walk.face_prepare()
    walk.wait_for("flashNotice")
    walk.tap("skipFlash")
    walk.tap("primary")
    walk.arrive("face_check")
    assert walk.parts.face.flash_skipped == 1
    assert walk.find("flashWarning") is None


def test_nothing_is_said_of_coloured_light_where_there_is_none(walk: Walk) -> None:
    walk.parts.face.will_flash = False
    walk.face_prepare()
    assert walk.find("flashNotice") is None
    walk.tap("primary")
    walk.arrive("face_check")
    walk.parts.face.progress(FacePhase.ACTION, LivenessAction.TURN_LEFT)
    assert walk.find("skipFlash") is None


def _is_lit(walk: Walk, colour: QColor) -> bool:
    return _lit(walk) == colour


def test_the_whole_screen_shows_the_colour_and_the_usual_picture_again(walk: Walk) -> None:
    walk.face_check()
    walk.wait_for("flashWarning")
    walk.parts.face.progress(FacePhase.FLASH)
    for colour in (FlashColour.YELLOW, FlashColour.BLUE):
        walk.parts.face.on_flash(colour)
        wanted = QColor(colour.value)
        walk.wait_until(partial(_is_lit, walk, wanted), str(colour))
    light = walk.wait_for("flashLight")
    window = walk.kiosk.window
    assert (light.width(), light.height()) == (window.width(), window.height())
    corner = window.grabWindow().pixelColor(3, window.height() - 3)
    assert corner == QColor(FlashColour.BLUE.value)
    walk.parts.face.on_flash(None)
    walk.wait_until(lambda: walk.find("flashLight") is None, "the usual picture")
    assert walk.kiosk.window.activeFocusItem() is not None


def test_never_more_than_three_changes_a_second(walk: Walk) -> None:
    """However fast the colours come in: a late thread must not make the screen flicker."""
    walk.face_check()
    colours: list[str] = [""]
    rests: list[str] = []

    def note() -> None:
        now = shown(walk.kiosk.vm.view_model(FaceVm), "flashColour")
        if now != colours[-1]:
            colours.append(now)

    walk.kiosk.vm.view_model(FaceVm).changed.connect(note)
    walk.parts.face.on_flash(FlashColour.GREEN)
    walk.wait_until(lambda: len(colours) == 2, "the first colour")
    (rest,) = walk.timers(SHORTEST_COLOUR_MS / 1000)
    rest.timeout.connect(lambda: rests.append("over"))
    for colour in [*FlashColour, *FlashColour]:
        walk.parts.face.on_flash(colour)
        walk.let_run(0.05)
    changes = len(colours) - 1
    assert 2 <= changes <= len(rests) + 1  # each change but the first waited for a rest to be over


@pytest.mark.parametrize(
    ("button", "then"), [("skipFlashNow", "face_check"), ("declineFaceNow", "face_result")]
)
def test_there_are_two_ways_out_of_the_coloured_light(walk: Walk, button: str, then: str) -> None:
    walk.face_flash()
    walk.tap(button)
    walk.arrive(then)
    assert walk.parts.navigator.screen == then
    if then == "face_check":
        assert walk.parts.face.flash_skipped == 1
    else:
        assert walk.find("flashLight") is None


def test_leaving_the_page_ends_the_colours(walk: Walk) -> None:
    walk.face_flash()
    walk.parts.clock.advance(100)
    walk.wait_for("stay")
    walk.parts.clock.advance(40)
    walk.arrive("attract")
    assert walk.find("flashLight") is None
    assert shown(walk.kiosk.vm.view_model(FaceVm), "flashColour") == ""


def test_every_fault_leaves_two_ways_on(walk: Walk) -> None:
    walk.face_check()
    for fault in FaceFault:
        walk.parts.face.on_fault(EkycError(fault.value, "for a test"))
        walk.wait_for("retry")
        walk.wait_for("goOnWithoutFace")
        walk.kiosk.vm.view_model(FaceVm).retry()
        walk.wait_until(lambda: walk.find("goOnWithoutFace") is None, "another try")


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_the_way_without_the_face_is_in_sight_in_every_look(open_walk: OpenWalk, size: QSize) -> None:
    """No scrolling to it, while the camera looks or after it failed."""
    walk = open_walk(size)
    walk.face_action()
    for step in ("face_check", "face_result"):
        for language, scale in ((each, scale) for each in ("vi", "en") for scale in (1.0, 1.25, 1.5)):
            walk.dress(language, scale)
            look = f"no scrolling: {step}, {language}, {scale}"
            walk.wait_until(lambda: walk.find("scrollDown") is None, look)
            assert walk.find("declineFace") is not None
        walk.dress("vi", 1.0)
        if step == "face_check":
            walk.parts.face.on_done(face_evidence(live=False, reason="colours_not_reflected"))
            walk.arrive("face_result")


def test_a_failed_check_says_what_to_do_better_and_how_many_tries_are_left(walk: Walk) -> None:
    walk.face_check()
    walk.parts.face.on_done(face_evidence(live=False, reason="wrong_direction"))
    walk.arrive("face_result")
    assert "mũi tên" in str(walk.wait_for("explanation").property("text"))
    assert "2" in str(walk.wait_for("triesLeft").property("text"))
    assert walk.find("declineFace") is not None
    walk.tap("primary")
    walk.arrive("face_check")
    timed_out = face_evidence(live=False, reason="capture_timed_out", findings=(Finding.TOO_DARK,))
    walk.parts.face.on_done(timed_out)
    walk.arrive("face_result")
    assert "sáng" in str(walk.wait_for("explanation").property("text"))


def test_a_doubtful_match_goes_to_staff_with_kind_words(walk: Walk) -> None:
    walk.face_check()
    walk.parts.face.on_done(face_evidence(MatchBand.REVIEW))
    walk.arrive("face_result")
    assert "Cán bộ" in str(walk.wait_for("resultTitle").property("text"))
    assert isinstance(walk.wait_for("callStaff"), QObject)


def _lit(walk: Walk) -> QColor | None:
    light = walk.find("flashLight")
    return None if light is None else QColor(light.property("color"))
