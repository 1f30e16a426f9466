"""Collect the frames worth comparing while somebody keeps still: the best few of enough good ones."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ekyc.face.analysis import FrameAnalysis, FrameFace
from ekyc.face.evidence import Finding
from ekyc.face.frame_source import Image
from ekyc.face.limits import CaptureLimits
from ekyc.face.quality import ADVISORY
from ekyc.face.tracking import FaceTrack

_FRAMES_FOR_MEDIAN = 3


@dataclass(frozen=True, slots=True)
class Shot:
    """One frame kept in memory for matching."""

    face: FrameFace
    findings: tuple[Finding, ...]
    image: Image = field(repr=False)

    @property
    def score(self) -> float:
        """Straight, sharp, eyes open: the frames to compare first."""
        pose, measures = self.face.pose, self.face.measures
        straight = float(np.cos(np.radians(pose.yaw)) * np.cos(np.radians(pose.pitch))) ** 2
        return straight * min(measures.sharpness, 0.05) * min(measures.eye_opening, 0.06)


class Capture:
    """Good frames of one tracked face. Times are seconds on the clock of the frames."""

    def __init__(self, limits: CaptureLimits, track: FaceTrack) -> None:
        self._limits = limits
        self._track = track
        self._count = 0
        self._eye_aspects: list[float] = []
        self._advisory_since: float | None = None
        self.best: tuple[Shot, ...] = ()

    @property
    def fraction(self) -> float:
        return min(1.0, self._count / self._limits.good_frames)

    @property
    def complete(self) -> bool:
        return self._count >= self._limits.good_frames

    def take(self, image: Image, analysis: FrameAnalysis, at: float) -> tuple[Finding, ...]:
        """Keep the frame if it is good; the findings that spoke against it otherwise."""
        if not self._track.follow(analysis.face, at):
            self._restart()
            self._track.follow(analysis.face, at)
        findings = self._standing(analysis, at)
        if findings or analysis.face is None:
            return findings
        self._count += 1
        self._eye_aspects.append(analysis.face.measures.eye_aspect_ratio)
        shots = (*self.best, Shot(analysis.face, analysis.findings, image))
        self.best = tuple(
            sorted(shots, key=lambda shot: shot.score, reverse=True)[: self._limits.best_frames]
        )
        return ()

    def _standing(self, analysis: FrameAnalysis, at: float) -> tuple[Finding, ...]:
        """What holds the capture back: all findings, but an advisory one alone only for a while."""
        findings = analysis.findings
        if analysis.face is not None and not findings and self._half_closed(analysis.face):
            return (Finding.EYES_CLOSED,)
        if findings and set(findings) <= ADVISORY:
            self._advisory_since = at if self._advisory_since is None else self._advisory_since
            if at - self._advisory_since >= self._limits.advisory_patience:
                return ()
        return findings

    def _half_closed(self, face: FrameFace) -> bool:
        """Against the person's own median: eyes differ too much between people for one fixed number."""
        if len(self._eye_aspects) < _FRAMES_FOR_MEDIAN:
            return False
        usual = float(np.median(self._eye_aspects))
        return face.measures.eye_aspect_ratio < self._limits.min_relative_eye_aspect * usual

    def _restart(self) -> None:
        self._track.restart()
        self._count = 0
        self._eye_aspects.clear()
        self.best = ()
