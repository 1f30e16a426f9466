"""Is what turned a head, or a sheet of paper that was bent? Dense flow between the straight look and a turn.

Landmarks cannot tell: their predictor draws a face onto whatever paper shows. So every pixel of the face is
asked how far it moved. Paper, flat, rolled or folded, bends about one axis and moves as a function of the
place across that axis alone; a head moves as its relief has it: nose, eye sockets, cheeks. Both are fitted to
the movement that was seen, and the one that leaves less is believed. Worker process only.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face.face_patch import EYE_DISTANCE, EYES_AT, FacePatch

ACROSS = np.linspace(-0.8, 0.8, 17)
"""Places of the grid along the eye line, in inter-eye distances from the middle between the eyes."""
DOWN = np.linspace(-0.4, 1.4, 19)

Map = NDArray[np.float64]
"""Movement along the eye line at every place of the grid, shape (19, 17), in inter-eye distances."""

_SMOOTHING = 1.5  # px
_TRUST = 0.02  # forward-backward error at which a place counts half
_KNOT = 0.2  # inter-eye distances between two knots of a bent sheet's profile
_DIRECTIONS = 18
_CENTRE, _HALF_AXES = (0.0, 0.55), (0.92, 1.15)  # of the face, in inter-eye distances
_MAP_FILE = Path(__file__).with_name("relief_map.csv")


@dataclass(frozen=True, slots=True)
class Relief:
    """What one turned frame shows. Residuals in inter-eye distances."""

    backward: float  # median disagreement of the flow forward and back: how well the frame could be followed
    sheet: float  # what no sheet of paper explains
    near_sheet: float  # the same of a sheet near the lens, whose far side looks smaller
    head: float  # what no head explains
    spread: float  # size of the movement itself

    @property
    def score(self) -> float:
        """Above it the more likely a head is; about -1 for paper that bends as paper can, up to 1."""
        return (self.sheet - self.head) / max(self.spread, 1e-6)


def relief_between(straight: FacePatch, turned: FacePatch, to_left: bool) -> Relief:
    """``to_left``: the turn goes to the right of the frame, as ``Pose.yaw`` is positive."""
    movement, trust, backward = movement_between(straight, turned, to_left)
    return explain(movement, trust, head_map(), backward)


def movement_between(straight: FacePatch, turned: FacePatch, to_left: bool) -> tuple[Map, Map, float]:
    """Movement, its weights on the grid (0 outside the face), and the median forward-backward error.

    A turn to the other side is looked at in the mirror, so that one map serves both.
    """
    if not to_left:
        straight, turned = _mirrored(straight), _mirrored(turned)
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    forward = flow.calc(straight, turned, np.zeros((*straight.shape, 2), dtype=np.float32))
    back = flow.calc(turned, straight, np.zeros((*straight.shape, 2), dtype=np.float32))
    height, width = straight.shape
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    there_x, there_y = columns + forward[..., 0], rows + forward[..., 1]
    returned = cv2.remap(back, there_x, there_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    error = np.linalg.norm(forward + returned, axis=2) / EYE_DISTANCE
    along = cv2.GaussianBlur(forward[..., 0], (0, 0), _SMOOTHING) / EYE_DISTANCE
    movement, disagreement = _sampled(along), _sampled(error)
    trust = np.where(_face(), 1 / (1 + (disagreement / _TRUST) ** 2), 0.0)
    return movement, trust, float(np.median(disagreement[_face()]))


def explain(movement: Map, trust: Map, head: Map, backward: float = 0.0) -> Relief:
    """What is left of a movement by the best sheet and by the head, and its size beside its affine part."""
    weights = np.sqrt(trust[_face()])
    seen = movement[_face()] * weights
    power = max(float(trust[_face()].sum()), 1e-9)

    def left(basis: NDArray[np.float64]) -> float:
        """Root of the weighted mean square that the columns of ``basis`` do not explain."""
        weighted = basis * weights[:, None]
        gram = weighted.T @ weighted
        gram[np.diag_indices_from(gram)] += 1e-9 * power
        rest = seen - weighted @ np.linalg.solve(gram, weighted.T @ seen)
        return float(np.sqrt(rest @ rest / power))

    affine, perspective = _affine(), _perspective()
    return Relief(
        backward=backward,
        sheet=min(left(np.column_stack([affine, profile])) for profile in _profiles()),
        near_sheet=min(left(np.column_stack([affine, perspective, profile])) for profile in _profiles()),
        head=left(np.column_stack([affine, head[_face()]])),
        spread=left(affine),
    )


def without_affine(movement: Map, trust: Map) -> Map:
    """What is left of a movement beside its best affine part, scaled to a weighted mean square of 1."""
    across, down = np.meshgrid(ACROSS, DOWN)
    basis = np.column_stack([np.ones(movement.size), across.ravel(), down.ravel()])
    weights = np.sqrt(trust.ravel())
    fit, *_ = np.linalg.lstsq(basis * weights[:, None], movement.ravel() * weights, rcond=None)
    rest = (movement.ravel() - basis @ fit) * (trust.ravel() > 0)
    return np.asarray(rest / np.sqrt(np.average(rest**2, weights=trust.ravel()))).reshape(movement.shape)


@cache
def head_map() -> Map:
    """The usual movement of a turning head: see simulation/face/relief_map.py, which writes the file."""
    with _MAP_FILE.open(encoding="ascii", newline="") as stream:
        rows = [row for row in csv.reader(stream) if row and not row[0].startswith("#")]
    return np.array(rows, dtype=np.float64)


@cache
def _face() -> NDArray[np.bool_]:
    across, down = np.meshgrid(ACROSS, DOWN)
    x, y = (across - _CENTRE[0]) / _HALF_AXES[0], (down - _CENTRE[1]) / _HALF_AXES[1]
    return np.asarray(x * x + y * y <= 1.0)


@cache
def _affine() -> NDArray[np.float64]:
    across, down = np.meshgrid(ACROSS, DOWN)
    return np.column_stack([np.ones(_face().sum()), across[_face()], down[_face()]])


@cache
def _perspective() -> NDArray[np.float64]:
    """What a plane's far side adds to its movement along the eye line: terms of second order."""
    across, down = np.meshgrid(ACROSS, DOWN)
    return np.column_stack([across[_face()] ** 2, across[_face()] * down[_face()]])


@cache
def _profiles() -> tuple[NDArray[np.float64], ...]:
    """For each direction of the axis: the hats of a piecewise linear function of the place across it."""
    across, down = np.meshgrid(ACROSS, DOWN)
    bases = []
    for angle in np.arange(_DIRECTIONS) * np.pi / _DIRECTIONS:
        place = (across * np.cos(angle) + down * np.sin(angle))[_face()]
        knots = np.arange(np.floor(place.min() / _KNOT), np.ceil(place.max() / _KNOT) + 1) * _KNOT
        bases.append(np.maximum(0.0, 1 - np.abs(place[:, None] - knots[None, :]) / _KNOT))
    return tuple(bases)


def _sampled(picture: Any) -> Map:
    across, down = np.meshgrid(ACROSS, DOWN)
    x = (EYES_AT[0] + EYE_DISTANCE * across).astype(np.float32)
    y = (EYES_AT[1] + EYE_DISTANCE * down).astype(np.float32)
    return np.asarray(cv2.remap(picture.astype(np.float32), x, y, cv2.INTER_LINEAR), dtype=np.float64)


def _mirrored(patch: FacePatch) -> FacePatch:
    return cast("FacePatch", np.ascontiguousarray(patch[:, ::-1]))
