from __future__ import annotations

from datetime import date

import pytest

from ekyc.card.errors import SENTENCES, CardError, CardErrorCode
from ekyc.card.personal_number import (
    NumberFinding,
    birth_year_of,
    card_access_number_of,
    check_consistency,
    document_number_of,
    parse_personal_number,
    provinces,
    sex_of,
)
from ekyc.card.reading import Sex


@pytest.mark.parametrize("text", ["", "12345678901", "1234567890123", "00118800421x", "٠٠١١٨٨٠٠٤٢١٧"])
def test_anything_but_12_ascii_digits_is_refused(text: str) -> None:
    with pytest.raises(CardError) as caught:
        parse_personal_number(text)
    assert caught.value.card_code is CardErrorCode.PERSONAL_NUMBER_NOT_12_DIGITS


def test_parts() -> None:
    number = parse_personal_number(" 001188004217 ")
    assert (birth_year_of(number), sex_of(number)) == (1988, Sex.FEMALE)
    assert card_access_number_of(number) == "004217"
    assert document_number_of(number) == "188004217"


@pytest.mark.parametrize(
    ("digit", "year", "sex"),
    [
        (0, 1900, Sex.MALE),
        (1, 1900, Sex.FEMALE),
        (2, 2000, Sex.MALE),
        (3, 2000, Sex.FEMALE),
        (9, 2300, Sex.FEMALE),
    ],
)
def test_century_digit(digit: int, year: int, sex: Sex) -> None:
    number = parse_personal_number(f"001{digit}00000000")
    assert (birth_year_of(number), sex_of(number)) == (year, sex)


def test_errors_stand_apart_from_warnings() -> None:
    number = parse_personal_number("005188004217")
    findings = check_consistency(number, date(1989, 3, 14), Sex.MALE)
    assert findings.errors == (
        NumberFinding.BIRTH_YEAR_CONTRADICTS_NUMBER,
        NumberFinding.SEX_CONTRADICTS_NUMBER,
    )
    assert findings.warnings == (NumberFinding.UNKNOWN_PROVINCE_CODE,)


def test_what_is_unknown_is_not_compared() -> None:
    number = parse_personal_number("001188004217")
    assert not check_consistency(number, None, None).codes
    assert not check_consistency(number, None, Sex.UNSPECIFIED).codes


def test_province_list_is_whole() -> None:
    assert len(provinces()) == 63
    assert provinces()["001"] == "Hà Nội"
    assert provinces()["096"] == "Cà Mau"


def test_every_error_code_has_a_sentence() -> None:
    assert set(SENTENCES) == set(CardErrorCode)
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())
