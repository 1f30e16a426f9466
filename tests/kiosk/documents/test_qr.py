"""A code holds its text, is as small as another encoder makes it, and its picture has the same modules."""

from __future__ import annotations

import re

import numpy as np
import pytest
import segno
import zxingcpp
from numpy.typing import NDArray

from kiosk.documents.qr import QUIET_MODULES, qr_modules, qr_svg

TEXTS = ("0120034567", "HTTPS://EXAMPLE.VN/1", "Giấy hẹn: Đỗ Thị Ngọc Ánh, 5/10/2026", "ữ" * 300)


@pytest.mark.parametrize("text", TEXTS, ids=["number", "address", "words", "long"])
def test_a_code_is_read_back_and_no_larger_than_it_must(text: str) -> None:
    modules = qr_modules(text)
    framed = np.pad(np.where(modules, 0, 255).astype(np.uint8), QUIET_MODULES, constant_values=255)
    (read,) = zxingcpp.read_barcodes(np.kron(framed, np.ones((4, 4), np.uint8)))
    assert (read.text, read.ec_level) == (text, "M")
    assert read.symbology_identifier == "]Q1"  # bytes as they are: some phones know no other
    other = segno.make_qr(text, error="m", boost_error=False)
    assert np.shape(modules) == (len(other.matrix),) * 2


@pytest.mark.parametrize("text", TEXTS, ids=["number", "address", "words", "long"])
def test_the_picture_is_the_code_with_its_border(text: str) -> None:
    svg = qr_svg(text)
    modules = qr_modules(text)
    (side,) = {int(each) for each in re.findall(r'viewBox="0 0 (\d+) (\d+)"', svg)[0]}
    drawn: NDArray[np.bool_] = np.zeros((side, side), np.bool_)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
        drawn[int(y), int(x) : int(x) + int(length)] = True
    assert np.array_equal(drawn, np.pad(modules, QUIET_MODULES))


def test_of_nothing_there_is_no_code_and_of_too_much_neither() -> None:
    assert qr_modules("") == []
    with pytest.raises(ValueError, match=r".+"):
        qr_modules("x" * 3000)
