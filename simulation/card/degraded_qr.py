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
    portrait: bool = False  # beside the code, with hair and cloth that look like one from afar
    contrast: float = 1.0  # between modules and paper

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

# The code on the front of the card of 2021, with the portrait beside it, under worse light than a slot's.
QR_BESIDE_PORTRAITS = tuple(
    QrCondition(f"portrait beside, {name}", portrait=True, **settings)  # type: ignore[arg-type] # rows of a table
    for name, settings in {
        "clean, 3 px": {"pixels_per_module": 3},
        "clean, 2 px": {"pixels_per_module": 2},
        "contrast 0.5, 3 px": {"pixels_per_module": 3, "contrast": 0.5},
        "contrast 0.3, noise, 3 px": {"pixels_per_module": 3, "contrast": 0.3, "noise": 5},
        "contrast 0.5, shadow, 3 px": {"pixels_per_module": 3, "contrast": 0.5, "shadow": 0.7},
        "contrast 0.5, blur 0.5, 4 px": {"pixels_per_module": 4, "contrast": 0.5, "blur_modules": 0.5},
        "blur 0.6, 3 px": {"pixels_per_module": 3, "blur_modules": 0.6},
        "glare, contrast 0.6, 3 px": {"pixels_per_module": 3, "contrast": 0.6, "glare_modules": 7},
        "mixed, 2.5 px": {
            "pixels_per_module": 2.5,
            "largest_turn": 20,
            "tilt": 15,
            "blur_modules": 0.35,
            "contrast": 0.6,
            "light": 0.7,
            "noise": 4,
            "shadow": 0.4,
            "jpeg_quality": 80,
        },
    }.items()
)


def degraded_qr(condition: QrCondition, number: int) -> tuple[Image, bytes]:
    """Frame ``number`` of a condition, grey (720, 1280), and what its code says."""
    person = PEOPLE[number % len(PEOPLE)]
    seed = (*QR_CONDITIONS, *QR_BESIDE_PORTRAITS).index(condition) * 1000 + number
    scale = condition.pixels_per_module / _ARTWORK_PIXELS
    return photograph(
        _card_side(person, condition, seed), scale, condition.degradation(), seed
    ), person.qr_text.encode()


def _card_side(person: SamplePerson, condition: QrCondition, seed: int) -> Image:
    """A piece of card with the code in its middle and lines of print above and below."""
    ink = round(_PAPER - (_PAPER - _INK) * condition.contrast)
    code = np.where(qr_modules(person.qr_text), ink, _PAPER).astype(np.uint8)
    code = np.repeat(np.repeat(code, _ARTWORK_PIXELS, axis=0), _ARTWORK_PIXELS, axis=1)
    height, width = code.shape
    card = np.full((height + 600, width + 1400), _PAPER, dtype=np.uint8)
    card[300 : 300 + height, 700 : 700 + width] = code
    if condition.portrait:
        card[300 : 300 + height, 60:640] = _portrait((height, 580), np.random.default_rng(seed))
    for row, line in (
        (130, "CAN CUOC / IDENTITY CARD"),
        (240, "0123456789"),
        (height + 440, "IDVNM<<<<<<<<"),
    ):
        cv2.putText(card, line, (60, row), cv2.FONT_HERSHEY_DUPLEX, 3.4, (_INK,), 6, cv2.LINE_AA)
    return card


def _portrait(size: tuple[int, int], rng: np.random.Generator) -> Image:
    """A head before a light wall: soft skin, and hair and cloth of fine strokes in all directions."""
    height, width = size
    picture = np.full(size, 190, dtype=np.uint8)
    for centre, axes, shade in (
        ((width // 2, height), (width // 2, height // 3), 70),
        ((width // 2, round(height * 0.36)), (width // 3, round(height * 0.32)), 45),
    ):
        cv2.ellipse(picture, centre, axes, 0, 0, 360, (shade,), -1)
        patch = rng.integers(0, 110, (height // 6, width // 6)).astype(np.uint8)
        texture = cv2.resize(patch, (width, height), interpolation=cv2.INTER_NEAREST)
        mask = np.zeros(size, dtype=np.uint8)
        cv2.ellipse(mask, centre, axes, 0, 0, 360, (255,), -1)
        picture[mask > 0] = cv2.add(picture, texture)[mask > 0]
    face = (width // 2, round(height * 0.42))
    cv2.ellipse(picture, face, (width // 4, round(height * 0.26)), 0, 0, 360, (165,), -1)
    for side in (-1, 1):
        cv2.circle(picture, (face[0] + side * width // 9, face[1] - height // 20), width // 30, (50,), -1)
    return picture
