"""``contact.change``: a person changes phone, e-mail, contact address or receiving office of their account.

Personal data are never changed by it: they follow the card and the book (service 9.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator
from typing_extensions import override

from kiosk.contract.kinds.parts import CitizenPayload, ClaimedAddress, Part, ProofPart, ShortText, claimed
from kiosk.contract.wire import MobileNumber


class NewContactPart(Part):
    """What changes; None stays as it is."""

    phone: MobileNumber | None = None
    email: str | None = Field(None, max_length=254)
    address: ShortText | None = None
    office_code: str | None = Field(None, max_length=20)


class ContactChangePayload2(CitizenPayload):
    """Of version 2, which proved no phone. ``email_proof`` is of the new address. ``old_email`` with its
    proof is asked for only where the face did not show who the person is.
    """

    new: NewContactPart
    email_proof: ProofPart | None
    old_email: str | None = Field(max_length=254)
    old_email_proof: ProofPart | None

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        yield from claimed("email", self.new.email, self.email_proof)
        yield from claimed("old_email", self.old_email, self.old_email_proof)

    @model_validator(mode="after")
    def _something_changes(self) -> Self:
        if not any(self.new.model_dump().values()):
            raise ValueError("nothing is to be changed")
        if (self.new.email is None) != (self.email_proof is None):
            raise ValueError("a new e-mail address comes with the state of its proof, and only that does")
        return self


class ContactChangePayload(ContactChangePayload2):
    """``phone_proof`` is of the new number, too."""

    phone_proof: ProofPart | None

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        yield from claimed("phone", self.new.phone, self.phone_proof)
        yield from super().addresses()

    @model_validator(mode="after")
    def _says_of_the_phone(self) -> Self:
        if (self.new.phone is None) != (self.phone_proof is None):
            raise ValueError("a new phone number comes with the state of its proof, and only that does")
        return self
