"""DG2's picture in every format that chips have, cut at many places, and as a bomb."""

from __future__ import annotations

import io
from functools import cache

import pytest
from PIL import Image

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.lds import parse_dg2
from ekyc.chip.portrait import checked_portrait
from simulation.card import files
from tests.ekyc.chip.readings import portrait

FORMATS = {
    "JPEG colour": ("RGB", "JPEG", {}),
    "JPEG grey": ("L", "JPEG", {}),
    "JPEG progressive": ("RGB", "JPEG", {"progressive": True}),
    "JP2 colour": ("RGB", "JPEG2000", {}),
    "JP2 grey": ("L", "JPEG2000", {}),
    "code stream colour": ("RGB", "JPEG2000", {"no_jp2": True}),
    "code stream grey": ("L", "JPEG2000", {"no_jp2": True}),
}
CUTS = (1, 2, 3, 5, 17, 100, 1000, 5000)


@cache
def picture(name: str) -> bytes:
    mode, image_format, options = FORMATS[name]
    encoded = io.BytesIO()
    with Image.open(io.BytesIO(portrait())) as image:
        image.convert(mode).save(encoded, format=image_format, **options)
    return encoded.getvalue()


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.tobytes()


def is_accepted(data: bytes) -> bool:
    try:
        checked_portrait(data)
    except CardError:
        return False
    return True


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_kept_as_it_stands(name: str) -> None:
    found = checked_portrait(parse_dg2(files.dg2(picture(name))))
    assert found.data == picture(name)
    assert found.media_type == ("image/jpeg" if name.startswith("JPEG") else "image/jp2")


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_cut_is_refused(name: str) -> None:
    """Unless nothing but the end marker is gone and every pixel is there."""
    whole = picture(name)
    for cut in CUTS:
        short = whole[:-cut]
        if cut <= 2 and is_accepted(short):
            assert pixels(short) == pixels(whole)
            continue
        with pytest.raises(CardError) as caught:
            checked_portrait(short)
        assert caught.value.card_code is CardErrorCode.PORTRAIT_DAMAGED


@pytest.mark.parametrize("name", ["JP2 colour", "JP2 grey", "code stream colour", "code stream grey"])
@pytest.mark.parametrize("side", [5_000, 100_000, 2**31 - 1])
def test_a_jpeg_2000_bomb_is_refused_before_it_is_decoded(name: str, side: int) -> None:
    """The size stands in the code stream and, for JP2, in a header box before it."""
    bomb = bytearray(picture(name))
    code_stream = bomb.index(b"\xff\x4f\xff\x51")
    bomb[code_stream + 8 : code_stream + 16] = side.to_bytes(4, "big") * 2
    header = bomb.find(b"ihdr", 0, code_stream)
    if header >= 0:
        bomb[header + 4 : header + 12] = side.to_bytes(4, "big") * 2
    with pytest.raises(CardError) as caught:
        checked_portrait(bytes(bomb))
    assert caught.value.card_code in {CardErrorCode.IMAGE_TOO_LARGE, CardErrorCode.PORTRAIT_DAMAGED}
