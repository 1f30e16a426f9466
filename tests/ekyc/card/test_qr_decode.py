from __future__ import annotations

import io
import os
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
import segno
from PIL import Image as PillowImage

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz_image import read_mrz
from ekyc.card.picture import load_image
from ekyc.card.qr_decode import decode_qr, decode_qr_file, find_citizen_qr
from ekyc.card.qr_treatments import candidate_places, locate_code, treatments
from simulation.card.degraded_qr import QR_BESIDE_PORTRAITS, QR_CONDITIONS, QrCondition, degraded_qr
from simulation.card.qr_picture import qr_frame, qr_png
from simulation.people import ADULT_MAN, ADULT_WOMAN, CHILD, PEOPLE, SamplePerson
from tests.again import every_second


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


# Of three frames each; the whole table over 20 frames is printed by bench/codes.py.
_READ_BY_PATIENCE = {condition.name: 3 for condition in QR_CONDITIONS} | {
    "clean, 1.2 px": 2,
    "tilt 55°, 4 px": 2,
    "blur 0.8 module, 4 px": 0,
    "shaken by 2 modules, 4 px": 1,
    "mixed and hard, 3 px": 0,
}


@pytest.mark.parametrize("condition", every_second(QR_CONDITIONS), ids=lambda condition: condition.name)
def test_bad_frames(condition: QrCondition) -> None:
    """With time enough, as slow machines must not decide a test."""
    read = 0
    for number in range(3):
        frame, payload = degraded_qr(condition, number)
        found = decode_qr(frame, budget_seconds=30)
        assert found in {(), (payload,)}
        read += bool(found)
    assert read >= _READ_BY_PATIENCE[condition.name]


@pytest.mark.parametrize("condition", QR_BESIDE_PORTRAITS, ids=lambda condition: condition.name)
def test_codes_beside_portraits(condition: QrCondition) -> None:
    """The printer's code beside hair and cloth, faint and in a shadow."""
    for number in range(3):
        frame, payload = degraded_qr(condition, number)
        assert decode_qr(frame, budget_seconds=30) == (payload,)


def test_frame_by_frame_every_place_has_its_turn() -> None:
    """What one frame has no time for, the next begins with."""
    condition = next(one for one in QR_BESIDE_PORTRAITS if one.blur_modules == 0.5)
    frame, _ = degraded_qr(condition, 4)
    places = candidate_places(frame)
    begun = [tuple(list(treatments(frame, turn))[1].shape) for turn in range(len(places))]
    doubled = [tuple(2 * side for side in frame[place].shape) for place in places]
    assert begun == doubled
    assert locate_code(frame) == places[0]


def test_the_code_is_located_beside_strong_edges() -> None:
    frame, _ = degraded_qr(QR_CONDITIONS[0], 0)
    frame[40:680, 60:64] = 255
    frame[::40, 1200:1210] = 0
    rows, columns = locate_code(frame)
    assert rows.start < 300
    assert rows.stop > 420
    assert columns.start < 580
    assert columns.stop > 700


def test_a_foreign_code_in_view_does_not_hide_the_cards() -> None:
    """The foreign code is read at once, the small one of the card only by the second treatment."""
    foreign = _foreign_code("https://example.org")
    frame, _ = degraded_qr(next(c for c in QR_CONDITIONS if c.pixels_per_module == 1.2), 2)
    frame[20 : 20 + len(foreign), 20 : 20 + len(foreign)] = foreign
    assert decode_qr(frame, 30) == (b"https://example.org",)
    qr = find_citizen_qr(frame, 30)
    assert qr is not None


def _foreign_code(text: str) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    modules = np.array([list(row) for row in segno.make(text, micro=False).matrix_iter(border=4)])
    return np.kron(np.where(modules, 30, 220), np.ones((4, 4))).astype(np.uint8)


def png_claiming(width: int, height: int) -> bytes:
    """The header of a PNG of that size, and nothing of its pixels."""
    header = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    pixels = b"IDAT" + zlib.compress(b"\0")
    chunks = [(part, zlib.crc32(part).to_bytes(4, "big")) for part in (header, pixels)]
    return b"\x89PNG\r\n\x1a\n" + b"".join((len(p) - 4).to_bytes(4, "big") + p + crc for p, crc in chunks)


@pytest.mark.parametrize(
    "size", [(20_000, 20_000), (65_535, 65_535), (64_000_001, 1), (2**31 - 1, 2**31 - 1)]
)
def test_sizes_are_looked_at_before_decoding(size: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    path.write_bytes(png_claiming(*size))
    with pytest.raises(CardError) as caught:
        load_image(path)
    assert caught.value.card_code is CardErrorCode.IMAGE_TOO_LARGE


@pytest.mark.parametrize(
    "shape", [(1, 1), (2, 20_000), (20_000, 2), (20, 20), (1, 400), (30, 30), (21, 3000)]
)
@pytest.mark.parametrize("channels", [(), (3,)])
def test_pictures_of_odd_shapes_have_no_code(shape: tuple[int, int], channels: tuple[int, ...]) -> None:
    rng = np.random.default_rng(1)
    for image in (
        np.zeros((*shape, *channels), np.uint8),
        rng.integers(0, 255, (*shape, *channels), np.uint8),
    ):
        assert decode_qr(image, 1) == ()
        assert read_mrz(image, 1) is None


def test_what_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(CardError) as caught:
            decode_qr_file(path)
        assert caught.value.card_code is CardErrorCode.IMAGE_UNREADABLE


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(CardError) as caught:
        decode_qr_file(path)
    assert caught.value.card_code is CardErrorCode.IMAGE_TOO_LARGE


def small_code(person: SamplePerson, scale: int = 3) -> PillowImage.Image:
    return PillowImage.open(io.BytesIO(qr_png(person, scale))).convert("L")


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_a_transparent_background_is_paper(mode: str, tmp_path: Path) -> None:
    code = small_code(ADULT_WOMAN)
    alpha = code.point(lambda value: 255 - value)
    picture = PillowImage.merge("LA", (PillowImage.new("L", code.size, 0), alpha))
    path = tmp_path / "transparent.png"
    if mode == "P":
        picture = picture.convert("RGBA").quantize(8)
    picture.convert(mode).save(path) if mode != "P" else picture.save(path)
    assert decode_qr_file(path) == (ADULT_WOMAN.qr_text.encode(),)


@pytest.mark.parametrize("number", [0, 1, 7])
def test_a_code_in_a_later_frame(number: int, tmp_path: Path) -> None:
    code = small_code(ADULT_MAN)
    frames = [PillowImage.new("L", code.size, 200 + index) for index in range(number)] + [code]
    path = tmp_path / "moving.gif"
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=40)
    assert decode_qr_file(path) == (ADULT_MAN.qr_text.encode(),)


@pytest.mark.parametrize("turn", [3, 6, 8])
def test_a_picture_that_a_telephone_says_is_turned(turn: int, tmp_path: Path) -> None:
    path = tmp_path / "turned.jpg"
    exif = PillowImage.Exif()
    exif[0x0112] = turn
    small_code(CHILD, 4).save(path, exif=exif)
    assert decode_qr_file(path) == (CHILD.qr_text.encode(),)


def test_no_small_code_is_seen_in_a_picture_without_the_cards() -> None:
    """Micro QR and its like have one mark each, which portraits and print have too."""
    micro = np.array([list(row) for row in segno.make_micro("106897").matrix_iter(border=4)])
    for scale in (3, 4, 6):
        frame = np.full((400, 600), 200, dtype=np.uint8)
        code = np.kron(np.where(micro, 30, 220), np.ones((scale, scale))).astype(np.uint8)
        frame[100 : 100 + code.shape[0], 100 : 100 + code.shape[1]] = code
        assert decode_qr(frame, 30) == ()


def test_two_cards_in_one_frame_are_not_chosen_between() -> None:
    frame = np.full((500, 1200), 200, dtype=np.uint8)
    for place, person in ((40, ADULT_WOMAN), (640, ADULT_MAN)):
        code = np.asarray(small_code(person, 4))
        frame[60 : 60 + code.shape[0], place : place + code.shape[1]] = code
    for image in (
        frame,
        np.ascontiguousarray(frame[:, ::-1][:, ::-1]),
        np.ascontiguousarray(frame[::-1, ::-1]),
    ):
        with pytest.raises(CardError) as caught:
            find_citizen_qr(image, 30)
        assert caught.value.card_code is CardErrorCode.SEVERAL_CODES
    frame[:, 600:] = frame[:, :600]  # the same card twice, as in a mirror of the slot
    qr = find_citizen_qr(frame, 30)
    assert qr is not None
    assert qr.personal_number == ADULT_WOMAN.personal_number
