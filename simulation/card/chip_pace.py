"""One run of PACE with generic mapping on the chip's side (ICAO 9303-11, 4.4)."""

from __future__ import annotations

import secrets

from ekyc.chip.curves import find_by_parameter_id
from simulation.card import der
from simulation.card.chip_crypto import DES3, AffineCurve, block_size, cbc, checksum, fill, kdf
from simulation.card.secure_channel import SecureChannel

PACE_OID = bytes.fromhex("04007F000702020402")  # ECDH generic mapping; the cipher follows


def curve_of_chip(parameter_id: int) -> AffineCurve:
    """The numbers are the project's one copy, which a test compares with OpenSSL's."""
    curve = find_by_parameter_id(parameter_id)
    if curve is None:
        raise KeyError(parameter_id)
    return AffineCurve(curve.p, curve.a, curve.generator, curve.n)


class PaceRun:
    """Each step takes the objects inside the terminal's dynamic authentication data."""

    def __init__(self, cipher: int, curve: AffineCurve, password: bytes) -> None:
        self._cipher = cipher
        self._curve = curve
        self._key = kdf(cipher, password, 3)
        self._nonce = secrets.token_bytes(16)
        self._mapped: tuple[int, int] | None = None
        self._publics: tuple[bytes, bytes] | None = None  # chip, terminal
        self._shared = b""

    def step(self, objects: dict[int, bytes]) -> tuple[bytes, SecureChannel | None]:
        """The answering object, and the channel once both tokens agree. Raises ValueError or KeyError."""
        if not objects:
            zero = bytes(block_size(self._cipher))
            return der.tlv(0x80, cbc(self._cipher, self._key, self._nonce, zero)), None
        if 0x81 in objects:
            return self._map(objects[0x81]), None
        if 0x83 in objects and self._mapped is not None:
            return self._agree(self._mapped, objects[0x83]), None
        return self._confirm(objects[0x85])

    def _map(self, terminal: bytes) -> bytes:
        curve, own = self._curve, self._curve.secret()
        shared = curve.times(own, curve.load(terminal))
        base = curve.times(int.from_bytes(self._nonce, "big") % curve.n, curve.g)
        self._mapped = curve.add(base, shared)
        return der.tlv(0x82, curve.dump(curve.times(own, curve.g)))

    def _agree(self, base: tuple[int, int], terminal: bytes) -> bytes:
        curve, own = self._curve, self._curve.secret()
        public = curve.dump(curve.times(own, base))
        self._shared = curve.times(own, curve.load(terminal))[0].to_bytes(curve.size, "big")
        self._publics = public, terminal
        return der.tlv(0x84, public)

    def _confirm(self, token: bytes) -> tuple[bytes, SecureChannel]:
        if self._publics is None:
            raise ValueError("out of order")
        chip, terminal = self._publics
        k_mac = kdf(self._cipher, self._shared, 2)
        if self._token(k_mac, chip) != token:
            raise ValueError("wrong password")
        channel = SecureChannel(self._cipher, kdf(self._cipher, self._shared, 1), k_mac)
        return der.tlv(0x86, self._token(k_mac, terminal)), channel

    def _token(self, k_mac: bytes, public: bytes) -> bytes:
        oid = der.tlv(0x06, PACE_OID + bytes([self._cipher]))
        covered = der.tlv(0x7F49, oid, der.tlv(0x86, public))
        return checksum(self._cipher, k_mac, fill(self._cipher, covered) if self._cipher == DES3 else covered)
