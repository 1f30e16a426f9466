"""CMS SignedData with one signer (RFC 5652), as security objects of chips and master lists both are.

Issuers' programs differ in what the standard fixes; what is borne is told by ``tolerances``.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import cms

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.asn1_faults import ASN1_FAULTS
from ekyc.chip.certificates import Certificate, verify
from ekyc.chip.signer_identifier import find_signer
from ekyc.chip.tolerance import Tolerance

DIGESTS = frozenset({"sha1", "sha224", "sha256", "sha384", "sha512"})
_SET = 0x31


@dataclass(frozen=True, slots=True)
class SignedData:
    """The enclosed content with its signature. ``signing_time`` is None when the signer gave none."""

    content: bytes = field(repr=False)
    signer: Certificate
    enclosed: tuple[Certificate, ...] = field(repr=False)  # all certificates that came along
    signing_time: datetime | None
    tolerances: tuple[Tolerance, ...]
    _content_types: tuple[str, ...]  # that the signed attribute may name
    _signer_info: cms.SignerInfo = field(repr=False, compare=False)

    def signature_holds(self) -> bool:
        """Whether the enclosed signer signed the content. Says nothing about who the signer is.

        Raises CardError SIGNATURE_ALGORITHM_UNSUPPORTED.
        """
        info = self._signer_info
        digest_algorithm = info["digest_algorithm"]["algorithm"].native
        if not info["signed_attrs"].native:
            return self._is_signed(self.content)
        if not self._attributes_fit(digest_algorithm):
            return False
        in_order, as_written = _attributes(info)
        return self._is_signed(in_order) or (as_written != in_order and self._is_signed(as_written))

    def _is_signed(self, data: bytes) -> bool:
        info = self._signer_info
        key, algorithm = self.signer.public_key(), info["signature_algorithm"]
        default_hash = info["digest_algorithm"]["algorithm"].native
        return verify(key, algorithm, info["signature"].native, data, default_hash)

    def _attributes_fit(self, digest_algorithm: str) -> bool:
        """The signed attributes must name this very content (RFC 5652, 5.4 and 11)."""
        attributes = {item["type"].native: item["values"] for item in self._signer_info["signed_attrs"]}
        stated = attributes.get("message_digest")
        kind = attributes.get("content_type")
        if stated is None or kind is None or len(stated) != 1 or len(kind) != 1:
            return False
        digest = hashlib.new(digest_algorithm, self.content, usedforsecurity=False).digest()
        try:
            return kind[0].dotted in self._content_types and hmac.compare_digest(stated[0].native, digest)
        except ASN1_FAULTS:  # values of some other type
            return False


def parse_signed_data(data: bytes, content_types: Sequence[str], fault: CardErrorCode) -> SignedData:
    """``content_types`` are the object identifiers that the content may have, the standard's first.

    Raises CardError ``fault`` for broken structures, CERTIFICATE_UNREADABLE for a broken certificate inside
    and SIGNATURE_ALGORITHM_UNSUPPORTED for unknown digests.
    """
    try:
        content_info = cms.ContentInfo.load(data, strict=True)
        if content_info["content_type"].native != "signed_data":
            raise CardError(fault)
        signed_data = content_info["content"]
        encapsulated = signed_data["encap_content_info"]
        content_type = encapsulated["content_type"].dotted
        if content_type not in content_types or len(signed_data["signer_infos"]) != 1:
            raise CardError(fault)
        info = signed_data["signer_infos"][0]
        _look_at(info)
        if info["digest_algorithm"]["algorithm"].native not in DIGESTS:
            raise CardError(CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED)
        enclosed, unreadable = _certificates(signed_data)
        signer, borne = find_signer(enclosed, info["sid"])
        if signer is None:
            raise CardError(CardErrorCode.CERTIFICATE_UNREADABLE if unreadable else fault)
        tolerances = [*_tolerances_of(signed_data, info, content_type, content_types[0]), *borne]
        if unreadable:
            tolerances.append(Tolerance.CERTIFICATE_UNREADABLE)
        content = bytes(encapsulated["content"].native)
        return SignedData(
            content,
            signer,
            enclosed,
            _signing_time(info),
            tuple(tolerances),
            tuple(content_types),
            info,
        )
    except ASN1_FAULTS:
        raise CardError(fault) from None


def _look_at(info: cms.SignerInfo) -> None:
    """asn1crypto parses lazily: force every field that is used later."""
    _ = (info["digest_algorithm"].native, info["signature_algorithm"]["algorithm"].dotted)
    _ = (info["signature"].native, info["signed_attrs"].native, info["sid"].name)


def _certificates(signed_data: cms.SignedData) -> tuple[tuple[Certificate, ...], int]:
    """Those that can be read, and how many cannot."""
    found: list[Certificate] = []
    unreadable = 0
    for choice in signed_data["certificates"]:
        if choice.name != "certificate":
            continue
        try:
            found.append(Certificate.load(choice.chosen.dump()))
        except CardError:
            unreadable += 1
    return tuple(found), unreadable


def _tolerances_of(
    signed_data: cms.SignedData, info: cms.SignerInfo, content_type: str, standard: str
) -> list[Tolerance]:
    borne = []
    if content_type != standard:
        borne.append(Tolerance.CONTENT_TYPE)
    # RFC 5652, 5.1 and 5.3: version 3, but 1 for plain data signed in the name of an issuer
    by_issuer = info["sid"].name == "issuer_and_serial_number"
    expected = 1 if content_type == "1.2.840.113549.1.7.1" and by_issuer else 3
    if (_version(signed_data), _version(info)) != (expected, 1 if by_issuer else 3):
        borne.append(Tolerance.CMS_VERSION)
    if info["signed_attrs"].native:
        in_order, as_written = _attributes(info)
        if in_order != as_written:
            borne.append(Tolerance.ATTRIBUTES_NOT_IN_DER_ORDER)
        kinds = [item["values"] for item in info["signed_attrs"] if item["type"].native == "content_type"]
        if kinds and [kind.dotted for kind in kinds[0]] != [content_type]:
            borne.append(Tolerance.CONTENT_TYPE_ATTRIBUTE)
    return borne


def _version(structure: cms.SignedData | cms.SignerInfo) -> int:
    """As it stands; only 1 to 5 were ever given out, but no more depends on it than this comparison."""
    return int.from_bytes(structure["version"].contents, "big", signed=True)


def _attributes(info: cms.SignerInfo) -> tuple[bytes, bytes]:
    """The SET that is signed (RFC 5652, 5.4): as DER has it, and in the order of the file."""
    items = [item.raw for item in tlv.iterate(info["signed_attrs"].contents)]
    return tlv.encode(_SET, b"".join(sorted(items))), tlv.encode(_SET, b"".join(items))


def _signing_time(info: cms.SignerInfo) -> datetime | None:
    for attribute in info["signed_attrs"] if info["signed_attrs"].native else ():
        if attribute["type"].native == "signing_time":
            moment: datetime = attribute["values"][0].native
            return moment
    return None
