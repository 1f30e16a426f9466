"""The course of a check on filmed frames and their true times, without a thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from ekyc.face.evidence import (
    Finding,
    LivenessAction,
    LivenessMethod,
    LivenessOutcome,
    MethodMode,
    MethodOutcome,
)
from ekyc.face.frame_source import Image
from ekyc.face.freshness import FrameFreshness
from ekyc.face.limits import FaceLimits, load_limits
from ekyc.face.liveness import choose_actions
from ekyc.face.session import FacePhase, FaceProgress, FaceSession
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene
from tests.ekyc.face.filmed import FPS, FilmCourse, Filmed

LEFT, RIGHT = LivenessAction.TURN_LEFT, LivenessAction.TURN_RIGHT


@pytest.fixture
def one_turn(limits: FaceLimits) -> FaceLimits:
    """One turn and no blink, unless a test asks for more."""
    return replace(limits, liveness=replace(limits.liveness, turn_count=1, blink_chance=0.0))


def _draws(action: LivenessAction) -> Random:
    """Random numbers that ask for this turn first."""
    limits = load_limits()
    for seed in range(100):
        table = replace(limits.liveness, turn_count=1, blink_chance=0.0)
        if choose_actions(table, limits.methods, Random(seed)) == (action,):
            return Random(seed)
    raise AssertionError("no seed draws it")


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
def test_the_good_course(film_course: FilmCourse, one_turn: FaceLimits, asked: LivenessAction) -> None:
    session = FaceSession(one_turn, 0.0, _draws(asked))
    steps = _run(session, film_course(asked))
    assert _phases(steps) == [FacePhase.HOLD_STILL, FacePhase.ACTION, FacePhase.MATCHING]
    assert [step.fraction for step in steps[:3]] == [0.1, 0.2, 0.3]
    assert {step.action for step in steps} == {None, asked}
    assert session.liveness.outcome is LivenessOutcome.PASSED
    assert session.liveness.actions == (asked,)
    assert len(session.best) == one_turn.capture.best_frames
    assert len(session.peaks) == 1
    assert all(step.frame_size == (640, 480) for step in steps)


def test_the_same_frames_give_the_same_course(film_course: FilmCourse, one_turn: FaceLimits) -> None:
    courses = [_run(FaceSession(one_turn, 0.0, _draws(LEFT)), film_course(LEFT)) for _ in range(2)]
    assert courses[0] == courses[1]


def test_the_wrong_direction_ends_the_attempt(film_course: FilmCourse, one_turn: FaceLimits) -> None:
    session = FaceSession(one_turn, 0.0, _draws(LEFT))
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
    film_course: FilmCourse, one_turn: FaceLimits, scene: Scene, finding: Finding
) -> None:
    hurried = replace(one_turn, capture=replace(one_turn.capture, position_time_out=2.0))
    session = FaceSession(hurried, 0.0)
    steps = _run(session, film_course(scene=scene))
    assert {step.finding for step in steps} == {finding}
    assert _phases(steps) == [FacePhase.POSITION, FacePhase.MATCHING]
    assert session.liveness.outcome is LivenessOutcome.NOT_DONE
    assert session.liveness.reasons == ("capture_timed_out",)
    assert session.best == ()
    assert session.findings[0] is finding
    assert session.face_seen is (scene is not Scene.NOBODY)


def test_leaving_during_the_action_ends_the_attempt(film_course: FilmCourse, one_turn: FaceLimits) -> None:
    session = FaceSession(one_turn, 0.0, _draws(LEFT))
    person, nobody = film_course(), film_course(scene=Scene.NOBODY)
    _run(session, person[:15] + nobody[15:])
    assert session.liveness.reasons == ("face_lost",)


def test_one_missed_frame_is_forgiven(film_course: FilmCourse, one_turn: FaceLimits) -> None:
    session = FaceSession(one_turn, 0.0, _draws(LEFT))
    person, nobody = film_course(LEFT), film_course(scene=Scene.NOBODY)
    _run(session, [*person[:12], nobody[12], nobody[13], *person[14:]])
    assert session.liveness.outcome is LivenessOutcome.PASSED


def test_a_second_person_during_the_action_ends_the_attempt(
    film_course: FilmCourse, one_turn: FaceLimits
) -> None:
    session = FaceSession(one_turn, 0.0, _draws(LEFT))
    crowded = [
        replace(shot, analysis=replace(shot.analysis, findings=(Finding.SEVERAL_FACES,), faces=2))
        for shot in film_course()[12:]
    ]
    _run(session, [*film_course()[:12], *crowded])
    assert session.liveness.reasons == ("several_faces",)


def test_another_place_begins_the_capture_anew(film_course: FilmCourse, one_turn: FaceLimits) -> None:
    course, nobody = film_course(), film_course(scene=Scene.NOBODY)
    session = FaceSession(one_turn, 0.0)
    steps = _run(session, [*course[:8], *nobody[8:18], course[18]])
    assert steps[7].fraction == 0.8
    assert steps[-1].fraction == 0.1


def _lowered(course: Sequence[Filmed], down: int) -> list[Filmed]:
    """The same course of somebody whose face is ``down`` px lower."""

    def moved(shot: Filmed) -> Filmed:
        face = shot.analysis.face
        assert face is not None
        box = replace(face.box, top=face.box.top + down, bottom=face.box.bottom + down)
        return replace(shot, analysis=replace(shot.analysis, face=replace(face, box=box)))

    return [moved(shot) for shot in course]


@pytest.mark.parametrize(("down", "moves"), [(20, False), (90, True), (-110, True)])
def test_the_oval_follows_who_sits_low_or_stands_tall(
    film_course: FilmCourse, one_turn: FaceLimits, down: int, moves: bool
) -> None:
    session = FaceSession(one_turn, 0.0, _draws(LEFT))
    steps = _run(session, _lowered(film_course(LEFT), down))
    places = list(dict.fromkeys(step.oval_at for step in steps))
    assert places[0] == 0.5
    assert len(places) == (2 if moves else 1)
    if moves:
        assert (places[1] > 0.5) is (down > 0)
        assert abs(places[1] - 0.5) <= one_turn.capture.max_oval_move
    assert session.liveness.outcome is LivenessOutcome.PASSED


def test_an_advisory_finding_only_delays(film_course: FilmCourse, one_turn: FaceLimits) -> None:
    session = FaceSession(one_turn, 0.0)
    suspected = (Finding.DARK_GLASSES_SUSPECTED,)
    course = [
        replace(
            shot,
            image=_marked(shot.image, number),
            analysis=replace(shot.analysis, findings=suspected),
            at=number / FPS,
        )
        for number, shot in enumerate(film_course()[:14] * 6)
    ]
    steps = _run(session, course)
    assert {step.finding for step in steps[: int(3.9 * FPS)]} == {Finding.DARK_GLASSES_SUSPECTED}
    assert steps[-1].phase is FacePhase.ACTION
    assert session.best[0].findings == suspected


def test_half_closed_eyes_are_measured_against_the_persons_own(
    film_course: FilmCourse, one_turn: FaceLimits
) -> None:
    person = SyntheticPerson.DRAWN_A
    course = film_course(LivenessAction.BLINK, person=person)
    session = FaceSession(one_turn, 0.0)
    still = [shot for shot in course if shot.at < 1.0][:6]
    closing = [shot for shot in course if shot.at > 1.3]
    steps = _run(session, [*still, *closing])
    assert Finding.EYES_CLOSED in {step.finding for step in steps}


def _marked(image: Image, number: int) -> Image:
    """The picture with one pixel of its own, so that it is a new frame."""
    marked = image.copy()
    marked[0, 0] = (number % 256, number // 256, 1)
    return marked


def test_two_turns_with_a_straight_look_between(film_course: FilmCourse, one_turn: FaceLimits) -> None:
    both = replace(one_turn, liveness=replace(one_turn.liveness, turn_count=2))
    seeds = (Random(seed) for seed in range(100))
    random = next(each for each in seeds if _first_turn(each, both) is LEFT)
    session = FaceSession(both, 0.0, random)
    first = _run(session, film_course(LEFT))
    assert session.phase is FacePhase.ACTION
    asked = [step.action for step in first if step.phase is FacePhase.ACTION]
    assert list(dict.fromkeys(asked)) == [LEFT, None, RIGHT]
    later = [replace(shot, image=_marked(shot.image, n)) for n, shot in enumerate(film_course(RIGHT))]
    _run(session, later, shift=4.0)
    assert session.liveness.outcome is LivenessOutcome.PASSED
    assert session.liveness.actions == (LEFT, RIGHT)
    assert len(session.peaks) == 2


def _first_turn(random: Random, one_turn: FaceLimits) -> LivenessAction:
    state = random.getstate()
    first = choose_actions(one_turn.liveness, one_turn.methods, random)[0]
    random.setstate(state)
    return first


def test_a_turned_head_does_not_go_on_until_it_is_back(film_course: FilmCourse, one_turn: FaceLimits) -> None:
    session = FaceSession(one_turn, 0.0, _draws(LEFT))
    course = film_course(LEFT)
    steps = _run(session, course)
    returned = course[len(steps) - 1].analysis.face
    assert returned is not None
    assert abs(returned.pose.yaw) < 10
    turned = max(course, key=lambda shot: shot.analysis.face.pose.yaw if shot.analysis.face else 0.0)
    stays = FaceSession(one_turn, 0.0, _draws(LEFT))
    _run(stays, course[: len(steps) - 4])
    held = [replace(turned, image=_marked(turned.image, number), at=3.0 + number / 4) for number in range(40)]
    _run(stays, held)
    assert stays.liveness.reasons == ("too_slow",)


def test_a_twin_frame_changes_nothing(film_course: FilmCourse, one_turn: FaceLimits) -> None:
    session, course = FaceSession(one_turn, 0.0, _draws(LEFT)), film_course(LEFT)
    steps = _run(session, course[:5])
    again = _run(session, [replace(course[4], at=course[4].at + 0.01 * n) for n in range(1, 9)])
    assert {step.fraction for step in again} == {steps[-1].fraction}
    _run(session, course[6:])
    assert session.liveness.outcome is LivenessOutcome.PASSED


def test_shadow_mode_records_and_changes_nothing_and_never_passes(
    film_course: FilmCourse, one_turn: FaceLimits
) -> None:
    shadow = replace(one_turn, methods=replace(one_turn.methods, head_turns=MethodMode.SHADOW))
    session = FaceSession(shadow, 0.0, _draws(LEFT))
    _run(session, film_course(RIGHT))
    turns = session.methods[0]
    assert (turns.method, turns.mode) == (LivenessMethod.HEAD_TURNS, MethodMode.SHADOW)
    assert (turns.outcome, turns.reason) == (MethodOutcome.FAILED, "wrong_direction")
    assert session.phase is FacePhase.MATCHING
    assert session.liveness.outcome is LivenessOutcome.NOT_DONE
    assert session.liveness.reasons == ("nothing_enforced",)


def test_with_every_method_off_nothing_is_asked_and_nobody_passes(
    film_course: FilmCourse, one_turn: FaceLimits
) -> None:
    off = replace(one_turn.methods, head_turns=MethodMode.OFF, blink=MethodMode.OFF)
    session = FaceSession(replace(one_turn, methods=off), 0.0)
    _run(session, film_course())
    assert session.actions == ()
    assert len(session.best) == one_turn.capture.best_frames
    assert session.liveness.reasons == ("nothing_enforced",)


def test_noise_alone_makes_frames_new(one_turn: FaceLimits) -> None:
    assert one_turn.liveness.max_repeated_frames == 3
    fresh, frame = FrameFreshness(3), np.zeros((48, 64, 3), dtype=np.uint8)
    assert [fresh.take(_marked(frame, n % 4), float(n)) for n in range(7)] == [True] * 7
    assert fresh.broken
    twins = FrameFreshness(3)
    assert [twins.take(frame, float(n)) for n in range(9)] == [True] + [False] * 8
    assert not twins.broken
    assert not twins.take(frame, 8.0)
    assert twins.broken  # time stood still
