"""What is wrong with the picture of a paper, and what is not known about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face.frame_source import Image
from ekyc.papers.limits import paper_limits
from ekyc.papers.sheet import FoundSheet, find_sheet
from ekyc.papers.straighten import straighten

_MEASURED_SIDE = 1200  # pixels of a sheet's longer side at most, while it is measured
_CELL = 24  # sheets are looked at in so many cells a side for their light
_CLIPPED = 250
_EXCESS = 7  # grey values above what the light around makes of the paper
_STRONG_EDGE = 0.4  # of the darkest to the lightest, within a few pixels
_ONE_PIXEL = 0.4  # the steepest slope of a step blurred by one pixel, per pixel: 1 / sqrt(2 π)


class PaperFinding(StrEnum):
    """The words for each stand with the screens, and for officers in central's labels."""

    NO_PAPER = "no_paper"  # nothing but a table
    EDGES_UNSURE = "edges_unsure"  # the whole frame is taken: a white paper on a white table
    CUT_OFF = "cut_off"  # a corner lies outside of the frame
    TOO_FAR = "too_far"
    TILTED = "tilted"
    TOO_DARK = "too_dark"
    GLARE = "glare"
    BLURRED = "blurred"


@dataclass(frozen=True, slots=True)
class PaperLook:
    """``findings`` in the order in which they are told: the first is what to mend first."""

    sheet: FoundSheet | None = field(repr=False)
    findings: tuple[PaperFinding, ...]


def look_at(image: Image) -> PaperLook:
    """The sheet in a BGR frame of any size, and what is wrong with it."""
    sheet = find_sheet(image)
    page = image if sheet is None else straighten(image, sheet.corners)
    longest = max(page.shape[:2])
    if longest > _MEASURED_SIDE:
        scale = _MEASURED_SIDE / longest
        page = cast("Image", cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    if sheet is None:
        first = _without_sheet(image)
        rest = () if first is PaperFinding.NO_PAPER else _of_page(page)
        return PaperLook(None, (first, *rest))
    return PaperLook(sheet, (*_of_place(image, sheet), *_of_page(page)))


def _without_sheet(image: Image) -> PaperFinding:
    grey = cv2.cvtColor(_small(image), cv2.COLOR_BGR2GRAY).astype(np.float32)
    # A table that is darker on one side than on the other is no print: only what is finer counts.
    print_on_it = float((grey - cv2.GaussianBlur(grey, (0, 0), 12)).std())
    empty = print_on_it < paper_limits().least_contrast / 2
    return PaperFinding.NO_PAPER if empty else PaperFinding.EDGES_UNSURE


def _small(image: Image) -> Image:
    scale = min(1.0, 400 / max(image.shape[:2]))
    return cast("Image", cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def _of_place(image: Image, sheet: FoundSheet) -> tuple[PaperFinding, ...]:
    limits = paper_limits()
    found = []
    if sheet.cut_off:
        found.append(PaperFinding.CUT_OFF)
    share = cv2.contourArea(sheet.corners.astype(np.float32)) / (image.shape[0] * image.shape[1])
    if share < limits.least_share:
        found.append(PaperFinding.TOO_FAR)
    sides = np.linalg.norm(np.roll(sheet.corners, -1, axis=0) - sheet.corners, axis=1)
    unequal = max(float(max(pair) / max(1.0, min(pair))) for pair in (sides[::2], sides[1::2]))
    if unequal > limits.most_unequal and not sheet.cut_off:
        found.append(PaperFinding.TILTED)
    return tuple(found)


def _of_page(page: Image) -> tuple[PaperFinding, ...]:
    limits = paper_limits()
    grey = cast("Image", cv2.cvtColor(page, cv2.COLOR_BGR2GRAY))
    found = []
    if float(np.percentile(grey, 80)) < limits.least_white:
        found.append(PaperFinding.TOO_DARK)
    if glare_share(page) > limits.most_glare:
        found.append(PaperFinding.GLARE)
    if blur_of(grey) > limits.most_blur:
        found.append(PaperFinding.BLURRED)
    return tuple(found)


def glare_share(page: Image) -> float:
    """The share of a sheet (BGR) that is white beyond what its light explains: a lamp's mirror image, under
    which no print is left. A sheet that is white all over is none.
    """
    small = cast("Image", cv2.resize(page, (16 * _CELL, 16 * _CELL), interpolation=cv2.INTER_AREA))
    least = small.min(axis=2)
    cells = least.reshape(_CELL, 16, _CELL, 16).transpose(0, 2, 1, 3).reshape(_CELL, _CELL, -1)
    white = np.percentile(cells, 80, axis=2)
    light = _plane(white)
    wide = cv2.resize(light.astype(np.float32), least.shape[::-1], interpolation=cv2.INTER_LINEAR)
    clipped = (least >= _CLIPPED) & (least > wide + _EXCESS)
    solid = cv2.morphologyEx(clipped.astype(np.uint8), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    return float(np.mean(solid))


def _plane(white: NDArray[np.float64]) -> NDArray[np.float64]:
    """The plane through most of the cells: the paper in even light. Fitted again without what is far off."""
    rows, columns = np.mgrid[0 : white.shape[0], 0 : white.shape[1]]
    known = np.stack([rows.ravel(), columns.ravel(), np.ones(white.size)], axis=1)
    values = white.ravel()
    kept = np.abs(values - np.median(values)) <= 60
    for _ in range(3):
        plane, *_rest = np.linalg.lstsq(known[kept], values[kept], rcond=None)
        away = np.abs(values - known @ plane)
        kept = away <= max(4.0, 2 * float(np.median(away)))
    return cast("NDArray[np.float64]", (known @ plane).reshape(white.shape))


def blur_of(grey: Image) -> float:
    """How much the edges in a grey sheet are smeared: the standard deviation in thousandths of its longer
    side; 0 where there are no edges to tell by.
    """
    smooth = cv2.GaussianBlur(grey, (0, 0), 0.7).astype(np.float32)
    spread = float(np.percentile(smooth, 98) - np.percentile(smooth, 0.5))
    around = np.ones((9, 9), np.uint8)
    span = cv2.dilate(smooth, around) - cv2.erode(smooth, around)
    slope = np.hypot(cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)) / 8
    crest = cv2.dilate(slope, np.ones((5, 5), np.uint8))
    strong = span > max(_STRONG_EDGE * spread, 12.0)
    if strong.mean() < 0.001:
        return 0.0
    smeared = _ONE_PIXEL * span[strong] / np.maximum(crest[strong], 1e-3)
    longest: int = max(grey.shape)
    return float(np.percentile(smeared, 30)) * 1000 / longest
