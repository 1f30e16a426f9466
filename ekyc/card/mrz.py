"""The machine readable zone of size TD1 (ICAO 9303-5), with the redundancy that Vietnamese cards add."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ekyc.card.card_warnings import CardWarning
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz_parts import FILLER, SEX, SEX_LETTER, MrzKey, check_digit, day_of, transliterate, words
from ekyc.card.personal_number import PersonalNumber, birth_year_of, check_consistency
from ekyc.card.reading import Sex

LINE_LENGTH = 30
VIETNAM = "VNM"
# Dates of expiry that stand for "never" (unconfirmed by the issuer, therefore a list to extend).
NO_EXPIRY_CODES = frozenset({"991231"})

# Where no day stands: cards without expiry may leave the field empty. Its check digit is 0, or empty as well.
NO_EXPIRY_STATED = FILLER * 6

_ALLOWED = re.compile(r"[0-9A-Z<]{30}")


@dataclass(frozen=True, slots=True)
class Td1Mrz:
    document_code: str
    issuing_state: str
    document_number: str = field(repr=False)  # fillers removed
    optional_data_1: str = field(repr=False)  # 15 characters
    date_of_birth_yymmdd: str = field(repr=False)
    sex: Sex = field(repr=False)
    date_of_expiry_yymmdd: str = field(repr=False)
    nationality: str = field(repr=False)
    optional_data_2: str = field(repr=False)  # 11 characters
    primary_identifier: str = field(repr=False)  # surname
    secondary_identifier: str = field(repr=False)  # middle and given names

    @property
    def key(self) -> MrzKey:
        return MrzKey(self.document_number, self.date_of_birth_yymmdd, self.date_of_expiry_yymmdd)

    @property
    def personal_number(self) -> PersonalNumber | None:
        """The 12 digits that Vietnam puts into the optional data, when they are there."""
        digits = self.optional_data_1[:12]
        return PersonalNumber(digits) if digits.isdigit() else None

    @property
    def never_expires(self) -> bool:
        return self.date_of_expiry_yymmdd in NO_EXPIRY_CODES

    @property
    def states_expiry(self) -> bool:
        """Whether the field says anything, be it "never"."""
        return self.date_of_expiry_yymmdd != NO_EXPIRY_STATED

    @property
    def date_of_expiry(self) -> date | None:
        """None: the card never expires or does not say. Raises CardError MRZ_MALFORMED for no such day."""
        if self.never_expires or not self.states_expiry:
            return None
        return day_of(2000, self.date_of_expiry_yymmdd)

    def date_of_birth(self, today: date) -> date:
        """The century comes from the personal number, else the latest one that is not in the future."""
        number = self.personal_number
        if number is not None and birth_year_of(number) % 100 == int(self.date_of_birth_yymmdd[:2]):
            return day_of(birth_year_of(number) // 100 * 100, self.date_of_birth_yymmdd)
        this_century = today.year // 100 * 100
        born = day_of(this_century, self.date_of_birth_yymmdd)
        return born if born <= today else day_of(this_century - 100, self.date_of_birth_yymmdd)

    @property
    def full_name(self) -> str:
        """Vietnamese order, surname first, without diacritics."""
        return f"{self.primary_identifier} {self.secondary_identifier}".strip()

    def redundancy_faults(self) -> tuple[str, ...]:
        """Codes for what contradicts Vietnam's own redundancy; sex and names have no check digit at all."""
        faults: list[str] = []
        number = self.personal_number
        if self.issuing_state != VIETNAM or number is None:
            return (CardWarning.MRZ_WITHOUT_PERSONAL_NUMBER.value,)
        if number[3:] != self.document_number:
            faults.append(CardWarning.MRZ_DOCUMENT_NUMBER_CONTRADICTS_NUMBER.value)
        if self.optional_data_1[12:] != f"<<{check_digit(number)}":
            faults.append(CardWarning.MRZ_NUMBER_CHECK_DIGIT_WRONG.value)
        if number[4:6] != self.date_of_birth_yymmdd[:2]:
            faults.append(CardWarning.MRZ_BIRTH_YEAR_CONTRADICTS_NUMBER.value)
        consistency = check_consistency(number, None, self.sex)
        return tuple(faults) + tuple(f"mrz_{code}" for code in (error.value for error in consistency.errors))


def parse_td1(text: str) -> Td1Mrz:
    """Parse three lines of 30 characters, with or without line ends and spaces around them.

    Raises CardError MRZ_MALFORMED or MRZ_CHECK_DIGIT_WRONG. Vietnam's own redundancy is not enforced here,
    see :meth:`Td1Mrz.redundancy_faults`.
    """
    joined = "".join(text.split())
    if len(joined) != 3 * LINE_LENGTH:
        raise CardError(CardErrorCode.MRZ_MALFORMED)
    upper, middle, lower = (
        joined[start : start + LINE_LENGTH] for start in range(0, len(joined), LINE_LENGTH)
    )
    if not all(_ALLOWED.fullmatch(line) for line in (upper, middle, lower)):
        raise CardError(CardErrorCode.MRZ_MALFORMED)
    birth, expiry = middle[:6], middle[8:14]
    readable = birth.isdigit() and (expiry.isdigit() or expiry == NO_EXPIRY_STATED)
    if not readable or middle[7] not in SEX:
        raise CardError(CardErrorCode.MRZ_MALFORMED)
    composite = upper[5:] + middle[:7] + middle[8:15] + middle[18:29]
    checked = [(upper[5:14], upper[14]), (birth, middle[6]), (composite, middle[29])]
    if (expiry, middle[14]) != (NO_EXPIRY_STATED, FILLER):
        checked.append((expiry, middle[14]))
    if any(check_digit(value) != digit for value, digit in checked):
        raise CardError(CardErrorCode.MRZ_CHECK_DIGIT_WRONG)
    day_of(2000, birth)
    primary, _, secondary = lower.rstrip(FILLER).partition("<<")
    return Td1Mrz(
        document_code=upper[:2].rstrip(FILLER),
        issuing_state=upper[2:5].rstrip(FILLER),
        document_number=upper[5:14].rstrip(FILLER),
        optional_data_1=upper[15:30],
        date_of_birth_yymmdd=birth,
        sex=SEX[middle[7]],
        date_of_expiry_yymmdd=expiry,
        nationality=middle[15:18].rstrip(FILLER),
        optional_data_2=middle[18:29],
        primary_identifier=words(primary),
        secondary_identifier=words(secondary),
    )


def build_td1(mrz: Td1Mrz) -> tuple[str, str, str]:
    """The three lines for these values; names too long are cut at 30 characters (ICAO 9303-3, 4.6)."""
    number = mrz.document_number.ljust(9, FILLER)
    upper = mrz.document_code.ljust(2, FILLER) + mrz.issuing_state.ljust(3, FILLER)
    upper += number + check_digit(number) + mrz.optional_data_1.ljust(15, FILLER)
    birth = mrz.date_of_birth_yymmdd + check_digit(mrz.date_of_birth_yymmdd)
    expiry = mrz.date_of_expiry_yymmdd + check_digit(mrz.date_of_expiry_yymmdd)
    optional_2 = mrz.optional_data_2.ljust(11, FILLER)
    composite = check_digit(upper[5:] + birth + expiry + optional_2)
    middle = birth + SEX_LETTER[mrz.sex] + expiry + mrz.nationality.ljust(3, FILLER) + optional_2 + composite
    names = transliterate(mrz.primary_identifier) + "<<" + transliterate(mrz.secondary_identifier)
    return upper, middle, names.rstrip(FILLER)[:LINE_LENGTH].ljust(LINE_LENGTH, FILLER)


def names_may_be_of_one_person(name: str, mrz: Td1Mrz) -> bool:
    """Whether ``name`` (with diacritics) is the one in the zone, which may cut or shorten a long one.

    Blanks do not count, since names may be parted differently. A zone without a name contradicts nobody.
    """
    there = _letters(mrz.full_name)
    whole = _letters(transliterate(name))
    if not there or there == whole:
        return True
    written = len(mrz.primary_identifier) + len("<<") + len(mrz.secondary_identifier)
    surname = _letters(transliterate(name).partition(FILLER)[0])
    return written >= LINE_LENGTH - 1 and there.startswith(surname)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())
