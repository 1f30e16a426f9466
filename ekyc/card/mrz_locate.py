"""Where in a frame the lines of a machine readable zone may lie.

The direction of the print is the one along which dark strokes add up to the sharpest rows. In a picture
turned that way, strokes are smeared into bars; as many bars of one length as a zone has lines, at one
distance, are a candidate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.card.picture import Image

Points = NDArray[np.float64]

_WORKING_PITCH = 5.0  # pixels a character in the pictures where bars are looked for
# That the zone may have in the frame; each serves from 0.7 to 1.4 of itself. At the largest a card fills a
# frame of 12 million pixels.
_PITCHES = (6.5, 9.0, 15.0, 24.0, 36.0, 52.0, 75.0, 105.0)
_DIRECTION_WIDTH = 400  # pixels of the picture in which the direction is found
_MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class ZoneShape:
    """``in_width``: characters across the whole frame, where the document lies in it as people hold one."""

    lines: int
    characters: int
    in_width: int


CARD_SHAPE = ZoneShape(lines=3, characters=30, in_width=95)
PASSPORT_SHAPE = ZoneShape(lines=2, characters=44, in_width=60)


@dataclass(frozen=True, slots=True)
class ZoneCandidate:
    """Ends of the middles of the lines, in frame pixels: (lines, 2, 2) as line, left or right, x and y."""

    ends: Points
    unevenness: float  # 0 for bars of equal length at equal distances


def zone_candidates(grey: Image, shape: ZoneShape) -> Iterator[ZoneCandidate]:
    """Candidates for the direction of the print, the likeliest first; upside down is the reader's matter."""
    angle = text_direction(grey)
    usual = grey.shape[1] / shape.in_width
    for pitch in sorted(_PITCHES, key=lambda pitch: abs(np.log(pitch / usual))):
        turned, back = _turned(grey, angle, _WORKING_PITCH / pitch)
        for candidate in sorted(_groups(_bars(turned, shape), shape), key=lambda found: found.unevenness)[:2]:
            corners = candidate.ends.reshape(-1, 2)
            ends = (corners @ back[:, :2].T + back[:, 2]).reshape(shape.lines, 2, 2)
            yield ZoneCandidate(ends, candidate.unevenness)


def text_direction(grey: Image) -> float:
    """Degrees, -90 to 90, by which the picture must be turned back for its lines of print to be level."""
    scale = _DIRECTION_WIDTH / grey.shape[1]
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    strokes = _strokes(np.asarray(small, dtype=np.uint8), 7)
    coarse = max(np.arange(-90.0, 90.0, 3.0), key=lambda angle: _row_sharpness(strokes, float(angle)))
    fine = np.arange(coarse - 3.0, coarse + 3.1, 0.5)
    return float(max(fine, key=lambda angle: _row_sharpness(strokes, float(angle))))


def _row_sharpness(strokes: Image, angle: float) -> float:
    """How much the sums of neighbouring rows differ after turning by ``angle``."""
    side = round(float(np.hypot(*strokes.shape)))
    matrix = cv2.getRotationMatrix2D((strokes.shape[1] / 2, strokes.shape[0] / 2), angle, 1.0)
    matrix[:, 2] += [(side - strokes.shape[1]) / 2, (side - strokes.shape[0]) / 2]
    rows = cv2.warpAffine(strokes, matrix, (side, side), flags=cv2.INTER_LINEAR).sum(axis=1, dtype=np.float64)
    return float(((rows[2:] - rows[:-2]) ** 2).sum())


def _strokes(grey: Image, size: int) -> Image:
    """Dark marks narrower than ``size``, bright on black, whatever the light around them."""
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (size, size))
    return np.asarray(cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, kernel), dtype=np.uint8)


def _turned(grey: Image, angle: float, scale: float) -> tuple[Image, Points]:
    """The picture shrunken and turned level, and the (2, 3) matrix that leads from it back into the frame."""
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=interpolation)
    height, width = small.shape
    side = round(float(np.hypot(height, width)))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    matrix[:, 2] += [(side - width) / 2, (side - height) / 2]
    turned = cv2.warpAffine(small, matrix, (side, side), borderMode=cv2.BORDER_REPLICATE)
    back = cv2.invertAffineTransform(matrix) / scale
    return np.asarray(turned, dtype=np.uint8), np.asarray(back, dtype=np.float64)


def _bars(turned: Image, shape: ZoneShape) -> list[Points]:
    """Left and right end (2, 2) of every long, thin, level bar of strokes."""
    shortest, longest = (shape.characters * _WORKING_PITCH * share for share in (2 / 3, 22 / 15))
    strokes = cv2.GaussianBlur(_strokes(turned, 7), (0, 0), 1.0).astype(np.float32)
    around = cv2.boxFilter(strokes, -1, (41, 41))
    marks = (strokes > around * 1.1 + 1.0).astype(np.uint8)
    smeared = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((1, 7), dtype=np.uint8))
    kept = cv2.morphologyEx(smeared, cv2.MORPH_OPEN, np.ones((1, 30), dtype=np.uint8))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(kept)
    found: list[tuple[int, Points]] = []
    for label in range(1, len(boxes)):
        left, top, width, height, area = (int(value) for value in boxes[label])
        if shortest <= width <= longest and 2 <= height <= 26 and area > width * 1.5:
            rows, columns = np.nonzero(labels[top : top + height, left : left + width] == label)
            slope, start = np.polyfit(columns, rows, 1)
            ends = np.array([[left, top + start], [left + width - 1, top + start + slope * (width - 1)]])
            found.append((area, ends))
    found.sort(key=lambda bar: bar[0], reverse=True)
    return [ends for _, ends in found[:_MOST_BARS]]


def _groups(bars: list[Points], shape: ZoneShape) -> Iterator[ZoneCandidate]:
    for group in combinations(sorted(bars, key=lambda ends: float(ends[:, 1].mean())), shape.lines):
        ends = np.stack(group)
        lengths = ends[:, 1, 0] - ends[:, 0, 0]
        middles = ends[:, :, 1].mean(axis=1)
        distances = np.diff(middles) / (lengths.mean() / shape.characters)
        if not all(1.2 < distance < 3.6 for distance in distances):
            continue
        unevenness = _askew(ends) / float(lengths.mean()) + float(np.abs(np.diff(np.log(distances))).sum())
        if unevenness < 0.6:
            yield ZoneCandidate(ends, unevenness)


def _askew(ends: Points) -> float:
    """How far the ends are from one straight edge on each side; those of two lines, from one another."""
    order = 1 if len(ends) == 2 else 2
    return float(np.abs(np.diff(ends[:, :, 0], n=order, axis=0)).sum())
