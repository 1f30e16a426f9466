"""The chip's end of secure messaging (ICAO 9303-11, 9.8), and its own reading of command APDUs."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.card import der
from simulation.card.chip_crypto import DES3, block_size, cbc, checksum, fill
from simulation.card.faults import BARE_STATUS, ChipFault


class ChannelError(Exception):
    """A command that the channel does not accept; the chip answers 6987 or 6988 and forgets the session."""

    def __init__(self, status: int) -> None:
        super().__init__(f"{status:04X}")
        self.status = status


@dataclass(frozen=True, slots=True)
class Command:
    cla: int
    ins: int
    p1: int
    p2: int
    data: bytes
    le: int | None
    extended: bool


def parse_command(raw: bytes) -> Command:
    """The seven cases of ISO/IEC 7816-3, 12.1.3. Raises ValueError for any other shape."""
    if len(raw) < 4:
        raise ValueError("no header")
    cla, ins, p1, p2, *_ = raw
    body = raw[4:]
    extended = len(body) >= 3 and body[0] == 0
    data, le = _extended_body(body[1:]) if extended else _short_body(body)
    return Command(cla, ins, p1, p2, data, le, extended)


def _short_body(body: bytes) -> tuple[bytes, int | None]:
    if len(body) <= 1:
        return b"", (body[0] or 256) if body else None
    data, rest = body[1 : 1 + body[0]], body[1 + body[0] :]
    if len(data) != body[0] or len(rest) > 1:
        raise ValueError("Lc does not fit")
    return data, (rest[0] or 256) if rest else None


def _extended_body(body: bytes) -> tuple[bytes, int | None]:
    """What follows the zero byte that marks extended fields."""
    first, rest = int.from_bytes(body[:2], "big"), body[2:]
    if not rest:
        return b"", first or 65536
    data, le = rest[:first], rest[first:]
    if len(data) != first or len(le) not in {0, 2}:
        raise ValueError("extended Lc does not fit")
    return data, (int.from_bytes(le, "big") or 65536) if le else None


class SecureChannel:
    def __init__(self, cipher: int, k_enc: bytes, k_mac: bytes, counter: int = 0) -> None:
        self._cipher = cipher
        self._k_enc = k_enc
        self._k_mac = k_mac
        self._counter = counter

    def open(self, command: Command) -> Command:
        """The plain command inside. Raises ChannelError."""
        self._counter += 1
        try:
            objects = der.split(command.data)
        except (ValueError, IndexError):
            raise ChannelError(0x6988) from None
        if 0x8E not in objects:
            raise ChannelError(0x6987)
        covered = command.data[: command.data.rindex(b"\x8e\x08" + objects[0x8E])]
        header = fill(self._cipher, bytes([command.cla, command.ins, command.p1, command.p2]))
        if self._sum(header + covered) != objects[0x8E]:
            raise ChannelError(0x6988)
        cryptogram = objects[0x87][1:] if 0x87 in objects else objects.get(0x85, b"")
        data = self._decrypt(cryptogram) if cryptogram else b""
        le = objects.get(0x97)
        wanted = None if le is None else int.from_bytes(le, "big") or (256 if len(le) == 1 else 65536)
        cla = command.cla & ~0x0C
        return Command(cla, command.ins, command.p1, command.p2, data, wanted, command.extended)

    def seal(
        self, data: bytes, status: int, *, odd_ins: bool = False, fault: ChipFault | None = None
    ) -> bytes:
        """The protected answer; with a ``fault`` one that is wrong in that way."""
        if fault in BARE_STATUS:
            return BARE_STATUS[fault].to_bytes(2, "big")
        self._counter += 2 if fault is ChipFault.WRONG_COUNTER else 1
        if fault is ChipFault.NOTHING_AT_ALL:
            data = b""
        if fault is ChipFault.MORE_THAN_ASKED:
            data += bytes(32)
        objects = self._cryptogram(data, odd_ins, fault) if data else b""
        stated = b"" if fault is ChipFault.STATUS_MISSING else der.tlv(0x99, status.to_bytes(2, "big"))
        objects += stated * (2 if fault is ChipFault.DOUBLED_OBJECT else 1)
        checksum_value = self._sum(objects)
        if fault is ChipFault.WRONG_MAC:
            checksum_value = bytes([checksum_value[0] ^ 1]) + checksum_value[1:]
        if fault is not ChipFault.MAC_MISSING:
            objects += der.tlv(0x8E, checksum_value)
        outside = 0x6A82 if fault is ChipFault.STATUS_DIFFERS else status
        return _with_length_fault(objects, fault) + outside.to_bytes(2, "big")

    def _cryptogram(self, data: bytes, odd_ins: bool, fault: ChipFault | None) -> bytes:
        plain = fill(self._cipher, data)
        if fault is ChipFault.WRONG_PADDING:
            plain = plain[:-1] + b"\x55"
        cryptogram = cbc(self._cipher, self._k_enc, plain, self._iv())
        indicator = b"\2" if fault is ChipFault.WRONG_INDICATOR else b"\1"
        return der.tlv(0x85, cryptogram) if odd_ins else der.tlv(0x87, indicator, cryptogram)

    def room(self, answer_size: int) -> int:
        """How many plain bytes fit an answer of that many bytes."""
        objects = 2 + 2 + 10  # status object with its header, and the checksum
        block = block_size(self._cipher)
        payload = answer_size - objects - 4 - 1  # cryptogram header at its longest, padding indicator
        return max(0, payload // block * block - 1)

    def _sum(self, covered: bytes) -> bytes:
        counter = self._counter.to_bytes(block_size(self._cipher), "big")
        return checksum(self._cipher, self._k_mac, fill(self._cipher, counter + covered))

    def _iv(self) -> bytes:
        if self._cipher == DES3:
            return bytes(8)
        return cbc(self._cipher, self._k_enc, self._counter.to_bytes(16, "big"), bytes(16))

    def _decrypt(self, cryptogram: bytes) -> bytes:
        if len(cryptogram) % block_size(self._cipher):
            raise ChannelError(0x6988)
        plain = cbc(self._cipher, self._k_enc, cryptogram, self._iv(), decrypt=True)
        return plain[: plain.rindex(b"\x80")]


def _with_length_fault(objects: bytes, fault: ChipFault | None) -> bytes:
    """The same objects, the first one with a length field that no chip should send."""
    if fault is ChipFault.INDEFINITE_LENGTH:
        return objects[:1] + b"\x80" + objects[2:] + b"\0\0"
    if fault is ChipFault.FOUR_BYTE_LENGTH:
        return objects[:1] + b"\x84\0\0\0" + objects[1:]
    if fault is ChipFault.TLV_BOMB:
        return objects[:1] + b"\x83\xff\xff\xff" + objects[2:]
    return objects
