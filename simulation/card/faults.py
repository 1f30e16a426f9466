"""What a broken or hostile chip may answer under secure messaging; every one must end in a named fault."""

from __future__ import annotations

from enum import Enum


class ChipFault(Enum):
    """How one protected answer is wrong. Where the checksum is said to hold, only the inside is wrong."""

    WRONG_MAC = "wrong_mac"
    MAC_MISSING = "mac_missing"
    STATUS_MISSING = "status_missing"  # no object 99; the checksum holds
    STATUS_DIFFERS = "status_differs"  # outside 6A82, inside what it should be; harmless
    WRONG_PADDING = "wrong_padding"  # of the plain data; the checksum holds
    WRONG_INDICATOR = "wrong_indicator"  # of the padding; the checksum holds
    WRONG_COUNTER = "wrong_counter"
    BARE_9000 = "bare_9000"
    BARE_6988 = "bare_6988"
    BARE_6700 = "bare_6700"
    BARE_6282 = "bare_6282"
    MORE_THAN_ASKED = "more_than_asked"  # the checksum holds
    NOTHING_AT_ALL = "nothing_at_all"  # 9000 without data; the checksum holds
    INDEFINITE_LENGTH = "indefinite_length"
    FOUR_BYTE_LENGTH = "four_byte_length"
    TLV_BOMB = "tlv_bomb"  # an object that claims 16 MB
    DOUBLED_OBJECT = "doubled_object"  # the status twice; the checksum holds


BARE_STATUS = {
    ChipFault.BARE_9000: 0x9000,
    ChipFault.BARE_6988: 0x6988,
    ChipFault.BARE_6700: 0x6700,
    ChipFault.BARE_6282: 0x6282,
}
