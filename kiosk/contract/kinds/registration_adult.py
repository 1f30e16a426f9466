"""``registration.adult``: an adult asks for an e-transaction (VssID) account."""

from __future__ import annotations

from pydantic import Field

from kiosk.contract.kinds.parts import ActPayload, Code, Part, ShortText


class ContactPart(Part):
    phone: str = Field(pattern=r"^0[35789][0-9]{8}$")
    email: str | None = Field(max_length=254)
    email_confirmation: Code = Field(description="no_address, open, pending or verified")
    address: ShortText


class RegistrationPayload(ActPayload):
    """What central and staff need to open the account, and no more."""

    contact: ContactPart
