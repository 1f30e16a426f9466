"""Colour flash on filmed frames and their true times: who reflects, who does not, where it can be used."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.face.evidence import MethodMode, MethodOutcome, MethodResult
from ekyc.face.face_box import FaceBox
from ekyc.face.flash import FlashColour, FlashPlan, FlashWatch, choose_colours, plan_flash, reflected
from ekyc.face.limits import FaceLimits, FlashLimits, load_limits
from ekyc.face.moire import moire_peak
from simulation.face.camera import Gallery, SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene

_LIMITS = load_limits().flash
_FPS = 15.0
_BOX = FaceBox(230, 110, 410, 290)  # where the synthetic person stands, so that no detector is needed
_GALLERY = Gallery()

React = Callable[[SyntheticCamera, FlashColour | None, float], None]


def _answer(camera: SyntheticCamera, colour: FlashColour | None, at: float) -> None:
    camera.light(colour, at)


def _flash(
    scene: Scene, seed: int, light: float, react: React = _answer, limits: FlashLimits = _LIMITS
) -> MethodResult:
    camera = SyntheticCamera(scene=scene, seed=seed, screen_light=light, gallery=_GALLERY)
    watch = FlashWatch(choose_colours(limits, Random(seed)), limits, light)
    at, shown = float(seed), None
    while True:
        if watch.colour is not shown:
            shown = watch.colour
            watch.shown(shown, at)
            react(camera, shown, at)
        at += 1 / _FPS
        if watch.take(camera.film(at), _BOX, at):
            return watch.result(MethodMode.ENFORCED)


@pytest.mark.parametrize("light", [0.1, 0.25])
@pytest.mark.parametrize("seed", range(3))
def test_a_face_before_the_screen_reflects(seed: int, light: float) -> None:
    result = _flash(Scene.PERSON, seed, light)
    assert result.outcome is MethodOutcome.PASSED, result
    assert 0.5 * light < result.scores["slope"] < 1.2 * light
    assert 0.05 < result.scores["lag"] < 0.2


@pytest.mark.parametrize("seed", range(3))
def test_a_screen_held_before_it_does_not(seed: int) -> None:
    assert _flash(Scene.SCREEN_REPLAY, seed, 0.25).reason == "not_reflected"


@pytest.mark.parametrize("seed", range(4))
def test_a_recording_of_an_earlier_flash_shows_other_colours(seed: int) -> None:
    earlier = choose_colours(_LIMITS, Random(seed + 1000))

    def replay(camera: SyntheticCamera, colour: FlashColour | None, at: float) -> None:
        if at == float(seed):  # the first colour
            camera.replay_light(earlier, _LIMITS.colour_seconds, at)
        camera.light(colour, at)

    assert _flash(Scene.SCREEN_REPLAY, seed, 0.25, replay).reason == "not_reflected"


def test_an_injected_recording_knows_nothing_of_the_screen() -> None:
    assert _flash(Scene.PERSON, 1, 0.25, lambda *_: None).reason == "not_reflected"


def test_too_few_frames_prove_nothing() -> None:
    many = replace(_LIMITS, min_frames=1000)
    assert _flash(Scene.PERSON, 1, 0.25, limits=many).reason == "too_few_frames"


def test_a_print_does_reflect_and_is_left_to_the_head_turns() -> None:
    assert _flash(Scene.FLAT_PHOTO, 1, 0.25).outcome is MethodOutcome.PASSED


@pytest.mark.parametrize(
    ("mode", "has_screen", "light", "plan"),
    [
        (MethodMode.ENFORCED, True, 0.08, FlashPlan(True, light=0.08)),
        (MethodMode.ENFORCED, True, 0.079, FlashPlan(False, reason="too_much_room_light", light=0.079)),
        (MethodMode.ENFORCED, True, None, FlashPlan(False, reason="not_measured")),
        (MethodMode.SHADOW, True, None, FlashPlan(True)),
        (MethodMode.SHADOW, True, 0.01, FlashPlan(False, reason="too_much_room_light", light=0.01)),
        (MethodMode.SHADOW, False, 0.3, FlashPlan(False, light=0.3)),
        (MethodMode.OFF, True, 0.3, FlashPlan(False, MethodOutcome.NOT_DONE, "off", 0.3)),
    ],
)
def test_where_the_flash_is_used(
    mode: MethodMode, has_screen: bool, light: float | None, plan: FlashPlan
) -> None:
    assert plan_flash(mode, has_screen, light, _LIMITS) == plan


@given(st.integers(2, 10), st.randoms(use_true_random=False))
def test_colours_never_repeat_and_hold_no_saturated_red(count: int, random: Random) -> None:
    colours = choose_colours(replace(_LIMITS, colour_count=count), random)
    assert len(colours) == count
    assert all(first is not second for first, second in itertools.pairwise(colours))
    for colour in colours:
        blue, green, red = colour.light
        assert red / (red + green + blue) < 0.8
        assert max(blue, green, red) == 1.0


def test_surroundings_are_needed() -> None:
    image = np.full((120, 160, 3), 128, dtype=np.uint8)
    assert reflected(image, FaceBox(20, 10, 140, 110)) is None
    assert reflected(image, FaceBox(400, 10, 440, 60)) is None
    level = reflected(image, FaceBox(60, 30, 100, 70))
    assert level == pytest.approx([0.0, 0.0, 0.0])


def test_the_pattern_of_a_screen_stands_out(limits: FaceLimits) -> None:
    for person in SyntheticPerson:
        peaks = {
            scene: moire_peak(SyntheticCamera(person, scene=scene, gallery=_GALLERY).film(0.0), _BOX)
            for scene in (Scene.PERSON, Scene.SCREEN_REPLAY)
        }
        assert peaks[Scene.PERSON] < limits.moire.max_peak
        assert peaks[Scene.SCREEN_REPLAY] > peaks[Scene.PERSON]
    assert moire_peak(np.zeros((100, 100, 3), dtype=np.uint8), _BOX) == 0.0
