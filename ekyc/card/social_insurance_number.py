"""The 10-digit social insurance number, which the personal number replaces from 1 August 2025.

It stays readable, searchable and printable as an older name of the same person. No check digit is published.
"""

from __future__ import annotations

import re
from typing import NewType

from ekyc.card.errors import CardError, CardErrorCode

SocialInsuranceNumber = NewType("SocialInsuranceNumber", str)

LENGTH = 10


def parse_social_insurance_number(text: str) -> SocialInsuranceNumber:
    """The number, spaces around it removed. Raises CardError SOCIAL_INSURANCE_NUMBER_NOT_10_DIGITS."""
    digits = text.strip()
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise CardError(CardErrorCode.SOCIAL_INSURANCE_NUMBER_NOT_10_DIGITS)
    return SocialInsuranceNumber(digits)
