from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.face.analysis import FrameFace
from ekyc.face.evidence import LivenessAction, MethodMode
from ekyc.face.limits import FaceLimits, load_limits
from ekyc.face.liveness import ActionState, ActionWatch, LivenessReason, StraightLook, choose_actions
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene
from tests.again import again
from tests.ekyc.face.filmed import FilmCourse, Filmed

LEFT, RIGHT, BLINK = LivenessAction.TURN_LEFT, LivenessAction.TURN_RIGHT, LivenessAction.BLINK
_PEOPLE = [SyntheticPerson.ASTRONAUT, SyntheticPerson.DRAWN_A]


def _faces(course: Sequence[Filmed]) -> list[tuple[FrameFace, float]]:
    return [(shot.analysis.face, shot.at) for shot in course if shot.analysis.face is not None]


def _watch(course: Sequence[Filmed], asked: LivenessAction, limits: FaceLimits) -> ActionWatch:
    faces = _faces(course)
    straight = StraightLook.from_faces([face for face, at in faces if at < 1.0])
    watch = ActionWatch(asked, straight, limits.liveness, 1.0)
    for face, at in faces:
        if at >= 1.0:
            watch.update(face, at)
    return watch


@pytest.mark.parametrize("person", [_PEOPLE[0], *map(again, _PEOPLE[1:])])
@pytest.mark.parametrize("asked", [LEFT, RIGHT, BLINK])
def test_the_asked_action_counts(
    film_course: FilmCourse, limits: FaceLimits, asked: LivenessAction, person: SyntheticPerson
) -> None:
    watch = _watch(film_course(asked, person=person), asked, limits)
    assert (watch.state, watch.reason, watch.fraction) == (ActionState.DONE, None, 1.0)


@pytest.mark.parametrize(("done", "asked"), [(LEFT, RIGHT), (RIGHT, LEFT)])
def test_the_other_direction_fails(
    film_course: FilmCourse, limits: FaceLimits, done: LivenessAction, asked: LivenessAction
) -> None:
    watch = _watch(film_course(done), asked, limits)
    assert (watch.state, watch.reason) == (ActionState.FAILED, LivenessReason.WRONG_DIRECTION)


@pytest.mark.parametrize("person", [_PEOPLE[0], *map(again, _PEOPLE[1:])])
@pytest.mark.parametrize("asked", [LEFT, RIGHT, BLINK])
def test_keeping_still_is_no_action(
    film_course: FilmCourse, limits: FaceLimits, asked: LivenessAction, person: SyntheticPerson
) -> None:
    watch = _watch(film_course(person=person), asked, limits)
    assert watch.state is ActionState.WAITING
    assert watch.update(None, 1.0 + limits.liveness.action_time_out + 0.1) is ActionState.FAILED
    assert watch.reason is LivenessReason.TOO_SLOW


@pytest.mark.parametrize("person", [_PEOPLE[0], *map(again, _PEOPLE[1:])])
@pytest.mark.parametrize("turned", [LEFT, RIGHT])
def test_a_flat_photo_turned_is_no_turn(
    film_course: FilmCourse, limits: FaceLimits, turned: LivenessAction, person: SyntheticPerson
) -> None:
    watch = _watch(film_course(turned, scene=Scene.FLAT_PHOTO, person=person), turned, limits)
    assert watch.state is ActionState.WAITING
    watch.update(None, 1.0 + limits.liveness.action_time_out + 0.1)
    assert watch.reason is LivenessReason.FLAT_FACE


@pytest.mark.parametrize("turned", [LEFT, RIGHT])
def test_a_turn_is_no_blink(film_course: FilmCourse, limits: FaceLimits, turned: LivenessAction) -> None:
    assert _watch(film_course(turned), BLINK, limits).state is ActionState.WAITING


def test_eyes_that_stay_closed_are_no_blink(film_course: FilmCourse, limits: FaceLimits) -> None:
    faces = _faces(film_course(BLINK))
    straight = StraightLook.from_faces([face for face, at in faces if at < 1.0])
    closed = min((face for face, _ in faces), key=lambda face: face.measures.eye_aspect_ratio)
    watch = ActionWatch(BLINK, straight, limits.liveness, 0.0)
    watch.update(faces[0][0], 0.0)
    for step in range(12):
        watch.update(closed, 0.1 + step * 0.1)
    watch.update(faces[0][0], 1.4)
    assert watch.state is ActionState.WAITING


def test_a_head_that_was_turned_before_it_was_asked_does_not_count(
    film_course: FilmCourse, limits: FaceLimits
) -> None:
    faces = _faces(film_course(LEFT))
    straight = StraightLook.from_faces([face for face, at in faces if at < 1.0])
    turned = max((face for face, _ in faces), key=lambda face: face.pose.yaw)
    watch = ActionWatch(LEFT, straight, limits.liveness, 0.0)
    for step in range(10):
        assert watch.update(turned, step * 0.1) is ActionState.WAITING


def test_an_action_after_its_time_is_too_slow(film_course: FilmCourse, limits: FaceLimits) -> None:
    hurried = replace(limits, liveness=replace(limits.liveness, action_time_out=0.3))
    assert _watch(film_course(LEFT), LEFT, hurried).reason is LivenessReason.TOO_SLOW


def test_both_turns_are_drawn_in_either_order_and_a_blink_at_any_place(limits: FaceLimits) -> None:
    random = Random(7)
    drawn = {choose_actions(limits.liveness, limits.methods, random) for _ in range(400)}
    turns = [(LEFT, RIGHT), (RIGHT, LEFT)]
    assert drawn == {
        *turns,
        *((*pair[:place], BLINK, *pair[place:]) for pair in turns for place in range(3)),
    }


@given(st.integers(1, 2), st.floats(0, 1), st.sampled_from(MethodMode), st.randoms(use_true_random=False))
def test_drawn_actions_differ_and_hold_as_many_turns_as_configured(
    count: int, chance: float, blink: MethodMode, random: Random
) -> None:
    limits = load_limits()
    table = replace(limits.liveness, turn_count=count, blink_chance=chance)
    actions = choose_actions(table, replace(limits.methods, blink=blink), random)
    assert len(set(actions)) == len(actions)
    assert len({LEFT, RIGHT} & set(actions)) == count
    if blink is MethodMode.OFF:
        assert BLINK not in actions


def test_a_turn_that_comes_before_anybody_could_react_does_not_count(
    film_course: FilmCourse, limits: FaceLimits
) -> None:
    slow = replace(limits, liveness=replace(limits.liveness, min_reaction=5.0))
    assert _watch(film_course(LEFT), LEFT, slow).state is ActionState.WAITING
