"""CMS SignedData of the simulated issuers: as the standards have it, and as real issuers write it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from asn1crypto import x509 as asn1_x509

from simulation.card import der

LDS_SECURITY_OBJECT = "2.23.136.1.1.1"
CSCA_MASTER_LIST = "2.23.136.1.1.2"

_SIGNED_DATA = "1.2.840.113549.1.7.2"
_CONTENT_TYPE, _MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
_SIGNING_TIME = "1.2.840.113549.1.9.5"
_SHA256 = "2.16.840.1.101.3.4.2.1"
_STRINGS = (0x0C, 0x13, 0x16, 0x14)


class SignerNaming(Enum):
    """How the signer's certificate is pointed at (RFC 5652, 5.3)."""

    ISSUER_AND_SERIAL = "issuer_and_serial"
    KEY_IDENTIFIER = "key_identifier"
    PARTS_REVERSED = "parts_reversed"  # of the issuer's name
    OTHER_STRING_TYPES = "other_string_types"  # in the issuer's name
    OTHER_CASE = "other_case"
    WRONG_SERIAL = "wrong_serial"
    WRONG_KEY_IDENTIFIER = "wrong_key_identifier"


@dataclass(frozen=True, slots=True)
class CmsForm:
    """How one signed structure is written. The defaults follow RFC 5652 and ICAO 9303-10."""

    content_type: str = ""  # instead of the right one
    content_type_attribute: str = ""  # instead of the content's own
    naming: SignerNaming = SignerNaming.ISSUER_AND_SERIAL
    version: int = 3
    signer_version: int | None = None
    attributes_reversed: bool = False  # in the file; the signature covers the DER form
    signed_as_written: bool = False  # the signature covers the order of the file
    with_attributes: bool = True
    further_certificates: tuple[bytes, ...] = ()


def signed_data(
    content_type: str,
    content: bytes,
    certificates: list[bytes],
    *,
    signature_algorithm: bytes,
    sign: Callable[[bytes], bytes],
    form: CmsForm,
    signing_time: datetime | None = None,
) -> bytes:
    """ContentInfo over ``content``, signed in the name of the first of ``certificates``."""
    content_type = form.content_type or content_type
    digest_algorithm = der.sequence(der.oid(_SHA256))
    attributes = _attributes(form.content_type_attribute or content_type, content, signing_time)
    if form.attributes_reversed:
        attributes.reverse()
    covered = attributes if form.signed_as_written else sorted(attributes)
    to_sign = der.tlv(0x31, *covered) if form.with_attributes else content
    by_key = form.naming in {SignerNaming.KEY_IDENTIFIER, SignerNaming.WRONG_KEY_IDENTIFIER}
    signer_version = form.signer_version if form.signer_version is not None else 3 if by_key else 1
    signer_info = der.sequence(
        der.integer(signer_version),
        _signer_identifier(form.naming, certificates[0]),
        digest_algorithm,
        *([der.tlv(0xA0, *attributes)] if form.with_attributes else []),
        signature_algorithm,
        der.tlv(0x04, sign(to_sign)),
    )
    body = der.sequence(
        der.integer(form.version),
        der.tlv(0x31, digest_algorithm),
        der.sequence(der.oid(content_type), der.tlv(0xA0, der.tlv(0x04, content))),
        der.tlv(0xA0, *certificates, *form.further_certificates),
        der.tlv(0x31, signer_info),
    )
    return der.sequence(der.oid(_SIGNED_DATA), der.tlv(0xA0, body))


PLAIN_FORM = CmsForm()


def _attributes(content_type: str, content: bytes, signing_time: datetime | None) -> list[bytes]:
    digest = hashlib.sha256(content).digest()
    rows = [(_CONTENT_TYPE, der.oid(content_type)), (_MESSAGE_DIGEST, der.tlv(0x04, digest))]
    if signing_time is not None:
        rows.append((_SIGNING_TIME, der.tlv(0x17, f"{signing_time:%y%m%d%H%M%S}Z".encode())))
    return sorted(der.sequence(der.oid(kind), der.tlv(0x31, value)) for kind, value in rows)


def _signer_identifier(naming: SignerNaming, certificate: bytes) -> bytes:
    parsed = asn1_x509.Certificate.load(certificate)
    if naming is SignerNaming.KEY_IDENTIFIER:
        key = parsed.public_key["public_key"].contents[1:]
        return der.tlv(0x80, parsed.key_identifier or hashlib.sha1(key, usedforsecurity=False).digest())
    if naming is SignerNaming.WRONG_KEY_IDENTIFIER:
        return der.tlv(0x80, bytes(20))
    parts = [
        (attribute["type"].dotted, attribute["value"].chosen.native)
        for relative_name in parsed.issuer.chosen
        for attribute in relative_name
    ]
    serial = parsed.serial_number + (naming is SignerNaming.WRONG_SERIAL)
    if naming is SignerNaming.PARTS_REVERSED:
        parts.reverse()
    if naming is SignerNaming.OTHER_CASE:
        parts = [(kind, f" {text.upper()}  ") for kind, text in parts]
    if naming in {SignerNaming.ISSUER_AND_SERIAL, SignerNaming.WRONG_SERIAL}:
        return der.sequence(parsed.issuer.dump(), der.integer(serial))
    tags = _STRINGS if naming is SignerNaming.OTHER_STRING_TYPES else (0x0C,)
    names = [
        der.tlv(0x31, der.sequence(der.oid(kind), der.tlv(tags[number % len(tags)], text.encode())))
        for number, (kind, text) in enumerate(parts)
    ]
    return der.sequence(der.sequence(*names), der.integer(serial))
