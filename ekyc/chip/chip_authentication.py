"""Chip authentication (ICAO 9303-11, 6.2): the chip shows that it holds the private key to a key in DG14.

It proves nothing by itself: only when DG14 belongs to data that a trusted issuer signed does it tell an
original from a copy.
"""

from __future__ import annotations

from asn1crypto import keys as asn1_keys

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.apdu import MAX_SHORT_LE, CommandApdu, select_file
from ekyc.chip.asn1_faults import ASN1_FAULTS
from ekyc.chip.certificates import curve_of
from ekyc.chip.ciphers import CipherSuite
from ekyc.chip.elliptic_curve import Curve, Point
from ekyc.chip.key_derivation import KeyPurpose, derive_key
from ekyc.chip.lds import LdsFile
from ekyc.chip.secure_messaging import SessionKeys
from ekyc.chip.security_infos import ChipAuthenticationKey, chip_authentication_keys, parse_security_infos
from ekyc.chip.session import ChipSession


def offered_keys(dg14: bytes) -> tuple[ChipAuthenticationKey, ...]:
    """The keys that DG14 (raw file) offers for ECDH, the strongest cipher first. Raises FILE_MALFORMED."""
    keys = chip_authentication_keys(parse_security_infos(tlv.expect(dg14, LdsFile.DG14.tag)))
    return tuple(sorted(keys, key=lambda key: -key.suite.key_length * key.suite.block_length))


def is_usable(key: ChipAuthenticationKey) -> bool:
    """Whether we can do the arithmetic that this key needs; what we cannot is not the chip's failure."""
    try:
        public_key_of(key)
    except CardError:
        return False
    return True


def authenticate_chip(session: ChipSession, key: ChipAuthenticationKey) -> None:
    """Agree on new session keys with the static key, and make the chip answer once under them.

    The key must be usable. Raises CardError CHIP_AUTHENTICATION_FAILED; ``session.secured`` then tells
    whether the old session still stands, because the chip merely refused, or the chip must be opened anew.
    """
    curve, chip_public = public_key_of(key)
    scalar = curve.random_scalar()
    agree(session, key, curve.encode(curve.multiply(scalar, curve.generator)))
    session.secure(keys_of(key, curve, curve.multiply(scalar, chip_public)))
    try:
        session.send(select_file(LdsFile.COM.file_id))
    except CardError as error:
        if error.card_code is CardErrorCode.SECURE_MESSAGING_FAILED:
            session.close()
            raise CardError(CardErrorCode.CHIP_AUTHENTICATION_FAILED) from None
        raise


def keys_of(key: ChipAuthenticationKey, curve: Curve, shared: Point) -> SessionKeys:
    """What follows from the point that both sides come to."""
    secret = shared[0].to_bytes(curve.field_length, "big")
    return SessionKeys(
        key.suite,
        derive_key(secret, KeyPurpose.ENCRYPTION, key.suite),
        derive_key(secret, KeyPurpose.MAC, key.suite),
    )


def agree(session: ChipSession, key: ChipAuthenticationKey, public: bytes) -> None:
    """Give the chip an ephemeral public key: by MSE:Set KAT where there is only 3DES, else by MSE:Set AT and
    GENERAL AUTHENTICATE. Raises CardError CHIP_AUTHENTICATION_FAILED.

    Some 3DES chips know the second way alone.
    """
    reference = b"" if key.key_id is None else tlv.encode(0x84, _integer(key.key_id))
    if key.suite is CipherSuite.TRIPLE_DES:
        set_key = CommandApdu(0x00, 0x22, 0x41, 0xA6, tlv.encode(0x91, public) + reference)
        if session.send(set_key).ok:
            return
    commands = (
        CommandApdu(0x00, 0x22, 0x41, 0xA4, tlv.encode(0x80, key.oid_der) + reference),
        CommandApdu(0x00, 0x86, 0x00, 0x00, tlv.encode(0x7C, tlv.encode(0x80, public)), MAX_SHORT_LE),
    )
    for command in commands:
        if not session.send(command).ok:
            raise CardError(CardErrorCode.CHIP_AUTHENTICATION_FAILED)


def public_key_of(key: ChipAuthenticationKey) -> tuple[Curve, Point]:
    """Raises CardError SIGNATURE_ALGORITHM_UNSUPPORTED for what we cannot reckon with."""
    try:
        info = asn1_keys.PublicKeyInfo.load(key.subject_public_key_info, strict=True)
        curve = curve_of(info)
        return curve, curve.decode(bytes(info["public_key"].native))
    except (*ASN1_FAULTS, CardError):
        raise CardError(CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED) from None


def _integer(value: int) -> bytes:
    return value.to_bytes((value.bit_length() + 7) // 8 or 1, "big")
