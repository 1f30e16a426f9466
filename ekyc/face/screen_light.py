"""How bright the screen is at the face beside the light of the room: measured once where a kiosk stands.

The screen turns black and white in turn while somebody stands before it. What the face gains over its
surroundings when the screen turns white is the ratio; the camera's own exposure drops out, as in `flash`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ekyc.errors import EkycError
from ekyc.face.face_box import FaceBox
from ekyc.face.flash import reflected
from ekyc.face.frame_source import Image

SETTLING_SECONDS = 0.5  # after each change: until the screen, and the camera that regulates, have followed
_LEAST_FRAMES = 3  # of a stretch
_MOST_SPREAD = 0.12  # of the logarithm, between the changes; more: somebody moved, or the sun came out
_FACE = (0.36, 0.14, 0.64, 0.78)  # where the face is to be, as shares of the frame: left, top, right, bottom


@dataclass(frozen=True, slots=True)
class LightFinding:
    """``ratio``: light of the screen over that of the room at the face, 0 or more."""

    ratio: float
    frames: int


class ScreenLightMeter:
    """Takes frames between `show` calls; times are seconds on one clock. No frame is kept."""

    def __init__(self, settling_seconds: float = SETTLING_SECONDS) -> None:
        self._settling = settling_seconds
        self._stretches: list[tuple[bool, float, list[NDArray[np.float64]]]] = []

    def show(self, *, lit: bool, at: float) -> None:
        """From now on the screen is white, or black."""
        self._stretches.append((lit, at, []))

    def take(self, image: Image, at: float) -> None:
        if not self._stretches:
            return
        _, since, samples = self._stretches[-1]
        if at - since >= self._settling and (sample := reflected(image, face_place(image))) is not None:
            samples.append(sample)

    def result(self) -> LightFinding:
        """Raises `EkycError` ``light_too_few_frames`` or ``light_unsteady``."""
        held = [
            (lit, np.mean(samples, axis=0), len(samples)) for lit, _, samples in self._stretches if samples
        ]
        if len(held) < len(self._stretches) or min((count for *_, count in held), default=0) < _LEAST_FRAMES:
            raise EkycError("light_too_few_frames", "The camera sent too few pictures for a measurement.")
        gains = [
            float(np.mean(after - before) if lit else np.mean(before - after))
            for (_, before, _), (lit, after, _) in pairwise(held)
        ]
        if not gains or max(gains) - min(gains) > _MOST_SPREAD:
            raise EkycError("light_unsteady", "The light changed by itself, or whoever stood there moved.")
        ratio = max(0.0, float(np.exp(np.median(gains)) - 1))
        return LightFinding(round(ratio, 3), sum(count for *_, count in held))


def face_place(image: Image) -> FaceBox:
    """Where in the frame the face is expected: the screen shows an oval there."""
    height, width = image.shape[:2]
    left, top, right, bottom = _FACE
    return FaceBox(round(left * width), round(top * height), round(right * width), round(bottom * height))
