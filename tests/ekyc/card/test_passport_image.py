"""Data pages of passports before a camera."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ekyc.card.mrz_image import read_mrz, read_passport_mrz
from ekyc.card.passport_mrz import build_td3
from simulation.card.degraded import Degradation, photograph
from simulation.card.degraded_mrz import MrzCondition
from simulation.card.degraded_passport import PAGE_CONDITIONS
from simulation.card.mrz_picture import any_face, card_back
from simulation.card.passport_picture import PITCH, data_page, passport_frame
from simulation.card.plain_portrait import plain_portrait
from simulation.passports import PASSPORTS, WORKER, SamplePassport
from simulation.people import ADULT_WOMAN
from tests.again import every_second

PATIENCE = 30.0  # seconds: a slow machine must not decide a test


@pytest.mark.parametrize("passport", PASSPORTS, ids=lambda passport: passport.key)
@pytest.mark.parametrize("portrait", [None, plain_portrait()], ids=["without", "with portrait"])
def test_a_page_in_the_slot(passport: SamplePassport, portrait: bytes | None) -> None:
    mrz = read_passport_mrz(passport_frame(passport, portrait), PATIENCE)
    assert mrz == passport.mrz


@pytest.mark.parametrize("condition", every_second(PAGE_CONDITIONS), ids=lambda condition: condition.name)
def test_bad_frames(condition: MrzCondition) -> None:
    """One of two may be too worn; none is misread, and of names the reader is sure or silent."""
    read = 0
    for number, passport in enumerate(PASSPORTS):
        page = data_page(passport.mrz_lines, face=any_face(np.random.default_rng(number)))
        scale = condition.pixels_per_character / PITCH
        mrz = read_passport_mrz(photograph(page, scale, condition.degradation, 300 + number), PATIENCE)
        if mrz is None:
            continue
        upper, lower = build_td3(mrz)
        assert lower == passport.mrz_lines[1]
        assert upper == passport.mrz_lines[0] or not mrz.primary_identifier
        read += 1
    assert read >= 1


def test_upside_down_and_mirrored() -> None:
    frame = passport_frame(WORKER)
    for seen in (frame[::-1, ::-1], frame[:, ::-1]):
        assert read_passport_mrz(np.ascontiguousarray(seen), PATIENCE) == WORKER.mrz


def test_a_wrong_check_digit_is_never_read() -> None:
    upper, lower = WORKER.mrz_lines
    wrong = lower[:9] + str((int(lower[9]) + 1) % 10) + lower[10:]
    frame = photograph(data_page((upper, wrong)), 0.4, Degradation(), seed=5)
    assert read_passport_mrz(frame, PATIENCE) is None


def test_cards_and_passports_are_told_apart() -> None:
    card = photograph(card_back(ADULT_WOMAN.mrz_lines), 0.4, Degradation(), seed=6)
    assert read_passport_mrz(card, PATIENCE) is None
    assert read_mrz(passport_frame(WORKER), PATIENCE) is None


def test_paper_without_a_zone() -> None:
    grey = np.asarray(cv2.cvtColor(passport_frame(WORKER), cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    assert read_passport_mrz(grey[:520], PATIENCE) is None
