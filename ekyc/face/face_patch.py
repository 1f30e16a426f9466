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
_USUAL = np.array([(-0.72, 0.0), (-0.28, 0.02), (0.28, 0.02), (0.72, 0.0), (-0.42, 1.14), (0.42, 1.14)])
"""Corners of eyes and mouth in inter-eye distances from the middle between the eyes."""
_PLACES = _USUAL * EYE_DISTANCE + EYES_AT


def face_patch(grey: NDArray[np.uint8], points: Points) -> FacePatch:
    """The affine map of the corners of eyes and mouth, blurred before it shrinks."""
    source = np.column_stack([points[list(EYES_AND_MOUTH)], np.ones(len(EYES_AND_MOUTH))])
    warp = np.linalg.lstsq(source, _PLACES, rcond=None)[0].T
    scale = float(np.sqrt(abs(np.linalg.det(warp[:, :2]))))
    if scale < 0.9:
        grey = cast("NDArray[np.uint8]", cv2.GaussianBlur(grey, (0, 0), 0.45 * np.sqrt(scale**-2 - 1)))
    patch = cv2.warpAffine(grey, warp, _SIZE, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return cast("FacePatch", cv2.createCLAHE(2.0, (4, 4)).apply(patch))
