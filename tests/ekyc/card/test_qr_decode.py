from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.qr_decode import decode_qr, decode_qr_file, find_citizen_qr, load_image
from simulation.card.qr_picture import qr_frame, qr_png
from simulation.people import CHILD, PEOPLE, SamplePerson


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_every_sample_card_in_a_frame(person: SamplePerson) -> None:
    qr = find_citizen_qr(qr_frame(person, degrees=11))
    assert qr is not None
    assert qr.full_name == person.full_name


@pytest.mark.parametrize(
    ("pixels_per_module", "blur", "light"),
    [(1.4, 0.0, 1.0), (3.0, 1.5, 1.0), (3.0, 0.0, 0.1)],
    ids=["small", "soft", "dark"],
)
def test_the_cascade_mends(pixels_per_module: float, blur: float, light: float) -> None:
    frame = qr_frame(CHILD, pixels_per_module=pixels_per_module, degrees=3)
    if blur:
        frame = np.asarray(cv2.GaussianBlur(frame, (0, 0), blur), dtype=np.uint8)
    noise = np.random.default_rng(7).normal(0, 2, frame.shape)
    frame = np.clip(frame * light + noise, 0, 255).astype(np.uint8)
    assert decode_qr(frame, budget_seconds=5) == (CHILD.qr_text.encode(),)


def test_the_budget_ends_the_cascade() -> None:
    """A clock that jumps a second at every look leaves only the first treatment."""
    ticks = iter(range(100))
    frame = qr_frame(CHILD, pixels_per_module=1.2)
    assert decode_qr(frame, 0.5, monotonic=lambda: float(next(ticks))) == ()
    assert next(ticks) == 2


def test_no_code_in_view() -> None:
    assert find_citizen_qr(np.full((480, 640, 3), 120, dtype=np.uint8)) is None


def test_file(tmp_path: Path) -> None:
    path = tmp_path / "code.png"
    path.write_bytes(qr_png(CHILD))
    assert decode_qr_file(path) == (CHILD.qr_text.encode(),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, CardErrorCode.IMAGE_NOT_FOUND),
        (b"", CardErrorCode.IMAGE_EMPTY),
        (b"no picture", CardErrorCode.IMAGE_UNREADABLE),
        (qr_png(CHILD)[:60], CardErrorCode.IMAGE_UNREADABLE),
    ],
)
def test_bad_files(tmp_path: Path, data: bytes | None, code: CardErrorCode) -> None:
    path = tmp_path / "picture"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CardError) as caught:
        load_image(path)
    assert caught.value.card_code is code


def test_a_picture_without_a_code(tmp_path: Path) -> None:
    path = tmp_path / "grey.png"
    cv2.imwrite(str(path), np.full((100, 100), 128, dtype=np.uint8))
    with pytest.raises(CardError) as caught:
        decode_qr_file(path)
    assert caught.value.card_code is CardErrorCode.QR_NOT_FOUND
