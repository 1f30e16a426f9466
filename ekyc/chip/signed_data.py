"""CMS SignedData with one signer (RFC 5652), as security objects of chips and master lists both are."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import cms

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.asn1_faults import ASN1_FAULTS
from ekyc.chip.certificates import Certificate, verify

DIGESTS = frozenset({"sha1", "sha224", "sha256", "sha384", "sha512"})


@dataclass(frozen=True, slots=True)
class SignedData:
    """The enclosed content with its signature. ``signing_time`` is None when the signer gave none."""

    content: bytes = field(repr=False)
    signer: Certificate
    enclosed: tuple[Certificate, ...] = field(repr=False)  # all certificates that came along
    signing_time: datetime | None
    _content_type: str
    _signer_info: cms.SignerInfo = field(repr=False, compare=False)

    def signature_holds(self) -> bool:
        """Whether the enclosed signer signed the content. Says nothing about who the signer is.

        Raises CardError SIGNATURE_ALGORITHM_UNSUPPORTED.
        """
        info = self._signer_info
        digest_algorithm = info["digest_algorithm"]["algorithm"].native
        signed = self.content
        if info["signed_attrs"].native:
            if not self._attributes_fit(digest_algorithm):
                return False
            signed = info["signed_attrs"].untag().dump()
        key = self.signer.public_key()
        return verify(key, info["signature_algorithm"], info["signature"].native, signed, digest_algorithm)

    def _attributes_fit(self, digest_algorithm: str) -> bool:
        """The signed attributes must name this very content (RFC 5652, 5.4 and 11)."""
        attributes = {item["type"].native: item["values"] for item in self._signer_info["signed_attrs"]}
        stated = attributes.get("message_digest")
        kind = attributes.get("content_type")
        if stated is None or kind is None or len(stated) != 1 or len(kind) != 1:
            return False
        digest = hashlib.new(digest_algorithm, self.content, usedforsecurity=False).digest()
        try:
            return kind[0].dotted == self._content_type and hmac.compare_digest(stated[0].native, digest)
        except ASN1_FAULTS:  # values of some other type
            return False


def parse_signed_data(data: bytes, content_type: str, fault: CardErrorCode) -> SignedData:
    """``content_type`` is the object identifier that the content must have.

    Raises CardError ``fault`` for broken structures, CERTIFICATE_UNREADABLE for a broken certificate inside
    and SIGNATURE_ALGORITHM_UNSUPPORTED for unknown digests.
    """
    try:
        content_info = cms.ContentInfo.load(data, strict=True)
        if content_info["content_type"].native != "signed_data":
            raise CardError(fault)
        signed_data = content_info["content"]
        encapsulated = signed_data["encap_content_info"]
        one_signer = len(signed_data["signer_infos"]) == 1
        if encapsulated["content_type"].dotted != content_type or not one_signer:
            raise CardError(fault)
        info = signed_data["signer_infos"][0]
        _ = info.native  # asn1crypto parses lazily: force every field to be looked at
        if info["digest_algorithm"]["algorithm"].native not in DIGESTS:
            raise CardError(CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED)
        enclosed = tuple(
            Certificate.load(choice.chosen.dump())
            for choice in signed_data["certificates"]
            if choice.name == "certificate"
        )
        signer = _find_signer(enclosed, info["sid"])
        if signer is None:
            raise CardError(fault)
        content = bytes(encapsulated["content"].native)
        return SignedData(content, signer, enclosed, _signing_time(info), content_type, info)
    except ASN1_FAULTS:
        raise CardError(fault) from None


def _find_signer(
    certificates: tuple[Certificate, ...], identifier: cms.SignerIdentifier
) -> Certificate | None:
    """The certificate that the signer information points at."""
    for certificate in certificates:
        if identifier.name != "issuer_and_serial_number":
            if certificate.parsed.key_identifier == identifier.chosen.native:
                return certificate
            continue
        wanted = identifier.chosen
        same_serial = certificate.parsed.serial_number == wanted["serial_number"].native
        if same_serial and certificate.issuer == str(wanted["issuer"].hashable).encode():
            return certificate
    return None


def _signing_time(info: cms.SignerInfo) -> datetime | None:
    for attribute in info["signed_attrs"] if info["signed_attrs"].native else ():
        if attribute["type"].native == "signing_time":
            moment: datetime = attribute["values"][0].native
            return moment
    return None
