"""The QR code of the 2021 citizen identity card (7 fields) and of the 2024 identity card (11 fields).

Content by Circular 16/2024/TT-BCA; UTF-8 in byte mode without ECI, ``|`` between fields, dates ``ddmmyyyy``.
The code is unsigned text that anybody can print: it names a holder, it proves nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ekyc.card.card_warnings import CardWarning
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.letters import has_foreign_letters, is_name, undo_caps_lock, undo_wrong_encoding
from ekyc.card.personal_number import PersonalNumber, check_consistency, parse_personal_number
from ekyc.card.reading import Identity, Sex
from ekyc.card.scanned_text import decoded
from ekyc.card.validity import computed_expiry

FIELDS_2021 = 7
FIELDS_2024 = 11

_NUMBER_START = re.compile(r"(?<![0-9])[0-9]{12}\|")
_DATE = re.compile(r"[0-9]{8}")
_OLD_ID = re.compile(r"[0-9]{9}|[0-9]{12}")  # of the paper cards; the later of them had 12 digits already
_LOST = "?\ufffd"  # what stands where a scanner lost an accented letter
_NAME, _SEX_FIELD = 2, 4
_SEX = {"nam": Sex.MALE, "nữ": Sex.FEMALE}


class CardGeneration(StrEnum):
    """Which card a code comes from, told by the number of its fields."""

    CITIZEN_IDENTITY_CARD_2021 = "citizen_identity_card_2021"
    IDENTITY_CARD_2024 = "identity_card_2024"


@dataclass(frozen=True, slots=True)
class CitizenQr:
    """The fields of one code; ``repr`` shows no personal data."""

    generation: CardGeneration
    personal_number: PersonalNumber = field(repr=False)
    old_id_number: str | None = field(repr=False)  # of the CMND, 9 or 12 digits
    full_name: str = field(repr=False)  # NFC
    date_of_birth: date = field(repr=False)
    sex: Sex = field(repr=False)
    residence: str | None = field(repr=False)
    date_of_issue: date = field(repr=False)
    father_name: str | None = field(default=None, repr=False)
    mother_name: str | None = field(default=None, repr=False)
    # Which of fields 7 and 10 carries the cancelled number is not published, so both stay as they are.
    cancelled_personal_number: str | None = field(default=None, repr=False)
    field_7: str = field(default="", repr=False)
    field_10: str = field(default="", repr=False)
    further_fields: tuple[str, ...] = field(default=(), repr=False)
    warnings: tuple[str, ...] = ()  # values of CardWarning

    @property
    def date_of_expiry(self) -> date | None:
        """Computed by law from birth and issue; None for a card that never expires."""
        return computed_expiry(self.date_of_birth, self.date_of_issue)

    def identity(self) -> Identity:
        return Identity(
            personal_number=self.personal_number,
            full_name=self.full_name,
            date_of_birth=self.date_of_birth,
            sex=self.sex,
            residence=self.residence,
            date_of_issue=self.date_of_issue,
            date_of_expiry=self.date_of_expiry,
            old_id_number=self.old_id_number,
            father_name=self.father_name,
            mother_name=self.mother_name,
        )


def parse_citizen_qr(text: str | bytes, today: date | None = None) -> CitizenQr:
    """Parse one payload, as decoded from a picture (bytes) or sent by a scanner (text).

    Accepts a byte order mark, noise before the number, NUL, CR or LF at the end, a dropped empty CMND field
    and further fields at the end; mends a wrong encoding and a reversed Caps Lock where that is certain, and
    warns of it. ``today`` lets a date of issue in the future be told.

    Raises CardError QR_NOT_UTF8, QR_NOT_A_CITIZEN_CARD, QR_FIELD_INVALID, or SCAN_LETTERS_LOST for letters
    that stand in no name here.
    """
    sent = _split(decoded(text, CardErrorCode.QR_NOT_A_CITIZEN_CARD))
    fields = undo_caps_lock(sent, _NAME, _SEX_FIELD) or sent
    number = parse_personal_number(fields[0])
    name = fields[2]
    birth, issue = _date(fields[3], "date of birth"), _date(fields[6], "date of issue")
    if not name or any(unicodedata.category(char)[0] in "CN" or char in _LOST for char in name):
        raise _invalid("name")
    if not is_name(name) or has_foreign_letters(fields[5]):
        raise CardError(CardErrorCode.SCAN_LETTERS_LOST)
    if issue < birth:
        raise _invalid("date of issue")
    sex = _SEX.get(fields[4].casefold())
    if sex is None:
        raise _invalid("sex")
    if fields[1] and not _OLD_ID.fullmatch(fields[1]):
        raise _invalid("old identity number")
    later = fields + [""] * (FIELDS_2024 - len(fields))
    return CitizenQr(
        generation=_generation(fields),
        personal_number=number,
        old_id_number=fields[1] or None,
        full_name=name,
        date_of_birth=birth,
        sex=sex,
        residence=fields[5] or None,
        date_of_issue=issue,
        father_name=later[8] or None,
        mother_name=later[9] or None,
        cancelled_personal_number=_find_personal_number(later[7], later[10]),
        field_7=later[7],
        field_10=later[10],
        further_fields=tuple(later[FIELDS_2024:]),
        warnings=(
            *check_consistency(number, birth, sex).codes,
            *((CardWarning.TEXT_MENDED.value,) if fields is not sent or _was_mended(text) else ()),
            *((CardWarning.ISSUED_IN_FUTURE.value,) if today is not None and issue > today else ()),
        ),
    )


def _was_mended(text: str | bytes) -> bool:
    plain = text.decode("utf-8") if isinstance(text, bytes) else text
    return undo_wrong_encoding(unicodedata.normalize("NFC", plain)) is not None


def _generation(fields: list[str]) -> CardGeneration:
    if len(fields) == FIELDS_2021:
        return CardGeneration.CITIZEN_IDENTITY_CARD_2021
    return CardGeneration.IDENTITY_CARD_2024


def _split(text: str) -> list[str]:
    start = _NUMBER_START.search(text)
    if start is None:
        raise CardError(CardErrorCode.QR_NOT_A_CITIZEN_CARD)
    fields = [part.strip() for part in text[start.start() :].split("|")]
    cmnd_dropped = len(fields) >= FIELDS_2021 - 1 and _DATE.fullmatch(fields[2]) and not fields[1].isdigit()
    if cmnd_dropped and fields[1]:
        fields.insert(1, "")
    if len(fields) < FIELDS_2021:
        raise CardError(CardErrorCode.QR_NOT_A_CITIZEN_CARD)
    return fields


def _date(text: str, what: str) -> date:
    if not _DATE.fullmatch(text) or not text.isascii():
        raise _invalid(what)
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError:
        raise _invalid(what) from None


def _invalid(what: str) -> CardError:
    return CardError(
        CardErrorCode.QR_FIELD_INVALID, f"The {what} in the identity card's QR code is not a possible value."
    )


def _find_personal_number(*values: str) -> str | None:
    """The one personal number among them; two different ones leave open which is meant."""
    found = {value for value in values if re.fullmatch(r"[0-9]{12}", value)}
    return found.pop() if len(found) == 1 else None
