"""A sheet on a table under a camera: where it lies, what the light does to it, what the camera adds."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from simulation.papers.sheets import SHEETS, Sheet, sheet

Picture = NDArray[np.uint8]
FULL_HD = (1920, 1080)
TWELVE_MEGAPIXELS = (4000, 3000)
_SHEET_NAMES = tuple(SHEETS)


@dataclass(frozen=True, slots=True)
class Lie:
    """How a sheet lies in the frame. ``size``: how much of the frame it fills in the direction that is
    tighter; ``turn`` in degrees; ``tilt``: by how much the far edge is shorter, as a share; ``shift``: of its
    middle, as shares of the frame.
    """

    size: float = 0.85
    turn: float = 0.0
    tilt: float = 0.0
    tilt_from: float = 0.0  # degrees: the direction that the far edge lies in, 0 is the top
    shift: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Light:
    """``level``: of all light; ``glare``: the radius of a lamp's mirror image as a share of the sheet, 0 for
    none; ``shadow``: how much a hand or a head takes from a part of the frame; ``slope``: how much darker one
    side is.
    """

    level: float = 0.95
    glare: float = 0.0
    shadow: float = 0.0
    slope: float = 0.1


@dataclass(frozen=True, slots=True)
class Scene:
    """``blur``: standard deviation in thousandths of the frame's width; ``noise``: of the sensor, in grey
    values. ``sheet`` None: an empty table.
    """

    sheet: Sheet | None
    table: str = "dark"
    lie: Lie = field(default_factory=Lie)
    light: Light = field(default_factory=Light)
    blur: float = 0.3
    noise: float = 2.0
    seed: int = 0

    def film(self, size: tuple[int, int] = FULL_HD) -> tuple[Picture, NDArray[np.float64] | None]:
        """The frame, BGR (height, width, 3), and the true corners in it (4, 2): upper left, upper right,
        lower right, lower left of what is printed; None where there is no sheet.
        """
        rng = np.random.default_rng(self.seed)
        frame = _table(self.table, size, rng)
        corners = None
        mask = np.zeros(frame.shape[:2], np.float32)
        if self.sheet is not None:
            corners = _corners(self.sheet, self.lie, size)
            frame, mask = _laid(frame, self.sheet, corners)
        lit = _lit(frame.astype(np.float32), mask, corners, self.light, rng)
        sigma = self.blur / 1000 * size[0]
        if sigma > 0:
            lit = cast("NDArray[np.float32]", cv2.GaussianBlur(lit, (0, 0), sigma))
        if self.noise:
            grain = np.empty_like(lit)
            cv2.setRNGSeed(self.seed)
            cv2.randn(grain, np.zeros(3), np.full(3, self.noise))
            lit = lit + grain
        return np.clip(lit, 0, 255).astype(np.uint8), corners


def _table(name: str, size: tuple[int, int], rng: np.random.Generator) -> Picture:
    width, height = size
    if name == "checked":
        unit = max(4, width // int(rng.integers(24, 40)))
        rows, columns = np.mgrid[0:height, 0:width]
        odd = ((rows // unit) + (columns // unit)) % 2
        colours = np.array([(90, 70, 150), (150, 135, 190)], np.uint8)
        return cast("Picture", colours[odd])
    base = {"dark": (52, 50, 48), "light": (178, 190, 196), "wood": (62, 98, 140), "white": (243, 244, 245)}
    frame = np.full((height, width, 3), base[name], np.float32)
    if name == "wood":
        grain = rng.normal(0, 1, (64, 1, 1)).astype(np.float32)
        fine = cv2.resize(grain, (1, height), interpolation=cv2.INTER_CUBIC).reshape(height, 1, 1)
        wave = rng.normal(0, 1, (12, 16)).astype(np.float32)
        wide = cv2.resize(wave, (width, height), interpolation=cv2.INTER_CUBIC)[:, :, None]
        frame = frame + 12 * fine + 6 * wide
    return np.clip(frame, 0, 255).astype(np.uint8)


def _corners(sheet: Sheet, lie: Lie, size: tuple[int, int]) -> NDArray[np.float64]:
    half = np.array([sheet.aspect, 1.0]) / 2
    flat = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    turned = flat @ _turn(lie.turn).T
    width, height = size
    seen = turned
    away = np.array([math.sin(math.radians(lie.tilt_from)), -math.cos(math.radians(lie.tilt_from))])
    reach = float(np.abs(seen @ away).max())
    depth = 1 + lie.tilt * (seen @ away) / (2 * reach)
    seen = seen / depth[:, None]
    low, high = seen.min(axis=0), seen.max(axis=0)
    seen = (seen - (low + high) / 2) * lie.size * min(size / (high - low))
    middle = np.array([width * (0.5 + lie.shift[0]), height * (0.5 + lie.shift[1])])
    return cast("NDArray[np.float64]", seen + middle)


def _turn(degrees: float) -> NDArray[np.float64]:
    angle = math.radians(degrees)
    return np.array([(math.cos(angle), -math.sin(angle)), (math.sin(angle), math.cos(angle))])


def _laid(frame: Picture, sheet: Sheet, corners: NDArray[np.float64]) -> tuple[Picture, NDArray[np.float32]]:
    height, width = sheet.pixels.shape[:2]
    pixels = sheet.pixels
    across = float(np.linalg.norm(corners[1] - corners[0]))
    if across < width:  # what is shrunk is averaged, as a lens does
        scale = max(0.05, across / width)
        pixels = cast("Picture", cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
        height, width = pixels.shape[:2]
    own = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32) - 0.5
    matrix = cv2.getPerspectiveTransform(own, corners.astype(np.float32))
    size = (frame.shape[1], frame.shape[0])
    warped = cv2.warpPerspective(
        pixels, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    mask = np.zeros(frame.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, np.round(corners * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    # A sheet is a tenth of a millimetre thick and throws a thin shadow on the table.
    near = cv2.GaussianBlur(mask, (0, 0), size[0] / 640).astype(np.float32) / 255
    shaded = frame * (1 - 0.25 * near[:, :, None])
    share = mask.astype(np.float32)[:, :, None] / 255
    laid = warped * share + shaded * (1 - share)
    return laid.astype(np.uint8), cast("NDArray[np.float32]", share[:, :, 0])


def _lit(
    frame: NDArray[np.float32],
    mask: NDArray[np.float32],
    corners: NDArray[np.float64] | None,
    light: Light,
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    height, width = mask.shape
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.uniform(0, 2 * math.pi)
    along = (columns / width - 0.5) * math.cos(angle) + (rows / height - 0.5) * math.sin(angle)
    level = np.float32(light.level) * (1 - np.float32(light.slope) * (along + 0.5))
    if light.shadow:
        edge = rng.uniform(-0.15, 0.15)
        soft = 1 / (1 + np.exp(-(along - edge) * 60))
        level = level * (1 - light.shadow * soft)
    lit = frame * level[:, :, None].astype(np.float32)
    if light.glare and corners is not None:
        weights = rng.dirichlet(np.full(4, 6.0))  # somewhere well within the sheet
        x, y = weights @ corners
        reach = light.glare * math.sqrt(cv2.contourArea(corners.astype(np.float32)))
        away = np.hypot(columns - np.float32(x), (rows - np.float32(y)) * 1.2) / np.float32(reach)
        lamp = 330 * np.exp(-(away**4)) * mask
        lit = lit + lamp[:, :, None].astype(np.float32)
    return cast("NDArray[np.float32]", lit)


Draw = Callable[[np.random.Generator], Scene]


def _scene(rng: np.random.Generator, **parts: object) -> Scene:
    """Any sheet, lying well on a table that it can be told from; ``parts``: what a condition is about."""
    name = _SHEET_NAMES[int(rng.integers(len(_SHEET_NAMES)))]
    usual: dict[str, object] = {
        "sheet": sheet(name, int(rng.integers(1, 4))),
        "table": str(rng.choice(["dark", "wood", "checked"])),
        "lie": _well(rng),
        "light": Light(level=float(rng.uniform(0.8, 1.0)), slope=float(rng.uniform(0, 0.2))),
        "noise": float(rng.uniform(1, 4)),
        "seed": int(rng.integers(1 << 30)),
    }
    return Scene(**(usual | parts))  # type: ignore[arg-type]


def _well(rng: np.random.Generator, turn: float = 8, tilt: float = 0.12, size: float = 0.9) -> Lie:
    return Lie(
        size=float(rng.uniform(0.78, size)),
        turn=float(rng.uniform(-turn, turn)),
        tilt=float(rng.uniform(0, tilt)),
        tilt_from=float(rng.uniform(0, 360)),
        shift=(float(rng.uniform(-0.02, 0.02)), float(rng.uniform(-0.02, 0.02))),
    )


def _outside(rng: np.random.Generator) -> Scene:
    side = rng.choice([-1, 1], 2)
    lie = replace(_well(rng), shift=(float(side[0] * rng.uniform(0.3, 0.4)), float(side[1] * 0.2)))
    return _scene(rng, lie=lie, table=str(rng.choice(["dark", "wood"])))


def _light(rng: np.random.Generator, **parts: float) -> Light:
    return replace(Light(slope=float(rng.uniform(0, 0.2))), **parts)


CONDITIONS: Mapping[str, tuple[str, Draw]] = {
    "dark table": ("", lambda rng: _scene(rng, table="dark")),
    "wooden table": ("", lambda rng: _scene(rng, table="wood")),
    "checked cloth": ("", lambda rng: _scene(rng, table="checked")),
    "light table": ("", lambda rng: _scene(rng, table="light")),
    "turned": ("", lambda rng: _scene(rng, lie=_well(rng, turn=40, size=0.85))),
    "seen aslant": ("", lambda rng: _scene(rng, lie=replace(_well(rng), tilt=float(rng.uniform(0.2, 0.3))))),
    "shadow": ("", lambda rng: _scene(rng, light=_light(rng, shadow=float(rng.uniform(0.2, 0.4))))),
    "noise": ("", lambda rng: _scene(rng, noise=10.0)),
    "glare": ("glare", lambda rng: _scene(rng, light=_light(rng, glare=float(rng.uniform(0.15, 0.25))))),
    "blurred": ("blurred", lambda rng: _scene(rng, blur=float(rng.uniform(1.8, 3.0)))),
    "too dark": ("too_dark", lambda rng: _scene(rng, light=_light(rng, level=float(rng.uniform(0.1, 0.2))))),
    "corner outside": ("cut_off", _outside),
    "too far": ("too_far", lambda rng: _scene(rng, lie=Lie(size=float(rng.uniform(0.2, 0.32)), turn=5))),
    "too steep": (
        "tilted",
        lambda rng: _scene(
            rng,
            lie=replace(_well(rng, size=0.8), tilt=float(rng.uniform(0.6, 0.75)), tilt_from=0.0),
            table="dark",
        ),
    ),
    "white on white": ("edges_unsure", lambda rng: _scene(rng, table="white", sheet=sheet("declaration"))),
    "empty table": ("no_paper", lambda rng: _scene(rng, sheet=None)),
}
"""By condition: the code that has to be found, "" where the picture is good, and a scene of it."""


def scene(condition: str, number: int) -> Scene:
    """One of `CONDITIONS`; the same number gives the same scene."""
    place = list(CONDITIONS).index(condition)
    return CONDITIONS[condition][1](np.random.default_rng([place, number]))
