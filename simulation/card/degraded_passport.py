"""Data pages of passports of nobody in bad camera frames, seeded, for what is asked of the reader."""

from __future__ import annotations

import random
from datetime import date, timedelta

import numpy as np

from ekyc.card.passport_mrz import Td3Mrz, build_td3
from ekyc.card.picture import Image
from ekyc.card.reading import Sex
from simulation.card.degraded import photograph
from simulation.card.degraded_mrz import MRZ_CONDITIONS, MrzCondition
from simulation.card.mrz_picture import PLAIN_FACE, any_face
from simulation.card.passport_picture import PITCH, data_page

# A page lies flat in the slot and is larger than a card: what is tilted, turned at will or too large for
# the frame is not asked for.
PAGE_CONDITIONS = tuple(
    each
    for each in MRZ_CONDITIONS
    if 6 < each.pixels_per_character <= 16
    and not each.degradation.tilt
    and each.degradation.largest_turn < 90
)
_SURNAMES = ("HALVORSEN", "OKONJO VAN DER MEER", "PARK", "DE LA FUENTE", "IVANOVA", "TAN")
_GIVEN_NAMES = ("INES MARIA", "TEODOR", "SEO YEON", "JUAN PABLO", "ANNA", "WEI LING")
_LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def degraded_passport(condition: MrzCondition, number: int) -> tuple[Image, tuple[str, str]]:
    """Frame ``number`` of a condition, grey, and the lines that stand in it."""
    seed = 90_000 + PAGE_CONDITIONS.index(condition) * 1000 + number
    lines = build_td3(_invented(random.Random(seed)))
    face = any_face(np.random.default_rng(seed)) if condition.any_face else PLAIN_FACE
    page = data_page(lines, spacing=random.Random(-seed).uniform(2.2, 2.6), face=face)
    scale = condition.pixels_per_character / PITCH
    return photograph(page, scale, condition.degradation, seed, condition.frame), lines


def _invented(chance: random.Random) -> Td3Mrz:
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    expires = date(2026, 1, 1) + timedelta(days=chance.randrange(3_000))
    return Td3Mrz(
        document_code="P",
        issuing_state="UTO",
        document_number="".join(chance.choices(_LETTERS_AND_DIGITS, k=9)),
        nationality="UTO",
        date_of_birth_yymmdd=f"{born:%y%m%d}",
        sex=chance.choice((Sex.MALE, Sex.FEMALE)),
        date_of_expiry_yymmdd=f"{expires:%y%m%d}",
        optional_data="".join(chance.choices(_LETTERS_AND_DIGITS, k=chance.choice((0, 9)))),
        primary_identifier=chance.choice(_SURNAMES),
        secondary_identifier=chance.choice(_GIVEN_NAMES),
    )
