"""What machine readable zones of every size share (ICAO 9303-3): check digits, fillers, names, days, keys."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import Sex

FILLER = "<"
SEX = {"M": Sex.MALE, "F": Sex.FEMALE, FILLER: Sex.UNSPECIFIED}
SEX_LETTER = {sex: letter for letter, sex in SEX.items()}
_WEIGHTS = (7, 3, 1)


@dataclass(frozen=True, slots=True)
class MrzKey:
    """What Basic Access Control derives its keys from (ICAO 9303-11, 4.3.2); ``repr`` shows nothing."""

    document_number: str = field(repr=False)
    date_of_birth: str = field(repr=False)  # YYMMDD
    date_of_expiry: str = field(repr=False)  # YYMMDD

    @property
    def information(self) -> bytes:
        """The three fields with their check digits, as ASCII."""
        number = self.document_number.ljust(9, FILLER)
        parts = (number, self.date_of_birth, self.date_of_expiry)
        return "".join(part + check_digit(part) for part in parts).encode("ascii")


def check_digit(text: str) -> str:
    """ICAO 9303-3, 4.9: weights 7, 3, 1; letters count 10-35, the filler 0; modulus 10."""
    total = 0
    for index, char in enumerate(text):
        value = 0 if char == FILLER else int(char, 36)
        total += value * _WEIGHTS[index % 3]
    return str(total % 10)


def transliterate(name: str) -> str:
    """Vietnamese letters lose their marks (đ → D), spaces and other signs become fillers."""
    decomposed = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).upper()
    return re.sub(r"[^A-Z0-9]+", FILLER, plain).strip(FILLER)


def words(identifier: str) -> str:
    return " ".join(word for word in identifier.split(FILLER) if word)


def day_of(century: int, yymmdd: str) -> date:
    """Years 00 and 29 February are both possible, so the real century decides whether the day exists."""
    try:
        return date(century + int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:]))
    except ValueError:
        raise CardError(CardErrorCode.MRZ_MALFORMED) from None
