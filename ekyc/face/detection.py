"""Find faces and their landmarks with dlib. Runs in the worker process only: it is what loads dlib."""

from __future__ import annotations

from typing import Any

import cv2
import dlib
import numpy as np
from numpy.typing import NDArray

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.face_box import FaceBox
from ekyc.face.landmarks import Points
from ekyc.face.models import ModelFiles

DETECTION_WIDTH = 640
"""Frames are shrunk to this width for detection: a face with 90 px between the eyes at 1280 is still found.
"""

Grey = NDArray[np.uint8]


class FaceDetector:
    """dlib's HOG detector and its 68-point shape predictor."""

    def __init__(self, files: ModelFiles) -> None:
        self._detector = dlib.get_frontal_face_detector()
        self._predictor = load_model(dlib.shape_predictor, files.landmarks_68)

    def find_faces(self, grey: Grey) -> list[FaceBox]:
        """Faces of a live frame, the largest first.

        Smaller ones than about 11 % of the width are not found.
        """
        return self._run(grey, min(1.0, DETECTION_WIDTH / grey.shape[1]))

    def find_far_faces(self, grey: Grey) -> list[FaceBox]:
        """Faces half as large as ``find_faces`` needs them, in four times the time."""
        return self._run(grey, 2 * DETECTION_WIDTH / grey.shape[1])

    def search_faces(self, grey: Grey) -> list[FaceBox]:
        """Faces of a still picture of unknown scale: looks harder, step by step, until something is found."""
        widest = max(grey.shape)
        scales = [min(1.0, side / widest) for side in (640, 1280)] + [min(2.0, 1600 / widest)]
        for scale in dict.fromkeys(scales):
            if boxes := self._run(grey, scale):
                return boxes
        return []

    def landmarks_of(self, grey: Grey, box: FaceBox) -> Points:
        shape = self._predictor(grey, dlib.rectangle(box.left, box.top, box.right, box.bottom))
        return np.array([(point.x, point.y) for point in shape.parts()], dtype=np.float64)

    def _run(self, grey: Grey, scale: float) -> list[FaceBox]:
        picture = grey
        if scale != 1.0:
            method = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_LINEAR
            height, width = grey.shape
            size = (max(1, round(width * scale)), max(1, round(height * scale)))  # also of a strip
            picture = np.asarray(cv2.resize(grey, size, interpolation=method), dtype=np.uint8)
        found, _scores, _kinds = self._detector.run(picture, 0, 0.0)
        boxes = [
            FaceBox(
                round(face.left() / scale),
                round(face.top() / scale),
                round(face.right() / scale),
                round(face.bottom() / scale),
            )
            for face in found
        ]
        return sorted(boxes, key=lambda box: box.area, reverse=True)


def load_model(kind: Any, path: Any) -> Any:
    """Load one of dlib's model files. Raises FaceError ``model_corrupt``."""
    try:
        return kind(str(path))
    except RuntimeError as error:  # dlib's only exception, for a missing and for a broken file alike
        raise FaceError(FaceFault.MODEL_CORRUPT, path.name) from error
