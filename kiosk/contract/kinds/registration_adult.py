"""``registration.adult``: an adult asks for an e-transaction (VssID) account."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from kiosk.contract.kinds.parts import ActPayload, Code, Part, ShortText


class ContactPart(Part):
    phone: str | None = Field(pattern=r"^0[35789][0-9]{8}$")
    email: str | None = Field(max_length=254)
    email_confirmation: Code = Field(description="no_address, open, pending or verified")
    address: ShortText

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.phone is None and self.email is None:
            raise ValueError("the password of the account needs a phone number or an e-mail address")
        return self


class RegistrationPayload(ActPayload):
    """What central and staff need to open the account, and no more."""

    contact: ContactPart
