"""Colour flash before synthetic people and attacks, at stated ratios of screen light to room light (k)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from random import Random

from bench.table import Row, share
from ekyc.face.evidence import MethodMode, MethodOutcome
from ekyc.face.face_box import FaceBox
from ekyc.face.flash import FlashColour, FlashWatch, choose_colours
from ekyc.face.limits import FaceLimits
from ekyc.face.worker import FaceWorker
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene

_FPS = 15.0
_SEEDS = (1, 2, 3, 4)
_BRIGHT, _WEAK = 0.20, 0.10
_LONGEST = 10.0  # s
_OLD_SEED = 1000  # of the colours in a recording of an earlier session

Light = Callable[[SyntheticCamera, FlashColour | None, float], None]


class _Trial:
    def __init__(self, worker: FaceWorker, limits: FaceLimits, ratio: float) -> None:
        self._worker = worker
        self._limits = limits.flash
        self._ratio = ratio
        self._boxes: dict[tuple[SyntheticPerson, Scene], FaceBox] = {}

    def passed(self, scene: Scene, light: Light, old_flash: bool = False) -> list[bool]:
        """One flash for each person and seed."""
        return [
            self._flash(person, seed, scene, light, old_flash)
            for person, seed in product(SyntheticPerson, _SEEDS)
        ]

    def _flash(self, person: SyntheticPerson, seed: int, scene: Scene, light: Light, old: bool) -> bool:
        camera = SyntheticCamera(person, scene=scene, seed=seed, screen_light=self._ratio)
        watch = FlashWatch(choose_colours(self._limits, Random(seed)), self._limits, self._ratio)
        box = self._box(person, scene, camera)
        if old:
            earlier = choose_colours(self._limits, Random(_OLD_SEED + seed))
            camera.replay_light(earlier, self._limits.colour_seconds, 0.0)
        shown: FlashColour | None = None
        for number in range(round(_LONGEST * _FPS)):
            at = number / _FPS
            if watch.colour is not shown:
                shown = watch.colour
                light(camera, shown, at)
                watch.shown(shown, at)
            if watch.take(camera.film(at), box, at):
                return watch.result(MethodMode.ENFORCED).outcome is MethodOutcome.PASSED
        raise RuntimeError("the flash does not end")

    def _box(self, person: SyntheticPerson, scene: Scene, camera: SyntheticCamera) -> FaceBox:
        if (person, scene) not in self._boxes:
            face = self._worker.analyse(camera.film(0.0)).face
            if face is None:
                raise RuntimeError("a synthetic person was not found")
            self._boxes[person, scene] = face.box
        return self._boxes[person, scene]


def measure(worker: FaceWorker, limits: FaceLimits) -> list[Row]:
    bright, weak = _Trial(worker, limits, _BRIGHT), _Trial(worker, limits, _WEAK)
    honest = bright.passed(Scene.PERSON, SyntheticCamera.light)
    honest_weak = weak.passed(Scene.PERSON, SyntheticCamera.light)
    replay = bright.passed(Scene.SCREEN_REPLAY, SyntheticCamera.light)
    old = bright.passed(Scene.SCREEN_REPLAY, SyntheticCamera.light, old_flash=True)
    injected = bright.passed(Scene.PERSON, _unlit)
    return [
        share(f"flash: person refused, k={_BRIGHT:g} (target 5)", [not passed for passed in honest]),
        share(f"flash: person refused, k={_WEAK:g}", [not passed for passed in honest_weak]),
        share("flash: replay passed (target 5)", replay),
        share("flash: replay of older flash passed (target 5)", old),
        share("flash: injected recording passed (target 5)", injected),
    ]


def _unlit(_camera: SyntheticCamera, _colour: FlashColour | None, _at: float) -> None:
    """A recording fed in past the lens: our screen shines on nothing."""
