"""``registration.adult``: an adult asks for an e-transaction (VssID) account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator
from typing_extensions import override

from kiosk.contract.kinds.parts import (
    VERIFIED,
    ActPayload,
    ClaimedAddress,
    Code,
    Part,
    ProofPart,
    ShortText,
    claimed,
)


class _Reached(Part):
    phone: str | None = Field(pattern=r"^0[35789][0-9]{8}$")
    email: str | None = Field(max_length=254)

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.phone is None and self.email is None:
            raise ValueError("the password of the account needs a phone number or an e-mail address")
        return self


class ContactPart(_Reached):
    email_proof: ProofPart
    address: ShortText


class RegistrationPayload(ActPayload):
    """What central and staff need to open the account, and no more."""

    contact: ContactPart

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        yield from claimed("email", self.contact.email, self.contact.email_proof)


class ContactPart1(_Reached):
    """Of version 1, which said that an address was confirmed and could not show it."""

    email_confirmation: Code = Field(description="no_address, open, pending or verified")
    address: ShortText


class RegistrationPayload1(ActPayload):
    contact: ContactPart1

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        if self.contact.email is not None:
            verified = self.contact.email_confirmation == VERIFIED
            yield ClaimedAddress("email", self.contact.email, verified)
