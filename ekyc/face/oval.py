"""Where the oval on the screen stands: it moves to the face of who sits low or stands tall."""

from __future__ import annotations

from ekyc.face.face_box import FaceBox
from ekyc.face.limits import CaptureLimits

USUAL = 0.5
"""Height of its middle, as a share of the frame's height from above."""


class Oval:
    def __init__(self, limits: CaptureLimits) -> None:
        self._limits = limits
        self._beside = 0
        self.at = USUAL

    def follow(self, box: FaceBox | None, height: int) -> None:
        """One more frame. It moves once a face has stayed above or below it for some frames, not with every
        nod, and no further than its own size allows.
        """
        if box is None:
            return
        face = box.centre[1] / height
        self._beside = self._beside + 1 if abs(face - self.at) > self._limits.max_oval_offset else 0
        if self._beside >= self._limits.oval_frames:
            reach = self._limits.max_oval_move
            self.at = min(max(face, USUAL - reach), USUAL + reach)
            self._beside = 0
