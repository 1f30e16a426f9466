"""A face drawn from a seed: skin, hair, brows, eyes, nose, lips and shade, with its landmarks known exactly.

Not a likeness of anybody. Detectors find it and its identity is stable, yet two drawn faces look more alike
to a face network than two people do: good for showing and for guiding, not for measuring accuracy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face.frame_source import Image
from ekyc.face.landmarks import Points

_SIDE = 720
_EYE = 150.0  # px between the eye centres
_CENTRE = (_SIDE / 2, 300.0)  # middle between the eyes


@dataclass(frozen=True, slots=True)
class _Traits:
    """Lengths in inter-eye distances."""

    jaw: float
    chin: float
    eye_width: float
    eye_gap: float
    brow: float
    nose_length: float
    nose_width: float
    mouth_width: float
    mouth_height: float
    lip: float
    skin: tuple[float, float, float]
    hair: tuple[float, float, float]


def draw_face(seed: int) -> tuple[Image, Points]:
    """Picture of shape (720, 720, 3) and landmarks of shape (68, 2)."""
    random = np.random.default_rng(seed)
    traits = _traits(random)
    points = _landmarks(traits)
    canvas = np.full((_SIDE, _SIDE, 3), (176, 168, 158), dtype=np.float32)
    _shoulders(canvas)
    _head(canvas, traits, points)
    for eye in (points[36:42], points[42:48]):
        _eye(canvas, eye, traits)
    _brows(canvas, points, traits)
    _nose(canvas, points, traits)
    _lips(canvas, points)
    grain = cv2.GaussianBlur(random.normal(0, 9, canvas.shape[:2]).astype(np.float32), (0, 0), 1.0)
    canvas = cv2.GaussianBlur(canvas, (0, 0), 1.2) + grain[:, :, None]
    return np.clip(canvas, 0, 255).astype(np.uint8), points


def _traits(random: np.random.Generator) -> _Traits:
    tone = random.uniform(0.8, 1.05)
    dark = random.uniform(12, 45)
    return _Traits(
        jaw=random.uniform(1.08, 1.22),
        chin=random.uniform(1.7, 1.95),
        eye_width=random.uniform(0.42, 0.5),
        eye_gap=random.uniform(0.145, 0.18),
        brow=random.uniform(0.3, 0.38),
        nose_length=random.uniform(0.66, 0.78),
        nose_width=random.uniform(0.2, 0.27),
        mouth_width=random.uniform(0.36, 0.46),
        mouth_height=random.uniform(1.12, 1.22),
        lip=random.uniform(0.09, 0.14),
        skin=(132 * tone, 168 * tone, 214 * tone),
        hair=(dark, dark * 1.05, dark * 1.15),
    )


def _landmarks(t: _Traits) -> Points:
    points: list[tuple[float, float]] = []
    for angle in np.linspace(np.pi * 0.97, np.pi * 0.03, 17):  # jaw, left of the frame to right, by the chin
        x, y = np.cos(angle), np.sin(angle)
        points.append((float(np.sign(x) * abs(x) ** 0.85 * t.jaw), float(-0.08 + y**0.9 * (t.chin + 0.08))))
    for side in (-1, 1):
        xs = np.linspace(0.88, 0.2, 5) * side if side < 0 else np.linspace(0.2, 0.88, 5)
        points += [(float(x), float(-t.brow - 0.07 * np.sin((abs(x) - 0.1) * 2.6))) for x in xs]
    points += [(0.0, float(y)) for y in np.linspace(0.02, t.nose_length - 0.1, 4)]
    points += [
        (float(x), float(t.nose_length + 0.04 * np.cos(x / t.nose_width * np.pi / 2)))
        for x in np.linspace(-t.nose_width, t.nose_width, 5)
    ]
    for middle in (-0.5, 0.5):
        half, gap = t.eye_width / 2, t.eye_gap / 2
        outline = ((-1, 0.1), (-0.4, -1), (0.4, -1), (1, 0.1), (0.4, 0.95), (-0.4, 0.95))
        points += [(middle + half * x, gap * y) for x, y in outline]
    w, y, lip = t.mouth_width, t.mouth_height, t.lip
    outer = ((-1, 0), (-0.6, -0.7), (-0.2, -1), (0, -0.85), (0.2, -1), (0.6, -0.7), (1, 0))
    lower = ((0.6, 0.9), (0.25, 1.25), (0, 1.3), (-0.25, 1.25), (-0.6, 0.9))
    inner = (
        (-0.9, 0),
        (-0.3, -0.08),
        (0, -0.06),
        (0.3, -0.08),
        (0.9, 0),
        (0.3, 0.08),
        (0, 0.1),
        (-0.3, 0.08),
    )
    points += [(w * a, y + lip * b) for a, b in (*outer, *lower, *inner)]
    return np.asarray(np.array(points) * _EYE + np.array(_CENTRE), dtype=np.float64)


def _blend(
    canvas: NDArray[np.float32], mask: NDArray[np.float32], colour: tuple[float, float, float]
) -> None:
    canvas += mask[:, :, None] * (np.array(colour, dtype=np.float32) - canvas)


def _polygon(outline: Points, soft: float) -> NDArray[np.float32]:
    mask = np.zeros((_SIDE, _SIDE), dtype=np.float32)
    cv2.fillPoly(mask, [np.round(outline * 16).astype(np.int32)], 1.0, lineType=cv2.LINE_AA, shift=4)
    return cast("NDArray[np.float32]", cv2.GaussianBlur(mask, (0, 0), soft))


def _spot(x: float, y: float, wide: float, high: float) -> NDArray[np.float32]:
    rows, columns = np.mgrid[0:_SIDE, 0:_SIDE].astype(np.float32)
    return np.asarray(np.exp(-(((columns - x) / wide) ** 2) - ((rows - y) / high) ** 2), dtype=np.float32)


def _ellipse(x: float, y: float, wide: float, high: float) -> Points:
    angles = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    return np.column_stack([x + wide * np.cos(angles), y + high * np.sin(angles)])


def _shoulders(canvas: NDArray[np.float32]) -> None:
    x, y = _CENTRE
    _blend(canvas, _polygon(_ellipse(x, y + 4.4 * _EYE, 2.7 * _EYE, 1.9 * _EYE), 3), (96, 70, 52))


def _head(canvas: NDArray[np.float32], t: _Traits, points: Points) -> None:
    x, y = _CENTRE
    _blend(canvas, _polygon(_ellipse(x, y - 0.25 * _EYE, 1.42 * _EYE, 1.55 * _EYE), 4), t.hair)
    neck = np.array([(-0.6, 1.2), (0.6, 1.2), (0.7, 3.0), (-0.7, 3.0)]) * _EYE + _CENTRE
    _blend(canvas, _polygon(neck, 4), cast("tuple[float, float, float]", tuple(0.72 * c for c in t.skin)))
    brow_line = _ellipse(x, y - 0.1 * _EYE, t.jaw * 0.98 * _EYE, 1.12 * _EYE)
    outline = cv2.convexHull(np.concatenate([points[0:17], brow_line[36:]]).astype(np.float32))[:, 0]
    face = _polygon(outline.astype(np.float64), 2.5)
    _blend(canvas, face, t.skin)
    shade = 1 - _spot(x, y + 0.55 * _EYE, 1.35 * _EYE, 1.9 * _EYE)
    _blend(canvas, np.asarray(face * shade * 0.75, dtype=np.float32), (70, 92, 124))
    for side in (-1, 1):  # cheeks catch the light
        spot = _spot(x + side * 0.58 * _EYE, y + 0.55 * _EYE, 0.3 * _EYE, 0.26 * _EYE)
        _blend(canvas, spot * 0.25, (190, 214, 248))


def _eye(canvas: NDArray[np.float32], eye: Points, t: _Traits) -> None:
    x, y = eye.mean(axis=0)
    _blend(canvas, _spot(x, y - 0.04 * _EYE, 0.36 * _EYE, 0.2 * _EYE) * 0.42, (70, 86, 118))
    white = _polygon(eye, 1.2)
    _blend(canvas, white, (226, 228, 232))
    iris = _polygon(_ellipse(x, y, 0.098 * _EYE, 0.098 * _EYE), 1.0) * white
    _blend(canvas, iris, (34, 44, 62))
    _blend(canvas, _polygon(_ellipse(x, y, 0.045 * _EYE, 0.045 * _EYE), 0.8) * white, (8, 8, 10))
    _blend(canvas, _polygon(_ellipse(x - 5, y - 5, 3.2, 3.2), 0.8), (250, 250, 250))
    upper = eye[[0, 1, 2, 3]]
    lash = np.concatenate([upper - (0, 0.03 * _EYE), upper[::-1] + np.array((0, 0.012 * _EYE))])
    _blend(canvas, _polygon(lash, 1.0) * 0.9, t.hair)
    crease = upper - (0, 0.075 * _EYE)
    _blend(
        canvas, _polygon(np.concatenate([crease, crease[::-1] + np.array((0, 3))]), 1.2) * 0.6, (62, 80, 112)
    )


def _brows(canvas: NDArray[np.float32], points: Points, t: _Traits) -> None:
    for line in (points[17:22], points[22:27]):
        thick = np.array([(0, 0.045 * _EYE)])
        _blend(canvas, _polygon(np.concatenate([line - thick, line[::-1] + thick]), 2.0) * 0.88, t.hair)


def _nose(canvas: NDArray[np.float32], points: Points, t: _Traits) -> None:
    tip = points[30]
    x, y = _CENTRE
    _blend(canvas, _spot(x, y + 0.35 * _EYE, 0.075 * _EYE, 0.36 * _EYE) * 0.4, (206, 226, 250))
    _blend(canvas, _spot(tip[0], tip[1], 0.1 * _EYE, 0.09 * _EYE) * 0.45, (212, 230, 252))
    for side in (-1, 1):
        flank = _spot(x + side * 0.2 * _EYE, y + 0.38 * _EYE, 0.07 * _EYE, 0.35 * _EYE)
        _blend(canvas, flank * 0.3, (84, 108, 144))
        wing = points[31 if side < 0 else 35]
        _blend(canvas, _spot(wing[0] + side * 4, wing[1] - 6, 0.06 * _EYE, 0.1 * _EYE) * 0.45, (70, 92, 128))
        hole = _ellipse(x + side * 0.5 * t.nose_width * _EYE, points[33][1] - 6, 0.062 * _EYE, 0.03 * _EYE)
        _blend(canvas, _polygon(hole, 1.6) * 0.85, (28, 34, 52))
    _blend(canvas, _spot(x, points[33][1] + 0.05 * _EYE, 0.2 * _EYE, 0.05 * _EYE) * 0.35, (76, 98, 134))


def _lips(canvas: NDArray[np.float32], points: Points) -> None:
    _blend(canvas, _polygon(points[48:60], 1.8) * 0.8, (98, 98, 176))
    seam = points[[48, 61, 62, 63, 54]]
    line = np.concatenate([seam - (0, 2.0), seam[::-1] + np.array((0, 2.5))])
    _blend(canvas, _polygon(line, 1.2) * 0.9, (44, 40, 84))
    below = points[57]
    _blend(canvas, _spot(below[0], below[1] + 0.1 * _EYE, 0.25 * _EYE, 0.06 * _EYE) * 0.4, (82, 104, 140))
    _blend(canvas, _spot(below[0], below[1] - 0.07 * _EYE, 0.2 * _EYE, 0.04 * _EYE) * 0.3, (150, 150, 220))
    _blend(
        canvas, _spot(below[0], points[8][1] - 0.22 * _EYE, 0.2 * _EYE, 0.14 * _EYE) * 0.22, (200, 222, 248)
    )
