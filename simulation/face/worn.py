"""What people wear on their faces, drawn by their landmarks: masks, scarves, a lamp's light in glasses."""

from __future__ import annotations

import cv2
import numpy as np

from ekyc.face.frame_source import Image
from ekyc.face.landmarks import LEFT_EYE, RIGHT_EYE, Points

Colour = tuple[int, int, int]
"""Blue, green, red."""

CLOTHS: tuple[Colour, ...] = ((214, 178, 120), (240, 240, 240), (25, 25, 25), (60, 40, 150))
"""Of medical masks and of scarves: light blue, white, black, dark red."""
_BRIDGE, _BELOW_NOSE = 29, 33


def with_mask(image: Image, points: Points, colour: Colour) -> Image:
    """From the bridge of the nose to below the chin."""
    return _with_cloth(image, points, colour, _BRIDGE)


def with_scarf(image: Image, points: Points, colour: Colour) -> Image:
    """Over mouth and chin; the nose is free."""
    return _with_cloth(image, points, colour, _BELOW_NOSE)


def with_glare(image: Image, points: Points, size: int) -> Image:
    """A spot of ``size`` px across before each eye, a little beside the pupil."""
    shown = image.copy()
    for eye in (points[RIGHT_EYE], points[LEFT_EYE]):
        x, y = eye.mean(axis=0)
        axes = (size // 2, size // 3)
        cv2.ellipse(shown, (int(x) + 6, int(y) - 4), axes, 20, 0, 360, (255, 255, 255), -1)
    return shown


def _with_cloth(image: Image, points: Points, colour: Colour, top: int) -> Image:
    shown = image.copy()
    outline = np.concatenate([points[2:15], points[[top]]]).round().astype(np.int32)
    outline[4:9, 1] += 12
    cv2.fillPoly(shown, [outline], colour)
    return shown
