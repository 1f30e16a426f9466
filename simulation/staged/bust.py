"""A solid head: the relief of a face by anatomy, with a portrait on it.

The heights come from the depths that a published face mesh gives for three frontal portraits, by hand, in
inter-eye distances (about 63 mm); no code and no data of that mesh is in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from simulation.staged.faces import EYES, UNIT, Face
from simulation.staged.optics import Field, Surface

_Profile: TypeAlias = tuple[tuple[float, float], ...]
"""Height below the eyes → value."""

_STEP = 0.02
_ACROSS = np.arange(-1.44, 1.4401, _STEP)
_DOWN = np.arange(-1.70, 2.3001, _STEP)
_NECK = 1.25  # the axis of a turn lies this far behind the eyes
_USUAL = (-0.38, 0.60, 1.06, 1.78)  # heights of brows, nose tip, mouth and chin that the relief is drawn for
_OUTSIDE = 2.6  # nothing is moved to fit a portrait beyond it

_HALF_WIDTH: _Profile = (
    *((-1.7, 0.75), (-1.2, 1.0), (-0.6, 1.13), (0.0, 1.16), (0.5, 1.15)),
    *((1.0, 1.02), (1.4, 0.86), (1.8, 0.64), (2.1, 0.5)),
)
_MIDDLE: _Profile = (
    *((-1.7, -0.9), (-1.3, -0.45), (-0.75, -0.04), (-0.4, 0.03), (-0.15, 0.0), (0.0, -0.06), (0.35, -0.06)),
    *((0.7, 0.05), (0.9, 0.03), (1.06, -0.04), (1.16, 0.0), (1.3, -0.14), (1.45, -0.2), (1.62, -0.27)),
    *((1.78, -0.42), (1.95, -0.75), (2.3, -1.2)),
)
_RIDGE: _Profile = (
    *((-0.2, 0.0), (0.0, 0.06), (0.2, 0.16), (0.4, 0.26), (0.58, 0.33), (0.66, 0.25), (0.74, 0.06)),
    (0.84, 0.0),
)
_RIDGE_WIDTH: _Profile = ((-0.2, 0.13), (0.2, 0.12), (0.45, 0.18), (0.64, 0.26), (0.84, 0.26))


@dataclass(frozen=True, slots=True)
class Build:
    """How a head differs from the usual one; 1 each for the usual."""

    nose: float = 1.0
    width: float = 1.0
    sockets: float = 1.0
    roundness: float = 1.0
    profile: float = 1.0  # how far forehead and chin fall back

    @classmethod
    def drawn(cls, draw: np.random.Generator) -> Build:
        spans = ((0.8, 1.2), (0.95, 1.06), (0.7, 1.3), (0.85, 1.15), (0.8, 1.2))
        return cls(*(float(draw.uniform(*span)) for span in spans))


class Bust:
    def __init__(self, face: Face, build: Build) -> None:
        across, down = np.meshgrid(_ACROSS, _DOWN)
        brows, *below = face.marks
        own = np.interp(
            _DOWN,
            (-_OUTSIDE, brows, 0.0, *below, _OUTSIDE),
            (-_OUTSIDE, _USUAL[0], 0.0, *_USUAL[1:], _OUTSIDE),
        )
        relief = _relief(across, np.broadcast_to(own[:, None], across.shape), build)
        self.straight: Field = np.stack([across, down, relief], axis=2).astype(np.float32)
        self._texture = np.stack([EYES[0] + UNIT * across, EYES[1] + UNIT * down], axis=2).astype(np.float32)
        edge = np.abs(across / 1.24) ** 2.4 + np.abs((down - 0.22) / 1.92) ** 2.6
        self._cover = np.clip((1.0 - edge) * 6, 0, 1).astype(np.float32)

    def turned(self, yaw: float, pitch: float, shift: tuple[float, float]) -> Surface:
        """Degrees; yaw positive towards the right of the frame, pitch up. ``shift``: sideways and down."""
        angle, nod = np.radians(yaw), np.radians(pitch)
        x, y, z = (self.straight[..., axis] for axis in range(3))
        back = z + _NECK
        y, back = y * np.cos(nod) - back * np.sin(nod), back * np.cos(nod) + y * np.sin(nod)
        x, back = x * np.cos(angle) + back * np.sin(angle), back * np.cos(angle) - x * np.sin(angle)
        place = np.stack([x + shift[0], y + shift[1], back - _NECK], axis=2).astype(np.float32)
        return Surface(place, self._texture, self._cover)


def _relief(across: Field, down: Field, build: Build) -> Field:
    """Towards the lens, from the bridge of the nose."""
    sides = np.abs(across)

    def hill(at: tuple[float, float], wide: float, high: float) -> Field:
        """One on each side of the face."""
        return np.asarray(np.exp(-(((sides - at[0]) / wide) ** 2) - ((down - at[1]) / high) ** 2))

    side = np.minimum(sides / (_along(_HALF_WIDTH, down) * build.width), 0.999)
    falling = -1.25 * build.roundness * (1 - (1 - side**2.2) ** 0.5)
    nose = build.nose * _along(_RIDGE, down) * np.exp(-((across / _along(_RIDGE_WIDTH, down)) ** 2))
    features = (
        -0.14 * build.sockets * hill((0.42, 0.02), 0.30, 0.17)
        + 0.06 * hill((0.5, 0.0), 0.14, 0.09)
        + 0.08 * hill((0.42, -0.3), 0.40, 0.13)
        + 0.08 * hill((0.66, 0.48), 0.26, 0.25)
        - 0.15 * hill((0.5, 1.12), 0.25, 0.25)
    )
    return np.asarray(falling + nose + features + build.profile * _along(_MIDDLE, down), dtype=np.float32)


def _along(profile: _Profile, down: Field) -> Field:
    heights, values = zip(*profile, strict=True)
    return np.asarray(np.interp(down, heights, values), dtype=np.float32)
