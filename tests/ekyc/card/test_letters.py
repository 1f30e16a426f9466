"""Names as they may be written, and what scanners and keyboards make of them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest

from ekyc.card.card_warnings import CardWarning
from ekyc.card.citizen_qr import parse_citizen_qr
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.letters import is_name, undo_wrong_encoding
from simulation.people import ADULT_MAN, ADULT_WOMAN, CHILD, OLDER_PERSON, PEOPLE, SamplePerson


def with_name(name: str) -> str:
    fields = ADULT_WOMAN.qr_text.split("|")
    fields[2] = name
    return "|".join(fields)


@pytest.mark.parametrize(
    "name",
    [
        *(person.full_name for person in PEOPLE),
        "H'Hen Niê Kđăm",
        "Y Bhơk Ƀuôn Yă",
        "Rơ Châm H’Yéo",
        "Kpă Čŭng",
        "Siu Hlơ̆k",
        "Đinh Ñing",
        "HBia Êban",
        "Nguyễn Phan-Anh",
        "NGUYỄN THỊ MINH CHÂU",
        "Lò Thị Pó",
    ],
)
def test_names_of_every_people_of_the_country(name: str) -> None:
    assert is_name(name)
    assert parse_citizen_qr(with_name(name)).full_name == name


@pytest.mark.parametrize(
    "name",
    [
        "Nguy廙 Th廙 Minh",
        "NguyÔn ThÞ Minh",  # TCVN3
        "NguyeÃn Thò Minh",  # VNI
        "Nguyá»…n Thá»",  # cut
        "Нгуен Минх",
        "Nguy�n Minh",
        "Nguyên Mínɦ",
        "Trß Tr",
        "Tr₫n Minh",
        "Minh7 Châu",
    ],
)
def test_letters_that_stand_in_no_name_are_told(name: str) -> None:
    assert not is_name(name)
    with pytest.raises(CardError) as caught:
        parse_citizen_qr(with_name(name))
    assert caught.value.card_code in {CardErrorCode.SCAN_LETTERS_LOST, CardErrorCode.QR_FIELD_INVALID}
    assert name not in str(caught.value)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
@pytest.mark.parametrize("encoding", ["latin-1", "gb18030", "cp1258", "cp1252", "big5", "shift_jis"])
def test_a_wrong_encoding_is_undone_or_told(person: SamplePerson, encoding: str) -> None:
    """Where the guess lost nothing there is one way back; where it lost a byte nothing is guessed."""
    try:
        guessed, whole = person.qr_text.encode().decode(encoding), True
    except UnicodeDecodeError:
        guessed, whole = person.qr_text.encode().decode(encoding, "replace"), False
    if not whole or encoding in {"big5", "gb18030", "shift_jis"}:  # these may swallow a separator, too
        with suppress(CardError):
            assert parse_citizen_qr(guessed).full_name == person.full_name
        return
    parsed = parse_citizen_qr(guessed)
    assert parsed.identity() == parse_citizen_qr(person.qr_text).identity()
    assert CardWarning.TEXT_MENDED in parsed.warnings


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_sound_text_is_left_alone(person: SamplePerson) -> None:
    assert undo_wrong_encoding(person.qr_text) is None
    assert CardWarning.TEXT_MENDED not in parse_citizen_qr(person.qr_text).warnings
    assert undo_wrong_encoding("plain") is None


@pytest.mark.parametrize(
    "person", [ADULT_WOMAN, ADULT_MAN, CHILD, OLDER_PERSON], ids=lambda person: person.key
)
def test_a_reversed_caps_lock_is_undone(person: SamplePerson) -> None:
    parsed = parse_citizen_qr(person.qr_text.swapcase())
    assert parsed.identity() == parse_citizen_qr(person.qr_text).identity()
    assert parsed.warnings == (CardWarning.TEXT_MENDED,)


@pytest.mark.parametrize("name", ["nGUYỄN Thị", "nguyỄN tHỊ", "nGUYỄN tHị"])
def test_a_caps_lock_that_is_not_plainly_reversed_is_not_undone(name: str) -> None:
    with pytest.raises(CardError) as caught:
        parse_citizen_qr(with_name(name))
    assert caught.value.card_code is CardErrorCode.SCAN_LETTERS_LOST


@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, False), (1, True), (400, True)])
def test_a_date_of_issue_in_the_future_is_told(days: int, told: bool) -> None:
    today = ADULT_WOMAN.date_of_issue - timedelta(days=days)
    parsed = parse_citizen_qr(ADULT_WOMAN.qr_text, today)
    assert (CardWarning.ISSUED_IN_FUTURE in parsed.warnings) is told
    assert parse_citizen_qr(ADULT_WOMAN.qr_text).warnings == ()


@pytest.mark.parametrize("old", ["", "025817364", "001188004217", "038199008265"])
def test_old_numbers_of_9_and_of_12_digits(old: str) -> None:
    fields = ADULT_WOMAN.qr_text.split("|")
    fields[1] = old
    assert parse_citizen_qr("|".join(fields)).old_id_number == (old or None)
    fields[1] = "12345678901"
    with pytest.raises(CardError):
        parse_citizen_qr("|".join(fields))
