"""The changes feed: what central tells kiosks, in the order in which it came to be.

A kiosk asks for what lies behind its cursor and gets a page; without a cursor it gets the whole state, page
by page (the snapshot). A page is a compact JWS (RFC 7515, ES256) of the type ``FEED_TYP`` over the
zstd-packed JSON of a FeedPage, by the key that signs receipts. It names the device, the cursor that it
follows and the one that comes next, so that none can be left out, moved, or given to another kiosk.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import zstandard
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue

from kiosk.contract.base64_bytes import Base64Bytes
from kiosk.contract.wire import WIRE, Sha256Hex

FEED_TYP = "bhxh-feed+zstd"
MAX_CONTENT_CHARS = 2 << 20  # of one entry
PAGE_CHARS = 1 << 20  # an entry that comes beyond it waits for the next page
MAX_PAGE_BYTES = 8 << 20  # of one page, unpacked
MAX_SIGNED_CHARS = 6 << 20
MAX_LIMIT = 500  # entries of one page
MAX_CURSOR_CHARS = 400


class Topic(StrEnum):
    """What this version knows. A kiosk keeps entries of other topics aside, for the version that does."""

    BENEFITS = "benefits"  # packages: the figures of the calculators
    REFERENCE = "reference"  # packages: offices, facilities, banks, places, working days
    TEXTS = "texts"  # packages: the words of papers
    POLICY = "policy"  # packages: what an office may keep, and for how long
    REVOCATIONS = "revocations"  # packages: what issuers of cards have revoked
    NOTICES = "notices"  # what staff should know
    ACTS = "acts"  # what became of this device's acts after their receipts
    CASES = "cases"  # how the cases stand that came of this device's acts


class Scope(StrEnum):
    """Whom an entry is for; of two packages the narrower counts."""

    ALL = "all"
    OFFICE = "office"
    DEVICE = "device"


TopicName = Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,39}$")]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]{0,79}$")]
Position = Annotated[int, Field(ge=1, lt=1 << 63)]
Cursor = Annotated[str, Field(pattern=r"^[A-Za-z0-9_\-]*$", max_length=MAX_CURSOR_CHARS)]


class FeedEntry(BaseModel):
    """The newest word on one thing (scope, topic, key); it takes the place of every earlier one.

    ``position`` orders the entries of a scope and never comes twice, also over a restore of central.
    ``number`` is the edition of a package, which people read. ``effective_from``: the day in Vietnam from
    which it holds. ``withdrawn``: there is no such thing any more (a tombstone).
    """

    model_config = WIRE
    scope: Scope
    position: Position
    topic: TopicName
    key: Key
    number: Annotated[int, Field(ge=0, lt=1 << 63)] = 0
    effective_from: date | None = None
    published_at: AwareDatetime
    withdrawn: bool = False
    content: Annotated[dict[str, JsonValue], Field(repr=False)]


class FeedPage(BaseModel):
    """``after``: the cursor that was asked with, empty for the beginning of a snapshot. ``as_of``:
    microseconds since 1970, or the newest position where that is greater; a snapshot of an earlier state is
    refused by it. ``whole``: part of a snapshot; what has not come by its last page exists no more. ``more``:
    ask again now.
    """

    model_config = WIRE
    kid: str
    after: Cursor
    cursor: Annotated[Cursor, Field(min_length=1)]
    as_of: Position
    whole: bool
    more: bool
    entries: Annotated[list[FeedEntry], Field(max_length=MAX_LIMIT)]


SignedFeedPage = Annotated[str, Field(max_length=MAX_SIGNED_CHARS, pattern=r"^[A-Za-z0-9_\-.]+$", repr=False)]


class SignedPage(BaseModel):
    model_config = WIRE
    signed: SignedFeedPage
    server_time: AwareDatetime
    next_after_ms: Annotated[int, Field(ge=0)] = 0  # so long nothing needs to be asked again
    keys_number: int = 0


class Words(BaseModel):
    """A sentence for staff."""

    model_config = WIRE
    vi: Annotated[str, Field(min_length=1, max_length=500)]
    en: Annotated[str, Field(min_length=1, max_length=500)]


class ActNews(BaseModel):
    """Of the topic ``acts``: what became of an act when that is not what its receipt lets expect.

    ``problem`` is a stable code while the act is kept for staff (``quarantined``), ``title`` and ``detail``
    what it means and where in the act it lies, as in RFC 9457. ``answer`` is what staff at central wrote to
    those at the kiosk. None of them ever holds data of a person.
    """

    model_config = WIRE
    act_id: UUID
    quarantined: bool
    problem: str | None = None
    title: Words | None = None
    detail: Annotated[str, Field(max_length=300)] | None = None
    answer: str | None = None


class CaseState(StrEnum):
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    RETURNED = "returned"  # something is missing, and the citizen is asked for it
    APPROVED = "approved"
    REFUSED = "refused"
    DONE = "done"  # carried out, or the refusal told
    WITHDRAWN = "withdrawn"  # by the person, before it was decided


class CaseNews(BaseModel):
    """Of the topic ``cases``, under the id of the act: how the case stands to which that act belongs.

    ``told`` is for the citizen; ``reason`` why it was returned or refused. ``due_on``: by when the office
    decides; not ``due_confirmed`` while days off on the way are not settled. ``result``: the digest of the
    paper that waits for the person. No data of a person.
    """

    model_config = WIRE
    act_id: UUID
    case_number: Annotated[str, Field(max_length=40)] | None  # that of the act's receipt
    state: CaseState
    version: Annotated[int, Field(ge=1)]
    changed_at: AwareDatetime
    due_on: date | None = None
    due_confirmed: bool = False
    told: Words
    reason: Words | None = None
    result: Sha256Hex | None = None


class Notice(BaseModel):
    """Of the topic ``notices``: a sentence for staff, shown until the day ``until`` (inclusive)."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    vi: Annotated[str, Field(min_length=1, max_length=500)]
    en: Annotated[str, Field(min_length=1, max_length=500)]
    until: date | None = None


class Files(BaseModel):
    """Of the topics ``benefits``, ``reference`` and ``texts``: the files of a package by their names."""

    model_config = WIRE
    files: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,40}\.(toml|csv)$")], str]


class RevocationLists(BaseModel):
    """Of the topic ``revocations``: lists (RFC 5280, DER) by their file names.

    Each is signed by the authority whose it is; a kiosk takes those of authorities that it trusts.
    """

    model_config = WIRE
    files: dict[Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]{0,60}\.crl$")], Base64Bytes]


def pack_page(page: FeedPage) -> bytes:
    return zstandard.ZstdCompressor().compress(page.model_dump_json().encode("utf-8"))


def unpack_page(packed: bytes) -> FeedPage:
    """Raises ValueError (a ValidationError is one): no page, or one that would unpack to more than may be."""
    try:
        unpacker = zstandard.ZstdDecompressor(max_window_size=MAX_PAGE_BYTES)
        with unpacker.stream_reader(packed) as reader:
            plain = reader.read(MAX_PAGE_BYTES + 1)  # never unpacks more, whatever the frame promises
    except zstandard.ZstdError:
        raise ValueError("not a packed page") from None
    if len(plain) > MAX_PAGE_BYTES:
        raise ValueError("a page is too large")
    return FeedPage.model_validate_json(plain)
