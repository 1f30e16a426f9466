"""What acts of every kind have in common: who asked, how surely that was found out, and what they agreed to.

Of pictures an act holds one, the best live portrait; the chip's portrait goes as a digest only, because staff
see that picture in the population records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from typing_extensions import override

from kiosk.contract.proofs import MAX_STATEMENT_CHARS
from kiosk.contract.smart_otp import MOST_TEXT_CHARS

PERSONAL_NUMBER_DIGITS = 12
PersonalNumber = Annotated[str, Field(pattern=r"^[0-9]{12}$")]
Code = Annotated[str, Field(max_length=64, pattern=r"^[a-z0-9_.\-]*$")]
ShortText = Annotated[str, Field(max_length=1000)]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, allow_inf_nan=False)


class HolderPart(Part):
    """The holder as what they showed names them."""

    source: Code = Field(description="where it was read: chip, qr, mrz or typed")
    full_name: ShortText
    date_of_birth: date
    sex: Code
    nationality: str = Field(max_length=3, description="ICAO 9303-3 code")
    date_of_expiry: date | None

    @property
    def subject(self) -> str:
        """What tells the person from all others, as the act's content has it too."""
        raise NotImplementedError

    @property
    def issued_on(self) -> date | None:
        """Where the document says so."""
        return None


class IdentityPart(HolderPart):
    """The holder as the card names them."""

    personal_number: PersonalNumber
    residence: ShortText | None
    date_of_issue: date | None
    old_id_number: str | None = Field(max_length=12)

    @property
    @override
    def subject(self) -> str:
        return self.personal_number

    @property
    @override
    def issued_on(self) -> date | None:
        return self.date_of_issue


class PassportPart(HolderPart):
    """The holder as a passport names them: in Latin letters, and without a personal number."""

    issuing_state: str = Field(pattern=r"^[A-Z]{1,3}$", description="ICAO 9303-3 code")
    passport_number: str = Field(pattern=r"^[A-Z0-9]{1,9}$")

    @property
    @override
    def subject(self) -> str:
        return f"{self.issuing_state}-{self.passport_number}"


class CardPart(Part):
    """What was proved about the card, each verdict apart."""

    access: Code
    data_group_integrity: Code
    sod_signature: Code
    issuer_trust: Code
    chip_genuine: Code
    chip_proof: Code
    print_versus_chip: Code
    validity: Code
    warnings: tuple[str, ...]
    portrait_sha256: str | None


class MethodPart(Part):
    """What one liveness method saw, whether or not it counted."""

    method: Code
    mode: Code
    outcome: Code
    reason: str
    scores: dict[str, float]


class FacePart(Part):
    liveness: Code
    liveness_actions: tuple[str, ...]
    liveness_reasons: tuple[str, ...]
    match: Code
    distance: float | None
    match_limit: float
    review_limit: float
    matcher: str
    model_sha256: str
    models: tuple[str, ...] = Field(description='"name sha256" of every model file that took part')
    limits_version: str
    findings: tuple[str, ...]
    advisories: tuple[str, ...]
    methods: tuple[MethodPart, ...]
    attempts: int
    portrait_jpeg: str = Field(description="base64")


class VerificationPart(Part):
    outcome: Code = Field(description="accept or staff_review")
    reasons: tuple[str, ...]


class ConsentPart(Part):
    """A yes or no to one purpose, and which words it was given to. Of several to one purpose, in the order of
    time, the last one holds: a no after a yes is a withdrawal.
    """

    purpose: Code
    given: bool
    text_version: str
    text_sha256: str
    answered_at: datetime


VERIFIED = "verified"  # of the states of a proof the one that says that a code was checked


class ProofPart(Part):
    """How far an address was proved to be the person's own by a one-time code. Central believes `verified`
    only by the statement that it signed when it checked the code (`AddressProof` of
    `kiosk/contract/proofs.py`).
    """

    state: Code = Field(description="no_address, open, pending or verified")
    challenge_id: UUID | None = Field(description="central's own record of the code")
    verified_at: datetime | None
    statement: str | None = Field(
        None,
        max_length=MAX_STATEMENT_CHARS,
        description="central's signed word about the code, since version 2",
    )


class SignaturePart(Part):
    """The person signed the words in `text` with their phone. Central believes it by the statement that it
    signed itself (`SignedText` of `kiosk/contract/smart_otp.py`), and only where `text` ends with the mark of
    what the act holds (`kiosk/contract/signing.py`).
    """

    text: str = Field(max_length=MOST_TEXT_CHARS)
    statement: str = Field(max_length=MAX_STATEMENT_CHARS)


@dataclass(frozen=True, slots=True)
class ClaimedSignature:
    """What an act says was signed, and the mark that the words must end with to be of this act."""

    text: str = field(repr=False)
    statement: str = field(repr=False)
    mark: str


@dataclass(frozen=True, slots=True)
class ClaimedAddress:
    """An address that an act names, and what it says of its proof. ``channel``: which of its addresses."""

    channel: str
    address: str = field(repr=False)
    verified: bool
    statement: str | None = field(default=None, repr=False)


def claimed(channel: str, address: str | None, proof: ProofPart | None) -> Iterator[ClaimedAddress]:
    """One or none."""
    if address is not None:
        verified = proof is not None and proof.state == VERIFIED
        yield ClaimedAddress(channel, address, verified, None if proof is None else proof.statement)


def claimed_among(
    answers: Mapping[str, JsonValue], proofs: Mapping[str, ProofPart]
) -> Iterator[ClaimedAddress]:
    """Of answers by question id, those that a proof belongs to."""
    for channel, proof in proofs.items():
        answer = answers.get(channel)
        yield from claimed(channel, answer if isinstance(answer, str) else None, proof)


class ActPayload(Part):
    """The part that every kind of act begins with. Only kinds that may be filed by nobody in particular
    are without a person.
    """

    language: Code
    office_code: str
    kiosk_id: str
    identity: HolderPart | None
    card: CardPart | None
    face: FacePart | None
    verification: VerificationPart | None
    consents: tuple[ConsentPart, ...]

    @property
    def subject(self) -> str:
        """What tells the person from all others; "" where nobody said who they are."""
        return "" if self.identity is None else self.identity.subject

    def addresses(self) -> Iterator[ClaimedAddress]:
        """E-mail addresses and phone numbers that the act names with the state of a proof."""
        yield from ()

    def signed(self) -> ClaimedSignature | None:
        """What the person signed with their phone, for a kind that can be signed."""
        return None


class PersonPayload(ActPayload):
    """Of somebody who showed who they are."""

    identity: HolderPart
    card: CardPart
    verification: VerificationPart


class CitizenPayload(PersonPayload):
    """Of who has a personal number, and shows it by an ID card."""

    identity: IdentityPart


class AnsweredPayload(ActPayload):
    """An act that carries its answers by question id, as the form of its task and version defines them;
    central knows the same catalogue and reads them with it.
    """

    task: str = Field(max_length=40, description="the id in the catalogue of the task whose form was asked")
    form_version: str = Field(max_length=40, description="of that form")
    answers: dict[str, JsonValue] = Field(description="by question id; only questions that were asked")
    proofs: dict[str, ProofPart] = Field(description="of channels, by question id")

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        return claimed_among(self.answers, self.proofs)


class FormPayload(CitizenPayload, AnsweredPayload):
    """The same of a person."""
