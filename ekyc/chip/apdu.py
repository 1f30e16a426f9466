"""Command and response APDUs (ISO/IEC 7816-4, 5.1), short and extended."""

from __future__ import annotations

from dataclasses import dataclass, field

from ekyc.card.errors import CardError, CardErrorCode

MAX_SHORT_LC = 255
MAX_SHORT_LE = 256
MAX_EXTENDED = 65536

SW_OK = 0x9000
SW_END_OF_FILE = 0x6282
SW_WRONG_LENGTH = 0x6700
SW_SECURITY_STATUS_NOT_SATISFIED = 0x6982
SW_CONDITIONS_NOT_SATISFIED = 0x6985
SW_SM_OBJECTS_MISSING = 0x6987
SW_SM_OBJECTS_INCORRECT = 0x6988
SW_FUNCTION_NOT_SUPPORTED = 0x6A81
SW_FILE_NOT_FOUND = 0x6A82
SW_REFERENCED_DATA_NOT_FOUND = 0x6A88
SW_OFFSET_WRONG = 0x6B00
SW_INS_NOT_SUPPORTED = 0x6D00


@dataclass(frozen=True, slots=True)
class CommandApdu:
    """``le`` is the number of bytes expected, 1-65536 (256 and 65536 mean "all there is"); None for none."""

    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes = field(default=b"", repr=False)
    le: int | None = None

    @property
    def needs_extended_length(self) -> bool:
        return len(self.data) > MAX_SHORT_LC or (self.le or 0) > MAX_SHORT_LE

    @property
    def header(self) -> bytes:
        return bytes((self.cla, self.ins, self.p1, self.p2))

    def encode(self) -> bytes:
        """The bytes on the line, extended only where short will not do."""
        if not self.needs_extended_length:
            body = bytes((len(self.data),)) + self.data if self.data else b""
            return self.header + body + (b"" if self.le is None else bytes((self.le % MAX_SHORT_LE,)))
        body = b"\0"
        if self.data:
            body += len(self.data).to_bytes(2, "big") + self.data
        if self.le is not None:
            body += (self.le % MAX_EXTENDED).to_bytes(2, "big")
        return self.header + body


@dataclass(frozen=True, slots=True)
class ResponseApdu:
    data: bytes = field(repr=False)
    status: int  # SW1 SW2

    @property
    def ok(self) -> bool:
        return self.status == SW_OK

    @classmethod
    def parse(cls, raw: bytes) -> ResponseApdu:
        """Raises CardError RESPONSE_MALFORMED when there is not even a status word."""
        if len(raw) < 2 or len(raw) > MAX_EXTENDED + 2:
            raise CardError(CardErrorCode.RESPONSE_MALFORMED)
        return cls(raw[:-2], int.from_bytes(raw[-2:], "big"))


def select_application(aid: bytes, *, answer: bool = False) -> CommandApdu:
    """By name; ``answer`` asks for the file control information, without which payment cards refuse."""
    if answer:
        return CommandApdu(0x00, 0xA4, 0x04, 0x00, aid, MAX_SHORT_LE)
    return CommandApdu(0x00, 0xA4, 0x04, 0x0C, aid)


def select_master_file() -> CommandApdu:
    return CommandApdu(0x00, 0xA4, 0x00, 0x0C, b"\x3f\x00")


def select_file(file_id: int) -> CommandApdu:
    return CommandApdu(0x00, 0xA4, 0x02, 0x0C, file_id.to_bytes(2, "big"))


def get_response(available: int) -> CommandApdu:
    """The next piece of an answer, of which ``available`` bytes are waiting (0: 256 or more)."""
    return CommandApdu(0x00, 0xC0, 0x00, 0x00, le=available or MAX_SHORT_LE)


def read_binary(offset: int, length: int) -> CommandApdu:
    """READ BINARY of the selected file; from offset 32768 on by INS B1, which answers in tag 53."""
    if offset < 0x8000:
        return CommandApdu(0x00, 0xB0, offset >> 8, offset & 0xFF, le=length)
    size = max(2, (offset.bit_length() + 7) // 8)
    return CommandApdu(0x00, 0xB1, 0x00, 0x00, bytes((0x54, size)) + offset.to_bytes(size, "big"), le=length)
