"""The 12-digit personal identification number (Law 26/2023/QH15 art. 12; Decree 137/2015/ND-CP art. 13).

``PPP`` place of birth registration, ``G`` century and sex, ``YY`` year of birth, ``NNNNNN`` random;
no check digit.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import NewType

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import Sex

PersonalNumber = NewType("PersonalNumber", str)

LENGTH = 12
CAN_LENGTH = 6


class NumberFinding(StrEnum):
    """What is odd about a number. Errors contradict the law's structure, warnings ask for a second look."""

    BIRTH_YEAR_CONTRADICTS_NUMBER = "birth_year_contradicts_number"
    # A number can lawfully lag behind a change of sex until it is re-established (Law 26/2023/QH15 art. 24),
    # so even this error sends the card to staff and refuses nobody.
    SEX_CONTRADICTS_NUMBER = "sex_contradicts_number"
    UNKNOWN_PROVINCE_CODE = "unknown_province_code"


@dataclass(frozen=True, slots=True)
class NumberFindings:
    errors: tuple[NumberFinding, ...] = ()
    warnings: tuple[NumberFinding, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(finding.value for finding in (*self.errors, *self.warnings))


def parse_personal_number(text: str) -> PersonalNumber:
    """The number itself, spaces around it removed. Raises CardError PERSONAL_NUMBER_NOT_12_DIGITS."""
    digits = text.strip()
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        raise CardError(CardErrorCode.PERSONAL_NUMBER_NOT_12_DIGITS)
    return PersonalNumber(digits)


def birth_year_of(number: PersonalNumber) -> int:
    """Year of birth, 1900-2399, as the century digit and the two year digits say."""
    return 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])


def sex_of(number: PersonalNumber) -> Sex:
    return Sex.FEMALE if int(number[3]) % 2 else Sex.MALE


def card_access_number_of(number: PersonalNumber) -> str:
    """The CAN that opens the chip by PACE: Vietnam uses the last six digits of the personal number."""
    return number[-CAN_LENGTH:]


def document_number_of(number: PersonalNumber) -> str:
    """The nine-digit document number that stands in the machine readable zone."""
    return number[3:]


@cache
def provinces() -> Mapping[str, str]:
    """Three-digit code → Vietnamese name of the province, as it was when the codes were laid down."""
    path = resources.files("ekyc.card") / "data" / "places_of_birth_registration.toml"
    table: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["province"]
    return table


def check_consistency(number: PersonalNumber, date_of_birth: date | None, sex: Sex | None) -> NumberFindings:
    """Compare the number with what else is known of the holder; None means unknown and is not compared."""
    errors: list[NumberFinding] = []
    if date_of_birth is not None and date_of_birth.year != birth_year_of(number):
        errors.append(NumberFinding.BIRTH_YEAR_CONTRADICTS_NUMBER)
    if sex in {Sex.MALE, Sex.FEMALE} and sex is not sex_of(number):
        errors.append(NumberFinding.SEX_CONTRADICTS_NUMBER)
    known = number[:3] in provinces()
    return NumberFindings(tuple(errors), () if known else (NumberFinding.UNKNOWN_PROVINCE_CODE,))
