"""When a bank's name for an account is the person's: the boundaries of each rule."""

from __future__ import annotations

import pytest

from kiosk.reference.holder_names import is_same_name, name_rules

CARD = "Đặng Thị Ngọc Ánh"


@pytest.mark.parametrize(
    "written",
    [
        "DANG THI NGOC ANH",
        "Đặng Thị Ngọc Ánh",
        "dang  thi   ngoc anh ",
        "ÐẶNG THỊ NGỌC ÁNH",
        "NGOC ANH DANG THI",
        "BA DANG THI NGOC ANH",
        "DANG-THI NGOC.ANH",
    ],
)
def test_the_same_person(written: str) -> None:
    assert is_same_name(written, CARD)
    assert is_same_name(CARD, written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "DANG THI N ANH",
        "DANG T N ANH",
        "DANG THI ANH",
        "DANG THI NGOC ANH ANH",
        "DANG THI NGOC OANH",
        "DANGTHINGOCANH",
    ],
)
def test_somebody_else(written: str) -> None:
    assert not is_same_name(written, CARD)


def test_nobody_is_nobody() -> None:
    assert not is_same_name("", "")
    assert not is_same_name("...", "")


def test_the_rules_are_data() -> None:
    strict = name_rules().model_copy(update={"marks": "compared", "order": "same"})
    assert not strict.are_same("DANG THI NGOC ANH", CARD)
    assert not strict.are_same("Ánh Đặng Thị Ngọc", CARD)
    assert strict.are_same("ĐẶNG THỊ NGỌC ÁNH", CARD)
    lenient = name_rules().model_copy(update={"initials": "accepted"})
    assert lenient.are_same("DANG T N ANH", CARD)
