"""Things held before the lens instead of a face: paper, flat or bent, a screen, a mask on the face."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from ekyc.face.frame_source import Image
from ekyc.face.landmarks import Points
from simulation.face.lighting import Returned

_FLAT_TURN = 1.6  # a photograph is turned further than a head, to make the most of it
_BEND = 0.25  # one over the radius of a bent photograph, in inter-eye distances
_DISTANCE = 2.2  # of the lens from the paper, in widths of the frame
_PAPER = (0.14, 0.86)  # left and right border, shares of the width
_SCREEN = (0.12, 0.88)
_BEZEL = 0.018
_GRID = (0.231, 0.043)  # cycles per pixel of the pattern between the screen's grid and the sensor's
_MASK_COLOUR = (214, 178, 120)


def held_photo(paper: Image, wall: Image, yaw: float, eye_distance: float, *, bent: bool) -> Image:
    """A print of a straight look, turned about its upright axis as if the head turned by ``yaw`` degrees."""
    height, width = paper.shape[:2]
    angle = np.radians(yaw * _FLAT_TURN)
    bend = (_BEND if bent else 1e-6) / eye_distance
    along = np.linspace(_PAPER[0] - 0.5, _PAPER[1] - 0.5, 512) * width  # on the paper, from its middle
    x, z = np.sin(along * bend) / bend, (np.cos(along * bend) - 1) / bend
    across, towards = x * np.cos(angle) + z * np.sin(angle), z * np.cos(angle) - x * np.sin(angle)
    depth = 1 - towards / (_DISTANCE * width)
    seen = across / depth
    order = np.argsort(seen)
    columns = np.arange(width) - width / 2
    source = np.interp(columns, seen[order], along[order]) + width / 2
    stretch = np.interp(columns, seen[order], depth[order])
    rows = (np.arange(height) - height / 2)[:, None] * stretch[None, :] + height / 2
    map_x = np.broadcast_to(source, (height, width)).astype(np.float32)
    held = cv2.remap(paper, map_x, rows.astype(np.float32), cv2.INTER_LINEAR)
    on_paper = (columns >= seen.min()) & (columns <= seen.max())
    inside = on_paper[None, :] & (rows >= 0.02 * height) & (rows <= 0.98 * height)
    return np.where(inside[:, :, None], held, wall).astype(np.uint8)


def on_a_screen(content: Image, wall: Image) -> Image:
    """``content`` played on a tablet: harder contrast, a dark rim, and the pattern of its grid."""
    height, width = content.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    phase = 2 * np.pi * (_GRID[0] * columns + _GRID[1] * rows)
    pattern = np.stack([1 + 0.045 * np.cos(phase + shift) for shift in (0.0, 2.1, 4.2)], axis=2)
    shown = np.clip(((content.astype(np.float32) - 110) * 1.06 + 108) * pattern, 0, 255).astype(np.uint8)
    picture = wall.copy()
    left, right = round((_SCREEN[0] - _BEZEL) * width), round((_SCREEN[1] + _BEZEL) * width)
    picture[:, left:right] = (18, 18, 20)
    left, right = round(_SCREEN[0] * width), round(_SCREEN[1] * width)
    picture[:, left:right] = shown[:, left:right]
    return picture


def returned_by_photo(height: int, width: int) -> Returned:
    """Paper sends light back as skin does; the wall behind it hardly gets any."""
    returned = np.full((height, width), 0.12, dtype=np.float32)
    returned[:, round(_PAPER[0] * width) : round(_PAPER[1] * width)] = 0.9
    return returned


def returned_by_screen(height: int, width: int) -> Returned:
    """Glass swallows nearly all of it."""
    returned = np.full((height, width), 0.12, dtype=np.float32)
    returned[:, round(_SCREEN[0] * width) : round(_SCREEN[1] * width)] = 0.03
    return returned


def masked(image: Image, points: Points) -> Image:
    """A light blue mask over nose, mouth and chin."""
    covered = image.copy()
    outline = np.concatenate([points[2:15], points[[29]]]).round().astype(np.int32)
    return cast("Image", cv2.fillPoly(covered, [outline], _MASK_COLOUR))
