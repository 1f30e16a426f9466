"""Camera frames of a card under bad conditions: far, turned, tilted, soft, shaken, dark, glaring, noisy.

A flat print is laid into the frame by a pinhole camera, sampled finely and averaged down to pixels, then
suffers what optics, light and sensor do to it, in that order. Every frame follows from its seed alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
Samples = NDArray[np.float32]

FRAME_SIZE = (1280, 720)

_SUPERSAMPLING = 3
_CAMERA_DISTANCE = 1600.0  # pixels from the lens to the card: the focal length of a usual lens at this width
_TABLE = 70


@dataclass(frozen=True, slots=True)
class Degradation:
    """What befalls a picture. Lengths are pixels of the frame, angles degrees, light a factor."""

    largest_turn: float = 4.0  # the card lies turned by up to this, either way
    tilt: float = 0.0  # about an axis of random direction in the card's plane
    blur_sigma: float = 0.0
    motion: float = 0.0  # length of a straight shake in a random direction
    light: float = 1.0
    noise: float = 2.0  # standard deviation, grey levels
    glare: float = 0.0  # radius of a reflection near the middle
    shadow: float = 0.0  # share of the light that is missing at one side of the frame
    jpeg_quality: int | None = None


def photograph(
    flat: Image, scale: float, degradation: Degradation, seed: int, size: tuple[int, int] = FRAME_SIZE
) -> Image:
    """A grey frame (h, w) of ``flat``, enlarged by ``scale`` and laid near the middle."""
    rng = np.random.default_rng(seed)
    frame = _placed(flat, scale, degradation, rng, size)
    if degradation.blur_sigma:
        frame = np.asarray(cv2.GaussianBlur(frame, (0, 0), degradation.blur_sigma), dtype=np.float32)
    if degradation.motion:
        kernel = _shake(degradation.motion, float(rng.uniform(0, np.pi)))
        frame = np.asarray(cv2.filter2D(frame, -1, kernel), dtype=np.float32)
    frame = _lit(frame, degradation, rng)
    frame += rng.normal(0, degradation.noise, frame.shape).astype(np.float32)
    seen = np.clip(np.round(frame), 0, 255).astype(np.uint8)
    if degradation.jpeg_quality is not None:
        _, encoded = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, degradation.jpeg_quality])
        seen = np.asarray(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
    return seen


def _placed(
    flat: Image, scale: float, degradation: Degradation, rng: np.random.Generator, size: tuple[int, int]
) -> Samples:
    """The print in the frame, each pixel the mean of finer samples as a sensor's cell sees it."""
    width, height = size
    fine = scale * _SUPERSAMPLING
    interpolation = cv2.INTER_AREA if fine < 1 else cv2.INTER_LINEAR
    sampled = cv2.resize(flat, None, fx=fine, fy=fine, interpolation=interpolation)
    turn = np.deg2rad(rng.uniform(-degradation.largest_turn, degradation.largest_turn))
    axis, tilt = rng.uniform(0, np.pi), np.deg2rad(degradation.tilt)
    middle = np.array([width / 2, height / 2]) + rng.uniform(-15, 15, 2)
    view = _view(turn, float(axis), tilt, middle * _SUPERSAMPLING)
    rows, columns = sampled.shape
    centred = np.array([[1, 0, -columns / 2], [0, 1, -rows / 2], [0, 0, 1]])
    large = cv2.warpPerspective(
        sampled,
        view @ centred,
        (width * _SUPERSAMPLING, height * _SUPERSAMPLING),
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(_TABLE,),
    )
    return np.asarray(cv2.resize(large, size, interpolation=cv2.INTER_AREA), dtype=np.float32)


def _view(turn: float, axis: float, tilt: float, middle: NDArray[np.float64]) -> NDArray[np.float64]:
    """Homography from the plane of the card, origin at its middle, into the finely sampled frame."""
    cos, sin = np.cos(turn), np.sin(turn)
    turned = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    direction = np.array([[np.cos(axis)], [np.sin(axis)], [0.0]])
    cross = np.array(
        [[0, 0, direction[1, 0]], [0, 0, -direction[0, 0]], [-direction[1, 0], direction[0, 0], 0]]
    )
    tilted = np.eye(3) + np.sin(tilt) * cross + (1 - np.cos(tilt)) * (cross @ cross)
    plane = tilted @ turned
    distance = _CAMERA_DISTANCE * _SUPERSAMPLING
    pinhole = np.array([[distance, 0, middle[0]], [0, distance, middle[1]], [0, 0, 1]])
    return np.asarray(pinhole @ np.column_stack([plane[:, 0], plane[:, 1], [0, 0, distance]]))


def _shake(length: float, angle: float) -> Samples:
    """A line of that length as a convolution kernel, drawn finely so that short shakes keep their length."""
    half = int(np.ceil(length / 2)) + 1
    kernel = np.zeros((2 * half + 1, 2 * half + 1), dtype=np.float64)
    for along in np.linspace(-length / 2, length / 2, 200):
        x, y = half + along * np.cos(angle), half + along * np.sin(angle)
        column, row = int(x), int(y)
        right, down = x - column, y - row
        kernel[row, column] += (1 - right) * (1 - down)
        kernel[row, column + 1] += right * (1 - down)
        kernel[row + 1, column] += (1 - right) * down
        kernel[row + 1, column + 1] += right * down
    return np.asarray(kernel / kernel.sum(), dtype=np.float32)


def _lit(frame: Samples, degradation: Degradation, rng: np.random.Generator) -> Samples:
    height, width = frame.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    lit = frame * degradation.light
    if degradation.shadow:
        angle = rng.uniform(0, 2 * np.pi)
        across = (x - width / 2) * np.cos(angle) + (y - height / 2) * np.sin(angle)
        lit = lit * (1 - degradation.shadow / (1 + np.exp(-across / 40)))
    if degradation.glare:
        angle, away = rng.uniform(0, 2 * np.pi), degradation.glare * rng.uniform(0.6, 1.1)
        centre = width / 2 + away * np.cos(angle), height / 2 + away * np.sin(angle)
        squared = ((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / degradation.glare**2
        lit = lit + 330 * np.exp(-(squared**2))
    return np.asarray(lit, dtype=np.float32)
