"""A printed portrait that is bent about one axis: rolled, folded, tilted, held or worn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.staged.faces import EYES, UNIT
from simulation.staged.optics import Field, Surface

_STEP = 0.02
_HALF_WIDTH, _ABOVE, _BELOW = 1.75, 1.75, 2.5  # of the sheet, in inter-eye distances from the eyes

_NECK, _NOSE = 1.25, 0.4  # the axis of a turn behind the eyes, the tip of the nose before them


@dataclass(frozen=True, slots=True)
class Bend:
    """``axis``: degrees of the axis of bending in the sheet from the upright; ``curve``: one over the radius
    of a roll, in inter-eye distances; ``fold``: degrees that each half leans back from a crease along the
    axis, of ``crease`` inter-eye distances' width. ``axis_at``: where the axis lies beside the nose.
    """

    axis: float = 0.0
    curve: float = 0.0
    fold: float = 0.0
    crease: float = 0.05
    axis_at: float = 0.0


class Paper:
    """``holes``: the eyes are cut out, as in a mask that is worn."""

    def __init__(self, *, holes: bool = False) -> None:
        across, down = np.meshgrid(
            np.arange(-_HALF_WIDTH, _HALF_WIDTH + 1e-6, _STEP), np.arange(-_ABOVE, _BELOW + 1e-6, _STEP)
        )
        self._across, self._down = across, down
        self._texture = np.stack([EYES[0] + UNIT * across, EYES[1] + UNIT * down], axis=2).astype(np.float32)
        cover = np.ones_like(across)
        if holes:
            cover = np.clip((((np.abs(across) - 0.5) / 0.26) ** 2 + (down / 0.13) ** 2 - 1) * 8, 0, 1)
        self._cover = cover.astype(np.float32)

    def held(self, bend: Bend, yaw: float, pitch: float, shift: tuple[float, float]) -> Surface:
        """Turned about its own upright axis; degrees as of ``Bust.turned``."""
        return self._turned(self._bent(bend), (yaw, pitch), shift, axis=0.0)

    def worn(self, bend: Bend, yaw: float, pitch: float, shift: tuple[float, float]) -> Surface:
        """Before a face, touching its nose, and turned with the head about the neck."""
        return self._turned(self._bent(bend, _NOSE), (yaw, pitch), shift, axis=_NECK)

    def _turned(
        self, place: Field, turn: tuple[float, float], shift: tuple[float, float], axis: float
    ) -> Surface:
        """``axis``: how far behind the eyes the upright axis of the turn lies."""
        angle, nod = np.radians(turn)
        x, y, z = place[..., 0], place[..., 1], place[..., 2] + axis
        y, z = y * np.cos(nod) - z * np.sin(nod), z * np.cos(nod) + y * np.sin(nod)
        x, z = x * np.cos(angle) + z * np.sin(angle), z * np.cos(angle) - x * np.sin(angle)
        turned = np.stack([x + shift[0], y + shift[1], z - axis], axis=2).astype(np.float32)
        return Surface(turned, self._texture, self._cover)

    def _bent(self, bend: Bend, before: float = 0.0) -> Field:
        """Lengths along the sheet stay as they are: paper does not stretch. ``before``: the eyes' place."""
        lean = np.radians(bend.axis)
        middle = 0.55  # the axis of bending passes beside the nose
        u, v = self._across - bend.axis_at, self._down - middle
        over, along = u * np.cos(lean) + v * np.sin(lean), v * np.cos(lean) - u * np.sin(lean)
        sheet = np.linspace(over.min(), over.max(), 2001)
        slope = -bend.curve * sheet - np.radians(bend.fold) * np.tanh(sheet / bend.crease)
        step = sheet[1] - sheet[0]
        run, rise = np.cumsum(np.cos(slope)) * step, np.cumsum(np.sin(slope)) * step
        zero = int(np.argmin(np.abs(sheet)))
        run, rise = run - run[zero], rise - rise[zero]
        moved, z = np.interp(over, sheet, run), np.interp(over, sheet, rise)
        x = moved * np.cos(lean) - along * np.sin(lean) + bend.axis_at
        y = moved * np.sin(lean) + along * np.cos(lean) + middle
        return np.stack([x, y, z + before], axis=2).astype(np.float32)
