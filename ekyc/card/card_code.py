"""Which card a QR code belongs to: an identity card or a health insurance card."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ekyc.card.citizen_qr import CitizenQr, parse_citizen_qr
from ekyc.card.errors import CardErrorCode
from ekyc.card.health_card_qr import HealthCardQr, looks_like_health_card_qr, parse_health_card_qr
from ekyc.card.scanned_text import decoded


class CardCodeKind(StrEnum):
    CITIZEN_CARD = "citizen_card"
    HEALTH_CARD = "health_card"


def parse_card_code(payload: str | bytes, today: date | None = None) -> CitizenQr | HealthCardQr:
    """Parse by the grammar that the text begins with. Raises the CardError of that parser."""
    text = decoded(payload, CardErrorCode.QR_NOT_A_CITIZEN_CARD)
    if looks_like_health_card_qr(text):
        return parse_health_card_qr(text)
    return parse_citizen_qr(payload, today)


def kind_of(code: CitizenQr | HealthCardQr) -> CardCodeKind:
    return CardCodeKind.CITIZEN_CARD if isinstance(code, CitizenQr) else CardCodeKind.HEALTH_CARD
