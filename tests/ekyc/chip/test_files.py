"""EF.COM, DG1, DG2, DG13 and DG14 in the shapes that cards have, and in shapes that no card should have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.card.card_warnings import CardWarning
from ekyc.card.citizen_qr import parse_citizen_qr
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz import parse_td1
from ekyc.card.mrz_parts import MrzKey
from ekyc.card.reading import Sex, Validity
from ekyc.chip.access import AccessKeys
from ekyc.chip.chip_authentication import offered_keys
from ekyc.chip.dg13 import Dg13, parse_dg13
from ekyc.chip.lds import LdsFile, parse_com, parse_dg1, parse_dg2
from ekyc.chip.portrait import MAX_BYTES, checked_portrait
from ekyc.chip.security_infos import parse_security_infos
from ekyc.chip.sod import parse_sod
from ekyc.printed_card import mrz_keys_from_qr
from simulation.card import der, files
from simulation.card.issuer import standing_issuer
from simulation.card.plain_portrait import plain_portrait
from simulation.card.quirks import Quirks
from simulation.people import ADULT_MAN, ADULT_WOMAN, NO_EXPIRY_CARD, PEOPLE, SamplePerson
from tests.ekyc.chip.readings import card_of, portrait, read_card

DG13 = files.dg13(ADULT_WOMAN)
SECURITY_OBJECT = standing_issuer().security_object({1: b"x"})


def dg13_of(*fields: bytes, version: bytes = der.integer(1)) -> bytes:
    return der.tlv(0x6D, der.sequence(version, der.oid("1.0.10646.1.0.8"), der.set_of(*fields)))


def test_com_lists_what_we_read() -> None:
    assert parse_com(files.com([1, 2, 3, 13, 14])) == (
        LdsFile.DG1,
        LdsFile.DG2,
        LdsFile.DG3,
        LdsFile.DG13,
        LdsFile.DG14,
    )


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
@pytest.mark.parametrize("names_in_sequences", [True, False])
def test_dg13_of_every_sample(person: SamplePerson, names_in_sequences: bool) -> None:
    parsed = parse_dg13(files.dg13(person, names_in_sequences=names_in_sequences))
    assert parsed.full_name == person.full_name
    assert parsed.date_of_birth == person.date_of_birth
    assert parsed.sex is person.sex
    assert parsed.residence == person.residence
    assert (parsed.father_name, parsed.mother_name) == (person.father_name, person.mother_name)
    assert parsed.spouse_name == (person.spouse_name or None)
    assert parsed.old_id_number == (person.old_id_number or None)
    assert parsed.date_of_expiry == person.date_of_expiry
    assert parsed.never_expires == (person.date_of_expiry is None)


def test_dg13_fields_may_be_absent_empty_or_doubled() -> None:
    assert parse_dg13(dg13_of()) == Dg13()
    assert parse_dg13(dg13_of(der.sequence(der.integer(2), der.utf8("")))) == Dg13()
    assert parse_dg13(dg13_of(der.sequence(der.integer(2)))) == Dg13()
    doubled = [der.sequence(der.integer(2), der.utf8(name)) for name in ("Mai", "Đào")]
    assert parse_dg13(dg13_of(*doubled)).full_name == "Mai"
    unknown = der.sequence(der.integer(99), der.tlv(0x04, b"\xff\xfe"))
    assert parse_dg13(dg13_of(unknown, doubled[0])).full_name == "Mai"


def test_dg13_mother_without_father_keeps_her_place() -> None:
    parents = der.sequence(der.integer(13), der.sequence(der.utf8(""), der.utf8("Lan")))
    parsed = parse_dg13(dg13_of(parents))
    assert (parsed.father_name, parsed.mother_name) == (None, "Lan")


@pytest.mark.parametrize("nested", [True, False])
def test_dg13_a_father_left_empty_keeps_his_place(nested: bool) -> None:
    """Whether the names stand bare, each in a SEQUENCE, or an empty SEQUENCE stands for nobody."""
    nobody = der.sequence() if nested else der.utf8("")
    mother = der.sequence(der.utf8("Lan")) if nested else der.utf8("Lan")
    parents = der.sequence(der.integer(13), der.sequence(nobody, mother))
    parsed = parse_dg13(dg13_of(parents))
    assert (parsed.father_name, parsed.mother_name) == (None, "Lan")


@pytest.mark.parametrize("secret", [der.tlv(0x0C, b"\xff\xfe\x80"), der.tlv(0x04, bytes(16))])
def test_dg13_one_encrypted_field_leaves_the_others(secret: bytes) -> None:
    fields = [der.sequence(der.integer(2), der.utf8("Mai")), der.sequence(der.integer(8), secret)]
    parsed = parse_dg13(dg13_of(*fields))
    assert (parsed.full_name, parsed.place_of_origin, parsed.unreadable) == ("Mai", None, (8,))


BROKEN_ENTRIES = {
    "an empty one": der.sequence(),
    "no number": der.sequence(der.utf8("Mai")),
    "no sequence": der.utf8("Mai"),
    "an empty number": der.sequence(der.tlv(0x02), der.utf8("Mai")),
    "one that is cut": der.sequence(der.integer(8), b"\x0c\x7fMai"),
    "null": b"\x05\x00",
}


@pytest.mark.parametrize("container", [0x31, 0x30], ids=["SET", "SEQUENCE"])
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("what", BROKEN_ENTRIES)
def test_dg13_a_broken_entry_is_lost_alone(what: str, place: int, container: int) -> None:
    fields = [der.sequence(der.integer(2), der.utf8("Mai")), der.sequence(der.integer(9), der.utf8("Huế"))]
    fields.insert(place, BROKEN_ENTRIES[what])
    body = der.sequence(der.integer(1), der.oid("1.0.10646.1.0.8"), der.tlv(container, *fields))
    parsed = parse_dg13(der.tlv(0x6D, body))
    assert (parsed.full_name, parsed.residence, parsed.broken_entries) == ("Mai", "Huế", 1)


def test_dg13_that_breaks_off_keeps_what_stood_before() -> None:
    entry = der.sequence(der.integer(2), der.utf8("Mai"))
    body = der.sequence(
        der.integer(1), der.oid("1.0.10646.1.0.8"), der.tlv(0x31, entry, b"\x30\x50\x02\x01\x09")
    )
    parsed = parse_dg13(der.tlv(0x6D, body))
    assert (parsed.full_name, parsed.broken_entries) == ("Mai", 1)


def test_dg13_a_broken_entry_on_a_card_is_warned_of() -> None:
    whole = files.dg13(ADULT_WOMAN)
    body = der.sequence(
        der.integer(1),
        der.oid("1.0.10646.1.0.8"),
        der.sequence(der.sequence(), der.sequence(der.integer(2), der.utf8(ADULT_WOMAN.full_name))),
    )
    for data, warned in ((whole, False), (der.tlv(0x6D, body), True)):
        reading = read_card(card_of(quirks=Quirks(replaced_files={files.DATA_GROUP + 13: data})))
        assert reading.identity.full_name == ADULT_WOMAN.full_name
        assert (CardWarning.DG13_FIELD_UNREADABLE in reading.warnings) is warned


def without_expiry(zone: str, words: str, person: SamplePerson = NO_EXPIRY_CARD) -> SamplePerson:
    return replace(person, never_in_zone=zone, never_in_words=words)


@pytest.mark.parametrize("check_digit", ["0", "<"])
def test_a_zone_without_a_date_of_expiry(check_digit: str) -> None:
    upper, middle, lower = without_expiry("<<<<<<", "").mrz_lines
    assert middle[8:15] == "<<<<<<0"
    stated = middle[:14] + check_digit + middle[15:]
    mrz = parse_td1(upper + stated + lower)  # the filler counts nothing, so the composite digit is the same
    assert (mrz.states_expiry, mrz.never_expires, mrz.date_of_expiry) == (False, False, None)
    for broken in ("<<<<<<1", "<<<<<<7", "2<<<<<0", "99<<<<6", "<<<<<10"):
        with pytest.raises(CardError):
            parse_td1(upper + middle[:8] + broken + middle[15:] + lower)


@pytest.mark.parametrize(
    ("zone", "words", "validity", "warnings"),
    [
        ("991231", "Không thời hạn", Validity.NO_EXPIRY, set()),
        ("<<<<<<", "Không thời hạn", Validity.NO_EXPIRY, {CardWarning.EXPIRY_NOT_STATED}),
        ("<<<<<<", "", Validity.NO_EXPIRY, {CardWarning.EXPIRY_NOT_STATED, CardWarning.EXPIRY_COMPUTED}),
        ("991231", "Suốt đời", Validity.NO_EXPIRY, {CardWarning.EXPIRY_NOT_UNDERSTOOD}),
        ("991231", "", Validity.NO_EXPIRY, set()),
        (
            "<<<<<<",
            "Lifetime",
            Validity.NO_EXPIRY,
            {CardWarning.EXPIRY_NOT_STATED, CardWarning.EXPIRY_NOT_UNDERSTOOD, CardWarning.EXPIRY_COMPUTED},
        ),
        ("<<<<<<", "18/12/2030", Validity.VALID, {CardWarning.EXPIRY_NOT_STATED}),
        ("301218", "không  Thời hạn ", Validity.NO_EXPIRY, set()),
        ("301218", "31/02/2030", Validity.VALID, {CardWarning.EXPIRY_NOT_UNDERSTOOD}),
    ],
)
@pytest.mark.parametrize("quirks", [Quirks(), Quirks(offers_pace=False)], ids=["PACE", "BAC"])
def test_lifetime_cards_are_read_with_the_warning_that_fits(
    zone: str, words: str, validity: Validity, warnings: set[CardWarning], quirks: Quirks
) -> None:
    person = without_expiry(zone, words)
    reading = read_card(card_of(person, quirks), keys=AccessKeys(person.can, mrz_keys_of(person)))
    assert reading.verdicts.validity is validity
    assert set(reading.warnings) - {CardWarning.PACE_PASSED_OVER} == warnings
    assert reading.identity.personal_number == person.personal_number


def mrz_keys_of(person: SamplePerson) -> tuple[MrzKey, ...]:
    """As a visit gets them from the card's QR code, or from its own zone."""
    computed = mrz_keys_from_qr(parse_citizen_qr(person.qr_text))
    return computed if person.mrz.key in computed else (person.mrz.key,)


def test_where_nobody_knows_how_long_a_card_is_valid() -> None:
    """The zone is empty and DG13 is encrypted: the law cannot be asked without the date of issue."""
    secret = der.tlv(0x6D, der.tlv(0x04, bytes(range(200))))
    quirks = Quirks(replaced_files={files.DATA_GROUP + 13: secret})
    reading = read_card(card_of(without_expiry("<<<<<<", ""), quirks))
    assert reading.verdicts.validity is Validity.UNKNOWN
    assert CardWarning.EXPIRY_NOT_STATED in reading.warnings


@pytest.mark.parametrize("number", [0, 17, 127, 128, 300])
def test_dg13_numbers_that_we_do_not_know(number: int) -> None:
    unknown = der.sequence(der.integer(number), der.tlv(0x04, b"\xff\xfe"))
    parsed = parse_dg13(dg13_of(unknown, der.sequence(der.integer(2), der.utf8("Mai"))))
    assert (parsed.full_name, parsed.unreadable) == ("Mai", ())


def test_dg13_16_is_opaque_and_15_is_the_old_number() -> None:
    fields = [der.sequence(der.integer(n), der.printable(text)) for n, text in ((15, "123"), (16, "AB"))]
    assert parse_dg13(dg13_of(*fields)) == Dg13(old_id_number="123")


def test_dg13_long_values_and_lookalike_bytes() -> None:
    """Field 9 longer than 127 bytes, with text that looks like the start of field 4."""
    text = "0\t\x02\x01\x04" + "Đường số 9, " * 20
    fields = [der.sequence(der.integer(9), der.utf8(text)), der.sequence(der.integer(4), der.utf8("Nữ"))]
    parsed = parse_dg13(dg13_of(*fields))
    assert parsed.residence == text.strip()
    assert parsed.sex is Sex.FEMALE


def test_dg13_odd_dates_are_left_out() -> None:
    fields = [
        der.sequence(der.integer(3), der.printable("31/02/1990")),
        der.sequence(der.integer(11), der.printable("1/1/2020")),
        der.sequence(der.integer(12), der.utf8("KHÔNG THỜI HẠN")),
    ]
    assert parse_dg13(dg13_of(*fields)) == Dg13(never_expires=True)


def test_dg13_nesting_is_bounded() -> None:
    nested = der.utf8("x")
    for _ in range(200):
        nested = der.sequence(nested)
    assert parse_dg13(dg13_of(der.sequence(der.integer(14), nested))).spouse_name is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x6d\x00",
        b"\x6d\x80\x00\x00",
        DG13[:-1],
        der.tlv(0x6D, b"encrypted by the issuer"),
        dg13_of(der.sequence(der.utf8("no number"))),
        dg13_of(der.utf8("no sequence")),
        dg13_of(der.sequence()),
    ],
)
def test_dg13_that_is_none(data: bytes) -> None:
    with pytest.raises(CardError) as caught:
        parse_dg13(data)
    assert caught.value.card_code is CardErrorCode.FILE_MALFORMED


def test_dg1() -> None:
    mrz = parse_dg1(files.dg1(NO_EXPIRY_CARD))
    assert mrz.date_of_birth(date(2026, 1, 1)) == NO_EXPIRY_CARD.date_of_birth
    with pytest.raises(CardError):
        parse_dg1(der.tlv(0x61, der.tlv(0x5F1F, b"\xc3" * 90)))


@pytest.mark.parametrize(("image_format", "media_type"), [("JPEG", "image/jpeg"), ("JPEG2000", "image/jp2")])
def test_dg2(image_format: str, media_type: str) -> None:
    picture = plain_portrait(image_format)
    found = checked_portrait(parse_dg2(files.dg2(picture)))
    assert (found.data, found.media_type) == (picture, media_type)


def test_portraits_that_are_none() -> None:
    picture = portrait()
    cases = {
        b"GIF89a": CardErrorCode.PORTRAIT_UNSUPPORTED,
        b"": CardErrorCode.PORTRAIT_UNSUPPORTED,
        picture[: len(picture) // 2]: CardErrorCode.PORTRAIT_DAMAGED,
        plain_portrait("JPEG2000")[:3000]: CardErrorCode.PORTRAIT_DAMAGED,
        b"\xff\xd8\xff" + bytes(50): CardErrorCode.PORTRAIT_DAMAGED,
        bytes(MAX_BYTES + 1): CardErrorCode.IMAGE_TOO_LARGE,
    }
    for data, code in cases.items():
        with pytest.raises(CardError) as caught:
            checked_portrait(data)
        assert caught.value.card_code is code


@pytest.mark.parametrize("side", [5000, 10000, 30000])
def test_a_picture_bomb_is_refused_before_it_is_decoded(side: int) -> None:
    picture = bytearray(portrait())
    frame_header = picture.index(b"\xff\xc0")
    picture[frame_header + 5 : frame_header + 9] = side.to_bytes(2, "big") * 2
    with pytest.raises(CardError) as caught:
        checked_portrait(bytes(picture))
    assert caught.value.card_code is CardErrorCode.IMAGE_TOO_LARGE


def test_dg2_without_a_face() -> None:
    with pytest.raises(CardError) as caught:
        parse_dg2(der.tlv(0x75, der.tlv(0x7F61, der.tlv(0x02, b"\0"))))
    assert caught.value.card_code is CardErrorCode.PORTRAIT_MISSING


@given(st.data())
def test_broken_files_are_named(data: st.DataObject) -> None:
    """One byte changed or the end cut off: every parser reads something or says what is wrong."""
    whole, parse = data.draw(
        st.sampled_from(
            [
                (DG13, parse_dg13),
                (files.dg1(ADULT_MAN), parse_dg1),
                (files.com([1, 2, 13]), parse_com),
                (files.dg2(portrait())[:200] + portrait()[-40:], parse_dg2),
                (files.card_access(2, 13), parse_security_infos),
                (SECURITY_OBJECT, parse_sod),
                (der.tlv(0x6E, files.card_access(2, 13)), offered_keys),
            ]
        )
    )
    place = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:place] + bytes([data.draw(st.integers(0, 255))]) + whole[place + 1 :]
    if data.draw(st.booleans()):
        broken = broken[:place]
    try:
        parse(broken)
    except CardError as error:
        text = str(error)
    else:
        text = ""
    assert ADULT_WOMAN.personal_number not in text
