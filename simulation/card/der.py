"""Just enough DER to build a chip's files; written apart from the reader's parser on purpose."""

from __future__ import annotations


def tlv(tag: int, *parts: bytes) -> bytes:
    value = b"".join(parts)
    size = len(value)
    if size < 128:
        length = bytes([size])
    elif size < 256:
        length = bytes([0x81, size])
    elif size < 65536:
        length = b"\x82" + size.to_bytes(2, "big")
    else:
        length = b"\x83" + size.to_bytes(3, "big")
    return tag.to_bytes(2 if tag > 0xFF else 1, "big") + length + value


def integer(value: int) -> bytes:
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted: str) -> bytes:
    first, second, *rest = (int(arc) for arc in dotted.split("."))
    return tlv(0x06, b"".join(_arc(arc) for arc in (first * 40 + second, *rest)))  # first is 0 to 2


def sequence(*parts: bytes) -> bytes:
    return tlv(0x30, *parts)


def set_of(*parts: bytes) -> bytes:
    return tlv(0x31, *sorted(parts))


def printable(text: str) -> bytes:
    return tlv(0x13, text.encode("ascii"))


def utf8(text: str) -> bytes:
    return tlv(0x0C, text.encode("utf-8"))


def split(data: bytes) -> dict[int, bytes]:
    """One-byte tags → values, for the chip to look at command data. Raises ValueError when it is cut."""
    found: dict[int, bytes] = {}
    while data:
        tag, length, rest = data[0], data[1] if len(data) > 1 else 0, data[2:]
        if length & 0x80:
            count = length & 0x7F
            length, rest = int.from_bytes(rest[:count], "big"), rest[count:]
        if len(rest) < length:
            raise ValueError("cut short")
        found[tag], data = rest[:length], rest[length:]
    return found


def members(data: bytes) -> list[bytes]:
    """The objects inside one object, each whole; lengths below 256."""
    found, rest = [], data[3 if data[1] == 0x81 else 2 :]
    while rest:
        size = rest[2] + 3 if rest[1] == 0x81 else rest[1] + 2
        found.append(rest[:size])
        rest = rest[size:]
    return found


def _arc(arc: int) -> bytes:
    out = [arc & 0x7F]
    while arc := arc >> 7:
        out.append(arc & 0x7F | 0x80)
    return bytes(reversed(out))
