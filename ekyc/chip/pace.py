"""Password Authenticated Connection Establishment, the terminal's side (ICAO 9303-11, 4.4).

Mapping is ECDH generic mapping; cipher and curve are what the chip announces.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.apdu import MAX_SHORT_LE, CommandApdu, ResponseApdu
from ekyc.chip.ciphers import CipherSuite, decrypt, mac
from ekyc.chip.elliptic_curve import Curve, Point
from ekyc.chip.key_derivation import KeyPurpose, PasswordKind, derive_key
from ekyc.chip.secure_messaging import SessionKeys
from ekyc.chip.security_infos import PaceInfo
from ekyc.chip.session import ChipSession

_DYNAMIC_AUTHENTICATION_DATA = 0x7C
_PUBLIC_KEY = 0x7F49
_SW_AUTHENTICATION_FAILED = 0x6300
_SW_VERIFICATION_FAILED = range(0x63C0, 0x63D0)  # with the number of tries left


class PaceNotBegunError(CardError):
    """The chip refused the very first command, and is as it was before."""

    def __init__(self) -> None:
        super().__init__(CardErrorCode.ACCESS_REFUSED)


def establish_pace(
    session: ChipSession,
    info: PaceInfo,
    password: bytes,
    kind: PasswordKind,
    *,
    name_parameters: bool = False,
    random_scalar: Callable[[Curve], int] = Curve.random_scalar,
) -> SessionKeys:
    """Run PACE and return the keys of the session; the caller turns secure messaging on.

    ``password`` is the secret of ``key_derivation`` (CAN digits or MRZ hash). ``name_parameters`` names the
    domain parameters in the first command, needed where the chip offers several. ``random_scalar`` is
    replaced by known answer tests alone.

    Raises CardError WRONG_ACCESS_KEY, ACCESS_REFUSED (PaceNotBegunError when nothing has happened yet) or
    RESPONSE_MALFORMED.
    """
    curve = info.curve
    if curve is None or not info.supported:
        raise CardError(CardErrorCode.ACCESS_REFUSED)
    _choose(session, info, kind, name_parameters)
    nonce = _nonce(session, info.suite, password)

    map_key = random_scalar(curve)
    chip_map = _exchange_point(session, curve, 0x81, curve.multiply(map_key, curve.generator), 0x82)
    mapped = map_generator(curve, nonce, curve.multiply(map_key, chip_map))

    agreement_key = random_scalar(curve)
    own_public = curve.multiply(agreement_key, mapped)
    chip_public = _exchange_point(session, curve, 0x83, own_public, 0x84)
    if chip_public == own_public:
        raise CardError(CardErrorCode.RESPONSE_MALFORMED)  # a reflected key would prove nothing
    shared = curve.multiply(agreement_key, chip_public)[0].to_bytes(curve.field_length, "big")
    keys = SessionKeys(
        info.suite,
        derive_key(shared, KeyPurpose.ENCRYPTION, info.suite),
        derive_key(shared, KeyPurpose.MAC, info.suite),
    )
    answer = _authenticate(
        session, tlv.encode(0x85, _token(info, keys, curve.encode(chip_public))), 0x86, last=True
    )
    if not hmac.compare_digest(answer, _token(info, keys, curve.encode(own_public))):
        raise CardError(CardErrorCode.WRONG_ACCESS_KEY)
    return keys


def map_generator(curve: Curve, nonce: int, shared: Point) -> Point:
    """Generic mapping: nonce · G + H (ICAO 9303-11, 4.4.3.3.1)."""
    return curve.add(curve.multiply(nonce, curve.generator), shared)


def _token(info: PaceInfo, keys: SessionKeys, public: bytes) -> bytes:
    """MAC over the other side's public key with the protocol's object identifier (ICAO 9303-11, 4.4.3.4)."""
    key_object = tlv.encode(0x06, info.oid_der) + tlv.encode(0x86, public)
    return mac(info.suite, keys.mac, tlv.encode(_PUBLIC_KEY, key_object))


def _choose(session: ChipSession, info: PaceInfo, kind: PasswordKind, name_parameters: bool) -> None:
    data = tlv.encode(0x80, info.oid_der) + tlv.encode(0x83, bytes((kind,)))
    if name_parameters and info.parameter_id is not None:
        data += tlv.encode(0x84, bytes((info.parameter_id,)))
    response = session.send(CommandApdu(0x00, 0x22, 0xC1, 0xA4, data))
    if response.status in _SW_VERIFICATION_FAILED:
        return  # tries were used up on an earlier visit, yet the chip goes on (ICAO 9303-11, 4.4.4.1)
    if not response.ok:
        raise PaceNotBegunError


def _nonce(session: ChipSession, suite: CipherSuite, password: bytes) -> int:
    encrypted = _authenticate(session, b"", 0x80)
    if not encrypted or len(encrypted) % suite.block_length:
        raise CardError(CardErrorCode.RESPONSE_MALFORMED)
    key = derive_key(password, KeyPurpose.PASSWORD, suite)
    return int.from_bytes(decrypt(suite, key, encrypted), "big")


def _exchange_point(session: ChipSession, curve: Curve, tag: int, own: Point, reply_tag: int) -> Point:
    return curve.decode(_authenticate(session, tlv.encode(tag, curve.encode(own)), reply_tag))


def _authenticate(session: ChipSession, data: bytes, reply_tag: int, *, last: bool = False) -> bytes:
    """One GENERAL AUTHENTICATE; all but the last are chained by the class byte."""
    body = tlv.encode(_DYNAMIC_AUTHENTICATION_DATA, data)
    response = session.send(CommandApdu(0x00 if last else 0x10, 0x86, 0x00, 0x00, body, MAX_SHORT_LE))
    _check(response)
    try:
        return tlv.get(tlv.children(response.data, _DYNAMIC_AUTHENTICATION_DATA), reply_tag)
    except CardError:
        raise CardError(CardErrorCode.RESPONSE_MALFORMED) from None


def _check(response: ResponseApdu) -> None:
    if response.ok:
        return
    if response.status == _SW_AUTHENTICATION_FAILED or response.status in _SW_VERIFICATION_FAILED:
        raise CardError(CardErrorCode.WRONG_ACCESS_KEY)
    raise CardError(CardErrorCode.ACCESS_REFUSED)
