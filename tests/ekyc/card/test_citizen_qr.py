from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.card.citizen_qr import CardGeneration, parse_citizen_qr
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import Sex
from simulation.people import ADULT_MAN, ADULT_WOMAN, CHILD, PEOPLE, SamplePerson


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_every_sample_card(person: SamplePerson) -> None:
    qr = parse_citizen_qr(person.qr_text.encode())
    identity = qr.identity()
    assert identity.personal_number == person.personal_number
    assert identity.full_name == person.full_name
    assert identity.date_of_birth == person.date_of_birth
    assert identity.sex is person.sex
    assert identity.residence == person.residence
    assert identity.date_of_issue == person.date_of_issue
    assert identity.date_of_expiry == person.date_of_expiry
    assert identity.old_id_number == (person.old_id_number or None)
    assert not qr.warnings


def test_generations_and_parents() -> None:
    assert parse_citizen_qr(ADULT_MAN.qr_text).generation is CardGeneration.CITIZEN_IDENTITY_CARD_2021
    child = parse_citizen_qr(CHILD.qr_text)
    assert child.generation is CardGeneration.IDENTITY_CARD_2024
    assert (child.father_name, child.mother_name) == (CHILD.father_name, CHILD.mother_name)
    assert parse_citizen_qr(ADULT_WOMAN.qr_text).father_name is None


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + ADULT_MAN.qr_text,
        ADULT_MAN.qr_text + "\r\n",
        ADULT_MAN.qr_text + "\0",
        "]Q1" + ADULT_MAN.qr_text,
        "x " + ADULT_MAN.qr_text,
        unicodedata.normalize("NFD", ADULT_MAN.qr_text),
    ],
    ids=["byte order mark", "line end", "NUL", "symbology prefix", "noise", "decomposed"],
)
def test_scanner_variants(text: str) -> None:
    assert parse_citizen_qr(text) == parse_citizen_qr(ADULT_MAN.qr_text)


def test_dropped_empty_cmnd_field() -> None:
    text = ADULT_WOMAN.qr_text.replace("||", "|", 1)
    qr = parse_citizen_qr(text.split("||||")[0])
    assert (qr.full_name, qr.old_id_number) == (ADULT_WOMAN.full_name, None)


def test_further_and_unexplained_fields_stay_raw() -> None:
    fields = CHILD.qr_text.split("|")
    fields[7], fields[10] = "01012020", "048218003940"
    qr = parse_citizen_qr("|".join([*fields, "later", ""]))
    assert (qr.field_7, qr.field_10) == ("01012020", "048218003940")
    assert qr.cancelled_personal_number == "048218003940"
    assert qr.further_fields == ("later", "")


def test_two_different_cancelled_numbers_are_not_chosen_between() -> None:
    fields = CHILD.qr_text.split("|")
    fields[7], fields[10] = "048218003940", "048218003942"
    assert parse_citizen_qr("|".join(fields)).cancelled_personal_number is None
    fields[10] = fields[7]
    assert parse_citizen_qr("|".join(fields)).cancelled_personal_number == "048218003940"


_NOISE = st.text(max_size=20).filter(lambda text: not text[-1:].isdigit() and "|" not in text)
_ENDS = st.text("\0\r\n\t ", max_size=5)


@given(
    person=st.sampled_from(PEOPLE),
    noise=_NOISE,
    end=_ENDS,
    drop=st.booleans(),
    decompose=st.booleans(),
    as_bytes=st.booleans(),
)
def test_every_variant_is_the_same_card(
    *, person: SamplePerson, noise: str, end: str, drop: bool, decompose: bool, as_bytes: bool
) -> None:
    """All that scanners do to a code at once: noise, a dropped empty field, decomposed letters, line ends."""
    text = person.qr_text
    if drop and not person.old_id_number:
        text = text.replace("||", "|", 1)
    if decompose:
        text = unicodedata.normalize("NFD", text)
    whole = noise + text + end
    parsed = parse_citizen_qr(whole.encode() if as_bytes else whole)
    assert parsed.identity() == parse_citizen_qr(person.qr_text).identity()


@pytest.mark.parametrize("mark", ["?", "\ufffd"])
def test_a_name_with_lost_letters_is_refused(mark: str) -> None:
    with pytest.raises(CardError) as caught:
        parse_citizen_qr(ADULT_MAN.qr_text.replace("ú", mark))
    assert caught.value.card_code is CardErrorCode.QR_FIELD_INVALID


def test_number_findings_are_warnings_of_the_code() -> None:
    qr = parse_citizen_qr(ADULT_MAN.qr_text.replace("Nam|", "Nữ|"))
    assert qr.sex is Sex.FEMALE
    assert qr.warnings == ("sex_contradicts_number",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", CardErrorCode.QR_NOT_A_CITIZEN_CARD),
        ("https://example.org", CardErrorCode.QR_NOT_A_CITIZEN_CARD),
        ("001188004217|", CardErrorCode.QR_NOT_A_CITIZEN_CARD),
        (b"001188004217||Nguy\xc5", CardErrorCode.QR_NOT_UTF8),
        ("x" * 5000, CardErrorCode.QR_NOT_A_CITIZEN_CARD),
        (ADULT_MAN.qr_text.replace("02111995", "31021995"), CardErrorCode.QR_FIELD_INVALID),
        (ADULT_MAN.qr_text.replace("|10052021", "|10051921"), CardErrorCode.QR_FIELD_INVALID),
        (ADULT_MAN.qr_text.replace("Nam|", "M|"), CardErrorCode.QR_FIELD_INVALID),
        (ADULT_MAN.qr_text.replace(ADULT_MAN.full_name, ""), CardErrorCode.QR_FIELD_INVALID),
        (ADULT_MAN.qr_text.replace("Phúc", "Ph\x1bc"), CardErrorCode.QR_FIELD_INVALID),
        (ADULT_MAN.qr_text.replace("025817364", "0258"), CardErrorCode.QR_FIELD_INVALID),
    ],
)
def test_named_faults(text: str | bytes, code: CardErrorCode) -> None:
    with pytest.raises(CardError) as caught:
        parse_citizen_qr(text)
    assert caught.value.card_code is code


@given(st.one_of(st.text(), st.binary(), st.from_regex(r"[0-9]{12}(\|[^|]{0,12}){4,14}")))
def test_anything_is_read_or_named(payload: str | bytes) -> None:
    try:
        qr = parse_citizen_qr(payload)
    except CardError:
        return
    assert len(qr.personal_number) == 12
    assert qr.date_of_birth <= qr.date_of_issue


@given(st.integers(0, len(CHILD.qr_text.encode())))
def test_cut_anywhere(length: int) -> None:
    try:
        parse_citizen_qr(CHILD.qr_text.encode()[:length])
    except CardError as error:
        text = str(error)
    else:
        text = ""
    assert CHILD.personal_number not in text


def test_repr_shows_nobody() -> None:
    qr = parse_citizen_qr(CHILD.qr_text)
    assert CHILD.full_name not in repr(qr)
    assert CHILD.personal_number not in repr(qr) + repr(qr.identity())
