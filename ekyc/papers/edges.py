"""Straight edges between two surfaces: steps of brightness, not printed lines, and the brighter side.

The print on a paper and the pattern of a table are full of edges. A printed line has the same paper on both
sides, so a step is looked for a little way across; the squares of a cloth change the direction of theirs at
each corner, so lines are told apart by it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face.frame_source import Image

Floats = NDArray[np.float32]

_ACROSS = 5  # pixels to each side over which a step is measured
_DEGREES = 2  # of a bin of directions
_NEIGHBOURS = (-1, 0, 1)  # bins that an edge also votes for
_FLOOR, _CEILING = 5.0, 14.0  # grey values a pixel: the least gradient of an edge, by noise
_BOTH = 180 // _DEGREES


@dataclass(frozen=True, slots=True)
class StepEdges:
    """``along`` (height, width, 2): the direction to the brighter side where there is a step, else zero;
    ``strength`` (height, width): of the gradient, everywhere.
    """

    along: Floats
    strength: Floats
    columns: NDArray[np.intp]  # of the pixels with a step
    rows: NDArray[np.intp]
    crest: NDArray[np.bool_]  # which of these are steeper than those before and behind them


@dataclass(frozen=True, slots=True)
class Lines:
    """Each ``normals[i] @ (x, y) == offsets[i]``; the normal, of length one, points to the brighter side."""

    normals: NDArray[np.float64]
    offsets: NDArray[np.float64]


def step_edges(image: Image) -> StepEdges:
    """The pixels of a BGR picture on which a step of brightness lies, in any of the three colours."""
    smooth = cv2.GaussianBlur(image.astype(np.float32), (0, 0), 1.2).astype(np.float32)
    across = cv2.Sobel(smooth, cv2.CV_32F, 1, 0).astype(np.float32)
    down = cv2.Sobel(smooth, cv2.CV_32F, 0, 1).astype(np.float32)
    colour = np.hypot(across, down).argmax(axis=2)[:, :, None]
    dx, dy = (np.take_along_axis(each, colour, 2)[:, :, 0] for each in (across, down))
    strength: Floats = (np.hypot(dx, dy) / 8).astype(np.float32)
    least = float(np.clip(3 * np.median(strength), _FLOOR / 2, _CEILING / 2))
    rows, columns = np.nonzero(strength > least)
    length = np.hypot(dx[rows, columns], dy[rows, columns])
    x, y = dx[rows, columns] / length, dy[rows, columns] / length
    colours = colour[rows, columns, 0]
    step = _value(smooth, columns + _ACROSS * x, rows + _ACROSS * y, colours) - _value(
        smooth, columns - _ACROSS * x, rows - _ACROSS * y, colours
    )
    kept = step > max(3 * least, 8.0)
    rows, columns = rows[kept], columns[kept]
    x, y = x[kept], y[kept]
    along = np.zeros((*strength.shape, 2), np.float32)
    along[rows, columns, 0], along[rows, columns, 1] = x, y
    grey = strength[:, :, None]
    ahead, behind = (_value(grey, columns + way * x, rows + way * y, np.zeros_like(rows)) for way in (1, -1))
    own = strength[rows, columns]
    return StepEdges(along, strength, columns, rows, (own >= ahead) & (own > behind))


def _value(
    smooth: Floats, x: NDArray[np.floating[Any]], y: NDArray[np.floating[Any]], colours: NDArray[np.intp]
) -> Floats:
    height, width = smooth.shape[:2]
    column = np.clip(np.round(x).astype(np.intp), 0, width - 1)
    row = np.clip(np.round(y).astype(np.intp), 0, height - 1)
    return smooth[row, column, colours]


def likely_lines(edges: StepEdges, most: int) -> Lines:
    """At most ``most`` lines that many steps lie on, in one direction of brightness each, the best first
    (Hough, by the direction that each edge has).
    """
    height, width = edges.along.shape[:2]
    reach = math.ceil(math.hypot(width, height))
    columns, rows = edges.columns[edges.crest], edges.rows[edges.crest]
    normal = edges.along[rows, columns].astype(np.float64)
    bins = np.round(np.degrees(np.arctan2(normal[:, 1], normal[:, 0])) / _DEGREES).astype(np.intp)
    places = 2 * reach // 2 + 1
    votes = np.zeros(2 * _BOTH * places)
    cosines, sines = (each(np.radians(np.arange(2 * _BOTH) * _DEGREES)) for each in (np.cos, np.sin))
    for neighbour in _NEIGHBOURS:
        own = (bins + neighbour) % (2 * _BOTH)
        place = np.round((columns * cosines[own] + rows * sines[own] + reach) / 2).astype(np.intp)
        votes += np.bincount(own * places + np.clip(place, 0, places - 1), minlength=len(votes))
    table = votes.reshape(2 * _BOTH, places).astype(np.float32)
    smooth = cv2.GaussianBlur(np.concatenate([table[-4:], table, table[:4]]), (0, 0), 0.8)
    peaks = smooth >= cv2.dilate(smooth, np.ones((7, 5), np.uint8))
    found = np.argwhere((peaks & (smooth > min(height, width) / 36))[4:-4])
    strengths = smooth[4:-4][found[:, 0], found[:, 1]]
    found = found[np.argsort(-strengths, kind="stable")[:most]]
    normals = np.stack([cosines[found[:, 0]], sines[found[:, 0]]], axis=1)
    return Lines(normals, (found[:, 1] * 2 - reach).astype(np.float64))
