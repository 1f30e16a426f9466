"""The course of a check on filmed frames and their true times, without a thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from ekyc.face.evidence import Finding, LivenessAction, LivenessOutcome
from ekyc.face.limits import FaceLimits
from ekyc.face.liveness import Chooser
from ekyc.face.session import FacePhase, FaceProgress, FaceSession
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene
from tests.ekyc.face.filmed import FPS, FilmCourse, Filmed

LEFT, RIGHT = LivenessAction.TURN_LEFT, LivenessAction.TURN_RIGHT


def _draws(action: LivenessAction) -> Chooser:
    return lambda choices: action if action in choices else choices[0]


def _run(session: FaceSession, course: Iterable[Filmed], shift: float = 0.0) -> list[FaceProgress]:
    steps = []
    for shot in course:
        steps.append(session.step(shot.image, shot.analysis, shot.at + shift))
        if session.phase is FacePhase.MATCHING:
            break
    return steps


def _phases(steps: Sequence[FaceProgress]) -> list[FacePhase]:
    return list(dict.fromkeys(step.phase for step in steps))


@pytest.mark.parametrize("asked", [LEFT, RIGHT])
def test_the_good_course(film_course: FilmCourse, limits: FaceLimits, asked: LivenessAction) -> None:
    session = FaceSession(limits, 0.0, _draws(asked))
    steps = _run(session, film_course(asked))
    assert _phases(steps) == [FacePhase.HOLD_STILL, FacePhase.ACTION, FacePhase.MATCHING]
    assert [step.fraction for step in steps[:3]] == [0.1, 0.2, 0.3]
    assert {step.action for step in steps} == {None, asked}
    assert session.liveness.outcome is LivenessOutcome.PASSED
    assert session.liveness.actions == (asked,)
    assert len(session.best) == limits.capture.best_frames
    assert len(session.peaks) == 1
    assert all(step.frame_size == (640, 480) for step in steps)


def test_the_same_frames_give_the_same_course(film_course: FilmCourse, limits: FaceLimits) -> None:
    courses = [_run(FaceSession(limits, 0.0, _draws(LEFT)), film_course(LEFT)) for _ in range(2)]
    assert courses[0] == courses[1]


def test_the_wrong_direction_ends_the_attempt(film_course: FilmCourse, limits: FaceLimits) -> None:
    session = FaceSession(limits, 0.0, _draws(LEFT))
    _run(session, film_course(RIGHT))
    assert session.liveness.outcome is LivenessOutcome.FAILED
    assert session.liveness.reasons == ("wrong_direction",)


@pytest.mark.parametrize(
    ("scene", "finding"),
    [
        (Scene.NOBODY, Finding.NO_FACE),
        (Scene.TWO_PEOPLE, Finding.SEVERAL_FACES),
        (Scene.DARK, Finding.TOO_DARK),
        (Scene.BLURRED, Finding.BLURRED),
    ],
)
def test_what_is_wrong_is_said_until_time_is_up(
    film_course: FilmCourse, limits: FaceLimits, scene: Scene, finding: Finding
) -> None:
    hurried = replace(limits, capture=replace(limits.capture, position_time_out=2.0))
    session = FaceSession(hurried, 0.0)
    steps = _run(session, film_course(scene=scene))
    assert {step.finding for step in steps} == {finding}
    assert _phases(steps) == [FacePhase.POSITION, FacePhase.MATCHING]
    assert session.liveness.outcome is LivenessOutcome.NOT_DONE
    assert session.liveness.reasons == ("capture_timed_out",)
    assert session.best == ()
    assert session.findings[0] is finding
    assert session.face_seen is (scene is not Scene.NOBODY)


def test_leaving_during_the_action_ends_the_attempt(film_course: FilmCourse, limits: FaceLimits) -> None:
    session = FaceSession(limits, 0.0, _draws(LEFT))
    person, nobody = film_course(), film_course(scene=Scene.NOBODY)
    _run(session, person[:15] + nobody[15:])
    assert session.liveness.reasons == ("face_lost",)


def test_one_missed_frame_is_forgiven(film_course: FilmCourse, limits: FaceLimits) -> None:
    session = FaceSession(limits, 0.0, _draws(LEFT))
    person, nobody = film_course(LEFT), film_course(scene=Scene.NOBODY)
    _run(session, [*person[:12], nobody[12], nobody[13], *person[14:]])
    assert session.liveness.outcome is LivenessOutcome.PASSED


def test_a_second_person_during_the_action_ends_the_attempt(
    film_course: FilmCourse, limits: FaceLimits
) -> None:
    session = FaceSession(limits, 0.0, _draws(LEFT))
    crowded = [
        replace(shot, analysis=replace(shot.analysis, findings=(Finding.SEVERAL_FACES,), faces=2))
        for shot in film_course()[12:]
    ]
    _run(session, [*film_course()[:12], *crowded])
    assert session.liveness.reasons == ("several_faces",)


def test_another_place_begins_the_capture_anew(film_course: FilmCourse, limits: FaceLimits) -> None:
    course, nobody = film_course(), film_course(scene=Scene.NOBODY)
    session = FaceSession(limits, 0.0)
    steps = _run(session, [*course[:8], *nobody[8:18], course[18]])
    assert steps[7].fraction == 0.8
    assert steps[-1].fraction == 0.1


def test_an_advisory_finding_only_delays(film_course: FilmCourse, limits: FaceLimits) -> None:
    session = FaceSession(limits, 0.0)
    suspected = (Finding.DARK_GLASSES_SUSPECTED,)
    course = [
        replace(shot, analysis=replace(shot.analysis, findings=suspected), at=number / FPS)
        for number, shot in enumerate(film_course()[:14] * 6)
    ]
    steps = _run(session, course)
    assert {step.finding for step in steps[: int(3.9 * FPS)]} == {Finding.DARK_GLASSES_SUSPECTED}
    assert steps[-1].phase is FacePhase.ACTION
    assert session.best[0].findings == suspected


def test_half_closed_eyes_are_measured_against_the_persons_own(
    film_course: FilmCourse, limits: FaceLimits
) -> None:
    person = SyntheticPerson.DRAWN_A
    course = film_course(LivenessAction.BLINK, person=person)
    session = FaceSession(limits, 0.0)
    still = [shot for shot in course if shot.at < 1.0][:6]
    closing = [shot for shot in course if shot.at > 1.3]
    steps = _run(session, [*still, *closing])
    assert Finding.EYES_CLOSED in {step.finding for step in steps}


def test_two_actions_in_a_row(film_course: FilmCourse, limits: FaceLimits) -> None:
    both = replace(limits, liveness=replace(limits.liveness, action_count=2, actions=(LEFT, RIGHT)))
    session = FaceSession(both, 0.0, _draws(LEFT))
    first, second = film_course(LEFT), film_course(RIGHT)
    _run(session, first)
    assert session.phase is FacePhase.ACTION
    _run(session, second, shift=3.0)
    assert session.liveness.outcome is LivenessOutcome.PASSED
    assert session.liveness.actions == (LEFT, RIGHT)
    assert len(session.peaks) == 2
