"""The kiosk's screen as a lamp: what a face before it, a photograph or another screen sends back."""

from __future__ import annotations

from typing import TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face.frame_source import Image

Light: TypeAlias = tuple[float, float, float]
"""Linear light of the screen, blue, green, red, 0 to 1."""

Returned: TypeAlias = NDArray[np.float32]
"""For every pixel: the share of the screen's light that comes back, 1 for skin right before the screen."""


def lit(picture: Image, returned: Returned, light: Light, ratio: float, exposure: float = 1.0) -> Image:
    """The picture with the screen's light added. ``ratio``: screen light over room light at the face.

    ``exposure``: the camera's gain; light adds up and gain multiplies before the sRGB curve.
    """
    room = _curve((exposure,) * 3)
    full = _curve(tuple(exposure * (1 + ratio * share) for share in light))
    away = np.ascontiguousarray(1 - returned)
    return cast("Image", cv2.blendLinear(cv2.LUT(picture, full), cv2.LUT(picture, room), returned, away))


def exposure_at(now: float, light: Light, ratio: float) -> float:
    """A camera that regulates: slow drift, and half of what the added light would brighten the picture."""
    drift = 1 + 0.04 * np.sin(0.9 * now)
    return float(drift / (1 + 0.15 * ratio * sum(light)))


def _curve(gains: tuple[float, ...]) -> NDArray[np.uint8]:
    """Table of shape (1, 256, 3): sRGB in, gain in linear light, sRGB out."""
    values = np.arange(256) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    gained = np.clip(linear[:, None] * np.array(gains)[None, :], 0, 1)
    coded = np.where(gained <= 0.0031308, gained * 12.92, 1.055 * gained ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(coded * 255)[None], dtype=np.uint8)
