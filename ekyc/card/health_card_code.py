"""The 15-character code of a health insurance card (Decision 1666/QD-BHXH).

Two letters for the group of insured, a digit 1 to 5 for the level of benefit, two digits for the province of
issue, and the 10-digit social insurance number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.social_insurance_number import SocialInsuranceNumber

_CODE = re.compile(r"([A-Z]{2})([1-5])([0-9]{2})([0-9]{10})")


@dataclass(frozen=True, slots=True)
class HealthCardCode:
    group: str  # e.g. "DN", "HS"
    benefit_level: int  # 1 to 5
    province: str  # two digits
    social_insurance_number: SocialInsuranceNumber = field(repr=False)

    @property
    def text(self) -> str:
        return f"{self.group}{self.benefit_level}{self.province}{self.social_insurance_number}"


def parse_health_card_code(text: str) -> HealthCardCode:
    """As printed or typed: small letters and the blanks between the groups are accepted.

    Raises CardError HEALTH_CARD_CODE_INVALID.
    """
    matched = _CODE.fullmatch("".join(text.split()).upper()) if text.isascii() else None
    if matched is None:
        raise CardError(CardErrorCode.HEALTH_CARD_CODE_INVALID)
    group, level, province, number = matched.groups()
    return HealthCardCode(group, int(level), province, SocialInsuranceNumber(number))
