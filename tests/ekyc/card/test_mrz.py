from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz import build_td1, parse_td1
from ekyc.card.mrz_parts import check_digit
from ekyc.card.reading import Sex
from simulation.people import NO_EXPIRY_CARD, PEOPLE, SamplePerson

# The specimen of ICAO 9303-5, appendix B.
SPECIMEN = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)


def test_specimen() -> None:
    mrz = parse_td1("\n".join(SPECIMEN))
    assert (mrz.document_code, mrz.issuing_state, mrz.nationality) == ("I", "UTO", "UTO")
    assert mrz.document_number == "D23145890"
    assert mrz.sex is Sex.FEMALE
    assert mrz.date_of_birth(date(2026, 1, 1)) == date(1974, 8, 12)
    assert mrz.date_of_expiry == date(2012, 4, 15)
    assert (mrz.primary_identifier, mrz.secondary_identifier) == ("ERIKSSON", "ANNA MARIA")
    assert mrz.redundancy_faults() == ("mrz_without_personal_number",)
    assert build_td1(mrz) == SPECIMEN


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_vietnamese_cards(person: SamplePerson) -> None:
    mrz = parse_td1(" ".join(person.mrz_lines))
    assert mrz.personal_number == person.personal_number
    assert mrz.date_of_birth(date(2026, 1, 1)) == person.date_of_birth
    assert mrz.date_of_expiry == person.date_of_expiry
    assert not mrz.redundancy_faults()
    assert build_td1(mrz) == person.mrz_lines


def test_no_expiry() -> None:
    mrz = parse_td1("".join(NO_EXPIRY_CARD.mrz_lines))
    assert mrz.never_expires
    assert mrz.date_of_expiry is None


def test_vietnams_own_redundancy_sees_what_check_digits_do_not() -> None:
    upper, middle, lower = PEOPLE[0].mrz_lines
    other_sex = middle.replace("F", "M", 1)
    assert parse_td1(upper + other_sex + lower).redundancy_faults() == ("mrz_sex_contradicts_number",)


@pytest.mark.parametrize(
    ("place", "code"),
    [(5, CardErrorCode.MRZ_CHECK_DIGIT_WRONG), (30, CardErrorCode.MRZ_CHECK_DIGIT_WRONG)],
)
def test_one_wrong_digit(place: int, code: CardErrorCode) -> None:
    text = "".join(PEOPLE[0].mrz_lines)
    wrong = str((int(text[place]) + 1) % 10)
    with pytest.raises(CardError) as caught:
        parse_td1(text[:place] + wrong + text[place + 1 :])
    assert caught.value.card_code is code


def test_check_digit_by_hand() -> None:
    assert check_digit("520727") == "3"  # ICAO 9303-3, 4.9


@given(st.text(alphabet="0123456789ABCDEFMVN<", min_size=85, max_size=92) | st.text())
def test_anything_is_read_or_named(text: str) -> None:
    try:
        parse_td1(text)
    except CardError as error:
        code = error.card_code
    else:
        return
    assert code in {CardErrorCode.MRZ_MALFORMED, CardErrorCode.MRZ_CHECK_DIGIT_WRONG}
