from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.card.card_code import CardCodeKind, kind_of, parse_card_code
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.health_card_code import parse_health_card_code
from ekyc.card.health_card_qr import HealthCardQr, looks_like_health_card_qr, parse_health_card_qr
from ekyc.card.reading import Sex
from ekyc.card.social_insurance_number import parse_social_insurance_number
from simulation.card.health_card import new_health_qr_text, old_health_qr_text
from simulation.people import ADULT_MAN, ADULT_WOMAN, CHILD, PEOPLE, SamplePerson

NUMBER = "0123456789"
CODE = f"DN401{NUMBER}"


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
@pytest.mark.parametrize("make", [old_health_qr_text, new_health_qr_text])
@pytest.mark.parametrize("code", [NUMBER, CODE])
def test_both_cards(person: SamplePerson, make: object, code: str) -> None:
    assert callable(make)
    qr = parse_health_card_qr(make(person, code))
    assert (qr.code, qr.full_name, qr.sex, qr.address) == (
        code,
        person.full_name,
        person.sex,
        person.residence,
    )
    assert (qr.date_of_birth, qr.year_of_birth) == (person.date_of_birth, person.date_of_birth.year)
    assert (qr.valid_from, qr.valid_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert qr.facility == "01-021"
    assert qr.social_insurance_number == NUMBER


def test_fields_of_the_new_card() -> None:
    qr = parse_health_card_qr(new_health_qr_text(CHILD, NUMBER))
    assert qr.contact == CHILD.mother_name
    assert qr.management_number == f"0131{NUMBER}"
    assert qr.five_years_from == date(2027, 1, 1)  # written with a blank before it
    assert qr.check_string == "1f0c93a2b47d5e68-7102"
    assert qr.issuing_place == "Cơ sở Ba Đình"
    assert (qr.field_11, qr.field_14, qr.further_fields) == ("4", "0", ())
    old = parse_health_card_qr(old_health_qr_text(CHILD, NUMBER))
    assert (old.contact, old.management_number, old.five_years_from) == (None, None, None)


def test_parts_of_the_code() -> None:
    qr = parse_health_card_qr(old_health_qr_text(ADULT_MAN, CODE.lower()))
    assert qr.code == CODE
    assert qr.health_card_code is not None
    assert (qr.health_card_code.group, qr.health_card_code.benefit_level) == ("DN", 4)
    assert qr.personal_number is None
    with_personal_number = parse_health_card_qr(old_health_qr_text(ADULT_MAN, ADULT_MAN.personal_number))
    assert with_personal_number.personal_number == ADULT_MAN.personal_number
    assert with_personal_number.social_insurance_number is None


def test_year_alone_unknown_sex_and_empty_fields() -> None:
    fields = old_health_qr_text(ADULT_MAN, NUMBER).split("|")
    fields[2:6] = ["1995", "3", "-", "-"]
    fields[7] = "-"
    qr = parse_health_card_qr("|".join(fields))
    assert (qr.year_of_birth, qr.date_of_birth, qr.sex) == (1995, None, Sex.UNSPECIFIED)
    assert (qr.address, qr.facility, qr.valid_to) == (None, None, None)


@pytest.mark.parametrize("change", [str.upper, lambda text: "\ufeff]Q1" + text, lambda text: text + "\r\n\0"])
def test_scanner_variants(change: object) -> None:
    assert callable(change)
    text = old_health_qr_text(ADULT_WOMAN, NUMBER)
    assert parse_health_card_qr(change(text)) == parse_health_card_qr(text)


def test_decomposed_names_are_composed() -> None:
    text = old_health_qr_text(ADULT_WOMAN, NUMBER)
    name = ADULT_WOMAN.full_name
    decomposed = text.replace(name.encode().hex(), unicodedata.normalize("NFD", name).encode().hex())
    assert parse_health_card_qr(decomposed).full_name == name


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        (0, "DN901" + NUMBER, CardErrorCode.HEALTH_QR_NOT_RECOGNIZED),
        (0, "123", CardErrorCode.HEALTH_QR_NOT_RECOGNIZED),
        (1, "-", CardErrorCode.HEALTH_QR_NOT_RECOGNIZED),
        (1, "c3", CardErrorCode.QR_NOT_UTF8),
        (1, "0a", CardErrorCode.HEALTH_QR_FIELD_INVALID),
        (2, "31/02/1990", CardErrorCode.HEALTH_QR_FIELD_INVALID),
        (2, "-", CardErrorCode.HEALTH_QR_FIELD_INVALID),
        (4, "c", CardErrorCode.HEALTH_QR_FIELD_INVALID),
        (5, "Hospital", CardErrorCode.HEALTH_QR_FIELD_INVALID),
        (6, "-", CardErrorCode.HEALTH_QR_FIELD_INVALID),
        (7, "01/01/2025", CardErrorCode.HEALTH_QR_FIELD_INVALID),
        (9, "", CardErrorCode.HEALTH_QR_NOT_RECOGNIZED),
    ],
)
def test_named_faults(field: int, value: str, code: CardErrorCode) -> None:
    fields = old_health_qr_text(ADULT_WOMAN, NUMBER).split("|")
    fields[field] = value
    with pytest.raises(CardError) as caught:
        parse_health_card_qr("|".join(fields))
    assert caught.value.card_code is code


@given(st.integers(0, 700))
def test_a_cut_code_is_refused(length: int) -> None:
    text = new_health_qr_text(CHILD, CODE)
    cut = text[: min(length, len(text) - 1)]
    with pytest.raises(CardError):
        parse_health_card_qr(cut)


@given(
    st.one_of(
        st.text(),
        st.binary(),
        st.lists(st.text("0123456789abcdef/-$ ", max_size=14), min_size=8, max_size=18).map(
            lambda fields: "|".join([NUMBER, *fields, "$"])
        ),
    )
)
def test_anything_is_read_or_named(payload: str | bytes) -> None:
    try:
        code = parse_card_code(payload)
    except CardError:
        return
    assert not isinstance(code, HealthCardQr) or code.valid_to is None or code.valid_to >= code.valid_from


def test_which_kind() -> None:
    for person in PEOPLE:
        assert kind_of(parse_card_code(person.qr_text)) is CardCodeKind.CITIZEN_CARD
    assert kind_of(parse_card_code(new_health_qr_text(CHILD, NUMBER).encode())) is CardCodeKind.HEALTH_CARD
    personal = old_health_qr_text(ADULT_MAN, ADULT_MAN.personal_number)
    assert kind_of(parse_card_code(personal)) is CardCodeKind.HEALTH_CARD
    with pytest.raises(CardError) as caught:
        parse_card_code(b"\xff\xfe")
    assert caught.value.card_code is CardErrorCode.QR_NOT_UTF8


def test_repr_shows_nobody() -> None:
    qr = parse_health_card_qr(new_health_qr_text(CHILD, CODE))
    assert not any(secret in repr(qr) for secret in (CHILD.full_name, NUMBER, CHILD.mother_name))
    assert NUMBER not in repr(qr.health_card_code)


@pytest.mark.parametrize("text", ["dn4 01 01234 56789", " DN4010123456789 "])
def test_health_card_code(text: str) -> None:
    code = parse_health_card_code(text)
    assert (code.text, code.province, code.social_insurance_number) == (CODE, "01", NUMBER)


@pytest.mark.parametrize(
    "text", ["", "DN6010123456789", "DN401012345678", "D44010123456789", "DN401０123456789"]
)
def test_not_a_health_card_code(text: str) -> None:
    with pytest.raises(CardError) as caught:
        parse_health_card_code(text)
    assert caught.value.card_code is CardErrorCode.HEALTH_CARD_CODE_INVALID


def test_social_insurance_number() -> None:
    assert parse_social_insurance_number(f" {NUMBER}\n") == NUMBER
    for text in ("", "012345678", "01234567890", "012345678x", "٠١٢٣٤٥٦٧٨٩"):
        with pytest.raises(CardError) as caught:
            parse_social_insurance_number(text)
        assert caught.value.card_code is CardErrorCode.SOCIAL_INSURANCE_NUMBER_NOT_10_DIGITS


@pytest.mark.parametrize(
    ("written", "facility"),
    [
        ("01 - 001", "01-001"),
        ("01-001", "01-001"),
        ("01001", "01-001"),
        ("01 001", "01-001"),
        ("01–001", "01-001"),
        ("79_25k", "79-25K"),
        ("79/25K", "79-25K"),
        ("79.25K", "79-25K"),
        ("01-001 - Bệnh viện Bạch Mai", "01-001"),
        ("01001: BV Hữu Nghị", "01-001"),
        ("-", None),
        ("", None),
    ],
)
def test_a_facility_written_in_any_way(written: str, facility: str | None) -> None:
    fields = old_health_qr_text(ADULT_WOMAN, NUMBER).split("|")
    fields[5] = written
    assert parse_health_card_qr("|".join(fields)).facility == facility


@pytest.mark.parametrize("make", [old_health_qr_text, new_health_qr_text])
@pytest.mark.parametrize("code", [NUMBER, CODE, ADULT_WOMAN.personal_number])
@pytest.mark.parametrize(
    "damage",
    [
        lambda name: name[:-1],
        lambda name: name[:6] + "g" + name[7:],
        lambda name: name[:6] + "?" + name[7:],
        lambda name: name[:8] + "  " + name[9:],
        lambda name: name + "0",
    ],
    ids=["cut", "no digit", "lost", "blank", "one more"],
)
def test_a_damaged_name_says_so(make: Any, code: str, damage: Any) -> None:
    fields = make(ADULT_WOMAN, code).split("|")
    fields[1] = damage(fields[1])
    text = "|".join(fields)
    for parse in (parse_health_card_qr, parse_card_code):
        with pytest.raises(CardError, match="name") as caught:
            parse(text)
        assert caught.value.card_code is CardErrorCode.HEALTH_QR_FIELD_INVALID


def test_an_old_number_of_12_digits_is_no_name_in_hexadecimal_digits() -> None:
    fields = ADULT_WOMAN.qr_text.split("|")
    fields[1] = ADULT_WOMAN.personal_number
    for end in range(30, len("|".join(fields))):
        assert not looks_like_health_card_qr("|".join(fields)[:end])
    assert kind_of(parse_card_code("|".join(fields))) is CardCodeKind.CITIZEN_CARD
