"""Picture treatments that make hard QR codes readable, in the order of what they bring for their time.

Sharpening a whole frame takes longer than a frame lasts, so the code is located first and the heavy
treatments see its neighbourhood alone. The amounts were found by measuring (``bench/codes.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.card.picture import Image

Samples = NDArray[np.float32]
Spectrum = NDArray[np.float64]

_LARGEST_TO_ENLARGE = 16_000_000  # pixels
_SHRINK = 4  # for locating
_LARGEST_CODE = 400  # pixels; the modules of a larger one are large enough to be read without help
_MARGIN = 24
_PLACES = 3  # the code, a portrait, print
_STRONG, _FREQUENT = 97.0, 82.0  # percentiles up to which edges count
_APART = 22  # pixels of the shrunken picture between the middles of two places
_NOISE = 6.0  # grey levels: what spreads less is no print
_REFLECTED = 24  # border that keeps the far edge from wrapping around in the Fourier transform


def treatments(grey: Image, turn: int = 0) -> Iterator[Image]:
    """``grey`` (h, w) itself, then what mends small, soft, dark, glaring, shaken and unevenly lit codes.

    The likeliest place has its turn before the others. Within the time of a camera frame they have none, so
    the next frames, numbered by ``turn``, begin with one of them.
    """
    yield grey
    if grey.size > _LARGEST_TO_ENLARGE:
        return  # enough pixels as it is, and four times as many would not fit
    beginning = candidate_places(grey)[turn % _PLACES :][:1] if turn % _PLACES else []
    place = beginning[0] if beginning else locate_code(grey)
    first = np.ascontiguousarray(grey[place])
    yield from _first_aid(first)
    yield _doubled(grey)
    yield _locally_stretched(grey)
    yield from _against_shake(first)
    yield _doubled(_stretched(_smoothed(grey, 1.0)))
    others = [np.ascontiguousarray(grey[other]) for other in candidate_places(grey) if other != place]
    for near in others:
        yield from _first_aid(near)
    for near in (first, *others):
        yield _doubled(_flattened(near))
        yield _unsharp(_doubled(_flattened(_smoothed(near, 1.0))), sigma=4.0, amount=8.0)
    for near in others:
        yield from _against_shake(near)


def _first_aid(near: Image) -> Iterator[Image]:
    yield _doubled(near)
    yield _unsharp(_doubled(_stretched(near)), sigma=3.5, amount=5.0)
    yield _doubled(_stretched(_smoothed(near, 1.0)))
    yield _unsharp_stretched(_doubled(near), sigma=6.0, amount=15.0)
    yield _doubled(deblurred(near, sigma=2.4, noise=0.001))


def _against_shake(near: Image) -> Iterator[Image]:
    yield _doubled(deblurred(near, sigma=3.2, noise=0.0003))
    for quarter in range(4):
        yield _doubled(unshaken(near, length=8.0, angle=quarter * np.pi / 4))


def locate_code(grey: Image) -> tuple[slice, slice]:
    """Rows and columns around the place with the densest edges of all in both directions."""
    return _densest(_shrunken(grey), _STRONG, 1, [])[0][1]


def candidate_places(grey: Image) -> list[tuple[slice, slice]]:
    """Rows and columns around the places with the densest edges in both directions.

    First the densest of all. Print and hair have many edges too, and more contrast than a faint code, so the
    others are found in what is left when contrast is divided out.
    """
    samples = _shrunken(grey)
    spread = cv2.GaussianBlur((samples - cv2.GaussianBlur(samples, (0, 0), 6)) ** 2, (0, 0), 6) ** 0.5
    first = _densest(samples, _STRONG, 1, [])
    return [span for _, span in _densest(samples / (spread + _NOISE), _FREQUENT, _PLACES - 1, first)]


def _shrunken(grey: Image) -> Samples:
    small = cv2.resize(grey, None, fx=1 / _SHRINK, fy=1 / _SHRINK, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.float32)


_Place = tuple[tuple[int, int], tuple[slice, slice]]  # x and y in the shrunken picture, span in the full one


def _densest(samples: Samples, strongest: float, count: int, known: list[_Place]) -> list[_Place]:
    """``known`` and ``count`` places more.

    Edges count up to a ceiling, the percentile ``strongest``, so that a few strong ones (a reflection, the
    card's border) weigh less than the many of a code.
    """
    across = np.abs(cv2.Sobel(samples, cv2.CV_32F, 1, 0, ksize=3))
    down = np.abs(cv2.Sobel(samples, cv2.CV_32F, 0, 1, ksize=3))
    ceiling = float(np.percentile(cv2.max(across, down), strongest))
    across, down = np.minimum(across, ceiling), np.minimum(down, ceiling)
    wide = cv2.min(cv2.GaussianBlur(across, (0, 0), 8), cv2.GaussianBlur(down, (0, 0), 8))
    local = cv2.min(cv2.boxFilter(across, -1, (9, 9)), cv2.boxFilter(down, -1, (9, 9)))
    places = list(known)
    for (x, y), _ in known:
        wide[max(0, y - _APART) : y + _APART, max(0, x - _APART) : x + _APART] = 0
    for _ in range(count):
        _, density, _, (x, y) = cv2.minMaxLoc(wide)
        if known and density <= 0:
            break
        left, top, width, height = _box_around(np.asarray(local, dtype=np.float32), x, y)
        places.append(((x, y), (_span(y, top, height), _span(x, left, width))))
        wide[max(0, y - _APART) : y + _APART, max(0, x - _APART) : x + _APART] = 0
    return places


def _box_around(local: Samples, x: int, y: int) -> tuple[int, int, int, int]:
    """Left, top, width and height of what is about as dense as the place itself."""
    typical = float(np.median(local[max(0, y - 4) : y + 5, max(0, x - 4) : x + 5]))
    _, labels, boxes, _ = cv2.connectedComponentsWithStats((local > typical / 2).astype(np.uint8))
    if not labels[y, x]:
        return x - 35, y - 35, 70, 70
    left, top, width, height = (int(value) for value in boxes[labels[y, x]][:4])
    return left, top, width, height


def _span(peak: int, start: int, length: int) -> slice:
    """Of the full picture, from the shrunken one."""
    if length * _SHRINK > _LARGEST_CODE:
        length = _LARGEST_CODE // _SHRINK
        start = peak - length // 2
    return slice(max(0, start * _SHRINK - _MARGIN), (start + length) * _SHRINK + _MARGIN)


def deblurred(grey: Image, sigma: float, noise: float) -> Image:
    """Wiener filter against a Gaussian blur of ``sigma`` pixels; ``noise`` is noise over signal power."""

    def gaussian(across: Spectrum, down: Spectrum) -> Spectrum:
        return np.asarray(np.exp(-2 * (np.pi * sigma) ** 2 * (across**2 + down**2)))

    return _wiener(grey, gaussian, noise)


def unshaken(grey: Image, length: float, angle: float) -> Image:
    """Wiener filter against a straight shake of ``length`` pixels in direction ``angle`` (radians)."""

    def line(across: Spectrum, down: Spectrum) -> Spectrum:
        along = across * np.cos(angle) + down * np.sin(angle)
        return np.asarray(np.sinc(length * along) * np.exp(-2 * (np.pi * 0.8) ** 2 * (across**2 + down**2)))

    return _wiener(grey, line, noise=0.02)


def _wiener(grey: Image, transfer: Callable[[Spectrum, Spectrum], Spectrum], noise: float) -> Image:
    samples = cv2.copyMakeBorder(grey, *(_REFLECTED,) * 4, cv2.BORDER_REFLECT).astype(np.float32)
    rows, columns = samples.shape
    down = np.fft.fftfreq(rows)[:, None].astype(np.float64)
    across = np.fft.rfftfreq(columns)[None, :].astype(np.float64)
    passed = transfer(across, down)
    mean = samples.mean()
    spectrum = np.fft.rfft2(samples - mean) * passed / (passed**2 + noise)
    mended = np.fft.irfft2(spectrum, s=(rows, columns))[_REFLECTED:-_REFLECTED, _REFLECTED:-_REFLECTED]
    return _stretched(mended)


def _unsharp(grey: Image, sigma: float, amount: float) -> Image:
    soft = cv2.GaussianBlur(grey, (0, 0), sigma)
    return np.asarray(cv2.addWeighted(grey, 1 + amount, soft, -amount, 0), dtype=np.uint8)


def _unsharp_stretched(grey: Image, sigma: float, amount: float) -> Image:
    """As :func:`_unsharp`, computed beyond 0 to 255, so that an amount so large clips no faint detail."""
    samples = grey.astype(np.float32)
    return _stretched(samples * (1 + amount) - amount * cv2.GaussianBlur(samples, (0, 0), sigma))


def _doubled(grey: Image) -> Image:
    return np.asarray(cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def _stretched(samples: NDArray[np.uint8] | NDArray[np.floating]) -> Image:
    """To the full range of grey, all but the outermost hundredths."""
    low, high = np.percentile(samples[::3, ::3], (1, 99))
    scale = 255 / max(1.0, float(high - low))
    bright = np.clip((samples - np.float32(low)) * np.float32(scale), 0, 255)
    return np.asarray(bright, dtype=np.uint8)


def _flattened(grey: Image) -> Image:
    """With the light around each place divided out: for faint modules across a shadow or a glare."""
    samples = grey.astype(np.float32)
    light = cv2.GaussianBlur(samples, (0, 0), max(8.0, min(grey.shape) / 12))
    return _stretched(samples / np.maximum(light, 1.0))


def _smoothed(grey: Image, sigma: float) -> Image:
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), sigma), dtype=np.uint8)


def _locally_stretched(grey: Image) -> Image:
    return np.asarray(cv2.createCLAHE(clipLimit=4.0, tileGridSize=(8, 8)).apply(grey), dtype=np.uint8)
