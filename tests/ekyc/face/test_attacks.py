"""Every scripted attack and fault against the whole course: analysis, session, flash, identity, match."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from ekyc.face.evidence import (
    FaceEvidence,
    Finding,
    LivenessAction,
    LivenessMethod,
    LivenessOutcome,
    MatchBand,
    MethodMode,
    MethodOutcome,
    MethodResult,
)
from ekyc.face.flash import FlashPlan
from ekyc.face.limits import FaceLimits
from ekyc.face.session import FacePhase, FaceProgress
from ekyc.face.worker import FaceWorker
from simulation.face.person import SyntheticPerson
from simulation.face.play import Player
from simulation.face.script import Script
from tests.again import again
from tests.ekyc.face.filmed import FPS

_BRIGHT = FlashPlan(run=True, light=0.25)


@pytest.fixture(scope="module")
def hurried(limits: FaceLimits) -> FaceLimits:
    return replace(
        limits,
        capture=replace(limits.capture, position_time_out=1.5),
        liveness=replace(limits.liveness, action_time_out=2.5, blink_chance=0.0),
    )


@pytest.fixture(scope="module")
def player(worker: FaceWorker, hurried: FaceLimits) -> Player:
    return Player(worker, hurried)


def _method(evidence: FaceEvidence, method: LivenessMethod) -> MethodResult:
    return next(result for result in evidence.methods if result.method is method)


def _colour_seconds(progress: list[FaceProgress]) -> list[float]:
    """How long each colour of the flash stood."""
    colours = [step.flash_colour for step in progress if step.flash_colour is not None]
    return [len(list(run)) / FPS for _, run in itertools.groupby(colours)]


@pytest.mark.long
@pytest.mark.parametrize("person", [SyntheticPerson.ASTRONAUT, again(SyntheticPerson.DRAWN_B)])
def test_an_honest_person_passes_everything(
    player: Player, limits: FaceLimits, person: SyntheticPerson
) -> None:
    blinking = replace(limits, liveness=replace(limits.liveness, blink_chance=1.0))
    played = player.play(Script.GENUINE, flash=_BRIGHT, limits=blinking, person=person)
    evidence = played.evidence
    assert evidence.findings == ()
    assert evidence.liveness.outcome is LivenessOutcome.PASSED, evidence.liveness
    assert set(evidence.liveness.actions) == set(LivenessAction)
    assert evidence.match.band is MatchBand.MATCH
    assert evidence.advisories == ()
    assert {result.method for result in evidence.methods} == set(LivenessMethod)
    assert {result.outcome for result in evidence.methods} == {MethodOutcome.PASSED}
    assert len({model.sha256 for model in evidence.models}) == 2
    assert evidence.limits_version == limits.version
    assert evidence.measures["inter_eye_distance"] > 90
    assert min(_colour_seconds(played.progress)) >= 1 / 3
    phases = list(dict.fromkeys(step.phase for step in played.progress))
    assert phases[-3:] == [FacePhase.ACTION, FacePhase.FLASH, FacePhase.MATCHING]
    assert played.seconds < 12


def test_the_same_session_gives_the_same_evidence(player: Player) -> None:
    first, second = (player.play(Script.WRONG_ORDER, seed=5) for _ in range(2))
    assert first.evidence == second.evidence
    assert first.progress == second.progress


@pytest.mark.parametrize(
    ("script", "reasons"),
    [
        (Script.FLAT_PHOTO, {"flat_face"}),
        again(Script.BENT_PHOTO, {"flat_face"}),
        (Script.SCREEN_REPLAY, {"colours_not_reflected"}),
        again(Script.OLD_FLASH, {"colours_not_reflected"}),
        (Script.LOOPED_FRAMES, {"repeated_frames"}),
        (Script.WRONG_ORDER, {"wrong_direction"}),
        (Script.TOO_SLOW, {"too_slow"}),
        (Script.SWAPPED_BEFORE_ACTING, {"face_changed", "face_lost"}),
        again(Script.SWAPPED_AFTER_ACTING, {"face_changed", "face_lost"}),
        (Script.SECOND_FACE, {"several_faces", "face_lost"}),
    ],
)
def test_an_attack_is_no_person(player: Player, script: Script, reasons: set[str]) -> None:
    evidence = player.play(script, seed=3, flash=_BRIGHT).evidence
    assert evidence.liveness.outcome is LivenessOutcome.FAILED
    assert set(evidence.liveness.reasons) <= reasons


@pytest.mark.parametrize(
    ("script", "findings"),
    [
        (Script.MASK, {Finding.NO_FACE, Finding.MASK_SUSPECTED}),
        (Script.DARK, {Finding.TOO_DARK}),
        (Script.BLURRED, {Finding.BLURRED}),
    ],
)
def test_a_bad_picture_is_named_and_never_compared(
    player: Player, script: Script, findings: set[Finding]
) -> None:
    evidence = player.play(script, flash=_BRIGHT).evidence
    assert evidence.findings[0] in findings
    assert evidence.liveness.outcome is LivenessOutcome.NOT_DONE
    assert evidence.match.band is MatchBand.NOT_COMPARABLE
    assert evidence.portrait_jpeg == b""


def test_flash_in_shadow_mode_is_recorded_and_changes_nothing(player: Player, hurried: FaceLimits) -> None:
    shadow = replace(hurried, methods=replace(hurried.methods, colour_flash=MethodMode.SHADOW))
    evidence = player.play(Script.SCREEN_REPLAY, flash=_BRIGHT, limits=shadow).evidence
    flash = _method(evidence, LivenessMethod.COLOUR_FLASH)
    assert (flash.mode, flash.outcome, flash.reason) == (
        MethodMode.SHADOW,
        MethodOutcome.FAILED,
        "not_reflected",
    )
    assert evidence.liveness.outcome is LivenessOutcome.PASSED
    moire = _method(evidence, LivenessMethod.MOIRE)
    assert (moire.mode, moire.outcome) == (MethodMode.SHADOW, MethodOutcome.FAILED)


def test_a_blink_hidden_by_glasses_does_not_end_the_attempt(player: Player, limits: FaceLimits) -> None:
    blinking = replace(limits, liveness=replace(limits.liveness, blink_chance=1.0, blink_time_out=1.5))
    evidence = player.play(
        Script.GENUINE, seed=10, flash=_BRIGHT, limits=blinking, person=SyntheticPerson.HOPPER
    ).evidence
    blink = _method(evidence, LivenessMethod.BLINK)
    assert (blink.mode, blink.outcome) == (MethodMode.SHADOW, MethodOutcome.FAILED)
    assert evidence.liveness.outcome is LivenessOutcome.PASSED
    assert evidence.match.band is MatchBand.MATCH


def test_a_place_without_screen_light_goes_without_flash(player: Player) -> None:
    played = player.play(Script.GENUINE)
    flash = _method(played.evidence, LivenessMethod.COLOUR_FLASH)
    assert (flash.outcome, flash.reason) == (MethodOutcome.NOT_AVAILABLE, "no_screen_light")
    assert played.evidence.liveness.outcome is LivenessOutcome.PASSED
    assert all(step.flash_colour is None for step in played.progress)


def test_the_flash_can_be_skipped_in_the_midst_of_it(player: Player) -> None:
    played = player.play(Script.GENUINE, flash=_BRIGHT, skip_flash=True)
    assert sum(step.flash_colour is not None for step in played.progress) == 1
    assert _method(played.evidence, LivenessMethod.COLOUR_FLASH).outcome is MethodOutcome.SKIPPED
    assert played.evidence.liveness.outcome is LivenessOutcome.PASSED
