"""SecurityInfos of EF.CardAccess and DG14 (ICAO 9303-11, 9.2): what the chip can do, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.ciphers import CipherSuite
from ekyc.chip.curves import find_by_parameter_id
from ekyc.chip.elliptic_curve import Curve

_SEQUENCE, _SET, _INTEGER, _OID = 0x30, 0x31, 0x02, 0x06

_PACE_PREFIX = "0.4.0.127.0.7.2.2.4."
_CHIP_AUTHENTICATION_PREFIX = "0.4.0.127.0.7.2.2.3."
_PUBLIC_KEY_PREFIX = "0.4.0.127.0.7.2.2.1."
_ACTIVE_AUTHENTICATION = "2.23.136.1.1.5"
_PLAIN_ECDSA_PREFIX = "0.4.0.127.0.7.1.1.4.1."  # BSI TR-03111, 5.2.1
_PLAIN_ECDSA_HASHES = {"1": "sha1", "2": "sha224", "3": "sha256", "4": "sha384", "5": "sha512"}
_SUITES = {
    "1": CipherSuite.TRIPLE_DES,
    "2": CipherSuite.AES_128,
    "3": CipherSuite.AES_192,
    "4": CipherSuite.AES_256,
}
# Chip authentication with 3DES, for keys without a protocol of their own.
_FIRST_PROTOCOL = (bytes.fromhex("04007F00070202030201"), CipherSuite.TRIPLE_DES)


class Mapping(StrEnum):
    """How PACE turns the nonce into a generator; the digit is the object identifier's."""

    DH_GENERIC = "1"
    ECDH_GENERIC = "2"
    DH_INTEGRATED = "3"
    ECDH_INTEGRATED = "4"
    ECDH_CHIP_AUTHENTICATION = "6"


@dataclass(frozen=True, slots=True)
class SecurityInfo:
    oid: str
    oid_der: bytes  # value of the object identifier, as protocols repeat it
    required: tlv.Tlv
    optional: tlv.Tlv | None
    raw: bytes  # the whole entry


@dataclass(frozen=True, slots=True)
class PaceInfo:
    oid_der: bytes
    mapping: Mapping
    suite: CipherSuite
    parameter_id: int | None

    @property
    def curve(self) -> Curve | None:
        return None if self.parameter_id is None else find_by_parameter_id(self.parameter_id)

    @property
    def supported(self) -> bool:
        return self.mapping is Mapping.ECDH_GENERIC and self.curve is not None


@dataclass(frozen=True, slots=True)
class ChipAuthenticationKey:
    """A static public key in DG14 and the protocol that goes with it."""

    oid_der: bytes
    suite: CipherSuite
    key_id: int | None
    subject_public_key_info: bytes = field(repr=False)  # DER


def parse_security_infos(data: bytes) -> tuple[SecurityInfo, ...]:
    """All entries of a SET OF SecurityInfo. Raises CardError FILE_MALFORMED."""
    infos, skipped = find_security_infos(data)
    if skipped:
        raise CardError(CardErrorCode.FILE_MALFORMED)
    return infos


def find_security_infos(data: bytes) -> tuple[tuple[SecurityInfo, ...], int]:
    """The entries of a SET OF SecurityInfo that can be read, and how many cannot.

    Raises CardError FILE_MALFORMED for what is no such SET.
    """
    infos: list[SecurityInfo] = []
    skipped = 0
    for entry in tlv.children(data, _SET):
        try:
            infos.append(_security_info(entry))
        except CardError:
            skipped += 1
    return tuple(infos), skipped


def _security_info(entry: tlv.Tlv) -> SecurityInfo:
    parts = list(tlv.iterate(entry.value)) if entry.tag == _SEQUENCE else []
    if not 2 <= len(parts) <= 3 or parts[0].tag != _OID:
        raise CardError(CardErrorCode.FILE_MALFORMED)
    optional = parts[2] if len(parts) == 3 else None
    return SecurityInfo(oid_text(parts[0].value), parts[0].value, parts[1], optional, entry.raw)


def is_pace(info: SecurityInfo) -> bool:
    """Whether the entry is of PACE: a protocol, or domain parameters for one."""
    return info.oid.startswith(_PACE_PREFIX)


def pace_infos(infos: tuple[SecurityInfo, ...]) -> Iterator[PaceInfo]:
    """The PACE variants offered, in the chip's order; unknown ones are left out."""
    for info in infos:
        arcs = info.oid.removeprefix(_PACE_PREFIX).split(".")
        if not info.oid.startswith(_PACE_PREFIX) or len(arcs) != 2:
            continue
        mapping, cipher = arcs
        if mapping not in set(Mapping) or cipher not in _SUITES:
            continue
        parameter = info.optional
        parameter_id = None
        if parameter is not None and parameter.tag == _INTEGER:
            parameter_id = int.from_bytes(parameter.value, "big")
        yield PaceInfo(info.oid_der, Mapping(mapping), _SUITES[cipher], parameter_id)


def chip_authentication_keys(infos: tuple[SecurityInfo, ...]) -> Iterator[ChipAuthenticationKey]:
    """ECDH keys of chip authentication joined with their protocol by key id (ICAO 9303-11, 6.2).

    A protocol without key id serves every key that has none of its own; a key for which no protocol is named
    is one of the first chips, which knew 3DES alone.
    """
    protocols: dict[int | None, tuple[bytes, CipherSuite]] = {}
    for info in infos:
        arcs = info.oid.removeprefix(_CHIP_AUTHENTICATION_PREFIX).split(".")
        if info.oid.startswith(_CHIP_AUTHENTICATION_PREFIX) and arcs[0] == "2" and arcs[-1] in _SUITES:
            protocols[_key_id(info)] = (info.oid_der, _SUITES[arcs[-1]])
    for info in infos:
        if info.oid != _PUBLIC_KEY_PREFIX + "2":
            continue
        key_id = _key_id(info)
        protocol = protocols.get(key_id) or protocols.get(None)
        if protocol is None and key_id is None and len(protocols) == 1:
            protocol = next(iter(protocols.values()))
        yield ChipAuthenticationKey(*(protocol or _FIRST_PROTOCOL), key_id, info.required.raw)


def find_active_authentication_hash(infos: tuple[SecurityInfo, ...]) -> str | None:
    """The hash of the chip's plain ECDSA signatures, by its own word (ICAO 9303-11, 9.2.6)."""
    for info in infos:
        if info.oid != _ACTIVE_AUTHENTICATION or info.optional is None or info.optional.tag != _OID:
            continue
        algorithm = oid_text(info.optional.value)
        if algorithm.startswith(_PLAIN_ECDSA_PREFIX):
            return _PLAIN_ECDSA_HASHES.get(algorithm.removeprefix(_PLAIN_ECDSA_PREFIX))
    return None


def oid_text(value: bytes) -> str:
    """Dotted form of an object identifier's DER value. Raises CardError FILE_MALFORMED."""
    arcs: list[int] = []
    number = 0
    for index, byte in enumerate(value):
        number = number << 7 | byte & 0x7F
        if byte & 0x80:
            if index == len(value) - 1:
                raise CardError(CardErrorCode.FILE_MALFORMED)
            continue
        arcs.append(number)
        number = 0
    if not arcs:
        raise CardError(CardErrorCode.FILE_MALFORMED)
    root = min(arcs[0] // 40, 2)
    return ".".join(str(arc) for arc in (root, arcs[0] - 40 * root, *arcs[1:]))


def _key_id(info: SecurityInfo) -> int | None:
    if info.optional is None or info.optional.tag != _INTEGER:
        return None
    return int.from_bytes(info.optional.value, "big")
