"""A camera that films a synthetic person who hears what is asked.

It is a ``FrameSource`` like any other: the product reads it through the same thread, watchdog and analysis.
Frames come at the camera's pace; pictures of poses are rendered ahead in the background and kept, and every
frame gets fresh sensor noise, so that no two are the same.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import LivenessAction
from ekyc.face.frame_source import Image
from ekyc.face.pacing import Pace
from simulation.face.head import HeadPose
from simulation.face.motion import Motion, all_poses
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene, Stage

_NOISE_PICTURES = 4
_NOISE = 2.2  # standard deviation in grey levels


class SyntheticCamera:
    """A person before a lens, and the cable's faults.

    ``act`` makes the person turn or blink, ``show`` changes the scene; ``unplug``, ``plug_in`` and ``freeze``
    play with the cable. All may be called from any thread.
    """

    live = True

    def __init__(
        self,
        person: SyntheticPerson = SyntheticPerson.ASTRONAUT,
        *,
        scene: Scene = Scene.PERSON,
        width: int = 640,
        height: int = 480,
        fps: float = 30.0,
        seed: int = 1,
        unplug_after: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._person = person
        self._scene = scene
        self._size = (width, height)
        self._fps = fps
        self._clock = clock
        self._motion = Motion()
        self._random = np.random.default_rng(seed)
        self._noise = [_noise_pair(self._random, height, width) for _ in range(_NOISE_PICTURES)]
        self._stages: dict[SyntheticPerson, Stage] = {}
        self._rendered: dict[tuple[SyntheticPerson, Scene, HeadPose], Image] = {}
        self._rendering = threading.Lock()
        self._unplug_after = unplug_after
        self._unplugged = False
        self._frozen: Image | None = None
        self._freeze = False
        self._frames = 0
        self._pace: Pace | None = None

    @property
    def name(self) -> str:
        return f"synthetic camera ({self._person.value})"

    def prepare(self) -> None:
        """Render every pose of the scene in the background, so that no frame comes late."""
        threading.Thread(target=self._render_all, name="synthetic-render", daemon=True).start()

    def open(self) -> None:
        if self._unplugged:
            raise FaceError(FaceFault.CAMERA_UNAVAILABLE)
        self._pace = Pace(self._fps, self._clock)

    def read(self) -> Image | None:
        pace = self._pace
        if pace is None:
            return None
        pace.wait()
        if self._unplug_after is not None and self._frames >= self._unplug_after:
            self._unplugged, self._unplug_after = True, None
        if self._unplugged:
            return None
        self._frames += 1
        if self._freeze and self._frozen is not None:
            return self._frozen
        self._frozen = self.film(self._clock())
        return self._frozen

    def film(self, at: float) -> Image:
        """What the lens sees at that moment of the clock: for recordings, which need no pace."""
        return self._with_noise(self._picture(self._motion.pose_at(at)))

    def close(self) -> None:
        pace, self._pace = self._pace, None
        if pace is not None:
            pace.stop()

    def act(self, action: LivenessAction, at: float | None = None) -> None:
        """Ask the person to turn or blink, now or ``at`` a moment of the clock; they begin a little later."""
        self._motion.act(action, self._clock() if at is None else at)

    def show(self, scene: Scene, person: SyntheticPerson | None = None) -> None:
        """From the next frame on: another scene, or another person."""
        chosen = person or self._person
        self._render(chosen, scene, HeadPose())  # here and not in the camera's thread: it takes a moment
        self._person, self._scene = chosen, scene

    def unplug(self) -> None:
        self._unplugged = True

    def plug_in(self) -> None:
        self._unplugged = False

    def freeze(self) -> None:
        """Send the same frame again and again, as some drivers do when the cable is out."""
        self._freeze = True

    def thaw(self) -> None:
        self._freeze = False

    def _render_all(self) -> None:
        for pose in all_poses():
            self._picture(pose)

    def _picture(self, pose: HeadPose) -> Image:
        return self._render(self._person, self._scene, pose)

    def _render(self, person: SyntheticPerson, scene: Scene, pose: HeadPose) -> Image:
        key = (person, scene, pose)
        picture = self._rendered.get(key)
        if picture is not None:
            return picture
        with self._rendering:
            if key not in self._rendered:
                if person not in self._stages:
                    self._stages[person] = Stage(person, *self._size)
                self._rendered[key] = self._stages[person].render(scene, pose)
            return self._rendered[key]

    def _with_noise(self, picture: Image) -> Image:
        number = int(self._random.integers(len(self._noise)))
        brighter, darker = self._noise[number]
        shift = int(self._random.integers(picture.shape[0]))
        lifted = cv2.add(picture, np.roll(brighter, shift, axis=0))
        return cast("Image", cv2.subtract(lifted, np.roll(darker, shift, axis=0)))


def _noise_pair(
    random: np.random.Generator, height: int, width: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Noise as what is added and what is taken away: two quick saturating operations a frame."""
    noise = np.rint(random.standard_normal((height, width, 3), dtype=np.float32) * _NOISE)
    return np.clip(noise, 0, 255).astype(np.uint8), np.clip(-noise, 0, 255).astype(np.uint8)
