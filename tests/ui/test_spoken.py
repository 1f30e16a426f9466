"""What stands on the screen, as a voice says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.spoken import spoken, spoken_character


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("Số biên nhận: 7K3M-20QX-5", "Số biên nhận: 7 K 3 M, 2 0 Q X, 5"),
        ("DK-2026-000001", "D K, 2 0 2 6, 0 0 0, 0 0 1"),
        ("DK26-4417-0932-0123-2", "D K 2 6, 4 4 1 7, 0 9 3 2, 0 1 2 3, 2"),
        ("0912 345 678", "0 9 1, 2 3 4, 5 6 7 8"),
        ("079160001234", "0 7 9, 1 6 0, 0 0 1, 2 3 4"),
        ("091••••678", "0 9 1, 4 ký tự được che, 6 7 8"),
        ("••••••••••", "10 ký tự được che"),
        ("m•••@example.vn", "m 3 ký tự được che @example.vn"),
        ("4.250.000 ₫", "4.250.000 ₫"),
        ("05/10/1990", "05/10/1990"),
        ("năm 2026", "năm 2026"),
        ("9-12 tháng", "9-12 tháng"),
        ("BHXH cơ sở Đồng Hỷ", "BHXH cơ sở Đồng Hỷ"),
        ("Đây có phải ông/\u2060bà không?. Xin xem.", "Đây có phải ông/bà không? Xin xem."),
        ("DK26-\u200b4417-\u200b0932", "D K 2 6, 4 4 1 7, 0 9 3 2"),
    ],
)
def test_numbers_are_said_so_that_they_can_be_written_down(shown: str, said: str) -> None:
    assert spoken(shown, "vi") == said


@given(st.text())
def test_whatever_is_shown_can_be_said_on_one_line(shown: str) -> None:
    assert "\n" not in spoken(shown, "en")


@given(st.from_regex(r"[0-9]{5,15}", fullmatch=True))
def test_no_digit_is_lost(number: str) -> None:
    said = spoken(f"Số {number} này", "vi")
    assert [each for each in said if each.isdigit()] == list(number)


def test_marks_have_names() -> None:
    assert spoken_character("@", "vi") == "a còng"
    assert spoken_character(".", "en") == "dot"
    assert spoken_character("ế", "vi") == "ế"
