"""Colour flash: the screen shows random colours, and a face before it must reflect them.

A replay on a phone or a tablet shines by itself and hardly reflects; a recording of an older flash shows
other colours. A print does reflect: that is what the head turns are for. The idea is that of Face Flashing
(Tang and others, NDSS 2018) and of NEC's SpecDiff; the signal is the logarithm of face over surroundings, so
that the camera's own exposure and white balance drop out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.face.evidence import LivenessMethod, MethodMode, MethodOutcome, MethodResult
from ekyc.face.face_box import FaceBox
from ekyc.face.frame_source import Image
from ekyc.face.limits import FlashLimits


class FlashColour(StrEnum):
    """Colours of the screen, as ``#RRGGBB``. None is a saturated red (red over the sum of all below 0.8)."""

    WHITE = "#FFFFFF"
    YELLOW = "#FFFF00"
    GREEN = "#00FF00"
    CYAN = "#00FFFF"
    BLUE = "#0000FF"
    MAGENTA = "#FF00FF"

    @property
    def light(self) -> tuple[float, float, float]:
        """Linear light, blue, green, red, 0 to 1."""
        red, green, blue = (int(self.value[place : place + 2], 16) / 255 for place in (1, 3, 5))
        return blue, green, red


Flash: TypeAlias = Callable[[FlashColour | None], None]
"""Shows a colour on the whole screen at once, None to end; called on the face check's thread."""


@dataclass(frozen=True, slots=True)
class FlashPlan:
    """Whether this check flashes, and if not, why not. ``light``: screen over room light at the face, as
    measured at installation; None while that is still to be found out.
    """

    run: bool
    outcome: MethodOutcome = MethodOutcome.NOT_AVAILABLE
    reason: str = "no_screen_light"
    light: float | None = None


def plan_flash(mode: MethodMode, has_screen: bool, light: float | None, limits: FlashLimits) -> FlashPlan:
    """In shadow mode an unmeasured place is flashed too: the slopes recorded there are the measurement."""
    if mode is MethodMode.OFF:
        return FlashPlan(False, MethodOutcome.NOT_DONE, "off", light)
    if not has_screen:
        return FlashPlan(False, light=light)
    if light is None and mode is MethodMode.ENFORCED:
        return FlashPlan(False, reason="not_measured")
    if light is not None and light < limits.min_screen_light:
        return FlashPlan(False, reason="too_much_room_light", light=light)
    return FlashPlan(True, light=light)


def choose_colours(limits: FlashLimits, random: Random) -> tuple[FlashColour, ...]:
    """Random colours, no two alike in a row: with six of six, one of 18,750 sequences."""
    colours = [random.choice(list(FlashColour))]
    while len(colours) < limits.colour_count:
        colours.append(random.choice([colour for colour in FlashColour if colour is not colours[-1]]))
    return tuple(colours)


class FlashWatch:
    """One flash from the first colour to the measurement. Times are seconds on the clock of the frames."""

    def __init__(self, colours: Sequence[FlashColour], limits: FlashLimits, light: float | None) -> None:
        self._colours = tuple(colours)
        self._limits = limits
        self._light = light
        self._wanted = 0
        self._shown: list[tuple[FlashColour | None, float]] = []
        self._samples: list[tuple[float, NDArray[np.float64]]] = []

    @property
    def colour(self) -> FlashColour | None:
        """What the screen should show now."""
        return self._colours[self._wanted] if self._wanted < len(self._colours) else None

    @property
    def fraction(self) -> float:
        return self._wanted / len(self._colours)

    def shown(self, colour: FlashColour | None, at: float) -> None:
        """The screen was told to show ``colour`` at that moment."""
        self._shown.append((colour, at))

    def take(self, image: Image, box: FaceBox | None, at: float) -> bool:
        """One frame; True once the last colour has had the time to arrive."""
        if not self._shown:
            return False
        if box is not None and (sample := reflected(image, box)) is not None:
            self._samples.append((at, sample))
        latest, since = self._shown[-1]
        if latest is None:
            return at - since >= self._limits.max_lag
        if latest is self.colour and at - since >= self._limits.colour_seconds:
            self._wanted += 1
        return False

    def result(self, mode: MethodMode) -> MethodResult:
        """Passed if the face followed the colours closely enough and strongly enough for this place."""
        correlation, slope, lag, count = self._measure()
        needed = self._limits.min_slope * (self._light or self._limits.min_screen_light)
        scores = {
            "correlation": round(correlation, 4),
            "slope": round(slope, 4),
            "lag": round(lag, 3),
            "frames": float(count),
        }
        if count < self._limits.min_frames:
            outcome, reason = MethodOutcome.FAILED, "too_few_frames"
        elif correlation < self._limits.min_correlation or slope < needed:
            outcome, reason = MethodOutcome.FAILED, "not_reflected"
        else:
            outcome, reason = MethodOutcome.PASSED, ""
        return MethodResult(LivenessMethod.COLOUR_FLASH, mode, outcome, reason, scores)

    def _measure(self) -> tuple[float, float, float, int]:
        """Correlation and slope at the lag that fits best, that lag, and the frames it rests on."""
        best = (-1.0, 0.0, 0.0, 0)
        for lag in np.linspace(0.0, self._limits.max_lag, 15):
            lit = [(at, shone, seen) for at, seen in self._samples if (shone := self._light_at(at - lag))]
            if len(lit) < 4:
                continue
            times = np.array([at for at, _, _ in lit])
            cause = _without_trend(times, np.array([shone for _, shone, _ in lit]))
            effect = _without_trend(times, np.array([seen for _, _, seen in lit]))
            power = float((cause * cause).sum())
            common = float((cause * effect).sum())
            correlation = common / max(float(np.sqrt(power * (effect * effect).sum())), 1e-12)
            if correlation > best[0]:
                best = (correlation, common / max(power, 1e-12), float(lag), len(lit))
        return best

    def _light_at(self, moment: float) -> tuple[float, float, float] | None:
        """The screen's light then; None outside the flash, when it shows we do not know what."""
        colour = None
        for entry, at in self._shown:
            if at > moment:
                break
            colour = entry
        return colour.light if colour is not None else None


def reflected(image: Image, box: FaceBox) -> NDArray[np.float64] | None:
    """log(face) - log(surroundings) of each channel, in linear light; None if there are no surroundings.

    The face: cheeks, nose and forehead without hair. The surroundings: left and right of head and shoulders,
    no lower than the chin, which the screen hardly reaches.
    """
    height, width = image.shape[:2]
    x, _ = box.centre
    top, bottom = round(box.top + 0.2 * box.height), round(box.top + 0.85 * box.height)
    left, right = round(x - 0.3 * box.width), round(x + 0.3 * box.width)
    face = image[max(0, top) : min(height, bottom) : 2, max(0, left) : min(width, right) : 2]
    lowest = min(height, max(box.bottom, 8))
    beside = [
        image[0:lowest:4, 0 : max(0, round(x - 1.1 * box.width)) : 4],
        image[0:lowest:4, min(width, round(x + 1.1 * box.width)) :: 4],
    ]
    around = np.concatenate([part.reshape(-1, 3) for part in beside])
    if face.size == 0 or around.shape[0] < 50:
        return None
    return np.log(_linear_mean(face)) - np.log(_linear_mean(around))


_LINEAR = np.array(
    [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in np.linspace(0, 1, 256)],
    dtype=np.float64,
)


def _linear_mean(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    flat = np.ascontiguousarray(pixels.reshape(1, -1, 3))
    return np.asarray(cv2.LUT(flat, _LINEAR).reshape(-1, 3).mean(axis=0) + 1e-4, dtype=np.float64)


def _without_trend(times: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each column less its straight line over time: exposure and white balance drift slowly."""
    basis = np.column_stack([np.ones_like(times), times - times.mean()])
    fit, *_ = np.linalg.lstsq(basis, values, rcond=None)
    return np.asarray(values - basis @ fit, dtype=np.float64)
