"""The tracking code: typed as people type, refused when a character is wrong, and not to be guessed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.tracking import (
    CHARACTERS,
    new_tracking_code,
    read_tracking_code,
    shown_tracking_code,
    tracking_digest,
)

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
CODE = "7KM2PQ9XD4TT0ABC13"
_places = st.integers(0, CHARACTERS - 1)


def test_a_new_one_is_read_as_it_is_shown_in_any_hand() -> None:
    codes = {new_tracking_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        shown = shown_tracking_code(code)
        assert [len(part) for part in shown.split("-")] == [3] * 6
        for typed in (shown, shown.lower(), code, shown.replace("-", " ")):
            assert read_tracking_code(typed) == code
        assert read_tracking_code(code.replace("0", "o").replace("1", "l").replace("2", "z")) == code


def test_eighty_bits_are_drawn() -> None:
    assert len(_ALPHABET) ** (CHARACTERS - 1) > 2**80


@given(_places, st.sampled_from(_ALPHABET))
def test_one_wrong_character_shows(place: int, other: str) -> None:
    typed = CODE[:place] + other + CODE[place + 1 :]
    assert (read_tracking_code(typed) == CODE) is (other == CODE[place])


@given(_places, _places)
def test_two_swapped_ones_show(first: int, second: int) -> None:
    typed = list(CODE)
    typed[first], typed[second] = typed[second], typed[first]
    same = CODE[first] == CODE[second]
    assert (read_tracking_code("".join(typed)) == CODE) is same


@given(st.text(max_size=40))
def test_anything_else_is_none(typed: str) -> None:
    assert read_tracking_code(typed) in (None, typed.upper()) or len(typed) >= CHARACTERS


def test_the_digest_is_of_this_purpose_alone() -> None:
    assert tracking_digest(CODE) != tracking_digest(CODE[::-1])
    assert len(tracking_digest(CODE)) == 64
