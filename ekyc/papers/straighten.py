"""A sheet that lies aslant before the camera, as if it had been laid on a scanner."""

from __future__ import annotations

import math
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face.frame_source import Image

_RATIOS = (0.2, 5.0)  # of width to height, beyond which a guess is none
_LEAST_SIDE = 32  # pixels


def straighten(image: Image, corners: NDArray[np.float64]) -> Image:
    """The sheet of a BGR frame, upright, with the shape that it has on the table: (height, width, 3), as many
    pixels as the longer sides have in the frame. ``corners`` (4, 2) as `find_sheet` gives them.
    """
    width, height = _size(image, corners)
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32) - 0.5
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    straight = cv2.warpPerspective(
        image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return cast("Image", straight)


def _size(image: Image, corners: NDArray[np.float64]) -> tuple[int, int]:
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))
    ratio = aspect_of(image.shape[1], image.shape[0], corners)
    if ratio is not None:
        width, height = max(width, height * ratio), max(height, width / ratio)
    most = max(image.shape[:2])
    scale = min(1.0, most / max(width, height))
    return max(_LEAST_SIDE, round(width * scale)), max(_LEAST_SIDE, round(height * scale))


def aspect_of(width: int, height: int, corners: NDArray[np.float64]) -> float | None:
    """Width by height of the sheet itself, from how it tapers in a frame of ``width`` by ``height`` pixels
    (Zhang and He, Whiteboard scanning and image enhancement, 2003, section 4); None where the frame does not
    tell: the mean of the sides is as good then.
    """
    points = np.concatenate([corners - np.array([width, height]) / 2, np.ones((4, 1))], axis=1)
    one, two, four, three = points  # as the paper counts them: row by row
    k2 = np.dot(np.cross(one, four), three) / _or_nan(np.dot(np.cross(two, four), three))
    k3 = np.dot(np.cross(one, four), two) / _or_nan(np.dot(np.cross(three, four), two))
    n2, n3 = k2 * two - one, k3 * three - one
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    plain = float((sides[0] + sides[2]) / (sides[1] + sides[3]))
    if abs(n2[2]) < 0.05 or abs(n3[2]) < 0.05:  # nearly parallel sides tell nothing about the depth
        return plain if _RATIOS[0] < plain < _RATIOS[1] else None
    square = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2])
    if not math.isfinite(square) or not (0.3 * width) ** 2 < square < (5 * width) ** 2:
        return plain if _RATIOS[0] < plain < _RATIOS[1] else None
    lengths = [math.sqrt((n[0] ** 2 + n[1] ** 2) / square + n[2] ** 2) for n in (n2, n3)]
    ratio = lengths[0] / lengths[1]
    return ratio if _RATIOS[0] < ratio < _RATIOS[1] else None


def _or_nan(value: float) -> float:
    return value if abs(value) > 1e-9 else math.nan
