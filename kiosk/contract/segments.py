"""The form of a sealed attachment, which the kiosk writes and only central reads.

A head of 47 bytes (magic, attachment id, act id, random prefix), then segments of 1 MiB, each under
AES-256-GCM with its tag behind it. The nonce of a segment is the prefix, its number (32 bits, big endian) and
whether it is the last: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), so a file that was
cut, put in another order or made longer does not open. Every segment authenticates the head. Each file has a
key of its own.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiosk.contract.attachments import HEAD_BYTES, SEGMENT_BYTES, TAG_BYTES

MAGIC = b"BHXHATT1"
PREFIX_BYTES = HEAD_BYTES - len(MAGIC) - 2 * 16
KEY_BYTES = 32
_MOST_SEGMENTS = 1 << 32


class SegmentError(Exception):
    """The file is not what was sealed under this key for this act."""


@dataclass(frozen=True, slots=True)
class SealedHead:
    """What a sealed file says about itself in the clear: no data of a person."""

    attachment_id: UUID
    act_id: UUID
    prefix: bytes

    @classmethod
    def read(cls, head: bytes) -> Self | None:
        """None for bytes that begin no sealed file."""
        if len(head) < HEAD_BYTES or not head.startswith(MAGIC):
            return None
        ids = head[len(MAGIC) : HEAD_BYTES - PREFIX_BYTES]
        return cls(UUID(bytes=ids[:16]), UUID(bytes=ids[16:]), head[HEAD_BYTES - PREFIX_BYTES : HEAD_BYTES])

    def to_bytes(self) -> bytes:
        return MAGIC + self.attachment_id.bytes + self.act_id.bytes + self.prefix

    def nonce(self, number: int, *, last: bool) -> bytes:
        return self.prefix + number.to_bytes(4, "big") + bytes([last])


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def seal_file(content: bytes, attachment_id: UUID, act_id: UUID, key: bytes) -> Iterator[bytes]:
    """The pieces of the sealed file, in their order."""
    head = SealedHead(attachment_id, act_id, secrets.token_bytes(PREFIX_BYTES))
    authenticated = head.to_bytes()
    yield authenticated
    cipher, view = AESGCM(key), memoryview(content)
    begins = range(0, max(1, len(content)), SEGMENT_BYTES)
    for number, begin in enumerate(begins):
        nonce = head.nonce(number, last=number == len(begins) - 1)
        yield cipher.encrypt(nonce, view[begin : begin + SEGMENT_BYTES], authenticated)


def open_file(file: IO[bytes], attachment_id: UUID, act_id: UUID, key: bytes) -> Iterator[bytes]:
    """The content, segment by segment; each is authentic, and the whole is complete when this ends.

    Raises SegmentError for whatever is not the file that was sealed under these names, at the first segment
    that is not.
    """
    raw = file.read(HEAD_BYTES)
    head = SealedHead.read(raw)
    if head is None or (head.attachment_id, head.act_id) != (attachment_id, act_id):
        raise SegmentError("not the sealed file of this attachment")
    cipher = AESGCM(key)
    for number, (sealed, last) in enumerate(_segments(file)):
        if number >= _MOST_SEGMENTS:
            raise SegmentError("more segments than there can be")
        try:
            yield cipher.decrypt(head.nonce(number, last=last), sealed, raw)
        except (InvalidTag, ValueError):
            raise SegmentError(f"segment {number} is not what was sealed") from None


def _segments(file: IO[bytes]) -> Iterable[tuple[bytes, bool]]:
    sealed = file.read(SEGMENT_BYTES + TAG_BYTES)
    while True:
        following = file.read(SEGMENT_BYTES + TAG_BYTES)
        yield sealed, not following
        if not following:
            return
        sealed = following
