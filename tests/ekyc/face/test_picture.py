from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as PillowImage

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.picture import MAX_FILE_BYTES, decode_picture, read_picture
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait

_TYPES = ["image/jpeg", "image/jp2"]


def _portrait(media_type: str) -> bytes:
    return reference_portrait(SyntheticPerson.DRAWN_A, media_type)


def _encoded(picture: PillowImage.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


@pytest.mark.parametrize("media_type", _TYPES)
def test_portraits_of_chips_decode(media_type: str) -> None:
    image = decode_picture(_portrait(media_type))
    assert image.shape == (640, 480, 3)
    assert image.dtype == np.uint8


def test_channels_come_blue_first_and_alpha_goes() -> None:
    red = PillowImage.new("RGBA", (4, 3), (250, 10, 20, 255))
    assert decode_picture(_encoded(red, "PNG"))[0, 0].tolist() == [20, 10, 250]


def test_a_picture_taken_sideways_stands_upright() -> None:
    exif = PillowImage.Exif()
    exif[0x0112] = 6  # orientation: turn by 90° to see it upright
    data = _encoded(PillowImage.new("RGB", (40, 20)), "JPEG", exif=exif)
    assert decode_picture(data).shape == (40, 20, 3)


@pytest.mark.parametrize("media_type", _TYPES)
def test_a_picture_that_breaks_off_is_refused(media_type: str) -> None:
    data = _portrait(media_type)
    for length in range(1, len(data) - 2, len(data) // 23):
        with pytest.raises(FaceError) as caught:
            decode_picture(data[:length])
        assert caught.value.fault is FaceFault.NOT_AN_IMAGE


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_the_one_named_error(data: bytes) -> None:
    with pytest.raises(FaceError) as caught:
        decode_picture(data)
    assert caught.value.fault is FaceFault.NOT_AN_IMAGE


@given(st.data())
def test_a_damaged_portrait_decodes_or_is_refused(data: st.DataObject) -> None:
    damaged = bytearray(_portrait("image/jpeg"))
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    fault = None
    try:
        image = decode_picture(bytes(damaged))
    except FaceError as error:
        fault = error.fault
    else:
        assert image.ndim == 3
    assert fault in (None, FaceFault.NOT_AN_IMAGE, FaceFault.IMAGE_TOO_LARGE)


def test_a_huge_picture_is_refused_before_it_is_decoded() -> None:
    header = _encoded(PillowImage.new("L", (1, 1)), "BMP")
    large = bytearray(header)
    large[18:26] = (60_000).to_bytes(4, "little") * 2  # width and height in the header
    with pytest.raises(FaceError) as caught:
        decode_picture(bytes(large))
    assert caught.value.fault is FaceFault.IMAGE_TOO_LARGE


def test_files(tmp_path: Path) -> None:
    empty, large = tmp_path / "empty.jpg", tmp_path / "large.jpg"
    empty.touch()
    with large.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    for path, fault in (
        (empty, FaceFault.EMPTY_FILE),
        (large, FaceFault.IMAGE_TOO_LARGE),
        (tmp_path / "none.jpg", FaceFault.FILE_NOT_FOUND),
        (tmp_path, FaceFault.FILE_UNREADABLE),
    ):
        with pytest.raises(FaceError) as caught:
            read_picture(path)
        assert caught.value.fault is fault
        assert str(path) not in str(caught.value)
