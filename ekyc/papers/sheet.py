"""The four edges of a sheet of paper in a picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face.frame_source import Image
from ekyc.papers.edges import Lines, StepEdges, likely_lines, step_edges
from ekyc.papers.limits import paper_limits

Corners = NDArray[np.float64]

_LIKELY_LINES = 150
_MOST_LINES = 36
_OPPOSITE = np.cos(np.radians(180 - 45))  # of normals of sides that face each other
_ACROSS = np.sin(np.radians(40))  # of normals of sides that meet: 90 ± 40 degrees
_STEP = 2  # pixels along a line, from one look to the next
_NEAR = 0.8  # of the normal's direction, that an edge has to have to belong to a line
_MISSING_COSTS = 2.0  # how much a pixel of a side without an edge counts against one with
_LAST = 0.12  # of a side, next to a corner
_SEEN_AT_CORNER = 0.6  # of it
_BORDER_SUPPORT = 0.75  # of the sides that are seen, where others lie outside


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """``corners`` (4, 2) in pixels of the frame, x and y: upper left, upper right, lower right, lower left,
    as it lies; some may be outside. ``cut_off``: a part of it is not in the frame.
    """

    corners: Corners = field(repr=False)
    cut_off: bool


def find_sheet(image: Image) -> FoundSheet | None:
    """The sheet in a BGR frame of any size; None where its edges cannot be told from the table."""
    limits = paper_limits()
    scale = limits.work_side / max(image.shape[:2])
    small = image
    if scale < 1:
        small = cast("Image", cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    scale = small.shape[1] / image.shape[1]
    edges = step_edges(small)
    best = _best(_Seen(edges, likely_lines(edges, _LIKELY_LINES)).of_longest(_MOST_LINES))
    if best is None:
        return None
    normals, offsets, own = best
    fitted = [
        _refined(edges, normals[i], offsets[i]) if own[i] else (normals[i], offsets[i]) for i in range(4)
    ]
    corners = _meet_in_turn(np.array([n for n, _ in fitted]), np.array([o for _, o in fitted]))
    corners = (_from_upper_left(corners) + 0.5) / scale - 0.5
    height, width = image.shape[:2]
    slack = 0.004 * max(width, height)
    inside = (corners >= -slack) & (corners <= np.array([width - 1, height - 1]) + slack)
    return FoundSheet(corners, not (bool(inside.all()) and all(own)))


class _Seen:
    """The lines of a picture and its four borders, with how much of an edge was seen up to each pixel of
    theirs.
    """

    def __init__(self, edges: StepEdges, lines: Lines) -> None:
        height, width = edges.along.shape[:2]
        self.size = np.array([width, height], np.float64)
        borders = np.array([(1, 0), (-1, 0), (0, 1), (0, -1)], np.float64)
        self.normals = np.concatenate([lines.normals, borders])
        self.offsets = np.concatenate([lines.offsets, [0.0, 1.0 - width, 0.0, 1.0 - height]])
        self.own = np.arange(len(self.normals)) < len(lines.normals)
        self._reach = int(np.hypot(width, height) / _STEP) + 1
        steps = np.arange(-self._reach, self._reach + 1) * _STEP
        directions = np.stack([-self.normals[:, 1], self.normals[:, 0]], axis=1)
        foot = self.normals * self.offsets[:, None]
        points = foot[:, None] + steps[None, :, None] * directions[:, None]
        seen = np.zeros(points.shape[:2], bool)
        for aside in (-1.5, 0.0, 1.5):
            seen |= self._edge_at(edges, points + aside * self.normals[:, None])
        visible = ((points >= 0) & (points <= self.size - 1)).all(axis=2)
        self._seen = np.cumsum(seen & visible, axis=1) * _STEP
        self._visible = np.cumsum(visible, axis=1) * _STEP
        self._directions = directions

    def of_longest(self, most: int) -> _Seen:
        """The same of the ``most`` lines with the longest stretches of edge, and the borders."""
        gain = self._seen - _MISSING_COSTS * (self._visible - self._seen)
        stretch = (gain - np.minimum.accumulate(gain, axis=1)).max(axis=1)
        longest = np.argsort(-np.where(self.own, stretch, -1), kind="stable")[:most]
        chosen = np.concatenate([longest[self.own[longest]], np.flatnonzero(~self.own)])
        self.normals, self.offsets, self.own = self.normals[chosen], self.offsets[chosen], self.own[chosen]
        self._seen, self._visible = self._seen[chosen], self._visible[chosen]
        self._directions = self._directions[chosen]
        return self

    def _edge_at(self, edges: StepEdges, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        width, height = self.size.astype(np.intp)
        x = np.clip(np.round(points[:, :, 0]).astype(np.intp), 0, width - 1)
        y = np.clip(np.round(points[:, :, 1]).astype(np.intp), 0, height - 1)
        along = edges.along[y, x]
        return cast("NDArray[np.bool_]", (along * self.normals[:, None]).sum(axis=2) > _NEAR)

    def between(self, line: NDArray[np.intp], one: Corners, other: Corners) -> tuple[NDArray[np.int_], ...]:
        """Pixels of the line with an edge, and all that are in the picture, from ``one`` to ``other``."""
        place = [(each * self._directions[line]).sum(axis=1) for each in (one, other)]
        at = [
            np.clip(np.round(each / _STEP).astype(np.intp) + self._reach, 0, 2 * self._reach)
            for each in place
        ]
        low, high = np.minimum(*at), np.maximum(*at)
        seen = self._seen[line, high] - self._seen[line, low]
        return seen, self._visible[line, high] - self._visible[line, low]


def _best(seen: _Seen) -> tuple[NDArray[np.float64], NDArray[np.float64], list[bool]] | None:
    """Normals, offsets of the four sides in turn, and which of them are edges, not borders of the picture."""
    sides = _facing(seen)
    if len(sides) < 2:
        return None
    one, other = np.triu_indices(len(sides), 1)
    across = np.abs((seen.normals[sides[one, 0]] * seen.normals[sides[other, 0]]).sum(axis=1)) < _ACROSS
    kept = sides[one[across]], sides[other[across]]
    quads = np.stack([kept[0][:, 0], kept[1][:, 0], kept[0][:, 1], kept[1][:, 1]], axis=1)
    quads = quads[seen.own[quads].sum(axis=1) >= 2]
    if not len(quads):
        return None
    corners = np.stack(
        [_meet(seen, quads[:, place], quads[:, (place + 1) % 4]) for place in range(4)], axis=1
    )  # between each side and the next
    worth = _worth(seen, quads, corners)
    place = int(worth.argmax())
    if worth[place] <= 0:
        return None
    chosen = quads[place]
    return seen.normals[chosen], seen.offsets[chosen], [bool(each) for each in seen.own[chosen]]


def _facing(seen: _Seen) -> NDArray[np.intp]:
    """Pairs of lines that face each other with the brighter side between them (the paper is lighter than the
    table), far enough apart; (n, 2).
    """
    one, other = np.triu_indices(len(seen.normals), 1)
    opposite = (seen.normals[one] * seen.normals[other]).sum(axis=1) < _OPPOSITE
    one, other = one[opposite], other[opposite]
    middle = (seen.size - 1) / 2
    gap = -(seen.offsets[one] - seen.normals[one] @ middle) - (
        seen.offsets[other] - seen.normals[other] @ middle
    )
    # Two borders of the picture are no sheet: a sheet has an edge in each direction.
    apart = (gap > 0.1 * min(seen.size)) & (seen.own[one] | seen.own[other])
    return np.stack([one[apart], other[apart]], axis=1)


def _worth(seen: _Seen, quads: NDArray[np.intp], corners: Corners) -> NDArray[np.float64]:
    """Pixels of edge that are seen less those that should be; 0 for what is no sheet."""
    limits = paper_limits()
    total = np.zeros(len(quads))
    good = cast("NDArray[np.bool_]", np.isfinite(corners).all(axis=(1, 2)))
    margin = 0.6 * seen.size
    good &= ((corners > -margin) & (corners < seen.size + margin)).all(axis=(1, 2))
    corners = np.where(good[:, None, None], corners, 0.0)
    good &= _convex(corners)
    following = np.roll(corners, -1, axis=1)
    areas = np.abs(
        (corners[:, :, 0] * following[:, :, 1] - following[:, :, 0] * corners[:, :, 1]).sum(axis=1)
    )
    good &= areas / 2 > limits.least_sheet * seen.size.prod()
    borders = ~seen.own[quads]
    with_border = borders.any(axis=1)
    for side in range(4):
        edge, visible = seen.between(quads[:, side], corners[:, side - 1], corners[:, side])
        own = ~borders[:, side]
        share = edge / np.maximum(visible, 1)
        least = np.where(with_border, _BORDER_SUPPORT, limits.least_support)
        good &= ~own | (share >= least)
        good &= ~own | (visible > 0.1 * min(seen.size))
        for end in (side - 1, side):
            # A side ends where the next begins: what runs on beyond an edge of the sheet is not its own.
            here, there = corners[:, end], corners[:, (2 * side - 1) - end]
            last = here + (there - here) * _LAST
            edge_there, visible_there = seen.between(quads[:, side], here, last)
            good &= ~own | (edge_there >= _SEEN_AT_CORNER * visible_there)
        total += np.where(own, edge - _MISSING_COSTS * (visible - edge), 0)
    return np.where(good, total, 0)


def _convex(corners: Corners) -> NDArray[np.bool_]:
    ahead = np.roll(corners, -1, axis=1) - corners
    turned = (
        ahead[:, :, 0] * np.roll(ahead, -1, axis=1)[:, :, 1]
        - ahead[:, :, 1] * np.roll(ahead, -1, axis=1)[:, :, 0]
    )
    return cast("NDArray[np.bool_]", (turned > 0).all(axis=1) | (turned < 0).all(axis=1))


def _meet(seen: _Seen, one: NDArray[np.intp], other: NDArray[np.intp]) -> Corners:
    return _crossing(seen.normals[one], seen.offsets[one], seen.normals[other], seen.offsets[other])


def _crossing(
    one: NDArray[np.float64], at: NDArray[np.float64], other: NDArray[np.float64], to: NDArray[np.float64]
) -> Corners:
    """Where lines meet, (n, 2); infinite where they are parallel."""
    with np.errstate(divide="ignore", invalid="ignore"):
        area = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
        x = (at * other[:, 1] - to * one[:, 1]) / area
        y = (to * one[:, 0] - at * other[:, 0]) / area
    return np.stack([x, y], axis=1)


def _refined(
    edges: StepEdges, normal: NDArray[np.float64], offset: float
) -> tuple[NDArray[np.float64], float]:
    """The line fitted anew to the crests of the gradient near it: a grid of directions is coarse."""
    where = np.stack([edges.columns, edges.rows], axis=1).astype(np.float64)
    alike = edges.along[edges.rows, edges.columns] @ normal > _NEAR
    where = where[alike]
    for reach in (4.0, 2.0):
        near = where[np.abs(where @ normal - offset) < reach]
        if len(near) < 8:
            break
        # Each pixel across the line counts by how steep it is: their middle is the crest.
        steep = edges.strength[near[:, 1].astype(np.intp), near[:, 0].astype(np.intp)].astype(np.float64) ** 2
        along = np.round(near @ np.array([-normal[1], normal[0]])).astype(np.intp)
        along -= along.min()
        weight = np.bincount(along, steep)
        seen = weight > 0
        crest = np.stack([np.bincount(along, steep * near[:, axis])[seen] for axis in (0, 1)], axis=1)
        middles = crest / weight[seen][:, None]
        x, y, at_x, at_y = cv2.fitLine(middles.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        found = np.array([-float(y), float(x)])
        normal = found if found @ normal > 0 else -found
        offset = float(normal @ np.array([float(at_x), float(at_y)]))
    return normal, offset


def _meet_in_turn(normals: NDArray[np.float64], offsets: NDArray[np.float64]) -> Corners:
    following = np.roll(np.arange(4), -1)
    return _crossing(normals, offsets, normals[following], offsets[following])


def _from_upper_left(corners: Corners) -> Corners:
    """Clockwise as seen, beginning where the top side is the one that lies most level."""
    ahead = np.roll(corners, -1, axis=0) - corners
    if (ahead[0, 0] * ahead[1, 1] - ahead[0, 1] * ahead[1, 0]) < 0:
        corners = corners[::-1]
        ahead = np.roll(corners, -1, axis=0) - corners
    length = np.linalg.norm(ahead, axis=1)
    return np.roll(corners, -int((ahead[:, 0] / length).argmax()), axis=0)
