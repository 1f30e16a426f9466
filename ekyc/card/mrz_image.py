"""From a camera frame to the machine readable zone: locate, straighten, fit the grid, read field by field.

The third way to the keys of a card's chip, for codes that cannot be read, and the only one to a passport's.
A zone is returned only if every check digit, Vietnam's own redundancy and the certainty of every character
agree; what is read establishes no identity.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz import Td1Mrz
from ekyc.card.mrz_forms import CARD, PASSPORT, Zone, ZoneForm
from ekyc.card.mrz_glyphs import ALPHABET, HEIGHT, PITCH, Samples, normalised, trained_classifier
from ekyc.card.mrz_locate import Points, ZoneShape, zone_candidates
from ekyc.card.passport_mrz import Td3Mrz
from ekyc.card.picture import Image, grey_of, load_images

FRAME_BUDGET_SECONDS = 0.5
FILE_BUDGET_SECONDS = 5.0

_MARGIN = 2 * PITCH  # paper kept left and right of the lines, for ends that were located badly
_BAND = HEIGHT + 12  # rows kept around each line's middle
_DROP = 2  # rows from one place where cells are looked for to the next
_DROPS = (_BAND - HEIGHT) // _DROP + 1
_SPACINGS = (2.2, 2.7)  # of lines, in pitches; what is seen outside is foreshortened

_FLOOR = -6.0  # one cell alone may not decide where the grid lies
_LEAST_FIRST_FIT = -2.5  # mean log probability of what may stand in a line's cells, as first located
_LEAST_FIT = -0.7  # the same in the final grid
_LEAST_NAME_FIT = -0.12  # names have no check digit
_LEAST_CERTAINTY = 0.75  # of a character among those that may stand in its place
_LEAST_AGREEMENT = 0.01  # of one place with the digit that all its places together say
_LEAST_NAME_CERTAINTY = 0.996  # one wrong name in 236 stood at 0.990
_LEAST_WIDTH, _LEAST_HEIGHT = 150, 40  # of a frame in which a zone could be read
_FAR = np.arange(-24, 25, 2)
_NEAR = np.arange(-6, 7, 2)


class View(Enum):
    """Some cameras show a mirror image."""

    PLAIN = auto()
    MIRRORED = auto()


def read_mrz(
    frame: Image,
    budget_seconds: float = FRAME_BUDGET_SECONDS,
    monotonic: Callable[[], float] = time.monotonic,
    views: tuple[View, ...] = (View.PLAIN, View.MIRRORED),
) -> Td1Mrz | None:
    """The zone of a Vietnamese card in this frame, grey (h, w) or BGR (h, w, 3), or None.

    Names that are not certain are left empty. No candidate is tried after the budget is spent. ``views`` are
    looked at one after the other; frames of a camera may have them in turn.
    """
    return _read(frame, CARD, budget_seconds, monotonic, views)


def read_passport_mrz(
    frame: Image,
    budget_seconds: float = FRAME_BUDGET_SECONDS,
    monotonic: Callable[[], float] = time.monotonic,
    views: tuple[View, ...] = (View.PLAIN, View.MIRRORED),
) -> Td3Mrz | None:
    """The zone of a passport's data page in this frame; all as for `read_mrz`."""
    return _read(frame, PASSPORT, budget_seconds, monotonic, views)


def _read(
    frame: Image,
    form: ZoneForm[Zone],
    budget_seconds: float,
    monotonic: Callable[[], float],
    views: tuple[View, ...],
) -> Zone | None:
    end = monotonic() + budget_seconds
    grey = grey_of(frame)
    if grey.shape[1] < _LEAST_WIDTH or grey.shape[0] < _LEAST_HEIGHT:
        return None
    for view in views:
        seen = grey if view is View.PLAIN else np.ascontiguousarray(grey[:, ::-1])
        for candidate in zone_candidates(seen, form.shape):
            for ends in (candidate.ends, candidate.ends[::-1, ::-1]):
                mrz = _read_zone(seen, ends, form)
                if mrz is not None:
                    return mrz
                if monotonic() >= end:
                    return None
    return None


def read_mrz_file(path: Path) -> Td1Mrz | Td3Mrz:
    """The zone of a card or of a passport in a picture file. Raises CardError IMAGE_* or MRZ_NOT_FOUND."""
    end = time.monotonic() + FILE_BUDGET_SECONDS
    for image in load_images(path):
        card = read_mrz(image, (end - time.monotonic()) / 2)
        if card is not None:
            return card
        passport = read_passport_mrz(image, end - time.monotonic())
        if passport is not None:
            return passport
    raise CardError(CardErrorCode.MRZ_NOT_FOUND)


def _read_zone(grey: Image, ends: Points, form: ZoneForm[Zone]) -> Zone | None:
    """The zone whose lines end about there, or None.

    The first pass fits each line by itself and tells where it really ends; the second straightens by that
    and looks no further than half a character, so that no line can slip by a whole one.
    """
    located = _straighten(grey, ends, form.shape)
    fits = [_fit_grid(band, line, _FAR) for band, line in zip(located.bands, form.allowed, strict=True)]
    if sorted(fit.mean for fit in fits)[-2] < _LEAST_FIRST_FIT:
        return None
    by_grid = np.stack([located.in_frame(number, fit) for number, fit in enumerate(fits)])
    for guess in _ends_of_three(by_grid, fits) if len(fits) == 3 else _ends_of_two(by_grid, ends):
        straight = _straighten(grey, guess, form.shape)
        bands = zip(straight.bands, form.allowed, strict=True)
        better = [_fit_grid(band, line, _NEAR) for band, line in bands]
        mrz = _decoded(better, form)
        if mrz is not None:
            return mrz
    return _decoded(fits, form)


def _ends_of_three(ends: Points, fits: list[_GridFit]) -> Iterator[Points]:
    """Where the lines end by their grids; one that fits badly is placed by the other two."""
    worst = min(range(3), key=lambda number: fits[number].mean)
    if fits[worst].mean < _LEAST_FIT:
        first, second = (number for number in range(3) if number != worst)
        step = (ends[second] - ends[first]) / (second - first)
        ends[worst] = ends[first] + step * (worst - first)
        yield ends
        return
    expected = 2 * ends[1] - ends[0]
    pitch = np.linalg.norm(ends[1, 1] - ends[1, 0]) / len(fits[1].cells)
    if np.linalg.norm(ends[2] - expected, axis=1).max() > pitch / 2:  # the names slipped by a character
        ends[2] = expected
    yield ends


def _ends_of_two(ends: Points, located: Points) -> Iterator[Points]:
    """Of two lines each may have led the other astray: one by its grid, the other straight above or below it.
    The lower first, where digits hold the grid; names fit a character further as well. On a page that is
    tilted neither lies straight above the other.
    """
    for leader in (1, 0):
        along = ends[leader, 1] - ends[leader, 0]
        across = np.array([-along[1], along[0]]) / np.linalg.norm(along)
        apart = (located[1 - leader].mean(axis=0) - located[leader].mean(axis=0)) @ across
        guess = ends.copy()
        guess[1 - leader] = ends[leader] + across * apart
        yield guess
    yield ends


@dataclass(frozen=True, slots=True)
class _Straightened:
    """Each line as a band (32, w): its middle in theirs, ``PITCH`` columns a character and the margins."""

    bands: list[Samples]
    tops: list[int]  # of the bands in the straightened picture
    to_frame: Points  # (3, 3)

    def in_frame(self, number: int, fit: _GridFit) -> Points:
        """Ends (2, 2) of the middle of line ``number`` by its grid."""
        middle = self.tops[number] + HEIGHT / 2
        first, last, top, bottom = fit.centre
        seen = [[first, middle + top], [last + PITCH, middle + bottom]]
        points = cv2.perspectiveTransform(np.array([seen], dtype=np.float64), self.to_frame)
        return np.asarray(points[0], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class _GridFit:
    """The best grid over one line, and log probabilities (characters, 37) in its cells."""

    centre: Points  # columns of the first and last cell, rows at both: the mean of all grids that fit as well
    mean: float  # log probability of what may stand in the cells
    cells: Samples


def _straighten(grey: Image, ends: Points, shape: ZoneShape) -> _Straightened:
    lines, characters = shape.lines, shape.characters
    pitch = float(np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1).mean()) / characters
    shrink = min(1.0, PITCH / pitch)
    if shrink < 0.7:  # plain sampling would skip pixels
        grey = np.asarray(cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA))
    else:
        shrink = 1.0
    apart = float(np.linalg.norm(ends[-1].mean(axis=0) - ends[0].mean(axis=0))) / (lines - 1) / pitch
    spacing = PITCH * float(np.clip(apart, *_SPACINGS))
    rows = [_BAND / 2 + number * spacing for number in range(lines)]
    sides = (_MARGIN, _MARGIN + characters * PITCH)
    level = np.array([[column, row] for row in rows for column in sides])
    to_frame, _ = cv2.findHomography(level, ends.reshape(-1, 2))
    to_shrunken = (
        np.array([[shrink, 0, shrink / 2 - 0.5], [0, shrink, shrink / 2 - 0.5], [0, 0, 1]]) @ to_frame
    )
    size = (sides[1] + _MARGIN, round(rows[-1] + _BAND / 2) + 1)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    zone = cv2.warpPerspective(grey, to_shrunken, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    tops = [round(number * spacing) for number in range(lines)]
    bands = [np.asarray(zone[top : top + _BAND], dtype=np.float32) for top in tops]
    return _Straightened(bands, tops, np.asarray(to_frame, dtype=np.float64))


def _classified(band: Samples) -> Samples:
    """Log probabilities (7, columns, 37) of every character at every second row and every column."""
    windows = np.lib.stride_tricks.sliding_window_view(band, (HEIGHT, PITCH))[::_DROP]
    patches = normalised(windows.reshape(-1, HEIGHT, PITCH))
    logs = trained_classifier().log_probabilities(patches)
    return logs.reshape(_DROPS, -1, logs.shape[1])[:, :, : len(ALPHABET)]


def _fit_grid(band: Samples, allowed: NDArray[np.bool_], reach: NDArray[np.int64]) -> _GridFit:
    """The grid whose cells most probably hold what may stand in them; its ends lie within ``reach``."""
    logs = _classified(band)
    fields, cell_fields = np.unique(allowed, axis=0, return_inverse=True)
    likely = np.stack([logs[:, :, field].max(axis=2) for field in fields]).clip(min=_FLOOR)
    table = likely[cell_fields]  # (characters, drops, columns)
    characters = len(allowed)
    level = [(drop, drop) for drop in range(_DROPS)]
    coarse = _grids(_MARGIN + reach, _MARGIN + (characters - 1) * PITCH + reach, level)
    best = coarse[_fits(table, coarse).argmax()]
    near = np.arange(-3, 4)
    drops = [(top, bottom) for top in _around(best[2]) for bottom in _around(best[3])]
    fine = _grids(best[0] + near, best[1] + near, drops)
    fits = _fits(table, fine)
    best = fine[fits.argmax()]
    alike = np.exp((fits - fits.max()) * characters)
    centre = (alike @ fine) / alike.sum()
    centre[2:] *= _DROP
    columns, rows = _along(best[0], best[1], characters), _along(best[2], best[3], characters)
    beside = [logs[rows, np.clip(columns + aside, 0, logs.shape[1] - 1)] for aside in (-1, 0, 1)]
    return _GridFit(centre, float(fits.max()), np.asarray(np.mean(beside, axis=0), dtype=np.float32))


def _around(drop: int) -> range:
    return range(max(0, drop - 2), min(_DROPS, drop + 3))


def _grids(
    firsts: NDArray[np.int64], lasts: NDArray[np.int64], drops: list[tuple[int, int]]
) -> NDArray[np.int64]:
    """Every combination (n, 4): columns of the first and of the last cell, drops at both."""
    return np.array([(first, last, *drop) for first in firsts for last in lasts for drop in drops])


def _fits(table: Samples, grids: NDArray[np.int64]) -> Samples:
    """The mean log probability (n,) of what may stand in the cells of each grid."""
    share = np.linspace(0, 1, len(table))
    columns = np.rint(grids[:, :1] * (1 - share) + grids[:, 1:2] * share).astype(np.int64)
    rows = np.rint(grids[:, 2:3] * (1 - share) + grids[:, 3:] * share).astype(np.int64)
    columns = columns.clip(0, table.shape[2] - 1)
    return np.asarray(table[np.arange(len(table)), rows, columns].mean(axis=1), dtype=np.float32)


def _along(first: int, last: int, characters: int) -> NDArray[np.int64]:
    return np.rint(np.linspace(first, last, characters)).astype(np.int64)


def _decoded(fits: list[_GridFit], form: ZoneForm[Zone]) -> Zone | None:
    """The zone that the fitted lines spell, if everything about it agrees."""
    if min(fits[line].mean for line in form.checked_lines) < _LEAST_FIT:
        return None
    logs = np.where(form.allowed, np.stack([fit.cells for fit in fits]), -np.inf)
    logs -= np.log(np.exp(logs).sum(axis=2, keepdims=True))
    for places in form.same:
        rows, columns = zip(*places, strict=True)
        together = logs[rows, columns].sum(axis=0)
        if np.exp(logs[rows, columns, together.argmax()].min()) < _LEAST_AGREEMENT:
            return None
        logs[rows, columns] = together
    logs -= logs.max(axis=2, keepdims=True)
    certainty = 1 / np.exp(logs).sum(axis=2)
    if certainty[form.checked_lines].min() < _LEAST_CERTAINTY:
        return None
    lines = ["".join(ALPHABET[index] for index in row) for row in logs.argmax(axis=2)]
    mrz = form.find(lines)
    if mrz is None:
        return None
    number, looks = form.names
    if _names_are_certain(fits, form, float(certainty[number].min())) and looks.fullmatch(lines[number]):
        return mrz
    return replace(mrz, primary_identifier="", secondary_identifier="")


def _names_are_certain(fits: list[_GridFit], form: ZoneForm[Zone], certainty: float) -> bool:
    """No check digit covers the names: they must fit closely, and begin and end where the other lines do."""
    ends = np.stack([fit.centre[:2] for fit in fits])
    names = form.names[0]
    level = np.abs(ends[names] - ends[form.checked_lines].mean(axis=0)).max() < 0.4 * PITCH
    return bool(level) and fits[names].mean >= _LEAST_NAME_FIT and certainty >= _LEAST_NAME_CERTAINTY
