"""The faces that are staged: two portraits in the public domain, and people between and around them.

The portraits come out of installed packages (works of NASA and of the United States Navy). Blended, reshaped
and coloured by a seed they give many faces that move and light as faces do; who they are does not matter.
"""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.staged.optics import Picture

SIDE = 640
"""px of a face's picture."""
UNIT = 120.0
"""px between the eyes in it."""
EYES = (SIDE / 2, 250.0)
"""px, the middle between the eyes."""

_WIDE = 45.0  # px; light changes no faster than this across a face

Landmarks = NDArray[np.float64]
_SOURCES = (("skimage", "data/astronaut.png"), ("matplotlib", "mpl-data/sample_data/grace_hopper.jpg"))


@dataclass(frozen=True, slots=True)
class Face:
    """``marks``: heights of brows, nose tip, mouth and chin below the eyes, in inter-eye distances."""

    picture: Picture = field(repr=False)
    marks: tuple[float, float, float, float]


@cache
def face(seed: int) -> Face:
    """The face of that number, always the same. ImportError if a package with a portrait is missing."""
    draw = np.random.default_rng(7_000 + seed)
    portraits = [_upright(*source) for source in _portraits()]
    share = (1.0, 0.0, 0.5, 0.7, 0.3)[seed % 5]
    blend = _blended(portraits, share)
    narrow, tall = 1 + draw.uniform(-0.07, 0.07), 1 + draw.uniform(-0.07, 0.07)
    picture, points = _reshaped(*blend, narrow, tall, mirrored=bool(seed // 5 % 2))
    level = draw.uniform(105, 145) / float(picture[250:420, 230:410].mean())  # brow to chin
    gain = level * (1 + draw.uniform(-0.06, 0.06, 3))
    coloured = np.clip(picture.astype(np.float32) * gain, 0, 255).astype(np.uint8)
    heights = (points[17:27, 1].mean(), points[30, 1], points[[48, 54], 1].mean(), points[8, 1])
    brows, nose, mouth, chin = (float((height - EYES[1]) / UNIT) for height in heights)
    return Face(coloured, (brows, nose, mouth, chin))


@cache
def _portraits() -> tuple[tuple[Picture, Landmarks], ...]:
    known = json.loads(Path(__file__).with_name("landmarks.json").read_text(encoding="ascii"))
    found = []
    for package, name in _SOURCES:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise ImportError(f"the package {package} is not installed", name=package)
        data = np.fromfile(Path(spec.origin).parent / name, dtype=np.uint8)
        found.append((cast("Picture", cv2.imdecode(data, cv2.IMREAD_COLOR)), np.array(known[package])))
    return tuple(found)


def _upright(picture: Picture, points: Landmarks) -> tuple[Picture, Landmarks]:
    """The portrait with its eyes level at their place."""
    right, left = points[36:42].mean(axis=0), points[42:48].mean(axis=0)
    along = left - right
    length = float(np.hypot(*along))
    cosine, sine = along / length * (UNIT / length)
    turn = np.array([[cosine, sine], [-sine, cosine]])
    shift = np.array(EYES) - turn @ ((left + right) / 2)
    warp = np.column_stack([turn, shift])
    flags = cv2.INTER_AREA if length > UNIT else cv2.INTER_CUBIC
    placed = cv2.warpAffine(picture, warp, (SIDE, SIDE), flags=flags, borderMode=cv2.BORDER_REFLECT_101)
    return _without_side_light(cast("Picture", placed)), points @ turn.T + shift


def _without_side_light(picture: Picture) -> Picture:
    """Each half as bright as both together: a kiosk's screen lights from the front."""
    level = cv2.GaussianBlur(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), (0, 0), _WIDE).astype(np.float32)
    gain = (level + level[:, ::-1]) / (2 * level + 1.0)
    return np.clip(picture * gain[..., None], 0, 255).astype(np.uint8)


def _blended(portraits: list[tuple[Picture, Landmarks]], share: float) -> tuple[Picture, Landmarks]:
    """Both portraits mixed, the second brought onto the first by eyes, nose and mouth."""
    (first, here), (second, there) = portraits
    if share in (0.0, 1.0):
        return (first, here) if share else (second, there)
    rigid = [36, 39, 42, 45, 30, 48, 54, 8]
    source = np.column_stack([there[rigid], np.ones(len(rigid))])
    warp = np.linalg.lstsq(source, here[rigid], rcond=None)[0].T
    moved = cv2.warpAffine(second, warp, (SIDE, SIDE), borderMode=cv2.BORDER_REFLECT_101)
    return cast("Picture", cv2.addWeighted(first, share, moved, 1 - share, 0)), here


def _reshaped(
    picture: Picture, points: Landmarks, narrow: float, tall: float, mirrored: bool
) -> tuple[Picture, Landmarks]:
    warp = np.array([[narrow, 0, EYES[0] * (1 - narrow)], [0, tall, EYES[1] * (1 - tall)]])
    shaped = cv2.warpAffine(
        picture, warp, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )
    moved = points @ warp[:, :2].T + warp[:, 2]
    if mirrored:  # heights alone are read from the points afterwards: their order does not matter
        shaped = shaped[:, ::-1]
    return cast("Picture", np.ascontiguousarray(shaped)), moved
