"""How a kiosk comes to read one person's record: a challenge for the chip, a grant, one reading.

The kiosk asks for a challenge, has the chip sign it (active authentication, ICAO 9303-11, 6.1), or, where the
chip has no key to sign with, agree with a key of central's (chip authentication, 6.2), and sends the chip's
files with the signature and what it found out itself. Central judges the files anew and gives a grant
for one person, one device, some minutes and one reading. What is read comes as a JWS of central
(``RECORD_TYP``) over a ReleasedRecord, inside a JWE that only the device opens (``RECORD_SEAL_TYP``).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field

from kiosk.contract.base64_bytes import Base64Bytes
from kiosk.contract.records import Release, Section
from kiosk.contract.records.parts import PersonalNumber
from kiosk.contract.staff import CODE_DIGITS
from kiosk.contract.wire import WIRE, Sha256Hex, StaffAccount

RECORD_TYP = "bhxh-record+jwt"
RECORD_SEAL_TYP = "bhxh-record+jose"
CHALLENGE_BYTES = 8
MOST_FILE_BYTES = 32 * 1024  # of one file of a chip but the portrait, which does not travel
_MOST_SIGNATURE_BYTES = 1024
_MOST_RESPONSE_BYTES = 258
MOST_RECORD_CHARS = 6 << 20  # sealed

Code = Annotated[str, Field(max_length=64, pattern=r"^[a-z0-9_.\-]*$")]
Codes = Annotated[tuple[Code, ...], Field(max_length=40)]


def _at_most(most: int) -> AfterValidator:
    def check(content: bytes) -> bytes:
        if len(content) > most:
            raise ValueError(f"longer than {most} bytes")
        return content

    return AfterValidator(check)


ChipFile = Annotated[Base64Bytes, _at_most(MOST_FILE_BYTES)]


class ChipStrength(StrEnum):
    """How surely the chip is the one that the issuer made."""

    GENUINE = "genuine"  # it signed central's challenge, or agreed, with the key that the issuer signed
    COPYABLE = "copyable"  # its files hold, but it has no such key: a copy of them looks the same


class ChipChallenge(BaseModel):
    """``challenge`` (hex) is for one chip, signed once; a later one of the same device ends it."""

    model_config = WIRE
    challenge_id: UUID
    challenge: Annotated[str, Field(pattern=rf"^[0-9a-f]{{{2 * CHALLENGE_BYTES}}}$")]
    expires_in_seconds: float
    server_time: AwareDatetime


class ChipAgreementRequest(BaseModel):
    """For the chip of an open challenge; a card whose DG15 has a key signs instead."""

    model_config = WIRE
    challenge_id: UUID
    dg14: Annotated[ChipFile, Field(repr=False)]


class ChipAgreement(BaseModel):
    """Central's ephemeral key for the chip (uncompressed point, hex), and the data field of one command
    (SELECT EF.COM) protected under the keys agreed on, which the kiosk does not learn.
    """

    model_config = WIRE
    public: Annotated[str, Field(pattern=r"^04([0-9a-f]{2}){28,140}$")]
    protected: Annotated[str, Field(pattern=r"^([0-9a-f]{2}){1,200}$", repr=False)]


class ChipEvidence(BaseModel):
    """The files as they stand on the chip, and the signature that it gave over the challenge, or its response
    to the command of the agreement.

    DG13, DG14 and DG15 belong to it wherever the security object lists them.
    """

    model_config = WIRE
    challenge_id: UUID
    sod: Annotated[ChipFile, Field(repr=False)]
    dg1: Annotated[ChipFile, Field(repr=False)]
    dg13: Annotated[ChipFile | None, Field(repr=False)] = None
    dg14: Annotated[ChipFile | None, Field(repr=False)] = None
    dg15: Annotated[ChipFile | None, Field(repr=False)] = None
    signature: Annotated[
        Annotated[Base64Bytes, _at_most(_MOST_SIGNATURE_BYTES)] | None,
        Field(repr=False, description="of the chip over the eight bytes, as the chip gave it"),
    ] = None
    agreed: Annotated[
        Annotated[Base64Bytes, _at_most(_MOST_RESPONSE_BYTES)] | None,
        Field(repr=False, description="response of the chip to the protected command, with its status word"),
    ] = None


class CardVerdictCodes(BaseModel):
    """What the kiosk's own reading proved, in the words of ``ekyc.card.reading``."""

    model_config = WIRE
    access: Code
    data_group_integrity: Code
    sod_signature: Code
    issuer_trust: Code
    chip_genuine: Code
    print_versus_chip: Code
    validity: Code


class FaceCodes(BaseModel):
    """How the face check ended, in the words of ``ekyc.face.evidence``; no picture, no measure."""

    model_config = WIRE
    liveness: Code
    match: Code
    findings: Codes = ()


class OfficerDecision(BaseModel):
    """The officer who looked at the person, and a fresh one-time code of theirs for central."""

    model_config = WIRE
    account: StaffAccount
    code: Annotated[str, Field(pattern=rf"^[0-9]{{{CODE_DIGITS}}}$", repr=False)]


class VisitEvidence(BaseModel):
    """What this visit found out, signed with the request by the device."""

    model_config = WIRE
    visit_id: UUID
    outcome: Annotated[Code, Field(description="accept or staff_review")]
    reasons: Codes
    card: CardVerdictCodes
    face: FaceCodes | None = None
    officer: OfficerDecision | None = None


class GrantRequest(BaseModel):
    model_config = WIRE
    number: Annotated[PersonalNumber, Field(repr=False)]
    sections: Annotated[frozenset[Section], Field(max_length=len(Section))]
    evidence: VisitEvidence
    chip: ChipEvidence


class Grant(BaseModel):
    """For the device that asked, once, until ``expires_at`` by central's clock."""

    model_config = WIRE
    grant_id: UUID
    masked_number: str
    sections: tuple[Section, ...]
    expires_at: AwareDatetime
    expires_in_seconds: float
    chip: ChipStrength
    proved_by: Annotated[str, Field(description="the way of central's policy that the evidence fits")]


class RecordRequest(BaseModel):
    """The number again: central keeps only a keyed hash of it with the grant. ``paper``: with the cases that
    paper too on which one of them says what it came to, by its digest.
    """

    model_config = WIRE
    grant_id: UUID
    number: Annotated[PersonalNumber, Field(repr=False)]
    paper: Sha256Hex | None = None


class SealedRecord(BaseModel):
    model_config = WIRE
    sealed: Annotated[str, Field(max_length=MOST_RECORD_CHARS, pattern=r"^[A-Za-z0-9_\-.]+$", repr=False)]


class ReleasedRecord(BaseModel):
    """``grant_id`` and ``kid`` say which reading, and whose, this answers."""

    model_config = WIRE
    grant_id: UUID
    kid: str
    release: Annotated[Release, Field(repr=False)]
