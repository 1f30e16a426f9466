"""SFace (Zhong and others, 2021) through OpenCV, from an ONNX file of this machine. Worker process only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face import landmarks as lm
from ekyc.face.detection import Grey
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.face_box import FaceBox
from ekyc.face.frame_source import Image
from ekyc.face.landmarks import Points
from ekyc.face.matching import Embedding

LandmarkProvider = Callable[[Grey, FaceBox], Points]


class SfaceMatcher:
    """One pass on a face aligned by five points, scaled to length 1: of two such vectors the Euclidean
    distance d and the cosine c belong together by d² = 2 - 2c. Raises FaceError ``network_unusable``.
    """

    name = "sface"

    def __init__(self, path: Path, landmarks_of: LandmarkProvider) -> None:
        self._landmarks_of = landmarks_of
        try:
            self._network = cv2.FaceRecognizerSF.create(str(path), "")
        except cv2.error as error:
            raise FaceError(FaceFault.NETWORK_UNUSABLE, path.name) from error

    def embed(self, image: Image, box: FaceBox) -> Embedding:
        grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
        aligned = self._network.alignCrop(image, _face_row(self._landmarks_of(grey, box), box))
        try:
            vector = np.asarray(self._network.feature(aligned), dtype=np.float64).ravel()
        except cv2.error as error:
            raise FaceError(FaceFault.NETWORK_UNUSABLE, "its output") from error
        return vector / max(float(np.linalg.norm(vector)), 1e-12)


def _face_row(points: Points, box: FaceBox) -> NDArray[np.float32]:
    """A face as OpenCV's detector describes it: box, eyes, nose tip, mouth corners, each from the left of the
    frame, and a score.
    """
    first, second = lm.eye_centres(points)
    places = [first, second, points[lm.NOSE_TIP], *points[list(lm.MOUTH_CORNERS)]]
    row = [box.left, box.top, box.width, box.height, *np.concatenate(places), 1.0]
    return cast("NDArray[np.float32]", np.array([row], dtype=np.float32))
