"""The QR text of a health card, in the format of the published cards (17 fields; `ekyc.card.health_card_qr`
reads it). What the register does not keep is ``-``: also the check string, which only the issuer can make.
"""

from __future__ import annotations

from kiosk.clock import day_text
from kiosk.contract.records import HealthCard, Person

_EMPTY, _END = "-", "$"
_SEX = {"male": "1", "female": "2"}


def health_card_qr(card: HealthCard, person: Person) -> str:
    return "|".join(
        (
            card.code,
            _hex(person.full_name),
            _birth(person),
            _SEX[person.sex],
            _hex(person.residence),
            f"{card.facility.code[:2]} - {card.facility.code[2:]}",
            day_text(card.valid_from),
            day_text(card.valid_to),
            _EMPTY,  # day of issue
            _EMPTY,  # number at the office
            _EMPTY,  # parent or contact
            _EMPTY,
            _EMPTY if card.five_years_on is None else day_text(card.five_years_on),
            _EMPTY,  # check string
            _EMPTY,
            _EMPTY,  # where it was issued
            _END,
        )
    )


def _hex(text: str) -> str:
    return text.encode("utf-8").hex() or _EMPTY


def _birth(person: Person) -> str:
    """A day, or the year alone."""
    if person.birth_known_to == "day":
        return day_text(person.date_of_birth)
    return f"{person.date_of_birth:%Y}"
