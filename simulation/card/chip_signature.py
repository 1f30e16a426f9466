"""Active authentication on the chip's side: plain ECDSA, or RSA by ISO/IEC 9796-2 scheme 1 in a few lines."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from simulation.card.quirks import SigningKey

ChipSigningKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

RSA_BITS = 2048
_TRAILERS = {"sha1": b"\xbc", "sha256": b"\x34\xcc", "sha512": b"\x35\xcc", "sha384": b"\x36\xcc"}
_HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha1": hashes.SHA1,
    "sha224": hashes.SHA224,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


def new_signing_key(kind: SigningKey) -> ChipSigningKey:
    """RSA keys take long to make, so all cards of a process share one, and their copies another."""
    return ec.generate_private_key(ec.SECP256R1()) if kind is SigningKey.ECDSA else _rsa_key("genuine")


def foreign_signing_key(key: ChipSigningKey) -> ChipSigningKey:
    """A key of the same kind that DG15 does not name, as a copied chip has to use."""
    return _rsa_key("copy") if isinstance(key, rsa.RSAPrivateKey) else ec.generate_private_key(ec.SECP256R1())


def sign_challenge(key: ChipSigningKey, challenge: bytes, hash_name: str) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return sign_with_recovery(key, challenge, hash_name)
    r, s = decode_dss_signature(key.sign(challenge, ec.ECDSA(_HASHES[hash_name]())))
    size = (key.key_size + 7) // 8
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def sign_with_recovery(
    key: rsa.RSAPrivateKey, challenge: bytes, hash_name: str, recoverable: int | None = None
) -> bytes:
    """``recoverable`` bytes of M1, or as many as there is room for; what is left is padded with B."""
    numbers = key.private_numbers()
    modulus = numbers.public_numbers.n
    size = (modulus.bit_length() + 7) // 8
    trailer = _TRAILERS[hash_name]
    room = size - 1 - hashlib.new(hash_name, usedforsecurity=False).digest_size - len(trailer)
    message = secrets.token_bytes(room if recoverable is None else recoverable)
    digest = hashlib.new(hash_name, message + challenge, usedforsecurity=False).digest()
    padding = room - len(message)
    header = b"\x6a" if padding == 0 else b"\x6b" + b"\xbb" * (padding - 1) + b"\xba"
    value = int.from_bytes(header + message + digest + trailer, "big")
    return pow(value, numbers.d, modulus).to_bytes(size, "big")


@cache
def _rsa_key(_owner: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
