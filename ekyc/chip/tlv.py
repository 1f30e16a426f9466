"""BER-TLV with definite lengths only (ISO/IEC 7816-4, 5.2.2), read with bounds at every step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ekyc.card.errors import CardError, CardErrorCode

MAX_LENGTH_BYTES = 3  # lengths up to 16 MiB; no file of a chip comes near
MAX_TAG_BYTES = 3


@dataclass(frozen=True, slots=True)
class Tlv:
    tag: int
    value: bytes = field(repr=False)
    raw: bytes = field(repr=False)  # tag, length and value as they stood


@dataclass(frozen=True, slots=True)
class TlvHeader:
    tag: int
    length: int  # of the value
    header_length: int  # of tag and length fields

    @property
    def total(self) -> int:
        return self.header_length + self.length


def read_header(data: bytes, offset: int = 0) -> TlvHeader:
    """Tag and length at ``offset``; the value need not be there yet. Raises CardError FILE_MALFORMED."""
    tag, position = _read_tag(data, offset)
    first, position = _byte(data, position)
    length = first
    if first >= 0x80:
        count = first & 0x7F
        if not 1 <= count <= MAX_LENGTH_BYTES:
            raise _malformed()
        length = 0
        for _ in range(count):
            octet, position = _byte(data, position)
            length = length << 8 | octet
    return TlvHeader(tag, length, position - offset)


def read_tlv(data: bytes, offset: int = 0) -> Tlv:
    """The whole object at ``offset``. Raises CardError FILE_MALFORMED when it runs over the end."""
    header = read_header(data, offset)
    end = offset + header.total
    if end > len(data):
        raise _malformed()
    return Tlv(header.tag, data[offset + header.header_length : end], data[offset:end])


def iterate(data: bytes) -> Iterator[Tlv]:
    """All objects of ``data``, one after the other; nothing may be left over."""
    offset = 0
    while offset < len(data):
        item = read_tlv(data, offset)
        yield item
        offset += len(item.raw)


def iterate_readable(data: bytes) -> Iterator[Tlv | None]:
    """Like :func:`iterate`, but where the objects break off one None ends them instead of a fault."""
    items = iterate(data)
    while True:
        try:
            yield next(items)
        except StopIteration:
            return
        except CardError:
            yield None
            return


def children(data: bytes, tag: int) -> list[Tlv]:
    """Objects inside the one object ``tag`` that ``data`` starts with."""
    return list(iterate(expect(data, tag)))


def expect(data: bytes, tag: int) -> bytes:
    """Value of the object at the start of ``data``, which must carry ``tag``. Raises FILE_MALFORMED."""
    item = read_tlv(data)
    if item.tag != tag:
        raise _malformed()
    return item.value


def find(items: list[Tlv], tag: int) -> bytes | None:
    return next((item.value for item in items if item.tag == tag), None)


def get(items: list[Tlv], tag: int) -> bytes:
    """Like :func:`find`, but an absent tag raises CardError FILE_MALFORMED."""
    value = find(items, tag)
    if value is None:
        raise _malformed()
    return value


def encode(tag: int, value: bytes) -> bytes:
    """One object with the shortest length field."""
    tag_bytes = tag.to_bytes((tag.bit_length() + 7) // 8 or 1, "big")
    return tag_bytes + encode_length(len(value)) + value


def encode_length(length: int) -> bytes:
    if length < 0x80:
        return bytes((length,))
    size = (length.bit_length() + 7) // 8
    return bytes((0x80 | size,)) + length.to_bytes(size, "big")


def _read_tag(data: bytes, offset: int) -> tuple[int, int]:
    tag, position = _byte(data, offset)
    if tag & 0x1F != 0x1F:
        return tag, position
    for _ in range(MAX_TAG_BYTES - 1):
        octet, position = _byte(data, position)
        tag = tag << 8 | octet
        if not octet & 0x80:
            return tag, position
    raise _malformed()


def _byte(data: bytes, offset: int) -> tuple[int, int]:
    if offset >= len(data):
        raise _malformed()
    return data[offset], offset + 1


def _malformed() -> CardError:
    return CardError(CardErrorCode.FILE_MALFORMED)
