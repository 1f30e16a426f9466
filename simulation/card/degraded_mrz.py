"""Machine readable zones under bad conditions: the set that their reader is measured on."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ekyc.card.mrz import Td1Mrz, build_td1
from ekyc.card.mrz_parts import check_digit
from ekyc.card.reading import Sex
from simulation.card.degraded import FRAME_SIZE, Degradation, Image, photograph
from simulation.card.mrz_picture import PLAIN_FACE, any_face, card_back

_ARTWORK_PITCH = 40
_SURNAMES = ("NGUYEN", "TRAN", "LE", "PHAM", "HUYNH", "VO", "DANG", "BUI", "NGO", "DUONG", "QUACH", "ZINH")
_GIVEN = ("MINH CHAU", "THI HOA", "VAN TAM", "QUOC HUNG", "BAO NGOC", "XUAN KHANG", "THUY AI QUYNH", "WANG")
_PROVINCES = ("001", "031", "048", "079", "092", "038", "066")


@dataclass(frozen=True, slots=True)
class MrzCondition:
    """``any_face``: in any font, size, weight and slant that issuers may print in."""

    name: str
    pixels_per_character: float
    degradation: Degradation
    frame: tuple[int, int] = FRAME_SIZE
    any_face: bool = False


_CLEAN = Degradation(largest_turn=1.5)

MRZ_CONDITIONS = (
    MrzCondition("16 px a character", 16, _CLEAN),
    MrzCondition("12 px", 12, _CLEAN),
    MrzCondition("10 px", 10, _CLEAN),
    MrzCondition("8 px", 8, _CLEAN),
    MrzCondition("6 px", 6, _CLEAN),
    MrzCondition("24 px", 24, _CLEAN),
    MrzCondition("blur σ 1.5 px, 16 px", 16, Degradation(largest_turn=1.5, blur_sigma=1.5)),
    MrzCondition("blur σ 2.5 px, 16 px", 16, Degradation(largest_turn=1.5, blur_sigma=2.5)),
    MrzCondition("turned by up to 8°, 16 px", 16, Degradation(largest_turn=8)),
    MrzCondition("any rotation, 16 px", 16, Degradation(largest_turn=180)),
    MrzCondition("tilt 15°, 16 px", 16, Degradation(largest_turn=3, tilt=15)),
    MrzCondition("tilt 30°, 16 px", 16, Degradation(largest_turn=3, tilt=30)),
    MrzCondition("light × 0.15, noise, 16 px", 16, Degradation(largest_turn=2, light=0.15, noise=3)),
    MrzCondition("noise σ 15, 16 px", 16, Degradation(largest_turn=2, noise=15)),
    MrzCondition("shaken by 4 px, 16 px", 16, Degradation(largest_turn=2, motion=4)),
    MrzCondition("glare over the print, 16 px", 16, Degradation(largest_turn=2, glare=90)),
    MrzCondition("shadow, 16 px", 16, Degradation(largest_turn=2, shadow=0.7)),
    MrzCondition(
        "mixed, 12 px", 12, Degradation(5, 10, 0.8, 1.0, light=0.6, noise=4, shadow=0.3, jpeg_quality=80)
    ),
)


_FULL_HD, _TWELVE_MEGAPIXELS = (1920, 1080), (4000, 3000)
_WORN = Degradation(3, 8, light=0.7, noise=4, shadow=0.4, jpeg_quality=85)

# Other prints than that which trained the reader first, from far away to a card that fills the frame.
MRZ_SIZES = (
    *(
        MrzCondition(f"{pixels} px, any print, 1920 x 1080", pixels, _WORN, _FULL_HD, True)
        for pixels in (12, 16, 20, 24, 30, 36, 42, 48)
    ),
    MrzCondition("56 px, filling 1920 x 1080", 56, _CLEAN, _FULL_HD, True),
    *(
        MrzCondition(f"{pixels} px, any print, 12 MP", pixels, _WORN, _TWELVE_MEGAPIXELS, True)
        for pixels in (36, 60, 80, 100)
    ),
)


def degraded_mrz(condition: MrzCondition, number: int) -> tuple[Image, tuple[str, str, str]]:
    """Frame ``number`` of a condition, grey, and the lines that stand in it."""
    seed = 50_000 + (*MRZ_CONDITIONS, *MRZ_SIZES).index(condition) * 1000 + number
    lines = build_td1(_invented(random.Random(seed)))
    face = any_face(np.random.default_rng(seed)) if condition.any_face else PLAIN_FACE
    pitch = max(_ARTWORK_PITCH, round(condition.pixels_per_character))
    back = card_back(lines, pitch, spacing=random.Random(-seed).uniform(2.2, 2.6), face=face)
    scale = condition.pixels_per_character / pitch
    return photograph(back, scale, condition.degradation, seed, condition.frame), lines


def _invented(chance: random.Random) -> Td1Mrz:
    """Somebody who does not exist, with every redundancy of a Vietnamese card."""
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(25_000))
    sex = chance.choice((Sex.MALE, Sex.FEMALE))
    century = 2 * (born.year // 100 - 19) + (sex is Sex.FEMALE)
    personal = f"{chance.choice(_PROVINCES)}{century}{born:%y}{chance.randrange(10**6):06}"
    return Td1Mrz(
        document_code="ID",
        issuing_state="VNM",
        document_number=personal[3:],
        optional_data_1=f"{personal}<<{check_digit(personal)}",
        date_of_birth_yymmdd=f"{born:%y%m%d}",
        sex=sex,
        date_of_expiry_yymmdd=f"{date(2027, 1, 1) + timedelta(days=chance.randrange(7000)):%y%m%d}",
        nationality="VNM",
        optional_data_2="",
        primary_identifier=chance.choice(_SURNAMES),
        secondary_identifier=chance.choice(_GIVEN),
    )
