"""Dates with their strokes, capitals that come by themselves, and the layouts' data."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings import KeyboardSettings
from ui.keyboard.capitals import Capitals, wants_capital
from ui.keyboard.composer import Edit
from ui.keyboard.composition import InputMethod
from ui.keyboard.date_entry import delete_digit, type_digit
from ui.keyboard.layouts import KeyAction, LayoutId, LetterOrder, load_layouts
from ui.keyboard.syllable import Tone, ToneStyle

LAYOUTS = load_layouts()


def _applied(text: str, edit: Edit) -> str:
    return text[: len(text) - edit.replace_last] + edit.insert


@given(st.dates(min_value=date(1000, 1, 1)))
def test_eight_digits_make_a_date_and_backspaces_unmake_it(day: date) -> None:
    wanted = f"{day:%d/%m/%Y}"
    text = ""
    for digit in wanted.replace("/", ""):
        text = _applied(text, type_digit(text, digit))
    assert text == wanted
    assert type_digit(text, "7") == Edit(0, "")
    for _ in range(8):
        text = _applied(text, delete_digit(text))
    assert text == ""
    assert delete_digit("") == Edit(0, "")


@pytest.mark.parametrize(
    ("before", "capitals", "wanted"),
    [
        ("", Capitals.WORDS, True),
        ("Nguyễn ", Capitals.WORDS, True),
        ("Nguyễn", Capitals.WORDS, False),
        ("12/", Capitals.WORDS, True),
        ("", Capitals.SENTENCES, True),
        ("Xin chào", Capitals.SENTENCES, False),
        ("Xin chào. ", Capitals.SENTENCES, True),
        ("v.v.", Capitals.SENTENCES, False),
        ("Một\n", Capitals.SENTENCES, True),
        ("", Capitals.NONE, False),
    ],
)
def test_capitals(before: str, capitals: Capitals, wanted: bool) -> None:
    assert wants_capital(before, capitals) is wanted


def test_every_layout_is_there_and_ends_typing() -> None:
    assert set(LAYOUTS) == set(LayoutId)
    for layout in LAYOUTS.values():
        for rows in (layout.rows, layout.rows_wide):
            actions = [key.action for row in rows for key in row]
            assert actions.count(KeyAction.DONE) == 1
            assert actions.count(KeyAction.BACKSPACE) == 1


def test_keys_point_at_tones_and_layouts_that_exist() -> None:
    keys = [key for layout in LAYOUTS.values() for row in (*layout.rows, *layout.rows_wide) for key in row]
    assert {key.value for key in keys if key.action is KeyAction.TONE} == set(Tone) - {Tone.NGANG}
    assert {key.value for key in keys if key.action is KeyAction.LAYOUT} <= {*LayoutId, "letters"}


@pytest.mark.parametrize("order", list(LetterOrder))
def test_vietnamese_has_every_letter_in_both_shapes(order: LetterOrder) -> None:
    layout = LAYOUTS[LayoutId.VIETNAMESE].in_order(order)
    for rows in (layout.rows, layout.rows_wide):
        letters = [key.value for row in rows for key in row if key.value.isalpha() and len(key.value) == 1]
        assert sorted(letters) == sorted("abcdefghijklmnopqrstuvwxyzăâđêôơư")


def test_abc_order_runs_through_the_rows() -> None:
    layout = LAYOUTS[LayoutId.VIETNAMESE].in_order(LetterOrder.ABC)
    letters = [key.label for row in layout.rows for key in row if len(key.value) == 1 and key.value.isascii()]
    assert "".join(letter for letter in letters if letter.isalpha()) == "abcdefghijklmnopqrstuvwxyz"


def test_ready_endings_stand_on_the_email_layout() -> None:
    values = {key.value for row in LAYOUTS[LayoutId.EMAIL].rows for key in row}
    assert {"@", ".", "-", "_", "gmail.com", ".vn"} <= values
    assert not LAYOUTS[LayoutId.EMAIL].composes


@pytest.mark.parametrize(("name", "known"), [("method", InputMethod), ("tone_style", ToneStyle)])
def test_an_office_chooses_among_what_the_keyboard_knows(
    name: str, known: type[InputMethod] | type[ToneStyle]
) -> None:
    choices = get_args(KeyboardSettings.model_fields[name].annotation)
    assert {known(choice) for choice in choices} >= set(known) - {InputMethod.PLAIN}


def test_an_address_needs_no_other_layout() -> None:
    values = {key.value for row in LAYOUTS[LayoutId.VIETNAMESE].rows for key in row}
    assert set("0123456789/,.- ") <= values
