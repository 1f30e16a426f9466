"""A personal number while somebody types it: what can already be said to be wrong, as early as possible."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ekyc.card.personal_number import LENGTH, PersonalNumber, birth_year_of


class TypedNumberFault(StrEnum):
    NOT_DIGITS = "not_digits"
    TOO_LONG = "too_long"
    BIRTH_YEAR_IN_FUTURE = "birth_year_in_future"


def find_typed_number_fault(digits: str, today: date) -> TypedNumberFault | None:
    """What cannot be right in the 0 to 12 digits typed so far, or None while all may still be well."""
    if not all("0" <= character <= "9" for character in digits):
        return TypedNumberFault.NOT_DIGITS
    if len(digits) > LENGTH:
        return TypedNumberFault.TOO_LONG
    if len(digits) >= 6 and birth_year_of(PersonalNumber(digits)) > today.year:
        return TypedNumberFault.BIRTH_YEAR_IN_FUTURE
    return None
