"""A face network in dlib's format, by default that of face_recognition. Worker process only."""

from __future__ import annotations

from pathlib import Path

import cv2
import dlib
import numpy as np

from ekyc.face.detection import load_model
from ekyc.face.face_box import FaceBox
from ekyc.face.frame_source import Image
from ekyc.face.matching import Embedding
from ekyc.face.models import ModelFiles

_CHIP_SIDE = 150  # the network's input, with a quarter of padding round the face
_CHIP_PADDING = 0.25


class DlibMatcher:
    """dlib's ResNet on a face aligned by five landmarks, averaged with its mirror image.

    The mirror costs a second pass and brings as much steadiness as five random shifts would. Raises FaceError
    ``model_corrupt`` on construction.
    """

    name = "dlib-resnet-v1 mirror-averaged"

    def __init__(self, files: ModelFiles, network: Path | None = None) -> None:
        """``network``: another file than the package's."""
        self._predictor = load_model(dlib.shape_predictor, files.landmarks_5)
        self._network = load_model(dlib.face_recognition_model_v1, network or files.recognition)

    def embed(self, image: Image, box: FaceBox) -> Embedding:
        chip = self._chip(image, box)
        return (self._pass(chip) + self._pass(np.ascontiguousarray(chip[:, ::-1]))) / 2

    def embed_plain(self, image: Image, box: FaceBox) -> Embedding:
        """One pass without the mirror: the very vector that ``face_recognition.face_encodings`` gives."""
        return self._pass(self._chip(image, box))

    def _chip(self, image: Image, box: FaceBox) -> Image:
        rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
        shape = self._predictor(rgb, dlib.rectangle(box.left, box.top, box.right, box.bottom))
        return np.asarray(dlib.get_face_chip(rgb, shape, _CHIP_SIDE, _CHIP_PADDING), dtype=np.uint8)

    def _pass(self, chip: Image) -> Embedding:
        return np.array(self._network.compute_face_descriptor(chip), dtype=np.float64)
