"""The block ciphers of chip protocols: padding, CBC and the two kinds of MAC (ICAO 9303-11, 9.8)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, CipherAlgorithm, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC

from ekyc.card.errors import CardError, CardErrorCode

MAC_LENGTH = 8


@dataclass(frozen=True, slots=True)
class _Parameters:
    key_length: int
    block_length: int
    hash_name: str  # of the key derivation function


class CipherSuite(Enum):
    """3DES with retail MAC, or AES with CMAC; key and block lengths in bytes."""

    TRIPLE_DES = _Parameters(16, 8, "sha1")
    AES_128 = _Parameters(16, 16, "sha1")
    AES_192 = _Parameters(24, 16, "sha256")
    AES_256 = _Parameters(32, 16, "sha256")

    @property
    def key_length(self) -> int:
        return self.value.key_length

    @property
    def block_length(self) -> int:
        return self.value.block_length

    @property
    def hash_name(self) -> str:
        return self.value.hash_name


def pad(data: bytes, block_length: int) -> bytes:
    """ISO/IEC 9797-1 padding method 2: one byte 80, then zeros to a full block."""
    return data + b"\x80" + bytes(-(len(data) + 1) % block_length)


def unpad(data: bytes) -> bytes:
    """Undo :func:`pad`. Raises CardError SECURE_MESSAGING_FAILED when the padding is not there."""
    stripped = data.rstrip(b"\0")
    if not stripped.endswith(b"\x80"):
        raise CardError(CardErrorCode.SECURE_MESSAGING_FAILED)
    return stripped[:-1]


def encrypt(suite: CipherSuite, key: bytes, data: bytes, iv: bytes | None = None) -> bytes:
    """CBC without padding; ``iv`` defaults to a zero block."""
    encryptor = Cipher(_algorithm(suite, key), modes.CBC(iv or bytes(suite.block_length))).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def decrypt(suite: CipherSuite, key: bytes, data: bytes, iv: bytes | None = None) -> bytes:
    decryptor = Cipher(_algorithm(suite, key), modes.CBC(iv or bytes(suite.block_length))).decryptor()
    return decryptor.update(data) + decryptor.finalize()


def mac(suite: CipherSuite, key: bytes, message: bytes) -> bytes:
    """Eight bytes over ``message`` as it is; retail MAC pads it first, CMAC pads inside itself."""
    if suite is CipherSuite.TRIPLE_DES:
        return _retail_mac(key, pad(message, suite.block_length))
    cmac = CMAC(AES(key))
    cmac.update(message)
    return cmac.finalize()[:MAC_LENGTH]


def _retail_mac(key: bytes, padded: bytes) -> bytes:
    """ISO/IEC 9797-1 MAC algorithm 3 with DES: single DES with the first half, 3DES on the last block."""
    first_half = key[:8] * 3
    zero_iv = bytes(8)
    head, last = padded[:-8], padded[-8:]
    chained = zero_iv
    if head:
        single = Cipher(TripleDES(first_half), modes.CBC(zero_iv)).encryptor()
        chained = (single.update(head) + single.finalize())[-8:]
    return encrypt(CipherSuite.TRIPLE_DES, key, last, iv=chained)


def _algorithm(suite: CipherSuite, key: bytes) -> CipherAlgorithm:
    if suite is CipherSuite.TRIPLE_DES:
        return TripleDES(key + key[:8])  # two-key 3DES as the three keys that the library asks for
    return AES(key)
