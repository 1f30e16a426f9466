"""DG13 of Vietnamese identity cards: the holder's particulars with diacritics.

The layout was never published by the issuer. It is a SEQUENCE of version, object identifier 1.0.10646.1.0.8
(UTF-8) and a SET of numbered fields; fields may be absent and stand in any order. Newer cards may encrypt all
of it or single fields, so whatever cannot be read here must not fail a reading, nor one field the others.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import Sex
from ekyc.chip import tlv
from ekyc.chip.lds import LdsFile

_SEQUENCE, _SET, _INTEGER, _OID = 0x30, 0x31, 0x02, 0x06
_TEXT_TAGS = frozenset({0x0C, 0x13, 0x16})  # UTF8String, PrintableString, IA5String
_MAX_NESTING = 4
_DATE = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_NO_EXPIRY = "không thời hạn"


class Dg13Field(IntEnum):
    PERSONAL_NUMBER = 1
    FULL_NAME = 2
    DATE_OF_BIRTH = 3
    SEX = 4
    NATIONALITY = 5
    ETHNICITY = 6
    RELIGION = 7
    PLACE_OF_ORIGIN = 8
    RESIDENCE = 9
    IDENTIFYING_FEATURES = 10
    DATE_OF_ISSUE = 11
    DATE_OF_EXPIRY = 12
    PARENTS = 13
    SPOUSE = 14
    OLD_ID_NUMBER = 15
    OPAQUE = 16  # 16 characters whose meaning is not known


_KNOWN_FIELDS = frozenset(Dg13Field)


@dataclass(frozen=True, slots=True)
class Dg13:
    """Values as the card has them, NFC; None where the field is absent, empty or not understood."""

    personal_number: str | None = field(default=None, repr=False)
    full_name: str | None = field(default=None, repr=False)
    date_of_birth: date | None = field(default=None, repr=False)
    sex: Sex | None = field(default=None, repr=False)
    nationality: str | None = field(default=None, repr=False)
    ethnicity: str | None = field(default=None, repr=False)
    religion: str | None = field(default=None, repr=False)
    place_of_origin: str | None = field(default=None, repr=False)
    residence: str | None = field(default=None, repr=False)
    identifying_features: str | None = field(default=None, repr=False)
    date_of_issue: date | None = field(default=None, repr=False)
    date_of_expiry: date | None = field(default=None, repr=False)
    never_expires: bool = False
    expiry_not_understood: bool = False  # it is stated, neither as a day nor in words that we know
    father_name: str | None = field(default=None, repr=False)
    mother_name: str | None = field(default=None, repr=False)
    spouse_name: str | None = field(default=None, repr=False)
    old_id_number: str | None = field(default=None, repr=False)
    unreadable: tuple[int, ...] = ()  # numbers of known fields that hold something that is no text
    broken_entries: int = 0  # that are no numbered fields


def parse_dg13(data: bytes) -> Dg13:
    """Raises CardError FILE_MALFORMED when the file is not laid out as described above."""
    numbered, broken = _numbered_fields(data)
    fields = {number: texts for number, texts in numbered.items() if any(texts)}

    def text(number: Dg13Field) -> str | None:
        return next((value for value in fields.get(number, ()) if value), None)

    parents = fields.get(Dg13Field.PARENTS, [])
    expiry = text(Dg13Field.DATE_OF_EXPIRY)
    never = " ".join((expiry or "").casefold().split()) == _NO_EXPIRY
    return Dg13(
        personal_number=text(Dg13Field.PERSONAL_NUMBER),
        full_name=text(Dg13Field.FULL_NAME),
        date_of_birth=_date(text(Dg13Field.DATE_OF_BIRTH)),
        sex={"nam": Sex.MALE, "nữ": Sex.FEMALE}.get((text(Dg13Field.SEX) or "").casefold()),
        nationality=text(Dg13Field.NATIONALITY),
        ethnicity=text(Dg13Field.ETHNICITY),
        religion=text(Dg13Field.RELIGION),
        place_of_origin=text(Dg13Field.PLACE_OF_ORIGIN),
        residence=text(Dg13Field.RESIDENCE),
        identifying_features=text(Dg13Field.IDENTIFYING_FEATURES),
        date_of_issue=_date(text(Dg13Field.DATE_OF_ISSUE)),
        date_of_expiry=_date(expiry),
        never_expires=never,
        expiry_not_understood=expiry is not None and not never and _date(expiry) is None,
        father_name=(parents[0] or None) if parents else None,
        mother_name=(parents[1] or None) if len(parents) > 1 else None,
        spouse_name=text(Dg13Field.SPOUSE),
        old_id_number=text(Dg13Field.OLD_ID_NUMBER),
        unreadable=tuple(sorted(number for number, texts in numbered.items() if None in texts)),
        broken_entries=broken,
    )


def _numbered_fields(data: bytes) -> tuple[dict[int, list[str | None]], int]:
    """Field number → its texts in order, of the fields that are known, None where something else stands; and
    how many entries are no numbered fields at all.

    Of a number that stands twice the first counts. Some issuers write a SEQUENCE for the SET.
    """
    parts = tlv.children(tlv.expect(data, LdsFile.DG13.tag), _SEQUENCE)
    if [part.tag for part in parts[:2]] != [_INTEGER, _OID] or len(parts) != 3:
        raise CardError(CardErrorCode.FILE_MALFORMED)
    if parts[2].tag not in {_SET, _SEQUENCE}:
        raise CardError(CardErrorCode.FILE_MALFORMED)
    fields: dict[int, list[str | None]] = {}
    readable = broken = 0
    for entry in tlv.iterate_readable(parts[2].value):
        try:
            number, texts = _numbered(entry)
        except CardError:
            broken += 1
            continue
        readable += 1
        if number in _KNOWN_FIELDS:
            fields.setdefault(number, texts)
    if broken and not readable:  # something else than this layout, perhaps encrypted
        raise CardError(CardErrorCode.FILE_MALFORMED)
    return fields, broken


def _numbered(entry: tlv.Tlv | None) -> tuple[int, list[str | None]]:
    """Raises CardError FILE_MALFORMED for an entry that is none."""
    if entry is None or entry.tag != _SEQUENCE or not entry.value:
        raise CardError(CardErrorCode.FILE_MALFORMED)
    number, *values = tlv.iterate(entry.value)
    if number.tag != _INTEGER or not number.value:
        raise CardError(CardErrorCode.FILE_MALFORMED)
    return int.from_bytes(number.value, "big"), [text for value in values for text in _texts(value)]


def _texts(item: tlv.Tlv, depth: int = 0) -> list[str | None]:
    """The texts in this value: names of relatives are nested once or twice, depending on the card.

    What is empty or unreadable keeps its place, so that a mother never moves into the father's.
    """
    if item.tag in _TEXT_TAGS:
        try:
            return [unicodedata.normalize("NFC", item.value.decode("utf-8")).strip()]
        except UnicodeDecodeError:
            return [None]
    if item.tag not in {_SEQUENCE, _SET} or depth >= _MAX_NESTING:
        return [None]
    if not item.value:
        return [""]
    return [text for inner in tlv.iterate(item.value) for text in _texts(inner, depth + 1)]


def _date(text: str | None) -> date | None:
    match = _DATE.fullmatch(text or "")
    if match is None:
        return None
    day, month, year = (int(group) for group in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
