"""A filmed screen often shows a pattern where its grid meets the sensor's: sharp peaks in the spectrum.

Only a score for the record. It was never measured on real screens, and a screen a little out of focus shows
no pattern at all.
"""

from __future__ import annotations

import cv2
import numpy as np

from ekyc.face.evidence import LivenessMethod, MethodMode, MethodOutcome, MethodResult
from ekyc.face.face_box import FaceBox
from ekyc.face.frame_source import Image
from ekyc.face.limits import MoireLimits

_SIDE = 192  # px of the face that are looked at, at their own scale: shrinking would make patterns
_LOWEST = 0.12  # cycles per pixel; below it skin and hair are strong themselves
_RING = 9  # neighbourhood in the spectrum that a peak is held against


def moire_peak(image: Image, box: FaceBox) -> float:
    """Height of the strongest narrow peak of the face's spectrum over its neighbourhood, in natural
    logarithms; about 2 to 3 for noise, more for a regular pattern. 0 if the face is too small.
    """
    x, y = (round(value) for value in box.centre)
    half = _SIDE // 2
    patch = image[max(0, y - half) : y + half, max(0, x - half) : x + half]
    if patch.shape[:2] != (_SIDE, _SIDE):
        return 0.0
    grey = cv2.cvtColor(patch, cv2.COLOR_BGR2GRAY).astype(np.float32)
    detail = grey - cv2.GaussianBlur(grey, (0, 0), 3.0)
    window = cv2.createHanningWindow((_SIDE, _SIDE), cv2.CV_32F)
    spectrum = np.abs(np.fft.rfft2(detail * window))
    level = np.log(spectrum + 1e-3).astype(np.float32)
    around = cv2.blur(level, (_RING, _RING))
    rows = np.abs(np.fft.fftfreq(_SIDE))[:, None]
    columns = np.fft.rfftfreq(_SIDE)[None, :]
    high = np.hypot(rows, columns) >= _LOWEST
    return float((level - around)[high].max())


def moire_result(peaks: list[float], limits: MoireLimits, mode: MethodMode) -> MethodResult:
    """The method's result from the peaks of the frames that are matched."""
    if mode is MethodMode.OFF or not peaks:
        return MethodResult(LivenessMethod.MOIRE, mode, MethodOutcome.NOT_DONE)
    peak = float(np.median(peaks))
    outcome = MethodOutcome.FAILED if peak > limits.max_peak else MethodOutcome.PASSED
    reason = "regular_pattern" if outcome is MethodOutcome.FAILED else ""
    return MethodResult(LivenessMethod.MOIRE, mode, outcome, reason, {"peak": round(peak, 3)})
