"""What the answer to reset says about a card (ISO/IEC 7816-3, 8.2; 7816-4, 12.1.1)."""

from __future__ import annotations

_CARD_CAPABILITIES = 7  # compact tag
_EXTENDED_LENGTH_BIT = 0x40  # in the third byte of the card capabilities
_COMPACT_TLV = (0x00, 0x80)  # category indicators


def find_extended_length(atr: bytes) -> bool | None:
    """Whether the historical bytes promise extended Lc and Le fields; None when they say nothing of it."""
    historical = historical_bytes(atr)
    if not historical or historical[0] not in _COMPACT_TLV:
        return None
    end = len(historical) - 3 if historical[0] == 0x00 else len(historical)
    position = 1
    while position < end:
        tag, length = historical[position] >> 4, historical[position] & 0x0F
        value = historical[position + 1 : position + 1 + length]
        if tag == _CARD_CAPABILITIES and len(value) == 3:
            return bool(value[2] & _EXTENDED_LENGTH_BIT)
        position += 1 + length
    return None


def historical_bytes(atr: bytes) -> bytes:
    """The historical bytes; empty when the answer to reset is cut short."""
    if len(atr) < 2:
        return b""
    count = atr[1] & 0x0F
    position, indicator = 1, atr[1] >> 4
    while indicator:
        position += indicator.bit_count()
        if not indicator & 0x08:
            break
        if position >= len(atr):
            return b""
        indicator = atr[position] >> 4
    return atr[position + 1 : position + 1 + count]
