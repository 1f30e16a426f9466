"""Contact answers: what a phone number, an e-mail address and an address must look like.

Each ``set_*`` stores a good answer and raises `ContactError` for a bad one, leaving the visit as it was.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from kiosk.email_address import normalise_email
from kiosk.errors import KnownError
from kiosk.visit import EmailConfirmation, Visit

# Mobile ranges of the numbering plan in force since 2018: ten digits that begin with 03, 05, 07, 08 or 09.
_MOBILE = re.compile(r"0[35789]\d{8}")
_MIN_ADDRESS = 8
_MAX_ADDRESS = 200


class ContactFault(StrEnum):
    PHONE_LENGTH = "phone_length"
    PHONE_RANGE = "phone_range"
    ADDRESS_TOO_SHORT = "address_too_short"
    ADDRESS_TOO_LONG = "address_too_long"


class ContactError(KnownError):
    """The answer cannot be right; the code says why."""

    def __init__(self, fault: ContactFault) -> None:
        super().__init__(fault.value, "the contact answer was refused by its format check")
        self.fault = fault


def normalise_phone(typed: str) -> str:
    """A Vietnamese mobile number as ten digits; ``+84`` and separators are accepted."""
    digits = re.sub(r"[\s.\-()]", "", typed)
    if digits.startswith("+84"):
        digits = "0" + digits[3:]
    if not digits.isascii() or not digits.isdigit() or len(digits) != 10:
        raise ContactError(ContactFault.PHONE_LENGTH)
    if not _MOBILE.fullmatch(digits):
        raise ContactError(ContactFault.PHONE_RANGE)
    return digits


def set_phone(visit: Visit, typed: str) -> None:
    visit.contact.phone = normalise_phone(typed)


def set_email(visit: Visit, typed: str) -> None:
    """Take an address. A changed address has to be proved again; the same one keeps its proof."""
    address = normalise_email(typed)
    contact = visit.contact
    if contact.email != address or contact.email_confirmation is EmailConfirmation.PENDING:
        contact.email_confirmation = EmailConfirmation.OPEN
    contact.email = address
    contact.email_answered = True


def decline_email(visit: Visit) -> None:
    """The person has no e-mail address: staff will confirm the contact data."""
    visit.contact.email = None
    visit.contact.email_answered = True
    visit.contact.email_confirmation = EmailConfirmation.NO_ADDRESS


def suggested_address(visit: Visit) -> str:
    """What the address page shows first: the answer already given, else the residence on the card."""
    if visit.contact.address is not None:
        return visit.contact.address
    if visit.card is not None and visit.card.identity.residence is not None:
        return visit.card.identity.residence
    return ""


def set_address(visit: Visit, typed: str) -> None:
    address = unicodedata.normalize("NFC", " ".join(typed.split()))
    if len(address) < _MIN_ADDRESS:
        raise ContactError(ContactFault.ADDRESS_TOO_SHORT)
    if len(address) > _MAX_ADDRESS:
        raise ContactError(ContactFault.ADDRESS_TOO_LONG)
    visit.contact.address = address
