"""The short number for people: readable back, wrong ones refused."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kiosk.reference_number import is_reference_number, reference_number

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(st.uuids())
def test_every_number_is_accepted_as_people_type_it(act_id: UUID) -> None:
    number = reference_number(act_id)
    assert is_reference_number(number)
    assert is_reference_number(number.lower().replace("-", " "))
    assert is_reference_number(number.replace("0", "O").replace("1", "l"))


@given(st.uuids(), st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(act_id: UUID, place: int, wrong: str) -> None:
    number = reference_number(act_id).replace("-", "")
    if {number[place], wrong} in ({"0", "Z"}, {wrong}):
        return
    assert not is_reference_number(number[:place] + wrong + number[place + 1 :])
