"""A pinhole camera that films textured surfaces, and the lamp that lights them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""Blue, green, red; shape (height, width, 3)."""
Field: TypeAlias = NDArray[np.float32]

_FINER = 2  # points of the surface between two of its mesh: about one a pixel
_MARGIN = 3  # px
_LAYERS = 4096  # of depth, told apart where a surface hides itself
_LONGEST_STEP = 3.0  # mesh points that one correction may go


@dataclass(frozen=True, slots=True)
class Surface:
    """A mesh in space with a picture on it. Lengths in inter-eye distances.

    ``place``: shape (rows, columns, 3), x to the right and y down in the frame, z towards the lens; from the
    middle between the eyes of somebody who looks straight. ``texture``: where each point lies in the picture,
    shape (rows, columns, 2), px. ``cover``: how opaque it is there, 0 to 1.
    """

    place: Field
    texture: Field
    cover: Field


@dataclass(frozen=True, slots=True)
class Lens:
    """``distance``: from the lens to the middle between the eyes, in inter-eye distances; ``eye_distance``:
    px that one inter-eye distance takes there; ``eyes_at``: px, where that middle is seen.
    """

    size: tuple[int, int] = (640, 480)
    distance: float = 9.0
    eye_distance: float = 105.0
    eyes_at: tuple[float, float] = (320.0, 205.0)

    def project(self, place: Field) -> tuple[Field, Field]:
        scale = self.eye_distance * self.distance / (self.distance - place[..., 2])
        return (
            (self.eyes_at[0] + scale * place[..., 0]).astype(np.float32),
            (self.eyes_at[1] + scale * place[..., 1]).astype(np.float32),
        )


def film(surface: Surface, picture: Picture, shade: Field, lens: Lens, behind: Picture) -> Picture:
    """``behind`` with the surface before it. ``shade``: the light on each point of the mesh, 1 is usual."""
    rows, columns = surface.cover.shape
    finer = (columns * _FINER, rows * _FINER)

    def fine(field: Field) -> Field:
        return cast("Field", cv2.resize(field, finer, interpolation=cv2.INTER_LINEAR))

    seen = [fine(axis) for axis in lens.project(surface.place)]
    nearest = _nearest(seen[0], seen[1], fine(surface.place[..., 2]), lens.size)
    window = _window(nearest)
    row, column = (places[window] for places in _where(nearest, seen[0], seen[1]))
    down, across = (row + 0.5) / _FINER - 0.5, (column + 0.5) / _FINER - 0.5

    def at(field: Field) -> Field:
        """A field of the mesh at each pixel: its points lie in the middle of their finer ones."""
        return cast("Field", cv2.remap(field, across, down, cv2.INTER_LINEAR))

    texture = at(surface.texture[..., 0]), at(surface.texture[..., 1])
    printed = cv2.remap(picture, *texture, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.GaussianBlur(np.where(nearest[window] >= 0, at(surface.cover), np.float32(0)), (0, 0), 0.7)
    lit = np.clip(printed * at(shade)[..., None], 0, 255).astype(np.uint8)
    filmed = behind.copy()
    filmed[window] = cv2.blendLinear(lit, behind[window], cover, 1 - cover)
    return filmed


def _window(nearest: NDArray[np.int32]) -> tuple[slice, slice]:
    """The part of the frame that the surface is seen in, with a margin for its soft edge."""
    spans = []
    for axis in (1, 0):
        hit = np.flatnonzero((nearest >= 0).any(axis=axis))
        spans.append(slice(max(0, int(hit[0]) - _MARGIN), int(hit[-1]) + 1 + _MARGIN))
    return spans[0], spans[1]


def light_on(place: Field, lamp: tuple[float, float, float], room: float) -> Field:
    """Lambert's law for a lamp far off in the direction ``lamp``; ``room``: the share without direction."""
    down, across = np.gradient(place, axis=(0, 1))
    normal = np.cross(across, down)
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True), 1e-6)
    towards = np.array(lamp) / np.linalg.norm(lamp)
    facing = np.clip((np.sign(normal[..., 2:3]) * normal) @ towards, 0, 1)  # whichever side is to the lens
    return np.asarray(room + (1 - room) * facing, dtype=np.float32)


def _nearest(x: Field, y: Field, depth: Field, size: tuple[int, int]) -> NDArray[np.int32]:
    """For every pixel the number of the surface's point nearest to the lens; -1 where there is none."""
    width, height = size
    span = max(float(np.ptp(depth)), 1e-6)
    layer = ((depth - depth.min()) / span * (_LAYERS - 1)).astype(np.uint16).ravel()
    order = np.argsort(layer, kind="stable").astype(np.int32)  # the nearest last: written over the others
    column, row = (np.rint(axis.ravel()[order]).astype(np.int32) for axis in (x, y))
    inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    nearest = np.full((height, width), -1, dtype=np.int32)
    nearest[row[inside], column[inside]] = order[inside]
    for shift, axis in ((1, 1), (-1, 1), (1, 0), (-1, 0)):  # single pixels that no point fell on
        beside = np.roll(nearest, shift, axis)
        nearest = np.where(nearest < 0, beside, nearest)
    return nearest


def _where(nearest: NDArray[np.int32], x: Field, y: Field) -> tuple[Field, Field]:
    """Row and column of the fine mesh at each pixel's very centre: one step of Newton from the nearest."""
    pixel_y, pixel_x = np.nonzero(nearest >= 0)
    number = nearest[pixel_y, pixel_x]
    a, b = (_slope(x, axis)[number] for axis in (1, 0))
    c, d = (_slope(y, axis)[number] for axis in (1, 0))
    miss_x = pixel_x.astype(np.float32) - x.ravel()[number]
    miss_y = pixel_y.astype(np.float32) - y.ravel()[number]
    determinant = a * d - b * c
    determinant[np.abs(determinant) < 1e-3] = np.inf  # seen edge-on: no step
    steps = ((a * miss_y - c * miss_x) / determinant, (d * miss_x - b * miss_y) / determinant)
    places = np.divmod(number, np.int32(x.shape[1]))
    found = np.full((2, *nearest.shape), -1, dtype=np.float32)
    for target, place, step in zip(found, places, steps, strict=True):
        target[pixel_y, pixel_x] = place + np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
    return found[0], found[1]


def _slope(field: Field, axis: int) -> Field:
    """Change to the next point of the fine mesh, flat."""
    return np.asarray(np.gradient(field, axis=axis), dtype=np.float32).ravel()
