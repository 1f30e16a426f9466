"""Whole checks: synthetic camera, capture thread, worker process, session, matching."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import cv2
import numpy as np
import pytest

from ekyc.card.reading import Portrait
from ekyc.errors import EkycError
from ekyc.face.camera import CameraState
from ekyc.face.evidence import (
    FaceEvidence,
    Finding,
    LivenessAction,
    LivenessMethod,
    LivenessOutcome,
    MatchBand,
    MethodOutcome,
)
from ekyc.face.flash import Flash, FlashColour
from ekyc.face.limits import FaceLimits
from ekyc.face.session import FacePhase, FaceProgress
from ekyc.face.worker import FaceWorker
from ekyc.face_check import FaceCheck, FaceCheckConfig
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.face.scene import Scene
from tests.patience import PATIENCE
from tests.stepped_camera import FrameClock, SteppedCamera, unpaced

_ASTRONAUT = reference_portrait(SyntheticPerson.ASTRONAUT)

React = Callable[[SyntheticCamera, FaceProgress], None]


class Booth:
    """A camera and a worker, and one check at a time in front of them."""

    def __init__(self, worker: FaceWorker, limits: FaceLimits) -> None:
        self.worker = worker
        self.limits = limits
        clock = FrameClock()
        self.source = unpaced(clock)
        self.camera = SteppedCamera(self.source, clock, lost_after=0.8, frozen_after=0.8)
        self.progress: list[FaceProgress] = []
        self.faults: list[EkycError] = []
        self.evidence: list[FaceEvidence] = []
        self.ended = threading.Event()

    def begin(
        self, reference: Portrait | bytes | None, react: React, flash: Flash | None = None
    ) -> FaceCheck:
        asked: set[FacePhase | LivenessAction] = set()

        def on_progress(progress: FaceProgress) -> None:
            self.progress.append(progress)
            key = progress.action or progress.phase  # an action asked for comes once
            if key not in asked:
                asked.add(key)
                react(self.source, progress)

        def on_done(evidence: FaceEvidence) -> None:
            self.evidence.append(evidence)
            self.ended.set()

        def on_fault(error: EkycError) -> None:
            self.faults.append(error)
            self.ended.set()

        config = FaceCheckConfig(self.limits, camera_patience=2.0, screen_light=0.25)
        check = FaceCheck(
            self.camera, self.worker, reference, config, attempt=2, random=Random(1), flash=flash
        )
        check.start(on_progress, on_done, on_fault)
        return check

    def run(
        self, reference: Portrait | bytes | None, react: React, flash: Flash | None = None
    ) -> FaceEvidence:
        self.begin(reference, react, flash)
        assert self.ended.wait(PATIENCE)
        assert self.faults == []
        return self.evidence[0]

    def hurry(self, position: float = 1.0, action: float = 1.6) -> None:
        capture = replace(self.limits.capture, position_time_out=position)
        liveness = replace(self.limits.liveness, action_time_out=action)
        self.limits = replace(self.limits, capture=capture, liveness=liveness)


def _obey(source: SyntheticCamera, progress: FaceProgress) -> None:
    if progress.action is not None:
        source.act(progress.action)


@pytest.fixture
def booth(worker: FaceWorker, limits: FaceLimits) -> Iterator[Booth]:
    """One turn unless a test asks for the whole course, which takes its time."""
    booth = Booth(worker, replace(limits, liveness=replace(limits.liveness, turn_count=1, blink_chance=0.0)))
    yield booth
    booth.camera.stop()


def test_a_person_who_does_as_asked_is_matched(booth: Booth) -> None:
    evidence = booth.run(Portrait(_ASTRONAUT, "image/jp2"), _obey)
    assert evidence.findings == ()
    assert evidence.liveness.outcome is LivenessOutcome.PASSED
    assert evidence.match.band is MatchBand.MATCH
    assert evidence.match.model_sha256 == booth.limits.models.sface
    assert evidence.attempts == 2
    assert evidence.frames_used >= 12
    assert set(evidence.seconds) == {"ready", "watching", "matching"}
    picture = cv2.imdecode(np.frombuffer(evidence.portrait_jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    phases = list(dict.fromkeys(step.phase for step in booth.progress))
    assert phases[:2] == [FacePhase.STARTING, FacePhase.POSITION]
    assert phases[-3:] == [FacePhase.ACTION, FacePhase.MATCHING, FacePhase.DONE]
    assert "portrait_jpeg" not in repr(evidence)


def test_the_whole_course_with_the_screens_light(booth: Booth, limits: FaceLimits) -> None:
    booth.limits = replace(limits, liveness=replace(limits.liveness, blink_chance=1.0))
    shown: list[FlashColour | None] = []

    def flash(colour: FlashColour | None) -> None:
        shown.append(colour)
        booth.source.light(colour)

    evidence = booth.run(Portrait(_ASTRONAUT, "image/jp2"), _obey, flash)
    assert evidence.liveness.outcome is LivenessOutcome.PASSED
    assert set(evidence.liveness.actions) == set(LivenessAction)
    results = {result.method: result for result in evidence.methods}
    assert {result.outcome for result in results.values()} == {MethodOutcome.PASSED}
    assert results[LivenessMethod.COLOUR_FLASH].scores["slope"] > 0.1
    assert len(shown) == limits.flash.colour_count + 1
    assert shown[-1] is None
    painted = [step.flash_colour for step in booth.progress if step.flash_colour is not None]
    assert list(dict.fromkeys(painted)) == list(dict.fromkeys(shown[:-1]))


def test_the_flash_is_skipped_on_request_and_the_screen_left_as_it_was(booth: Booth) -> None:
    shown: list[FlashColour | None] = []
    checks: list[FaceCheck] = []

    def flash(colour: FlashColour | None) -> None:
        shown.append(colour)
        checks[0].skip_flash()

    checks.append(booth.begin(_ASTRONAUT, _obey, flash))
    assert booth.ended.wait(PATIENCE)
    assert [colour is None for colour in shown] == [False, True]
    skipped = next(r for r in booth.evidence[0].methods if r.method is LivenessMethod.COLOUR_FLASH)
    assert skipped.outcome is MethodOutcome.SKIPPED


@pytest.mark.expects_log("face check ended in a bug: ZeroDivisionError")
def test_a_bug_ends_the_check_by_name_and_puts_the_screen_back(booth: Booth) -> None:
    shown: list[FlashColour | None] = []

    def flash(colour: FlashColour | None) -> None:
        shown.append(colour)
        if len(shown) == 2:
            raise ZeroDivisionError

    booth.begin(_ASTRONAUT, _obey, flash)
    assert booth.ended.wait(PATIENCE)
    assert [error.code for error in booth.faults] == ["internal_fault"]
    assert shown[-1] is None


def test_somebody_elses_card_does_not_match(booth: Booth) -> None:
    evidence = booth.run(reference_portrait(SyntheticPerson.HOPPER), _obey)
    assert evidence.match.band is MatchBand.NO_MATCH
    assert evidence.liveness.outcome is LivenessOutcome.PASSED


@pytest.mark.expects_log("reference portrait cannot be used")
@pytest.mark.parametrize("reference", [None, b"no picture at all"])
def test_without_a_usable_portrait_nothing_is_comparable(booth: Booth, reference: bytes | None) -> None:
    booth.source.show(Scene.PERSON, SyntheticPerson.DRAWN_A)
    evidence = booth.run(reference, _obey)
    assert evidence.match.band is MatchBand.NOT_COMPARABLE
    assert evidence.match.distance is None
    assert evidence.liveness.outcome is LivenessOutcome.PASSED


def test_a_flat_photo_of_the_right_person(booth: Booth) -> None:
    booth.hurry(position=20.0)
    booth.source.show(Scene.FLAT_PHOTO)
    evidence = booth.run(_ASTRONAUT, _obey)
    assert evidence.match.band is MatchBand.MATCH
    assert evidence.liveness.outcome is LivenessOutcome.FAILED
    assert evidence.liveness.reasons == ("flat_face",)


def test_a_face_swapped_between_hold_and_turn(booth: Booth) -> None:
    def swap(source: SyntheticCamera, progress: FaceProgress) -> None:
        if progress.action is not None:
            source.show(Scene.PERSON, SyntheticPerson.DRAWN_A)
            source.act(progress.action)

    evidence = booth.run(_ASTRONAUT, swap)
    assert evidence.liveness.outcome is LivenessOutcome.FAILED
    assert evidence.liveness.reasons[0] in ("face_changed", "face_lost")


def test_a_dark_room(booth: Booth) -> None:
    booth.hurry(position=0.8)
    booth.source.show(Scene.DARK)
    evidence = booth.run(_ASTRONAUT, _obey)
    assert evidence.findings[0] is Finding.TOO_DARK
    assert evidence.liveness.outcome is LivenessOutcome.NOT_DONE
    assert evidence.match.band is MatchBand.NOT_COMPARABLE
    assert evidence.portrait_jpeg == b""


def test_nobody_comes(booth: Booth) -> None:
    booth.hurry(position=0.5)
    booth.source.show(Scene.NOBODY)
    booth.begin(_ASTRONAUT, _obey)
    assert booth.ended.wait(PATIENCE)
    assert [error.code for error in booth.faults] == ["time_out"]


_S = CameraState


def _waited_for(booth: Booth) -> set[CameraState]:
    """How the person was told that the camera gives no picture."""
    told = {step.camera_state for step in booth.progress} - {_S.LIVE}
    assert told
    return told


@pytest.mark.expects_log("camera lost")
def test_a_camera_that_stays_unplugged(booth: Booth) -> None:
    def unplug(source: SyntheticCamera, progress: FaceProgress) -> None:
        if progress.phase is FacePhase.HOLD_STILL:
            source.unplug()

    booth.begin(_ASTRONAUT, unplug)
    assert booth.ended.wait(PATIENCE)
    assert [error.code for error in booth.faults] == ["camera_lost"]
    assert booth.evidence == []
    assert _waited_for(booth) <= {_S.LOST, _S.RECONNECTING}


@pytest.mark.expects_log("camera frozen")
def test_a_frozen_camera(booth: Booth) -> None:
    def freeze(source: SyntheticCamera, progress: FaceProgress) -> None:
        if progress.action is not None:
            source.freeze()

    booth.begin(_ASTRONAUT, freeze)
    assert booth.ended.wait(PATIENCE)
    assert [error.code for error in booth.faults] == ["camera_frozen"]
    assert _waited_for(booth) <= {_S.FROZEN, _S.RECONNECTING}


@pytest.mark.expects_log("starting it again")
def test_a_worker_killed_in_the_middle(booth: Booth) -> None:
    def kill_then_obey(source: SyntheticCamera, progress: FaceProgress) -> None:
        if progress.phase is FacePhase.HOLD_STILL and booth.worker.process_id is not None:
            os.kill(booth.worker.process_id, signal.SIGKILL)
        _obey(source, progress)

    evidence = booth.run(_ASTRONAUT, kill_then_obey)
    assert evidence.match.band is MatchBand.MATCH
    assert evidence.liveness.outcome is LivenessOutcome.PASSED


def test_cancelling_ends_it_without_a_word(booth: Booth) -> None:
    holding = threading.Event()
    check = booth.begin(_ASTRONAUT, lambda _source, step: holding.set() if step.action else None)
    assert holding.wait(PATIENCE)
    check.cancel()
    count = len(booth.progress)
    assert not booth.ended.wait(0.3)
    assert len(booth.progress) == count
    check.cancel()


def test_a_check_starts_once(booth: Booth) -> None:
    check = booth.begin(_ASTRONAUT, _obey)
    with pytest.raises(RuntimeError, match="once"):
        check.start(lambda _: None, lambda _: None, lambda _: None)
    check.cancel()
