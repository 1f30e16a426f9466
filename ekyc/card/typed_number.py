"""A personal number while somebody types it: what can already be said of it, part by part.

Faults cannot be right and hold the entry up. An unknown place of birth registration is a notice only: births
abroad carry country codes and the list of provinces changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ekyc.card.personal_number import LENGTH, PersonalNumber, birth_year_of, provinces, sex_of
from ekyc.card.reading import Sex

_OLDEST = 130  # years; nobody has been known to live longer


class TypedNumberFault(StrEnum):
    NOT_DIGITS = "not_digits"
    TOO_LONG = "too_long"
    BIRTH_YEAR_IN_FUTURE = "birth_year_in_future"


class TypedNumberNotice(StrEnum):
    UNKNOWN_PROVINCE_CODE = "unknown_province_code"
    VERY_OLD = "very_old"


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """The parts of 0 to 12 digits that are typed so far; None for a part that is not there yet."""

    fault: TypedNumberFault | None
    notices: tuple[TypedNumberNotice, ...] = ()
    province: str | None = None  # name, when the code is known
    sex: Sex | None = None
    birth_year: int | None = None
    complete: bool = False  # twelve digits without a fault


def inspect_typed_number(digits: str, today: date) -> TypedNumber:
    """What the digits typed so far say; digits before a fault are not explained."""
    if not all("0" <= character <= "9" for character in digits):
        return TypedNumber(TypedNumberFault.NOT_DIGITS)
    if len(digits) > LENGTH:
        return TypedNumber(TypedNumberFault.TOO_LONG)
    fault, notices = None, []
    province = provinces().get(digits[:3]) if len(digits) >= 3 else None
    if len(digits) >= 3 and province is None:
        notices.append(TypedNumberNotice.UNKNOWN_PROVINCE_CODE)
    # The earliest year that the digits allow is known before the year is whole.
    earliest = birth_year_of(PersonalNumber(digits[:6].ljust(6, "0"))) if len(digits) >= 4 else None
    if earliest is not None and earliest > today.year:
        fault = TypedNumberFault.BIRTH_YEAR_IN_FUTURE
    birth_year = earliest if len(digits) >= 6 else None
    if birth_year is not None and today.year - birth_year > _OLDEST:
        notices.append(TypedNumberNotice.VERY_OLD)
    return TypedNumber(
        fault=fault,
        notices=tuple(notices),
        province=province,
        sex=sex_of(PersonalNumber(digits)) if len(digits) >= 4 else None,
        birth_year=birth_year,
        complete=len(digits) == LENGTH and fault is None,
    )


def find_typed_number_fault(digits: str, today: date) -> TypedNumberFault | None:
    """What cannot be right in the 0 to 12 digits typed so far, or None while all may still be well."""
    return inspect_typed_number(digits, today).fault
