"""Active authentication (ICAO 9303-11, 6.1): the chip signs a challenge with the private key to DG15.

Like chip authentication it proves nothing by itself: only a DG15 that a trusted issuer signed tells an
original from a copy.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable

from asn1crypto import keys as asn1_keys
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.apdu import (
    MAX_EXTENDED,
    MAX_SHORT_LE,
    SW_FUNCTION_NOT_SUPPORTED,
    SW_INS_NOT_SUPPORTED,
    SW_REFERENCED_DATA_NOT_FOUND,
    SW_WRONG_LENGTH,
    CommandApdu,
    ResponseApdu,
)
from ekyc.chip.asn1_faults import ASN1_FAULTS
from ekyc.chip.certificates import PublicKey, public_key_of
from ekyc.chip.lds import LdsFile
from ekyc.chip.security_infos import find_active_authentication_hash, parse_security_infos
from ekyc.chip.session import ChipSession

CHALLENGE_LENGTH = 8
_MAX_RSA_BITS = 8192
_LONGEST_SHORT_ANSWER = 223  # under AES secure messaging
# Chips that list DG15 and cannot sign all the same, and lines that cannot carry the signature.
_NOT_OFFERED = frozenset(
    {SW_REFERENCED_DATA_NOT_FOUND, SW_FUNCTION_NOT_SUPPORTED, SW_INS_NOT_SUPPORTED, SW_WRONG_LENGTH}
)

# Trailer of ISO/IEC 9796-2 digital signature scheme 1 → hash. BC alone stands for SHA-1; with CC the byte
# before it is the number that ISO/IEC 10118-3 gives the hash.
_IMPLICIT_TRAILER, _EXPLICIT_TRAILER = 0xBC, 0xCC
_TRAILER_HASHES = {0x33: "sha1", 0x34: "sha256", 0x35: "sha512", 0x36: "sha384", 0x38: "sha224"}
_PARTIAL_RECOVERY, _PADDING_ENDS, _PADDING_GOES_ON = 0x6, 0xA, 0xB

_ECDSA_HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha1": hashes.SHA1,
    "sha224": hashes.SHA224,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


def parse_dg15(data: bytes) -> PublicKey:
    """The public key of DG15 (raw file).

    Raises CardError FILE_MALFORMED, or SIGNATURE_ALGORITHM_UNSUPPORTED for keys that we cannot use.
    """
    try:
        info = asn1_keys.PublicKeyInfo.load(tlv.expect(data, LdsFile.DG15.tag), strict=True)
        key = public_key_of(info)
    except ASN1_FAULTS:
        raise CardError(CardErrorCode.FILE_MALFORMED) from None
    if isinstance(key, rsa.RSAPublicKey) and key.key_size > _MAX_RSA_BITS:
        raise CardError(CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED)
    return key


def stated_hash(dg14: bytes | None) -> str | None:
    """The hash that DG14 (raw file) names for ECDSA; None where it names none or cannot be read."""
    if dg14 is None:
        return None
    try:
        return find_active_authentication_hash(parse_security_infos(tlv.expect(dg14, LdsFile.DG14.tag)))
    except CardError:  # what is wrong with DG14 is told where it is read
        return None


def authenticate_actively(
    session: ChipSession,
    key: PublicKey,
    hash_name: str | None,
    random_bytes: Callable[[int], bytes] = secrets.token_bytes,
) -> bool | None:
    """True when the chip signed our challenge, False when it answered with anything else, None when it
    offers no such proof. ``hash_name`` is what DG14 states for ECDSA.

    Raises what the session raises.
    """
    challenge = random_bytes(CHALLENGE_LENGTH)
    response = _ask(session, key, challenge)
    if response.status in _NOT_OFFERED:
        return None
    return response.ok and is_signed(key, challenge, response.data, hash_name)


def sign_challenge(session: ChipSession, key: PublicKey, challenge: bytes) -> bytes | None:
    """What the chip answers to somebody else's challenge, unjudged; None where it gives no signature.

    Raises what the session raises.
    """
    response = _ask(session, key, challenge)
    return response.data if response.ok else None


def _ask(session: ChipSession, key: PublicKey, challenge: bytes) -> ResponseApdu:
    le = MAX_SHORT_LE if _signature_length(key) <= _LONGEST_SHORT_ANSWER else MAX_EXTENDED
    return session.send(CommandApdu(0x00, 0x88, 0x00, 0x00, challenge, le))


def is_signed(key: PublicKey, challenge: bytes, signature: bytes, hash_name: str | None = None) -> bool:
    """Whether ``signature`` is this key's over ``challenge``, in the format that goes with the key."""
    if isinstance(key, rsa.RSAPublicKey):
        return _is_recovered(key, challenge, signature)
    return _is_plain_ecdsa(key, challenge, signature, hash_name)


def _signature_length(key: PublicKey) -> int:
    length = (key.key_size + 7) // 8
    return length if isinstance(key, rsa.RSAPublicKey) else 2 * length


def _is_recovered(key: rsa.RSAPublicKey, challenge: bytes, signature: bytes) -> bool:
    """ISO/IEC 9796-2 scheme 1 with partial recovery: header, M1, hash of M1 and the challenge, trailer."""
    numbers = key.public_numbers()
    length = (numbers.n.bit_length() + 7) // 8
    value = int.from_bytes(signature, "big")
    if len(signature) != length or not value < numbers.n:
        return False
    opened = pow(value, numbers.e, numbers.n)
    # the standard lets the signer give the smaller of the signature and its complement
    return any(
        _message_fits(candidate.to_bytes(length, "big"), challenge)
        for candidate in (opened, numbers.n - opened)
    )


def _message_fits(representative: bytes, challenge: bytes) -> bool:
    trailer = representative[-1]
    if trailer == _IMPLICIT_TRAILER:
        hash_name, end = "sha1", len(representative) - 1
    elif trailer == _EXPLICIT_TRAILER and representative[-2] in _TRAILER_HASHES:
        hash_name, end = _TRAILER_HASHES[representative[-2]], len(representative) - 2
    else:
        return False
    start = _recoverable_part(representative)
    middle = end - hashlib.new(hash_name, usedforsecurity=False).digest_size
    if start is None or middle < start:
        return False
    message = representative[start:middle] + challenge
    digest = hashlib.new(hash_name, message, usedforsecurity=False).digest()
    return hmac.compare_digest(digest, representative[middle:end])


def _recoverable_part(representative: bytes) -> int | None:
    """Where M1 begins: behind 6A, or behind 6B BB … BA where padding was needed."""
    first = representative[0]
    if first >> 4 != _PARTIAL_RECOVERY:
        return None
    nibbles = (nibble for byte in representative for nibble in (byte >> 4, byte & 0xF))
    next(nibbles)
    for position, nibble in enumerate(nibbles, start=1):
        if nibble == _PADDING_ENDS:
            return position // 2 + 1 if position % 2 else None
        if nibble != _PADDING_GOES_ON:
            return None
    return None


def _is_plain_ecdsa(
    key: ec.EllipticCurvePublicKey, challenge: bytes, signature: bytes, hash_name: str | None
) -> bool:
    """r and s one after the other, each as long as the order of the curve (BSI TR-03111, 5.2.1)."""
    half = len(signature) // 2
    if len(signature) % 2 or half != (key.key_size + 7) // 8:
        return False
    encoded = encode_dss_signature(
        int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big")
    )
    # a chip that does not state its hash used one of the few that there are
    for name in [hash_name] if hash_name is not None else list(_ECDSA_HASHES):
        try:
            key.verify(encoded, challenge, ec.ECDSA(_ECDSA_HASHES[name]()))
        except InvalidSignature:
            continue
        return True
    return False
