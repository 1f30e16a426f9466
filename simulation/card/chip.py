"""A contactless identity chip in software: takes command APDUs, gives response APDUs, keeps its own state.

It follows ICAO 9303-10 and -11 and behaves like Vietnamese cards where those are known to differ.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec

from simulation.card import der, files
from simulation.card.chip_crypto import AES128, DES3, cbc, checksum, fill, kdf
from simulation.card.chip_pace import PACE_OID, PaceRun, curve_of_chip
from simulation.card.issuer import Issuer, standing_issuer
from simulation.card.secure_channel import ChannelError, Command, SecureChannel, parse_command
from simulation.people import SamplePerson

_AID = bytes.fromhex("A0000002471001")
_CA_OID = bytes.fromhex("04007F000702020302")
_CA_PARAMETER_ID = 12  # secp256r1, as on Vietnamese cards
BRAINPOOL_P256R1 = 13

# ISO 14443 card behind a PC/SC reader; the historical bytes carry card capabilities (compact tag 7).
_ATR_START = bytes.fromhex("3B8580018073C021")
_CAPABLE_OF_EXTENDED_LENGTH = 0x40

_OK = 0x9000
_Answer = tuple[bytes, int]


@dataclass(frozen=True, slots=True)
class Quirks:
    """How one card differs from the plain one; all default to what Vietnamese cards do."""

    offers_pace: bool = True
    offers_bac: bool = True
    card_access_readable: bool = True
    knows_master_file: bool = False  # Vietnamese cards answer SELECT MF with 6D00
    extended_length: bool = True
    greatest_read: int = 65536  # READ BINARY beyond it is answered 6700
    pace_cipher: int = AES128
    pace_parameter_id: int = BRAINPOOL_P256R1
    ca_cipher: int = AES128
    copied: bool = False  # a clone: all files, but not the private key of chip authentication
    altered_file: int | None = None  # file identifier; one byte of it differs from what was signed
    missing_files: frozenset[int] = frozenset()


class SimulatedCard:
    """One person's card. ``process`` is the line to the chip; ``reset`` is what lifting it does."""

    def __init__(
        self,
        person: SamplePerson,
        portrait: bytes,
        issuer: Issuer | None = None,
        quirks: Quirks | None = None,
    ) -> None:
        """``portrait`` is a JPEG or JPEG 2000 file; ``issuer`` defaults to the process's standing one."""
        self.person = person
        self.quirks = quirks or Quirks()
        self._ca_key = ec.generate_private_key(ec.SECP256R1())
        self._files = self._personalise(portrait, issuer or standing_issuer())
        self._commands: Mapping[int, Callable[[Command], _Answer]] = {
            0xA4: self._select,
            0xB0: self._read_binary,
            0xB1: self._read_binary_odd,
            0x84: self._get_challenge,
            0x82: self._external_authenticate,
            0x22: self._manage_security_environment,
            0x86: self._general_authenticate,
        }
        self.reset()

    @property
    def atr(self) -> bytes:
        last = _CAPABLE_OF_EXTENDED_LENGTH if self.quirks.extended_length else 0
        atr = _ATR_START + bytes([last])
        return atr + bytes([_xor(atr[1:])])

    @property
    def file_bytes(self) -> int:
        """Size of everything that a reader may read."""
        return sum(len(data) for file_id, data in self._files.items() if file_id != files.DATA_GROUP + 3)

    def reset(self) -> None:
        self._channel: SecureChannel | None = None
        self._next_channel: SecureChannel | None = None
        self._selected: bytes | None = None
        self._selected_denied = False
        self._in_application = False
        self._challenge = b""
        self._pace: PaceRun | None = None
        self._ca_chosen = False

    def process(self, apdu: bytes) -> bytes:
        """One command, one response with its status word."""
        try:
            command = parse_command(apdu)
        except ValueError:
            return b"\x67\x00"
        if command.extended and not self.quirks.extended_length:
            return b"\x67\x00"
        if command.cla & 0x0C != 0x0C:
            self._channel = None  # an unprotected command ends the session
            return _plain(self._dispatch(command))
        if self._channel is None:
            return b"\x69\x88"
        return self._process_protected(self._channel, command)

    def _process_protected(self, channel: SecureChannel, command: Command) -> bytes:
        try:
            inner = channel.open(command)
        except ChannelError as error:
            self._channel = None
            return error.status.to_bytes(2, "big")
        data, status = self._dispatch(inner)
        room = channel.room(65536 if command.extended else 256)
        sealed = channel.seal(data, status, odd_ins=bool(command.ins & 1)) if len(data) <= room else None
        if sealed is None:
            sealed = channel.seal(b"", 0x6700)
        if self._next_channel is not None:
            self._channel, self._next_channel = self._next_channel, None
        return sealed

    def _dispatch(self, command: Command) -> _Answer:
        handler = self._commands.get(command.ins)
        return handler(command) if handler else (b"", 0x6D00)

    def _select(self, command: Command) -> _Answer:
        if command.p1 == 0x04:
            if command.data != _AID:
                return b"", 0x6A82
            self._in_application = True
            return b"", _OK
        if command.p1 == 0x00:
            return (b"", _OK) if self.quirks.knows_master_file else (b"", 0x6D00)
        file_id = int.from_bytes(command.data, "big")
        free = file_id == files.CARD_ACCESS
        if free and not self.quirks.card_access_readable:
            return b"", 0x6982
        if not free and (self._channel is None or not self._in_application):
            return b"", 0x6982
        self._selected = self._files.get(file_id)
        self._selected_denied = file_id == files.DATA_GROUP + 3
        return (b"", _OK) if self._selected is not None else (b"", 0x6A82)

    def _read_binary(self, command: Command) -> _Answer:
        return self._read(command.p1 << 8 | command.p2, command.le or 256)

    def _read_binary_odd(self, command: Command) -> _Answer:
        try:
            offset = int.from_bytes(der.split(command.data)[0x54], "big")
        except (KeyError, ValueError, IndexError):
            return b"", 0x6A80
        data, status = self._read(offset, command.le or 256)
        return (der.tlv(0x53, data), status) if data else (data, status)

    def _read(self, offset: int, length: int) -> _Answer:
        if self._selected is None:
            return b"", 0x6986
        if self._selected_denied:
            return b"", 0x6982
        if length > self.quirks.greatest_read:
            return b"", 0x6700
        if offset >= len(self._selected):
            return b"", 0x6B00
        data = self._selected[offset : offset + length]
        return data, _OK if len(data) == length else 0x6282

    def _get_challenge(self, command: Command) -> _Answer:
        if not self.quirks.offers_bac or not self._in_application:
            return b"", 0x6D00
        self._challenge = secrets.token_bytes(command.le or 8)
        return self._challenge, _OK

    def _external_authenticate(self, command: Command) -> _Answer:
        """Mutual authentication of BAC."""
        challenge, self._challenge = self._challenge, b""
        if len(challenge) != 8 or len(command.data) != 40:
            return b"", 0x6985
        k_enc, k_mac = (kdf(DES3, self._mrz_hash()[:16], counter) for counter in (1, 2))
        cryptogram, stated = command.data[:32], command.data[32:]
        if checksum(DES3, k_mac, fill(DES3, cryptogram)) != stated:
            return b"", 0x6300
        plain = cbc(DES3, k_enc, cryptogram, bytes(8), decrypt=True)
        terminal_nonce, echoed, terminal_keying = plain[:8], plain[8:16], plain[16:]
        if echoed != challenge:
            return b"", 0x6300
        keying = secrets.token_bytes(16)
        answer = cbc(DES3, k_enc, challenge + terminal_nonce + keying, bytes(8))
        seed = bytes(x ^ y for x, y in zip(keying, terminal_keying, strict=True))
        counter = int.from_bytes(challenge[4:] + terminal_nonce[4:], "big")
        self._channel = SecureChannel(DES3, kdf(DES3, seed, 1), kdf(DES3, seed, 2), counter)
        return answer + checksum(DES3, k_mac, fill(DES3, answer)), _OK

    def _manage_security_environment(self, command: Command) -> _Answer:
        try:
            objects = der.split(command.data)
        except (ValueError, IndexError):
            return b"", 0x6A80
        purpose = command.p1 << 8 | command.p2
        if purpose == 0x41A6 and self.quirks.ca_cipher == DES3:
            return self._agree(objects.get(0x91, b""))
        if purpose == 0x41A4:
            self._ca_chosen = objects.get(0x80) == _CA_OID + bytes([self.quirks.ca_cipher])
            return (b"", _OK) if self._ca_chosen else (b"", 0x6A80)
        if purpose == 0xC1A4 and self.quirks.offers_pace:
            return self._choose_pace(objects)
        return b"", 0x6A81

    def _choose_pace(self, objects: dict[int, bytes]) -> _Answer:
        if objects.get(0x80) != PACE_OID + bytes([self.quirks.pace_cipher]):
            return b"", 0x6A80
        password = self._password(objects.get(0x83, b""))
        if password is None:
            return b"", 0x6A88
        curve = curve_of_chip(self.quirks.pace_parameter_id)
        self._pace = PaceRun(self.quirks.pace_cipher, curve, password)
        return b"", _OK

    def _general_authenticate(self, command: Command) -> _Answer:
        try:
            objects = der.split(der.split(command.data)[0x7C])
            if self._ca_chosen and self._channel is not None:
                self._ca_chosen = False
                data, status = self._agree(objects[0x80])
                return (der.tlv(0x7C, data), status) if status == _OK else (data, status)
            if self._pace is None:
                return b"", 0x6985
            reply, channel = self._pace.step(objects)
        except (KeyError, ValueError, IndexError):
            self._pace = None
            return b"", 0x6300
        if channel is not None:
            self._channel, self._pace = channel, None
        return der.tlv(0x7C, reply), _OK

    def _agree(self, terminal_public: bytes) -> _Answer:
        """Chip authentication: this answer goes out under the old keys, the next command under new ones."""
        curve = curve_of_chip(_CA_PARAMETER_ID)
        try:
            point = curve.load(terminal_public)
        except ValueError:
            return b"", 0x6A80
        own = curve.secret() if self.quirks.copied else self._ca_key.private_numbers().private_value
        shared = curve.times(own, point)[0].to_bytes(curve.size, "big")
        cipher = self.quirks.ca_cipher
        self._next_channel = SecureChannel(cipher, kdf(cipher, shared, 1), kdf(cipher, shared, 2))
        return b"", _OK

    def _password(self, reference: bytes) -> bytes | None:
        if reference == b"\2":
            return self.person.can.encode()
        return self._mrz_hash() if reference == b"\1" else None

    def _mrz_hash(self) -> bytes:
        """SHA-1 over document number, birth and expiry with their check digits, as ICAO 9303-11 fixes it."""
        upper, middle, _ = self.person.mrz_lines
        information = upper[5:15] + middle[:7] + middle[8:15]
        return hashlib.sha1(information.encode(), usedforsecurity=False).digest()

    def _personalise(self, portrait: bytes, issuer: Issuer) -> dict[int, bytes]:
        groups = {
            1: files.dg1(self.person),
            2: files.dg2(portrait),
            3: files.dg3(),
            13: files.dg13(self.person, names_in_sequences=self.person.generation < 2024),
            14: files.dg14(self._ca_key.public_key(), self.quirks.ca_cipher),
        }
        stored = {files.DATA_GROUP + number: data for number, data in groups.items()}
        stored[files.SOD] = issuer.security_object(groups)
        stored[files.COM] = files.com(sorted(groups))
        stored[files.CARD_ACCESS] = files.card_access(self.quirks.pace_cipher, self.quirks.pace_parameter_id)
        altered = self.quirks.altered_file
        if altered is not None:
            stored[altered] = _altered(stored[altered])
        return {key: data for key, data in stored.items() if key not in self.quirks.missing_files}


def _plain(answer: _Answer) -> bytes:
    return answer[0] + answer[1].to_bytes(2, "big")


def _altered(data: bytes) -> bytes:
    """The same file with one bit of its last third turned over."""
    place = len(data) * 2 // 3
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def _xor(data: bytes) -> int:
    result = 0
    for byte in data:
        result ^= byte
    return result
