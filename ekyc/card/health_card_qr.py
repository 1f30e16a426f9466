"""The QR code of a health insurance card: the old one of 10 fields and the one of 17.

``|`` between fields, ``-`` for an empty one, ``$`` as the last; dates ``dd/mm/yyyy``, a birth may be a year
alone; names and addresses are the hexadecimal digits of their UTF-8 bytes. Unsigned: it proves nothing. The
check string's algorithm is not published, so it is kept as it is and never called valid.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.health_card_code import HealthCardCode, parse_health_card_code
from ekyc.card.personal_number import PersonalNumber
from ekyc.card.reading import Sex
from ekyc.card.scanned_text import MAX_PAYLOAD_BYTES, decoded, without_prefix
from ekyc.card.social_insurance_number import SocialInsuranceNumber

END = "$"

_FIELDS_BEFORE_END = 9
_FIELDS_OF_NEW_CARD = 16
_EMPTY = frozenset({"", "-"})
_DATE = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})+")
# "01 - 001", "01-001", "01001", with any sign between, and perhaps the facility's name behind.
_FACILITY = re.compile(r"([0-9]{2})\s*[-–—_./:]?\s*([0-9A-Za-z]{3})(?:\s*[-–—:,]\s*\D.*)?")
# The codes of health cards alone, whatever follows, or one that an identity card may have as well. There a
# name in hexadecimal digits follows, perhaps damaged, and then a birth with slashes or of the year alone.
_START = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"(?:[A-Za-z]{2}[1-5][0-9]{12}|[0-9]{10})\|(?=(?:[0-9a-fA-F]{2})+\||[^|]*[0-9a-fA-F]{4}[^|]*\|)"
    r"|[0-9]{12}\|(?=(?![0-9]{9}\||[0-9]{12}\|)[0-9a-fA-F]{6}[^|]*\|"
    r"|[^|]*\|(?:[0-9]{2}/[0-9]{2}/[0-9]{4}|[0-9]{4})\|))"
)
_SEX = {"1": Sex.MALE, "2": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class HealthCardQr:
    """The fields of one code; ``repr`` shows no personal data."""

    code: str = field(repr=False)  # as it stands: 15 characters, 10 digits, or the 12 of the personal number
    full_name: str = field(repr=False)  # NFC
    year_of_birth: int = field(repr=False)
    date_of_birth: date | None = field(repr=False)  # None when the card gives the year alone
    sex: Sex  # UNSPECIFIED for a code other than 1 and 2
    address: str | None = field(repr=False)
    facility: str | None  # first place of care, "PP-FFF"
    valid_from: date
    valid_to: date | None
    date_of_issue: date | None
    management_number: str | None = field(default=None, repr=False)  # of the social insurance office
    contact: str | None = field(default=None, repr=False)  # a parent's name or another contact
    five_years_from: date | None = None  # since when five years of unbroken insurance are reached
    check_string: str | None = field(default=None, repr=False)
    issuing_place: str | None = None
    field_11: str = ""  # one digit each, meaning not published
    field_14: str = ""
    further_fields: tuple[str, ...] = field(default=(), repr=False)

    @property
    def health_card_code(self) -> HealthCardCode | None:
        """The parts of a 15-character code; None for codes of digits alone."""
        return parse_health_card_code(self.code) if len(self.code) == 15 else None

    @property
    def social_insurance_number(self) -> SocialInsuranceNumber | None:
        if len(self.code) == 10:
            return SocialInsuranceNumber(self.code)
        code = self.health_card_code
        return None if code is None else code.social_insurance_number

    @property
    def personal_number(self) -> PersonalNumber | None:
        return PersonalNumber(self.code) if len(self.code) == 12 else None


def looks_like_health_card_qr(text: str) -> bool:
    """Whether the text begins as such a code does: a code, then hexadecimal digits."""
    return len(text) <= MAX_PAYLOAD_BYTES and _START.search(without_prefix(text)) is not None


def parse_health_card_qr(payload: str | bytes) -> HealthCardQr:
    """Raises CardError QR_NOT_UTF8, HEALTH_QR_NOT_RECOGNIZED or HEALTH_QR_FIELD_INVALID."""
    fields = _split(payload)
    birth = fields[2].strip()
    day_of_birth = _find_date(birth, "date of birth") if not _YEAR.fullmatch(birth) else None
    if day_of_birth is None and not _YEAR.fullmatch(birth):
        raise _invalid("date of birth")
    valid_from = _find_date(fields[6], "beginning of validity")
    valid_to = _find_date(fields[7], "end of validity")
    if valid_from is None or (valid_to is not None and valid_to < valid_from):
        raise _invalid("validity")
    name = _find_text(fields[1], "name")
    if name is None:
        raise _invalid("name")
    later = fields + [""] * (_FIELDS_OF_NEW_CARD - len(fields))
    return HealthCardQr(
        code=fields[0].strip().upper(),
        full_name=name,
        year_of_birth=day_of_birth.year if day_of_birth else int(birth),
        date_of_birth=day_of_birth,
        sex=_SEX.get(fields[3].strip(), Sex.UNSPECIFIED),
        address=_find_text(fields[4], "address"),
        facility=_find_facility(fields[5]),
        valid_from=valid_from,
        valid_to=valid_to,
        date_of_issue=_find_date(fields[8], "date of issue"),
        management_number=_find_raw(later[9]),
        contact=_find_text(later[10], "contact"),
        five_years_from=_find_date(later[12], "date of five years"),
        check_string=_find_raw(later[13]),
        issuing_place=_find_text(later[15], "issuing place"),
        field_11=later[11].strip(),
        field_14=later[14].strip(),
        further_fields=tuple(later[_FIELDS_OF_NEW_CARD:]),
    )


def _split(payload: str | bytes) -> list[str]:
    """The fields before the closing ``$``; noise before the code is passed over."""
    text = decoded(payload, CardErrorCode.HEALTH_QR_NOT_RECOGNIZED)
    start = _START.search(text)
    if start is None:
        raise CardError(CardErrorCode.HEALTH_QR_NOT_RECOGNIZED)
    fields = text[start.start() :].split("|")
    if fields.pop().strip() != END or len(fields) < _FIELDS_BEFORE_END:
        raise CardError(CardErrorCode.HEALTH_QR_NOT_RECOGNIZED)
    return fields


def _find_date(text: str, what: str) -> date | None:
    if text.strip() in _EMPTY:
        return None
    matched = _DATE.fullmatch(text.strip())
    if matched is None:
        raise _invalid(what)
    day, month, year = (int(part) for part in matched.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise _invalid(what) from None


def _find_text(text: str, what: str) -> str | None:
    if text.strip() in _EMPTY:
        return None
    digits = "".join(text.split())
    if not _HEX.fullmatch(digits):
        raise CardError(
            CardErrorCode.HEALTH_QR_FIELD_INVALID,
            f"The {what} in the health insurance card's QR code is damaged: it is no hexadecimal text.",
        )
    try:
        decoded = bytes.fromhex(digits).decode("utf-8", errors="strict")
    except UnicodeDecodeError:
        raise CardError(CardErrorCode.QR_NOT_UTF8) from None
    plain = unicodedata.normalize("NFC", decoded).strip()
    if any(unicodedata.category(char)[0] == "C" for char in plain):
        raise _invalid(what)
    return plain or None


def _find_facility(text: str) -> str | None:
    if text.strip() in _EMPTY:
        return None
    matched = _FACILITY.fullmatch(text.strip())
    if matched is None:
        raise _invalid("place of care")
    return f"{matched[1]}-{matched[2].upper()}"


def _find_raw(text: str) -> str | None:
    return None if text.strip() in _EMPTY else text.strip()


def _invalid(what: str) -> CardError:
    return CardError(
        CardErrorCode.HEALTH_QR_FIELD_INVALID,
        f"The {what} in the health insurance card's QR code is not a possible value.",
    )
