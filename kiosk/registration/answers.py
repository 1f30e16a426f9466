"""The check-answers page as data: what will be sent, row by row, and which rows can be changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.errors import BugError
from kiosk.masking import mask_number
from kiosk.visit import Visit


class AnswerId(StrEnum):
    FULL_NAME = "full_name"
    PERSONAL_NUMBER = "personal_number"
    DATE_OF_BIRTH = "date_of_birth"
    PHONE = "phone"
    EMAIL = "email"
    EMAIL_CONFIRMATION = "email_confirmation"
    ADDRESS = "address"
    IDENTITY_CHECK = "identity_check"
    CONSENTS = "consents"


@dataclass(frozen=True, slots=True)
class Answer:
    """One row. ``value`` is shown as it is; a ``code`` is put into words by the interface instead."""

    id: AnswerId
    value: str = field(default="", repr=False)
    code: str = ""
    step: str | None = None  # where "change" leads; None: the card says so and it cannot be changed here


def answers(visit: Visit) -> tuple[Answer, ...]:
    """The rows in reading order. Raises `BugError` when the flow has not come that far."""
    if visit.card is None or visit.verdict is None:
        raise BugError("answers are checked after the card and the face")
    identity, contact = visit.card.identity, visit.contact
    given = sum(1 for consent in visit.consents.values() if consent.given)
    return (
        Answer(AnswerId.FULL_NAME, identity.full_name),
        Answer(AnswerId.PERSONAL_NUMBER, mask_number(identity.personal_number)),
        Answer(AnswerId.DATE_OF_BIRTH, f"{identity.date_of_birth:%d/%m/%Y}"),
        Answer(AnswerId.IDENTITY_CHECK, code=visit.verdict.outcome.value),
        Answer(AnswerId.PHONE, contact.phone or "", step="phone"),
        Answer(AnswerId.EMAIL, contact.email or "", step="email"),
        Answer(AnswerId.EMAIL_CONFIRMATION, code=contact.email_confirmation.value, step="email"),
        Answer(AnswerId.ADDRESS, contact.address or "", step="address"),
        Answer(AnswerId.CONSENTS, f"{given}/{len(visit.consents)}", step="consent"),
    )
