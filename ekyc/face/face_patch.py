"""A face brought into one small frame, whatever its place, size and turn: what the relief is measured on."""

from __future__ import annotations

from typing import TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face.landmarks import EYES_AND_MOUTH, Points

FacePatch: TypeAlias = NDArray[np.uint8]
"""Grey, shape (168, 144), contrast evened out."""

EYE_DISTANCE = 48.0  # px
EYES_AT = (72.0, 48.0)  # the middle between the eyes
_SIZE = (144, 168)  # width, height
_MARGIN = 16  # px of the frame
_LEAST_SCALE = 0.05  # landmarks that lie on one line, or a face larger than any frame
_USUAL = np.array([(-0.72, 0.0), (-0.28, 0.02), (0.28, 0.02), (0.72, 0.0), (-0.42, 1.14), (0.42, 1.14)])
"""Corners of eyes and mouth in inter-eye distances from the middle between the eyes."""
_PLACES = _USUAL * EYE_DISTANCE + EYES_AT


def face_patch(grey: NDArray[np.uint8], points: Points) -> FacePatch:
    """The affine map of the corners of eyes and mouth, blurred before it shrinks."""
    source = np.column_stack([points[list(EYES_AND_MOUTH)], np.ones(len(EYES_AND_MOUTH))])
    warp = np.asarray(np.linalg.lstsq(source, _PLACES, rcond=None)[0].T, dtype=np.float64)
    scale = float(np.sqrt(abs(np.linalg.det(warp[:, :2]))))
    if scale < _LEAST_SCALE:
        return np.zeros(_SIZE[::-1], dtype=np.uint8)
    grey, warp = _round_the_face(grey, warp)
    if scale < 0.9:
        grey = cast("NDArray[np.uint8]", cv2.GaussianBlur(grey, (0, 0), 0.45 * np.sqrt(scale**-2 - 1)))
    patch = cv2.warpAffine(grey, warp, _SIZE, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return cast("FacePatch", cv2.createCLAHE(2.0, (4, 4)).apply(patch))


def _round_the_face(
    grey: NDArray[np.uint8], warp: NDArray[np.float64]
) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """The part of the frame that the patch shows, with a margin, and the map from there: less to blur."""
    width, height = _SIZE
    corners = np.array([(0, 0), (width, 0), (0, height), (width, height)], dtype=np.float64)
    seen = (corners - warp[:, 2]) @ np.linalg.inv(warp[:, :2]).T
    left, top = np.clip(np.floor(seen.min(axis=0)) - _MARGIN, 0, np.array(grey.shape[::-1]) - 1).astype(int)
    right, bottom = np.ceil(seen.max(axis=0)).astype(int) + _MARGIN
    part = grey[top : max(bottom, top + 1), left : max(right, left + 1)]
    shifted = warp.copy()
    shifted[:, 2] += warp[:, :2] @ np.array([left, top])
    return part, shifted
