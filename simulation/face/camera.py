"""A camera that films a synthetic person who hears what is asked.

It is a ``FrameSource`` like any other: the product reads it through the same thread, watchdog and analysis.
Frames come at the camera's pace; pictures of poses are rendered ahead in the background and kept, and every
frame gets fresh sensor noise, so that no two are the same.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import LivenessAction
from ekyc.face.flash import FlashColour
from ekyc.face.frame_source import Image
from ekyc.face.pacing import Pace
from simulation.face.head import HeadPose
from simulation.face.lighting import Light, Returned, exposure_at, lit
from simulation.face.motion import Motion, all_poses
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene, Stage

_NOISE_PICTURES = 4
_NOISE = 2.2  # standard deviation in grey levels
_LIGHT_LAG = 0.12  # s from the screen's change to the frame that shows it
_LOOP = 12  # frames of a looped recording


class Lamp:
    """A screen that shows colours, as it is seen a little later through the camera."""

    def __init__(self) -> None:
        self._switched: list[tuple[float, FlashColour | None]] = []

    def switch(self, colour: FlashColour | None, at: float) -> None:
        self._switched.append((at, colour))

    def at(self, moment: float) -> Light | None:
        colour = None
        for since, entry in self._switched:
            if since + _LIGHT_LAG <= moment:
                colour = entry
        return colour.light if colour is not None else None


class Gallery:
    """Rendered pictures of people, kept: several cameras of one frame size may share them."""

    def __init__(self, width: int = 640, height: int = 480) -> None:
        self.size = (width, height)
        self._stages: dict[SyntheticPerson, Stage] = {}
        self._pictures: dict[tuple[SyntheticPerson, Scene, HeadPose], Image] = {}
        self._returned: dict[tuple[SyntheticPerson, Scene], Returned] = {}
        self._rendering = threading.Lock()

    def picture(self, person: SyntheticPerson, scene: Scene, pose: HeadPose) -> Image:
        key = (person, scene, pose)
        found = self._pictures.get(key)
        if found is not None:
            return found
        with self._rendering:
            if key not in self._pictures:
                self._pictures[key] = self._stage(person).render(scene, pose)
            return self._pictures[key]

    def returned(self, person: SyntheticPerson, scene: Scene) -> Returned:
        with self._rendering:
            key = (person, scene)
            if key not in self._returned:
                self._returned[key] = self._stage(person).returned(scene)
            return self._returned[key]

    def outline(self, person: SyntheticPerson) -> Returned:
        with self._rendering:
            return self._stage(person).outline

    def _stage(self, person: SyntheticPerson) -> Stage:
        if person not in self._stages:
            self._stages[person] = Stage(person, *self.size)
        return self._stages[person]


class SyntheticCamera:
    """A person before a lens, and the cable's faults.

    ``act`` makes the person turn or blink, ``show`` changes the scene, ``light`` is the kiosk's screen;
    ``unplug``, ``plug_in``, ``freeze`` and ``loop`` play with the cable. All may be called from any thread.
    The same ``seed`` and the same calls give the same frames.
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
        screen_light: float = 0.25,
        gallery: Gallery | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._person = person
        self._scene = scene
        self._gallery = gallery or Gallery(width, height)
        self._fps = fps
        self._clock = clock
        self._motion = Motion()
        self._random = np.random.default_rng(seed)
        width, height = self._gallery.size
        self._noise = [_noise_pair(self._random, height, width) for _ in range(_NOISE_PICTURES)]
        self._unplug_after = unplug_after
        self._unplugged = False
        self._screen_light = screen_light
        self._lamp = Lamp()  # what the kiosk's screen shows
        self._recorded_lamp = Lamp()  # what shone when a replayed recording was taken
        self._recent: deque[Image] = deque(maxlen=_LOOP)
        self._freeze = False
        self._looping: list[Image] | None = None
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
        return self.film(self._clock())

    def film(self, at: float) -> Image:
        """What comes through the cable at that moment of the clock: for recordings, which need no pace."""
        if self._freeze and self._recent:
            return self._recent[-1]
        if self._looping:
            self._looping.append(self._looping.pop(0))
            return self._looping[-1]
        picture = self._shone_on(self._picture(self._motion.pose_at(at)), at)
        self._recent.append(self._with_noise(picture))
        return self._recent[-1]

    def close(self) -> None:
        pace, self._pace = self._pace, None
        if pace is not None:
            pace.stop()

    def act(self, action: LivenessAction, at: float | None = None) -> None:
        """Ask the person to turn or blink, now or ``at`` a moment of the clock; they begin a little later."""
        self._motion.act(action, self._clock() if at is None else at)

    @property
    def at_rest(self) -> bool:
        """Whether the person has done all that they were asked for."""
        return self._motion.at_rest(self._clock())

    def light(self, colour: FlashColour | None, at: float | None = None) -> None:
        """The kiosk's screen shows a colour, from now or from ``at``; None: it lights the face no more."""
        self._lamp.switch(colour, self._clock() if at is None else at)

    def replay_light(self, colours: Sequence[FlashColour], seconds: float, at: float | None = None) -> None:
        """From now or from ``at`` the replayed recording shows a face under the colours of its own time."""
        begin = self._clock() if at is None else at
        for number, colour in enumerate(colours):
            self._recorded_lamp.switch(colour, begin + number * seconds)

    def show(self, scene: Scene, person: SyntheticPerson | None = None) -> None:
        """From the next frame on: another scene, or another person."""
        chosen = person or self._person
        self._gallery.picture(
            chosen, scene, HeadPose()
        )  # here and not in the camera's thread: it takes a moment
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
        self._looping = None

    def loop(self) -> None:
        """Send the last frames again and again, as a program does that feeds a recording in."""
        self._looping = list(self._recent)

    def _render_all(self) -> None:
        for pose in all_poses():
            self._picture(pose)

    def _picture(self, pose: HeadPose) -> Image:
        return self._gallery.picture(self._person, self._scene, pose)

    def _shone_on(self, picture: Image, at: float) -> Image:
        recorded, now = self._recorded_lamp.at(at), self._lamp.at(at)
        if recorded is not None:
            picture = lit(picture, self._gallery.outline(self._person), recorded, self._screen_light)
        if now is None:
            return picture
        returned = self._gallery.returned(self._person, self._scene)
        exposure = exposure_at(at, now, self._screen_light)
        return lit(picture, returned, now, self._screen_light, exposure)

    def _with_noise(self, picture: Image) -> Image:
        number = int(self._random.integers(len(self._noise)))
        brighter, darker = self._noise[number]
        lift, lower = (int(shift) for shift in self._random.integers(picture.shape[0], size=2))
        lifted = cv2.add(picture, np.roll(brighter, lift, axis=0))  # two shifts: no frame may come twice
        return cast("Image", cv2.subtract(lifted, np.roll(darker, lower, axis=0)))


def _noise_pair(
    random: np.random.Generator, height: int, width: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Noise as what is added and what is taken away: two quick saturating operations a frame."""
    noise = np.rint(random.standard_normal((height, width, 3), dtype=np.float32) * _NOISE)
    return np.clip(noise, 0, 255).astype(np.uint8), np.clip(-noise, 0, 255).astype(np.uint8)
