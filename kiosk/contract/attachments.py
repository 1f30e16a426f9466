"""How the files that belong to acts come to central: apart from them, sealed, a part at a time.

A file is named by the SHA-256 of what is stored (its ciphertext). Its key travels inside the act, which is
sealed to central's intake key; see ``kiosk.contract.segments`` for the form of the file.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from kiosk.contract.wire import MAX_BLOB_BYTES, WIRE, BlobBytes, Jose, Sha256Hex

HEAD_BYTES = 47  # of a sealed file
SEGMENT_BYTES = 1 << 20  # of its content; the last one may be shorter
TAG_BYTES = 16  # behind each segment
PART_BYTES = 1 << 20  # of a file, in one request at most
PART_MEDIA_TYPE = "application/offset+octet-stream"  # as tus 1.0 names it
MAX_MISSING = 200  # named in one answer

CHIP_PORTRAIT = "portrait.chip"  # the role of the chip's picture, which officers see beside the live one

BLOB_RECEIPT_TYP = "bhxh-blob-receipt+jwt"


def sealed_size(plain_bytes: int) -> int:
    """The bytes of the sealed file of so many."""
    segments = max(1, -(-plain_bytes // SEGMENT_BYTES))
    return HEAD_BYTES + plain_bytes + segments * TAG_BYTES


def key_text(key: bytes) -> str:
    """A key of 32 bytes as it stands in an act: base64url without padding (RFC 4648, section 5)."""
    return urlsafe_b64encode(key).rstrip(b"=").decode("ascii")


def key_of_text(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class BlobState(BaseModel):
    """How far central has a file. ``receipt`` (JWS over BlobReceiptClaims): it has all of it."""

    model_config = WIRE
    sha256: Sha256Hex
    offset: Annotated[int, Field(ge=0, le=MAX_BLOB_BYTES)]
    receipt: Jose | None = None
    server_time: AwareDatetime


class BlobReceiptClaims(BaseModel):
    """What central signs when it has stored a whole file under its name."""

    model_config = WIRE
    sha256: Sha256Hex
    size: BlobBytes
    stored_at: AwareDatetime


class MissingBlobs(BaseModel):
    """Files that acts of this device refer to and that central does not have (the first MAX_MISSING)."""

    model_config = WIRE
    missing: list[Sha256Hex]
    server_time: AwareDatetime
