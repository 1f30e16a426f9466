"""``registration.adult``: a person with a card of their own asks for an e-transaction (VssID) account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator
from typing_extensions import override

from kiosk.contract.kinds.parts import VERIFIED, CitizenPayload, ClaimedAddress, Code, ShortText
from kiosk.contract.kinds.registration_parts import (
    BankPart,
    ContactPart,
    GuardianPart,
    MailContactPart,
    Reached,
    RecordPart,
    TaskId,
)
from kiosk.contract.records.parts import ManagedBy

BANK_IS_ASKED = "bank"  # the purpose of that consent


class RegistrationPayload2(CitizenPayload):
    """Of version 2, which knew no guardian, and one register."""

    contact: MailContactPart

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        return self.contact.claims()


class RegistrationPayload3(RegistrationPayload2):
    """Of version 3, which knew no bank."""

    task: TaskId = Field(description="the id in the catalogue of the task that asked")
    managed_by: ManagedBy = Field(description="who keeps the person's record, as they say")
    guardian: GuardianPart | None = Field(description="of somebody who is not grown up yet")


class RegistrationPayload4(RegistrationPayload3):
    """Of version 4, which did not say whether the record was looked for."""

    bank: BankPart | None = Field(description="only with the person's own consent to it")

    @model_validator(mode="after")
    def _agreed_to_the_bank(self) -> Self:
        given = {each.purpose: each.given for each in self.consents}
        if self.bank is not None and not given.get(BANK_IS_ASKED):
            raise ValueError("a bank is named only where the person agreed that it is asked")
        return self


class RegistrationPayload5(RegistrationPayload4):
    """Of version 5, which proved no phone."""

    record: RecordPart


class RegistrationPayload(RegistrationPayload5):
    """What central and staff need to open the account, and no more."""

    contact: ContactPart


class ContactPart1(Reached):
    """Of version 1, which said that an address was confirmed and could not show it."""

    email_confirmation: Code = Field(description="no_address, open, pending or verified")
    address: ShortText


class RegistrationPayload1(CitizenPayload):
    contact: ContactPart1

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        if self.contact.email is not None:
            verified = self.contact.email_confirmation == VERIFIED
            yield ClaimedAddress("email", self.contact.email, verified)
