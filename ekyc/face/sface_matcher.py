"""SFace (Zhong and others, 2021) from its ONNX file, run by OpenCV's own network module. Worker process only.

``cv2.FaceRecognizerSF`` of OpenCV 5 cannot run this file (it hands over its picture without naming the input,
and the file has 29 more); the network itself runs when the picture is given to the input ``data``.
"""

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
from ekyc.face.matching import Embedding, unit_mean

LandmarkProvider = Callable[[Grey, FaceBox], Points]

_SIDE = 112
_PLACES = np.array(
    [(38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655), (70.7299, 92.2041)]
)
"""Where eyes, nose tip and mouth corners lie in the network's input: the usual template of ArcFace."""


class SfaceMatcher:
    """A face aligned by five points and its mirror image, each scaled to length 1, averaged and scaled again.

    Of two such vectors the Euclidean distance d and the cosine c belong together by d² = 2 - 2c. Raises
    FaceError ``network_unusable``.
    """

    name = "sface mirror-averaged"

    def __init__(self, path: Path, landmarks_of: LandmarkProvider) -> None:
        self._file = path.name
        self._landmarks_of = landmarks_of
        try:
            self._network = cv2.dnn.readNetFromONNX(str(path))
            self._pass(
                np.zeros((_SIDE, _SIDE, 3), dtype=np.uint8)
            )  # a file of another kind shows itself here
        except cv2.error as error:
            raise FaceError(FaceFault.NETWORK_UNUSABLE, path.name) from error

    def embed(self, image: Image, box: FaceBox) -> Embedding:
        grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
        aligned = _aligned(image, self._landmarks_of(grey, box))
        mirrored = np.ascontiguousarray(aligned[:, ::-1])
        return unit_mean([self._pass(aligned), self._pass(mirrored)])

    def _pass(self, aligned: Image) -> Embedding:
        """One vector of length 1."""
        self._network.setInput(cv2.dnn.blobFromImage(aligned, swapRB=True), "data")
        vector = np.asarray(self._network.forward(), dtype=np.float64).ravel()
        if not np.isfinite(vector).all():
            raise FaceError(FaceFault.NETWORK_UNUSABLE, self._file)
        return unit_mean([vector])


def _aligned(image: Image, points: Points) -> Image:
    """The face in the network's input, by the similarity that fits five points best."""
    seen = np.array([*lm.eye_centres(points), points[lm.NOSE_TIP], *points[list(lm.MOUTH_CORNERS)]])
    warp = _similarity(seen, _PLACES)
    return cast("Image", cv2.warpAffine(image, warp, (_SIDE, _SIDE), flags=cv2.INTER_LINEAR))


def _similarity(source: Points, target: Points) -> NDArray[np.float64]:
    """Rotation, scale and shift of least squared error, shape (2, 3). Points as complex numbers: a z + b."""
    start, end = source @ (1, 1j), target @ (1, 1j)
    centred = start - start.mean()
    factor = np.vdot(centred, end - end.mean()) / max(float(np.vdot(centred, centred).real), 1e-9)
    shift = end.mean() - factor * start.mean()
    a, b = factor.real, factor.imag
    return np.array([[a, -b, shift.real], [b, a, shift.imag]], dtype=np.float64)
