"""The wire models that a kiosk and the central server share, and the few formulas both must compute alike.

Everything here travels as JSON over HTTP. Signed and encrypted parts are JOSE compact strings (RFC 7515,
7516) with ES256 signatures, ECDH-ES+A256KW key agreement and A256GCM content encryption (RFC 7518).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Discriminator, Field, JsonValue, Tag

PROBLEM_MEDIA_TYPE = "application/problem+json"  # RFC 9457
PROBLEM_TYPE_BASE = "urn:bhxh-kiosk:problem:"

MAX_BATCH_EVENTS = 50
MAX_SEALED_CHARS = 1 << 20  # one sealed act
MAX_BODY_BYTES = 2 << 20  # one request
MAX_ACT_BYTES = 8 << 20  # one act after decompression
MAX_SCHEMA_VERSION = 9999
MAX_SEQUENCE = (1 << 31) - 1  # acts of one stream
MAX_ATTACHMENTS = 40  # of one act
MAX_HELP = 20  # stretches of time in which staff helped with one act
MAX_BLOB_BYTES = 64 << 20  # one sealed file
MAX_PAPER_BYTES = 512 << 10  # a PDF that a person takes home
MAX_PAPER_PAGES = 24
PDF_HEAD, JPEG_HEAD = b"%PDF-", b"\xff\xd8"
ASSERTION_TOLERANCE_SECONDS = 300

SIGNATURE_ALGORITHM = "ES256"
KEY_AGREEMENT_ALGORITHM = "ECDH-ES+A256KW"
CONTENT_ALGORITHM = "A256GCM"

ASSERTION_TYP = "bhxh-device-assertion+jwt"
ACT_TYP = "bhxh-act+zstd"
RECEIPT_TYP = "bhxh-receipt+jwt"
TRANSFER_TYP = "bhxh-transfer+jwt"

WIRE = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

Sha256Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Sequence = Annotated[int, Field(ge=1, le=MAX_SEQUENCE)]
UnixSeconds = Annotated[int, Field(ge=0, lt=1 << 40)]  # far beyond any clock, and exact in every language
Jose = Annotated[str, Field(max_length=MAX_SEALED_CHARS, pattern=r"^[A-Za-z0-9_\-.]+$")]
BlobBytes = Annotated[int, Field(ge=1, le=MAX_BLOB_BYTES)]
# A deliberately plain form of RFC 5321 addresses: no quoting, no comments, no control characters.
EmailAddress = Annotated[
    str,
    Field(
        max_length=254,
        pattern=r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+)*"
        r"@([A-Za-z0-9]([A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+([A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9\-]{1,59})$",
    ),
]
# Mobile ranges of the numbering plan in force since 2018.
MobileNumber = Annotated[str, Field(pattern=r"^0[35789][0-9]{8}$")]
ActKindName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=80)]
StaffAccount = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
PublicJwk = dict[str, str]


def content_sha256(content: bytes) -> str:
    """SHA-256 as lower-case hex; the form in which every digest of this contract travels."""
    return hashlib.sha256(content).hexdigest()


def chain_start(stream_id: UUID) -> str:
    """What the first act of a stream names as its predecessor."""
    return content_sha256(b"bhxh-kiosk stream " + stream_id.bytes)


def chain_hash(previous: str, sequence: int, act_id: UUID, sealed: str) -> str:
    """Link one sealed act to all before it in its stream.

    SHA-256 over previous link (32 bytes), sequence (8 bytes, big endian), act id (16 bytes) and the SHA-256
    of the sealed text (32 bytes).
    """
    link = hashlib.sha256(bytes.fromhex(previous))
    link.update(sequence.to_bytes(8, "big"))
    link.update(act_id.bytes)
    link.update(hashlib.sha256(sealed.encode("ascii")).digest())
    return link.hexdigest()


class Retry(StrEnum):
    """What a client may do after a problem."""

    NEVER = "never"
    LATER = "later"
    AFTER_ENROL = "after-enrol"
    AFTER_UPDATE = "after-update"


class Problem(BaseModel):
    """RFC 9457 problem details with our extensions. ``detail`` never holds data of a person.

    ``next_after_ms``: central's own pause for this client, exact where Retry-After has whole seconds.
    """

    model_config = WIRE
    type: str
    title: str
    status: int
    detail: str | None = None
    retry: Retry = Retry.NEVER
    server_time: AwareDatetime | None = None
    retry_after_seconds: float | None = None
    next_after_ms: Annotated[int, Field(ge=0)] | None = None
    tries_left: int | None = None
    upload_offset: int | None = None  # where a file goes on, when that is not where the part was for

    @property
    def code(self) -> str:
        """The stable last part of ``type``, e.g. ``"code-wrong"``; ``"unknown"`` for a foreign type."""
        return (
            self.type.removeprefix(PROBLEM_TYPE_BASE)
            if self.type.startswith(PROBLEM_TYPE_BASE)
            else "unknown"
        )


class Health(BaseModel):
    model_config = WIRE
    status: str
    server_time: AwareDatetime
    keys_number: int = 0


class DeviceAssertion(BaseModel):
    """Claims of the token by which a device signs one request; it binds method, path and body (hash)."""

    model_config = WIRE
    iat: UnixSeconds
    method: str
    path: str
    body_sha256: Sha256Hex
    clock: UnixSeconds | None = (
        None  # what the device's own clock shows; iat is by central's where it differs
    )


class EnrolmentRequest(BaseModel):
    """Sent with an assertion signed by the very key it asks to register: that proves possession.

    The code itself does not travel, see ``kiosk.contract.enrolment``.
    """

    model_config = WIRE
    code_name: Annotated[str, Field(pattern=r"^[0-9A-Z]{4}$")]
    proof: Annotated[Sha256Hex, Field(repr=False)]
    device_key: PublicJwk


class EnrolmentAnswer(BaseModel):
    """``grant`` is a JWS over an EnrolmentGrant with a MAC that only the two who know the code can make."""

    model_config = WIRE
    grant: Jose


class EnrolmentGrant(BaseModel):
    model_config = WIRE
    kid: str  # RFC 7638 thumbprint of the device key
    kiosk_id: str
    office_id: str
    office_name: str
    intake_key: PublicJwk
    receipt_keys: list[PublicJwk]
    keys_number: int = 0  # of the set of keys that these are, see kiosk.contract.keys
    server_time: AwareDatetime


class AttachedFile(BaseModel):
    """A file that belongs to an act and comes apart from it, with all that it takes to open it.

    ``role`` says what it is of: the question that it answers, and which page. See
    ``kiosk.contract.attachments`` and ``segments``.
    """

    model_config = WIRE
    attachment_id: UUID
    sha256: Sha256Hex  # of the sealed file, which is also its name
    size: BlobBytes  # of the sealed file
    media_type: Annotated[str, Field(pattern=r"^[a-z]+/[a-z0-9.+\-]+$", max_length=80)]
    role: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$", max_length=120)]
    key: Annotated[str, Field(pattern=r"^[A-Za-z0-9_\-]{43}$", repr=False)]  # base64url of 32 bytes


class Help(BaseModel):
    """A member of staff had the screen, in the person's place. Never while the person agreed, declared, was
    looked at by the camera or handed the act in.
    """

    model_config = WIRE
    account: StaffAccount
    since: AwareDatetime
    until: AwareDatetime


class ActContent(BaseModel):
    """What is inside the envelope: the act as the person confirmed it. ``helped`` is empty for who did it
    alone, ``subject_id`` for who did not say who they are.
    """

    model_config = WIRE
    act_id: UUID
    kind: ActKindName
    schema_version: Annotated[int, Field(ge=1, le=MAX_SCHEMA_VERSION)]
    occurred_at: AwareDatetime
    subject_id: Annotated[str, Field(pattern=r"^([0-9]{12}|[A-Z]{1,3}-[A-Z0-9]{1,9})?$", repr=False)]
    payload: Annotated[dict[str, JsonValue], Field(repr=False)]
    attachments: Annotated[tuple[AttachedFile, ...], Field(max_length=MAX_ATTACHMENTS)] = ()
    helped: Annotated[tuple[Help, ...], Field(max_length=MAX_HELP)] = ()


class TransferClaims(BaseModel):
    """Signed by the device when an act that was sealed for one stream has to go into another."""

    model_config = WIRE
    act_id: UUID
    sealed_sha256: Sha256Hex
    stream_id: UUID
    sequence: Sequence
    previous: Sha256Hex


class Event(BaseModel):
    """One sealed act at its place in a stream.

    ``transfer`` (JWS): the device's word, when it was sealed for another place. ``kind``: what the sealed act
    says that it is; central takes the prefix of the case number from it and opens the act later. ``receipt``:
    what central has signed for this act at this place before; a central restored from a backup honours it.
    """

    model_config = WIRE
    act_id: UUID
    sequence: Sequence
    previous: Sha256Hex
    chain: Sha256Hex
    sealed: Annotated[Jose, Field(repr=False)]
    transfer: Jose | None = None
    kind: ActKindName | None = None
    receipt: Jose | None = None


class PushRequest(BaseModel):
    model_config = WIRE
    events: Annotated[list[Event], Field(min_length=1, max_length=MAX_BATCH_EVENTS)]


class EventStatus(StrEnum):
    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"  # was here already; the receipt is the first one, byte for byte
    REFUSED = "refused"  # damaged on the way: send again
    GAP = "gap"  # something before it is missing
    DIVERGED = "diverged"  # another act already stands at this place of the stream


class EventResult(BaseModel):
    model_config = WIRE
    act_id: UUID
    status: EventStatus
    receipt: Jose | None = None
    problem: Problem | None = None


class PushResponse(BaseModel):
    """Results stand in the order of the request and may be fewer.

    The server stops at the first it cannot keep.
    """

    model_config = WIRE
    results: list[EventResult]
    last_sequence: int
    server_time: AwareDatetime
    next_after_ms: Annotated[int, Field(ge=0)] = 0
    keys_number: int = 0


class ReceiptClaims(BaseModel):
    """What central signs when it has stored an act: from then on it answers for it under this number.

    Whether the act can be worked on is found out later (``ActNews`` of the feed). Receipts of earlier
    versions of central were signed after that: an act that could not be was ``quarantined`` and had no
    number.
    """

    model_config = WIRE
    act_id: UUID
    stream_id: UUID
    sequence: int
    sealed_sha256: Sha256Hex
    received_at: AwareDatetime
    quarantined: bool = False
    case_number: str | None = None


class StreamState(BaseModel):
    """Central's view of a stream, for repair."""

    model_config = WIRE
    stream_id: UUID
    last_sequence: int
    chain_head: Sha256Hex


class CodeChannel(StrEnum):
    """The ways by which a one-time code reaches a person."""

    EMAIL = "email"
    PHONE = "phone"  # a text message


class EmailCodeRequest(BaseModel):
    """``channel`` may be left out, as kiosks did that knew no other."""

    model_config = WIRE
    channel: Literal[CodeChannel.EMAIL] = CodeChannel.EMAIL
    address: EmailAddress = Field(repr=False)
    language: Annotated[str, Field(pattern=r"^(vi|en)$")] = "vi"


class PhoneCodeRequest(BaseModel):
    model_config = WIRE
    channel: Literal[CodeChannel.PHONE]
    address: MobileNumber = Field(repr=False)
    language: Annotated[str, Field(pattern=r"^(vi|en)$")] = "vi"


def _channel_of(request: object) -> str | None:
    """By which a request is read, so that what is wrong in it is named by its own fields."""
    if isinstance(request, Mapping):
        channel = request.get("channel", CodeChannel.EMAIL.value)
    else:
        channel = getattr(request, "channel", None)
    return channel if isinstance(channel, str) else None


CodeRequest: TypeAlias = Annotated[
    Annotated[EmailCodeRequest, Tag("email")] | Annotated[PhoneCodeRequest, Tag("phone")],
    Discriminator(_channel_of),
]


class CodeSent(BaseModel):
    model_config = WIRE
    challenge_id: UUID
    digits: int
    expires_in_seconds: float
    resend_after_seconds: float
    tries: int


class TypedCode(BaseModel):
    model_config = WIRE
    code: Annotated[str, Field(pattern=r"^[0-9]{6}$", repr=False)]


class CodeVerified(BaseModel):
    """``statement``: a signed AddressProof for the act that names the address; earlier centrals gave none."""

    model_config = WIRE
    challenge_id: UUID
    verified_at: AwareDatetime
    statement: Jose | None = None


class StoredAttachment(BaseModel):
    """An attachment of a stored act as central knows it. ``stored`` is false while its file is missing."""

    model_config = WIRE
    attachment_id: UUID
    sha256: Sha256Hex
    size: int
    media_type: str
    role: str
    stored: bool


class StoredAct(BaseModel):
    """One act that counts as central holds it, opened for staff or the demo; without the keys of its files.

    ``case_number`` is what its receipt promised; ``joined`` the number of the earlier case that it belongs
    to, when the same was asked for before.
    """

    model_config = WIRE
    act_id: UUID
    stream_id: UUID
    sequence: int
    kiosk_id: str
    received_at: datetime
    case_number: str | None
    joined: str | None = None
    sealed_sha256: Sha256Hex
    receipt: Jose
    content: ActContent
    attachments: list[StoredAttachment] = []
    unproved: list[str] = []  # channels of which the address is still to be proved
    signed_at: datetime | None = None  # with the person’s phone, as far as central believes it
