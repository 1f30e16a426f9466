"""A contactless identity chip in software: takes command APDUs, gives response APDUs, keeps its own state.

It follows ICAO 9303-10 and -11 and behaves like Vietnamese cards where those are known to differ.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace

from simulation.card import der
from simulation.card.chip_crypto import DES3, cbc, checksum, fill, kdf
from simulation.card.chip_files import Answer, FileSystem
from simulation.card.chip_pace import PACE_OID, PaceRun, curve_of_chip
from simulation.card.chip_signature import foreign_signing_key, sign_challenge
from simulation.card.faults import ChipFault
from simulation.card.issuer import Issuer, standing_issuer
from simulation.card.personalisation import ChipContent, Holder, personalise
from simulation.card.quirks import PaceReference, Quirks
from simulation.card.secure_channel import ChannelError, Command, SecureChannel, parse_command

_AID = bytes.fromhex("A0000002471001")
_CA_OID = bytes.fromhex("04007F000702020302")
_CA_PARAMETER_ID = 12  # secp256r1, as on Vietnamese cards
# ISO 14443 card behind a PC/SC reader; the historical bytes carry card capabilities (compact tag 7).
_ATR_START = bytes.fromhex("3B8580018073C021")
_CAPABLE_OF_EXTENDED_LENGTH = 0x40
_SILENT_ATR = bytes.fromhex("3B808001")

_OK = 0x9000
_GET_RESPONSE = 0xC0


class SimulatedCard:
    """One person's card. ``process`` is the line to the chip; ``reset`` is what lifting it does."""

    def __init__(
        self,
        person: Holder,
        portrait: bytes,
        issuer: Issuer | None = None,
        quirks: Quirks | None = None,
        content: ChipContent | None = None,
    ) -> None:
        """``portrait`` is a JPEG or JPEG 2000 file; ``issuer`` defaults to the process's standing one.

        ``content`` is what another card was personalised with, instead of content of its own.
        """
        self.person = person
        self.portrait = portrait
        self.quirks = quirks or Quirks()
        content = content or personalise(person, portrait, issuer or standing_issuer(), self.quirks)
        self._content = content
        self._files = FileSystem(content.files, self.quirks)
        self._ca_key = content.ca_key
        self._signing_key = content.signing_key
        if self.quirks.copied and self._signing_key is not None:
            self._signing_key = foreign_signing_key(self._signing_key)
        self._fault_is_over = False
        self._commands: Mapping[int, Callable[[Command], Answer]] = {
            0xA4: self._select,
            0xB0: self._files.read_binary,
            0xB1: self._files.read_binary_odd,
            0x84: self._get_challenge,
            0x82: self._external_authenticate,
            0x22: self._manage_security_environment,
            0x86: self._general_authenticate,
            0x88: self._internal_authenticate,
        }
        self.reset()

    @property
    def atr(self) -> bytes:
        last = _CAPABLE_OF_EXTENDED_LENGTH if self.quirks.extended_length else 0
        atr = _ATR_START + bytes([last]) if self.quirks.capabilities_in_atr else _SILENT_ATR
        return atr + bytes([_xor(atr[1:])])

    @property
    def file_bytes(self) -> int:
        """Size of everything that a reader may read."""
        return self._files.readable_bytes

    def forged_copy(self) -> SimulatedCard:
        """Another chip with all files of this one and none of its private keys."""
        return SimulatedCard(
            self.person, b"", quirks=replace(self.quirks, copied=True), content=self._content
        )

    def reset(self) -> None:
        self._channel: SecureChannel | None = None
        self._next_channel: SecureChannel | None = None
        self._files.reset()
        self._in_application = False
        self._protected_count = 0
        self._pending = b""  # what is left of an answer that goes out in pieces
        self._challenge = b""
        self._pace: PaceRun | None = None
        self._pace_steps = 0
        self._ca_chosen = False

    def process(self, apdu: bytes) -> bytes:
        """One command, one response with its status word."""
        try:
            command = parse_command(apdu)
        except ValueError:
            return b"\x67\x00"
        if command.extended and not self.quirks.extended_length:
            return b"\x67\x00"
        if command.ins == _GET_RESPONSE:
            return self._in_pieces(b"")
        if command.cla & 0x0C != 0x0C:
            self._channel = None  # an unprotected command ends the session
            return self._in_pieces(_plain(self._dispatch(command)))
        if self._channel is None:
            return b"\x69\x88"
        return self._in_pieces(self._process_protected(self._channel, command))

    def _in_pieces(self, response: bytes) -> bytes:
        """The response, or the first piece of it where this chip sends pieces."""
        size, waiting = self.quirks.pieces_of, response or self._pending
        if not waiting:
            return b"\x69\x85"
        if size is None or len(waiting) <= size + 2:
            self._pending = b""
            return waiting
        self._pending = waiting[size:]
        return waiting[:size] + bytes([0x61, min(255, len(self._pending) - 2)])

    def _process_protected(self, channel: SecureChannel, command: Command) -> bytes:
        try:
            inner = channel.open(command)
        except ChannelError as error:
            self._channel = None
            return error.status.to_bytes(2, "big")
        data, status = self._dispatch(inner)
        room = channel.room(65536 if command.extended or self.quirks.pieces_of else 256)
        if len(data) > room:
            data, status = b"", 0x6700
        sealed = channel.seal(data, status, odd_ins=bool(command.ins & 1), fault=self._fault_now())
        if self._next_channel is not None:
            self._channel, self._next_channel = self._next_channel, None
        return sealed

    def _fault_now(self) -> ChipFault | None:
        """The fault that this protected answer shall have."""
        self._protected_count += 1
        quirks = self.quirks
        due = (
            self._protected_count >= quirks.fault_at
            if quirks.fault_lasts
            else (self._protected_count == quirks.fault_at and not self._fault_is_over)
        )
        if quirks.fault is None or not due:
            return None
        self._fault_is_over = True
        return quirks.fault

    def _dispatch(self, command: Command) -> Answer:
        handler = self._commands.get(command.ins)
        return handler(command) if handler else (b"", 0x6D00)

    def _select(self, command: Command) -> Answer:
        if command.p1 == 0x00:
            return self._files.select_master_file()
        if command.p1 != 0x04:
            opened = self._channel is not None and self._in_application
            return self._files.select(int.from_bytes(command.data, "big"), opened=opened)
        if command.data != _AID:
            return b"", 0x6A82
        self._in_application = True
        return b"", _OK

    def _get_challenge(self, command: Command) -> Answer:
        if not self.quirks.offers_bac or not self._in_application:
            return b"", 0x6D00
        self._challenge = secrets.token_bytes(command.le or 8)
        return self._challenge, _OK

    def _external_authenticate(self, command: Command) -> Answer:
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

    def _manage_security_environment(self, command: Command) -> Answer:
        try:
            objects = der.split(command.data)
        except (ValueError, IndexError):
            return b"", 0x6A80
        purpose = command.p1 << 8 | command.p2
        if purpose == 0x41A6 and self.quirks.ca_cipher == DES3 and self._is_own_key(objects):
            return self._agree(objects.get(0x91, b""))
        if purpose == 0x41A4:
            return self._choose_ca(objects)
        if purpose == 0xC1A4 and self.quirks.offers_pace:
            return self._choose_pace(objects)
        return b"", 0x6A81

    def _choose_ca(self, objects: dict[int, bytes]) -> Answer:
        cipher = self.quirks.ca_cipher
        known = cipher is not None and objects.get(0x80) == _CA_OID + bytes([cipher])
        self._ca_chosen = known and self._is_own_key(objects)
        return (b"", _OK) if self._ca_chosen else (b"", 0x6A80 if not known else 0x6A88)

    def _is_own_key(self, objects: dict[int, bytes]) -> bool:
        key_id = self.quirks.ca_key_id
        return objects.get(0x84) == (None if key_id is None else bytes([key_id]))

    def _choose_pace(self, objects: dict[int, bytes]) -> Answer:
        if objects.get(0x80) != PACE_OID + bytes([self.quirks.pace_cipher]):
            return b"", 0x6A80
        refusal = self._refusal_of_reference(objects.get(0x84))
        if refusal is not None:
            return b"", refusal
        password = self._password(objects.get(0x83, b""))
        if password is None:
            return b"", 0x6A88
        curve = curve_of_chip(self.quirks.pace_parameter_id)
        self._pace_steps = 0
        self._pace = PaceRun(self.quirks.pace_cipher, curve, password)
        return b"", _OK

    def _refusal_of_reference(self, reference: bytes | None) -> int | None:
        """Whether the parameters are named as this chip wants it, and are its own."""
        quirks = self.quirks
        if reference is None:
            return 0x6A87 if quirks.pace_reference is PaceReference.MUST else None
        if quirks.pace_reference is PaceReference.MUST_NOT:
            return 0x6A80
        return None if reference == bytes([quirks.pace_parameter_id]) else 0x6A88

    def _general_authenticate(self, command: Command) -> Answer:
        try:
            objects = der.split(der.split(command.data)[0x7C])
            if self._ca_chosen and self._channel is not None:
                self._ca_chosen = False
                data, status = self._agree(objects[0x80])
                return (der.tlv(0x7C, data), status) if status == _OK else (data, status)
            if self._pace is None:
                return b"", 0x6985
            self._pace_steps += 1
            if self._pace_steps == self.quirks.pace_dies_at:
                self._pace = None
                return b"", 0x6F00
            reply, channel = self._pace.step(objects)
            if self._pace_steps == self.quirks.pace_tag_off_at:
                reply = bytes([reply[0] + 0x10]) + reply[1:]
        except (KeyError, ValueError, IndexError):
            self._pace = None
            return b"", 0x6300
        if channel is not None:
            self._channel, self._pace = channel, None
        return der.tlv(0x7C, reply), _OK

    def _agree(self, terminal_public: bytes) -> Answer:
        """Chip authentication: this answer goes out under the old keys, the next command under new ones."""
        curve = curve_of_chip(_CA_PARAMETER_ID)
        try:
            point = curve.load(terminal_public)
        except ValueError:
            return b"", 0x6A80
        cipher = self.quirks.ca_cipher
        if cipher is None:
            return b"", 0x6A88
        own = curve.secret() if self.quirks.copied else self._ca_key.private_numbers().private_value
        shared = curve.times(own, point)[0].to_bytes(curve.size, "big")
        self._next_channel = SecureChannel(cipher, kdf(cipher, shared, 1), kdf(cipher, shared, 2))
        return b"", _OK

    def _internal_authenticate(self, command: Command) -> Answer:
        """Active authentication."""
        if self.quirks.signing_status is not None:
            return b"", self.quirks.signing_status
        if self._channel is None or self._signing_key is None or len(command.data) != 8:
            return b"", 0x6D00 if self._signing_key is None else 0x6985
        return sign_challenge(self._signing_key, command.data, self.quirks.signing_hash), _OK

    def _password(self, reference: bytes) -> bytes | None:
        if reference == b"\2":
            return self.person.can.encode() or None
        return self._mrz_hash() if reference == b"\1" else None

    def _mrz_hash(self) -> bytes:
        """SHA-1 over document number, birth and expiry with their check digits, as ICAO 9303-11 fixes it."""
        return hashlib.sha1(self.person.mrz_key.information, usedforsecurity=False).digest()


def _plain(answer: Answer) -> bytes:
    return answer[0] + answer[1].to_bytes(2, "big")


def _xor(data: bytes) -> int:
    result = 0
    for byte in data:
        result ^= byte
    return result
