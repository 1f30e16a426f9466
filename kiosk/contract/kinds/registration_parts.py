"""What acts that ask for an account have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from kiosk.contract.kinds.parts import ClaimedAddress, Part, ProofPart, ShortText, claimed
from kiosk.contract.records import Differing, Found
from kiosk.contract.wire import MobileNumber

FullName = Annotated[str, Field(min_length=1, max_length=200)]
TaskId = Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9][a-z0-9_.]*$")]
Guardian = Literal["father", "mother", "guardian"]


Phone = MobileNumber | None
Email = Annotated[str | None, Field(max_length=254)]


class Reached(Part):
    phone: Phone
    email: Email

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.phone is None and self.email is None:
            raise ValueError("a phone number or an e-mail address is needed")
        return self


class MailContactPart(Part):
    """Of acts from before codes by telephone: the phone was believed."""

    phone: Phone
    email: Email
    email_proof: ProofPart
    address: ShortText

    def claims(self) -> Iterator[ClaimedAddress]:
        yield from claimed("email", self.email, self.email_proof)


class ContactPart(MailContactPart):
    """Where the code of the account goes. With neither phone nor e-mail it is printed at the counter."""

    phone_proof: ProofPart

    @override
    def claims(self) -> Iterator[ClaimedAddress]:
        yield from claimed("phone", self.phone, self.phone_proof)
        yield from super().claims()


class RecordPart(Part):
    """What the kiosk learned of central's register while the person was there; central asks itself, too."""

    looked: bool = Field(description="false: without a line, or where the chip had not answered")
    found: Found | None = Field(description="by what; none where nobody looked")
    differs: tuple[Differing, ...] = Field(max_length=len(Differing))
    several: bool
    stated_number: str | None = Field(
        pattern=r"^[0-9]{10}$", description="of the book or the health card, as the person states it"
    )

    @model_validator(mode="after")
    def _is_what_was_looked_for(self) -> Self:
        if self.looked is (self.found is None) or ((self.differs or self.several) and not self.looked):
            raise ValueError("something is found where somebody looked")
        return self


class BankPart(Part):
    """An account that the person names with the registration, and agreed to have the bank asked about."""

    bank_bin: str = Field(pattern=r"^[0-9]{6}$", description="of the NAPAS network")
    number: str = Field(pattern=r"^[0-9]{6,19}$")
    holder: FullName = Field(description="as the person writes it; the bank is asked for the name")


class GuardianPart(Reached):
    """A parent or guardian who is told of it. Nobody has proved these addresses."""

    full_name: FullName
    relation: Guardian = Field(description="what they are to the person who registers")
