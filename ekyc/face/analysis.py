"""What the worker tells about one frame or one still picture: plain values that cross the process border."""

from __future__ import annotations

from dataclasses import dataclass, field

from ekyc.face.evidence import Finding
from ekyc.face.face_box import FaceBox
from ekyc.face.face_patch import FacePatch
from ekyc.face.landmarks import Points
from ekyc.face.matching import Embedding
from ekyc.face.pose import Pose
from ekyc.face.quality import QualityMeasures


@dataclass(frozen=True, slots=True)
class FrameFace:
    """The largest face of a frame."""

    box: FaceBox
    pose: Pose
    measures: QualityMeasures
    landmarks: Points = field(repr=False)
    patch: FacePatch = field(repr=False)


@dataclass(frozen=True, slots=True)
class FrameAnalysis:
    face: FrameFace | None
    faces: int
    findings: tuple[Finding, ...]  # the most useful first
    seconds: float


@dataclass(frozen=True, slots=True)
class PortraitAnalysis:
    """A still picture. ``barred_by``: the findings for which it is not compared; then, and when there is not
    exactly one face, ``embedding`` is None.
    """

    face: FrameFace | None
    faces: int
    findings: tuple[Finding, ...]
    barred_by: tuple[Finding, ...]
    embedding: Embedding | None = field(repr=False)
    seconds: float
