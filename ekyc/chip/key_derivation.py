"""Keys from secrets (ICAO 9303-11, 9.7): the key derivation function and the seeds of PACE and BAC."""

from __future__ import annotations

import hashlib
from enum import IntEnum

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz_parts import MrzKey
from ekyc.chip.ciphers import CipherSuite


class KeyPurpose(IntEnum):
    """The counter that makes different keys of one secret."""

    ENCRYPTION = 1
    MAC = 2
    PASSWORD = 3  # the key that encrypts the nonce of PACE


class PasswordKind(IntEnum):
    """Password references of PACE in tag 83 (ICAO 9303-11, 4.4.4.1)."""

    MRZ = 1
    CAN = 2


def derive_key(secret: bytes, purpose: KeyPurpose, suite: CipherSuite) -> bytes:
    digest = hashlib.new(suite.hash_name, secret + purpose.to_bytes(4, "big"), usedforsecurity=False).digest()
    key = digest[: suite.key_length]
    return _with_odd_parity(key) if suite is CipherSuite.TRIPLE_DES else key


def bac_seed(key: MrzKey) -> bytes:
    """K_seed of Basic Access Control: the first 16 bytes of SHA-1 over the MRZ information."""
    return mrz_secret(key)[:16]


def mrz_secret(key: MrzKey) -> bytes:
    """The password of PACE when it is opened with the machine readable zone."""
    return hashlib.sha1(key.information, usedforsecurity=False).digest()


def can_secret(can: str) -> bytes:
    """The password of PACE with a card access number. Raises CardError CAN_NOT_6_DIGITS."""
    if len(can) != 6 or not (can.isascii() and can.isdigit()):
        raise CardError(CardErrorCode.CAN_NOT_6_DIGITS)
    return can.encode("ascii")


def _with_odd_parity(key: bytes) -> bytes:
    return bytes(byte & 0xFE | (~(byte >> 1).bit_count() & 1) for byte in key)
