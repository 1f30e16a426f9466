"""The machine readable zone of a passport, size TD3 (ICAO 9303-4, 4.2.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz_parts import FILLER, SEX, SEX_LETTER, MrzKey, check_digit, day_of, transliterate, words
from ekyc.card.reading import Sex

LINE_LENGTH, LINES = 44, 2
NAME_LENGTH = 39
OPTIONAL_LENGTH = 14
_ALLOWED = re.compile(r"[0-9A-Z<]{44}")
_STATE = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class Td3Mrz:
    document_code: str  # P, perhaps with a letter of the issuing state's own
    issuing_state: str  # ICAO 9303-3, 5: three letters, or D
    document_number: str = field(repr=False)  # fillers removed
    nationality: str = field(repr=False)
    date_of_birth_yymmdd: str = field(repr=False)
    sex: Sex = field(repr=False)
    date_of_expiry_yymmdd: str = field(repr=False)
    optional_data: str = field(repr=False)  # fillers at its end removed
    primary_identifier: str = field(repr=False)  # surname
    secondary_identifier: str = field(repr=False)  # given names, "" where there are none

    @property
    def key(self) -> MrzKey:
        return MrzKey(self.document_number, self.date_of_birth_yymmdd, self.date_of_expiry_yymmdd)

    @property
    def date_of_expiry(self) -> date:
        return day_of(2000, self.date_of_expiry_yymmdd)

    def date_of_birth(self, today: date) -> date:
        """The latest such day that is not in the future. Raises CardError MRZ_MALFORMED for no such day."""
        this_century = today.year // 100 * 100
        born = day_of(this_century, self.date_of_birth_yymmdd)
        return born if born <= today else day_of(this_century - 100, self.date_of_birth_yymmdd)

    @property
    def full_name(self) -> str:
        """As the passport has it, surname first."""
        return f"{self.primary_identifier} {self.secondary_identifier}".strip()


def parse_td3(text: str) -> Td3Mrz:
    """Parse two lines of 44 characters, with or without line ends and spaces around them.

    Raises CardError MRZ_MALFORMED or MRZ_CHECK_DIGIT_WRONG. Days that the zone leaves open (fillers, ICAO
    9303-3, 4.8) are MRZ_MALFORMED here: staff read them from the page.
    """
    joined = "".join(text.split())
    if len(joined) != LINES * LINE_LENGTH:
        raise CardError(CardErrorCode.MRZ_MALFORMED)
    upper, lower = joined[:LINE_LENGTH], joined[LINE_LENGTH:]
    states = upper[2:5].rstrip(FILLER), lower[10:13].rstrip(FILLER)
    well_formed = (
        upper[0] == "P"
        and all(_ALLOWED.fullmatch(line) for line in (upper, lower))
        and all(_STATE.fullmatch(state) for state in states)
        and not any(char.isdigit() for char in upper)
        and (lower[13:19] + lower[21:27]).isdigit()
        and lower[20] in SEX
        and bool(lower[:9].strip(FILLER))
        and bool(upper[5:].strip(FILLER))
    )
    if not well_formed:
        raise CardError(CardErrorCode.MRZ_MALFORMED)
    optional = lower[28:42]
    checked = [
        (lower[:9], lower[9]),
        (lower[13:19], lower[19]),
        (lower[21:27], lower[27]),
        (lower[:10] + lower[13:20] + lower[21:43], lower[43]),
    ]
    if optional.strip(FILLER) or lower[42] != FILLER:  # an empty field may go without its digit
        checked.append((optional, lower[42]))
    if any(check_digit(value) != digit for value, digit in checked):
        raise CardError(CardErrorCode.MRZ_CHECK_DIGIT_WRONG)
    primary, _, secondary = upper[5:].rstrip(FILLER).partition("<<")
    for day in (lower[13:19], lower[21:27]):
        day_of(2000, day)
    return Td3Mrz(
        document_code=upper[:2].rstrip(FILLER),
        issuing_state=states[0],
        document_number=lower[:9].rstrip(FILLER),
        nationality=states[1],
        date_of_birth_yymmdd=lower[13:19],
        sex=SEX[lower[20]],
        date_of_expiry_yymmdd=lower[21:27],
        optional_data=optional.rstrip(FILLER),
        primary_identifier=words(primary),
        secondary_identifier=words(secondary),
    )


def build_td3(mrz: Td3Mrz) -> tuple[str, str]:
    """The two lines for these values; names too long are cut at 39 characters (ICAO 9303-4, 4.2.3)."""
    names = transliterate(mrz.primary_identifier) + "<<" + transliterate(mrz.secondary_identifier)
    upper = mrz.document_code.ljust(2, FILLER) + mrz.issuing_state.ljust(3, FILLER)
    upper += names.rstrip(FILLER)[:NAME_LENGTH].ljust(NAME_LENGTH, FILLER)
    number, optional = (
        text.ljust(length, FILLER)
        for text, length in ((mrz.document_number, 9), (mrz.optional_data, OPTIONAL_LENGTH))
    )
    number += check_digit(number)
    birth = mrz.date_of_birth_yymmdd + check_digit(mrz.date_of_birth_yymmdd)
    last = mrz.date_of_expiry_yymmdd + check_digit(mrz.date_of_expiry_yymmdd)
    last += optional + (check_digit(optional) if mrz.optional_data else FILLER)
    composite = check_digit(number + birth + last)
    lower = number + mrz.nationality.ljust(3, FILLER) + birth + SEX_LETTER[mrz.sex] + last + composite
    return upper, lower
