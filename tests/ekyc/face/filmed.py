"""Frames of a synthetic person, each with its analysis and its moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ekyc.face.analysis import FrameAnalysis
from ekyc.face.evidence import LivenessAction
from ekyc.face.frame_source import Image
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene

FPS = 12.0
SECONDS = 3.1  # until a turn asked for after the first second is over


@dataclass(frozen=True)
class Filmed:
    image: Image
    analysis: FrameAnalysis
    at: float


class FilmCourse(Protocol):
    def __call__(
        self, action: LivenessAction | None = None, scene: Scene = ..., person: SyntheticPerson = ...
    ) -> list[Filmed]: ...
