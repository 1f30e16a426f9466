"""QR codes of cards under bad conditions: the set that the decoding cascade is measured on."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from simulation.card.degraded import Degradation, Image, photograph
from simulation.card.qr_picture import qr_modules
from simulation.people import PEOPLE, SamplePerson

_ARTWORK_PIXELS = 12  # of the flat print, per module
_INK, _PAPER = 38, 205


@dataclass(frozen=True, slots=True)
class QrCondition:
    """One row of the table. Blur and shake are given in modules, as their harm goes by modules."""

    name: str
    pixels_per_module: float
    largest_turn: float = 4.0
    tilt: float = 0.0
    blur_modules: float = 0.0
    motion_modules: float = 0.0
    glare_modules: float = 0.0
    light: float = 1.0
    noise: float = 2.0
    shadow: float = 0.0
    jpeg_quality: int | None = None

    @property
    def clean(self) -> bool:
        return self.name.startswith("clean")

    def degradation(self) -> Degradation:
        pixels = self.pixels_per_module
        return Degradation(
            largest_turn=self.largest_turn,
            tilt=self.tilt,
            blur_sigma=self.blur_modules * pixels,
            motion=self.motion_modules * pixels,
            light=self.light,
            noise=self.noise,
            glare=self.glare_modules * pixels,
            shadow=self.shadow,
            jpeg_quality=self.jpeg_quality,
        )


QR_CONDITIONS = (
    QrCondition("clean, 4 px a module", 4),
    QrCondition("clean, 3 px", 3),
    QrCondition("clean, 2 px", 2),
    QrCondition("clean, 1.5 px", 1.5),
    QrCondition("clean, 1.2 px", 1.2),
    QrCondition("any rotation, 3 px", 3, largest_turn=180),
    QrCondition("any rotation, 2 px", 2, largest_turn=180),
    QrCondition("tilt 30°, 3 px", 3, tilt=30),
    QrCondition("tilt 45°, 3 px", 3, tilt=45),
    QrCondition("tilt 55°, 4 px", 4, tilt=55),
    QrCondition("blur 0.4 module, 4 px", 4, blur_modules=0.4),
    QrCondition("blur 0.6 module, 4 px", 4, blur_modules=0.6),
    QrCondition("blur 0.8 module, 4 px", 4, blur_modules=0.8),
    QrCondition("shaken by 1 module, 4 px", 4, motion_modules=1),
    QrCondition("shaken by 2 modules, 4 px", 4, motion_modules=2),
    QrCondition("light × 0.15, noise, 3 px", 3, light=0.15, noise=3),
    QrCondition("light × 0.08, noise, 3 px", 3, light=0.08, noise=3),
    QrCondition("glare, small, 3 px", 3, glare_modules=6),
    QrCondition("glare, larger, 3 px", 3, glare_modules=8),
    QrCondition("shadow over half, 3 px", 3, shadow=0.8),
    QrCondition("noise σ 15, 3 px", 3, noise=15),
    QrCondition("mixed, 2.5 px", 2.5, 180, 20, 0.35, 0.5, light=0.6, noise=4, shadow=0.4, jpeg_quality=80),
    QrCondition("mixed, 2 px", 2, 180, 15, 0.3, light=0.7, noise=3, jpeg_quality=85),
    QrCondition(
        "mixed and hard, 3 px", 3, 180, 25, 0.5, 0.8, light=0.4, noise=5, shadow=0.5, jpeg_quality=75
    ),
)


def degraded_qr(condition: QrCondition, number: int) -> tuple[Image, bytes]:
    """Frame ``number`` of a condition, grey (720, 1280), and what its code says."""
    person = PEOPLE[number % len(PEOPLE)]
    seed = QR_CONDITIONS.index(condition) * 1000 + number
    scale = condition.pixels_per_module / _ARTWORK_PIXELS
    return photograph(_card_side(person), scale, condition.degradation(), seed), person.qr_text.encode()


def _card_side(person: SamplePerson) -> Image:
    """A piece of card with the code in its middle and lines of print above and below."""
    code = np.where(qr_modules(person.qr_text), _INK, _PAPER).astype(np.uint8)
    code = np.repeat(np.repeat(code, _ARTWORK_PIXELS, axis=0), _ARTWORK_PIXELS, axis=1)
    height, width = code.shape
    card = np.full((height + 600, width + 1400), _PAPER, dtype=np.uint8)
    card[300 : 300 + height, 700 : 700 + width] = code
    for row, line in (
        (130, "CAN CUOC / IDENTITY CARD"),
        (240, "0123456789"),
        (height + 440, "IDVNM<<<<<<<<"),
    ):
        cv2.putText(card, line, (60, row), cv2.FONT_HERSHEY_DUPLEX, 3.4, (_INK,), 6, cv2.LINE_AA)
    return card
