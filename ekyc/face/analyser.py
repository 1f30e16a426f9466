"""The analysis itself, as the worker process runs it: find, land, pose, measure, embed."""

from __future__ import annotations

import time
from pathlib import Path

import cv2
import numpy as np

from ekyc.face.analysis import FrameAnalysis, FrameFace, PortraitAnalysis
from ekyc.face.detection import FaceDetector, Grey
from ekyc.face.evidence import Finding
from ekyc.face.face_box import FaceBox
from ekyc.face.face_patch import FacePatch, face_patch
from ekyc.face.frame_source import Image, fit
from ekyc.face.limits import FaceLimits
from ekyc.face.matchers import load_matcher
from ekyc.face.matching import Embedding
from ekyc.face.models import NetworkFile, get_model_files
from ekyc.face.picture import decode_picture
from ekyc.face.pose import pose_of
from ekyc.face.quality import crowding, findings_of, measure
from ekyc.face.relief import Relief, relief_between

_FRAMING = frozenset({Finding.NOT_CENTRED, Finding.TOO_CLOSE, Finding.GREY_PICTURE})
"""Findings about a camera, not about a given picture."""
_MISSES = 8  # frames without a face, after which smaller ones are looked for
_LOOK_EVERY = 4  # frames; the search takes four times as long


class Analyser:
    """Loads every model on construction (about a second). Raises FaceError
    as ``get_model_files`` and ``load_matcher`` do.
    """

    def __init__(
        self,
        limits: FaceLimits,
        model_directory: Path | None = None,
        network: NetworkFile | None = None,
    ) -> None:
        files = get_model_files(model_directory)
        self._limits = limits
        self._detector = FaceDetector(files)
        self._misses = 0  # frames in a row
        self._far = False  # the last search found somebody far away
        self._matcher, self.matcher_info = load_matcher(files, self._detector, limits, network)

    def analyse(self, image: Image) -> FrameAnalysis:
        """One live frame."""
        started = time.perf_counter()
        grey = _grey(image)
        boxes = self._detector.find_faces(grey)
        if boxes:
            self._misses, self._far = 0, False
        else:
            self._misses += 1
        if not boxes and self._misses >= _MISSES:
            boxes = self._far_faces(grey)
        face = self._describe(image, grey, boxes[0]) if boxes else None
        findings = self._findings(face, boxes)
        if face is None and self._far:
            findings = (Finding.TOO_FAR,)  # between two searches: the same person still stands there
        return FrameAnalysis(face, len(boxes), findings, time.perf_counter() - started)

    def _far_faces(self, grey: Grey) -> list[FaceBox]:
        """People too far away for the usual search, looked for now and then while nobody is near."""
        if self._misses % _LOOK_EVERY:
            return []
        boxes = self._detector.find_far_faces(grey)
        self._far = bool(boxes)
        return boxes

    def embed(self, image: Image, box: FaceBox) -> Embedding:
        return self._matcher.embed(image, box)

    def relief(self, straight: FacePatch, turned: FacePatch, to_left: bool) -> Relief:
        return relief_between(straight, turned, to_left)

    def read_portrait(self, data: bytes) -> PortraitAnalysis:
        """One still picture from its file's bytes. Raises FaceError as ``decode_picture`` does."""
        started = time.perf_counter()
        image = fit(decode_picture(data))
        grey = _grey(image)
        boxes = self._detector.search_faces(grey)
        face = self._describe(image, grey, boxes[0]) if boxes else None
        findings = tuple(entry for entry in self._findings(face, boxes) if entry not in _FRAMING)
        barred_by = self._barred_by(face, boxes)
        embedding = None
        if face is not None and len(boxes) == 1 and not barred_by:
            embedding = self._matcher.embed(image, face.box)
        return PortraitAnalysis(
            face, len(boxes), findings, barred_by, embedding, time.perf_counter() - started
        )

    def _barred_by(self, face: FrameFace | None, boxes: list[FaceBox]) -> tuple[Finding, ...]:
        crowd = crowding(boxes, self._limits.comparable)
        own = findings_of(face.measures, self._limits.comparable) if face is not None else ()
        return own if crowd is None else (crowd, *own)

    def _describe(self, image: Image, grey: Grey, box: FaceBox) -> FrameFace:
        points = self._detector.landmarks_of(grey, box)
        pose = pose_of(points)
        return FrameFace(box, pose, measure(image, points, box, pose), points, face_patch(grey, points))

    def _findings(self, face: FrameFace | None, boxes: list[FaceBox]) -> tuple[Finding, ...]:
        crowd = crowding(boxes, self._limits.quality)
        own = findings_of(face.measures, self._limits.quality) if face is not None else ()
        return own if crowd is None else (crowd, *own)


def _grey(image: Image) -> Grey:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
