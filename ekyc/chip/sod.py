"""EF.SOD (ICAO 9303-10, 4.6.2; RFC 5652): hashes of the data groups, signed by the issuer."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import cms, core

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.certificates import Certificate, verify
from ekyc.chip.lds import LdsFile

LDS_SECURITY_OBJECT = "2.23.136.1.1.1"
_DIGESTS = frozenset({"sha1", "sha224", "sha256", "sha384", "sha512"})


class _DataGroupHash(core.Sequence):  # type: ignore[misc] # asn1crypto ships no types
    _fields = [("number", core.Integer), ("value", core.OctetString)]  # noqa: RUF012 # asn1crypto's way


class _DataGroupHashes(core.SequenceOf):  # type: ignore[misc]
    _child_spec = _DataGroupHash


class _LdsSecurityObject(core.Sequence):  # type: ignore[misc]
    _fields = [  # noqa: RUF012
        ("version", core.Integer),
        ("hash_algorithm", cms.DigestAlgorithm),
        ("hashes", _DataGroupHashes),
        ("version_info", core.Any, {"optional": True}),
    ]


@dataclass(frozen=True, slots=True)
class SecurityObject:
    """One parsed SOD. ``signing_time`` is None when the signer gave none, as most do."""

    digest_algorithm: str
    hashes: Mapping[int, bytes]  # data group number → digest
    signer: Certificate
    signing_time: datetime | None
    _content: bytes = field(repr=False)
    _signer_info: cms.SignerInfo = field(repr=False, compare=False)

    def digest_matches(self, number: int, data: bytes) -> bool:
        """Whether this file is the one that was signed; one that was not signed at all does not match."""
        expected = self.hashes.get(number)
        actual = hashlib.new(self.digest_algorithm, data, usedforsecurity=False).digest()
        return expected is not None and hmac.compare_digest(expected, actual)

    def signature_holds(self) -> bool:
        """Whether the enclosed signer signed these hashes. Says nothing about who the signer is.

        Raises CardError SIGNATURE_ALGORITHM_UNSUPPORTED.
        """
        info = self._signer_info
        digest_algorithm = info["digest_algorithm"]["algorithm"].native
        signed = self._content
        if info["signed_attrs"].native:
            attributes = {item["type"].native: item["values"] for item in info["signed_attrs"]}
            digest = hashlib.new(digest_algorithm, self._content, usedforsecurity=False).digest()
            stated = attributes.get("message_digest")
            kind = attributes.get("content_type")
            if stated is None or kind is None or len(stated) != 1 or len(kind) != 1:
                return False
            if kind[0].dotted != LDS_SECURITY_OBJECT or not hmac.compare_digest(stated[0].native, digest):
                return False
            signed = info["signed_attrs"].untag().dump()
        key = self.signer.public_key()
        return verify(key, info["signature_algorithm"], info["signature"].native, signed, digest_algorithm)


def parse_sod(data: bytes) -> SecurityObject:
    """Raises CardError SOD_MALFORMED, or CERTIFICATE_UNREADABLE for the certificate inside."""
    try:
        content_info = cms.ContentInfo.load(tlv.expect(data, LdsFile.SOD.tag), strict=True)
        if content_info["content_type"].native != "signed_data":
            raise CardError(CardErrorCode.SOD_MALFORMED)
        signed_data = content_info["content"]
        encapsulated = signed_data["encap_content_info"]
        if (
            encapsulated["content_type"].dotted != LDS_SECURITY_OBJECT
            or len(signed_data["signer_infos"]) != 1
        ):
            raise CardError(CardErrorCode.SOD_MALFORMED)
        content = bytes(encapsulated["content"].native)
        security_object = _LdsSecurityObject.load(content, strict=True)
        algorithm = security_object["hash_algorithm"]["algorithm"].native
        info = signed_data["signer_infos"][0]
        if not {algorithm, info["digest_algorithm"]["algorithm"].native} <= _DIGESTS:
            raise CardError(CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED)
        hashes = {item["number"].native: item["value"].native for item in security_object["hashes"]}
        return SecurityObject(
            algorithm, hashes, _signer_of(signed_data, info), _signing_time(info), content, info
        )
    except CardError as error:
        if error.card_code is CardErrorCode.FILE_MALFORMED:
            raise CardError(CardErrorCode.SOD_MALFORMED) from None
        raise
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        # asn1crypto reports broken structures through all of these
        raise CardError(CardErrorCode.SOD_MALFORMED) from None


def _signer_of(signed_data: cms.SignedData, info: cms.SignerInfo) -> Certificate:
    """The certificate that the signer information points at."""
    identifier = info["sid"]
    for choice in signed_data["certificates"]:
        if choice.name != "certificate":
            continue
        certificate = Certificate.load(choice.chosen.dump())
        if identifier.name == "issuer_and_serial_number":
            wanted = identifier.chosen
            same_serial = certificate.parsed.serial_number == wanted["serial_number"].native
            if same_serial and certificate.issuer == str(wanted["issuer"].hashable).encode():
                return certificate
        elif certificate.parsed.key_identifier == identifier.chosen.native:
            return certificate
    raise CardError(CardErrorCode.SOD_MALFORMED)


def _signing_time(info: cms.SignerInfo) -> datetime | None:
    for attribute in info["signed_attrs"] if info["signed_attrs"].native else ():
        if attribute["type"].native == "signing_time":
            moment: datetime = attribute["values"][0].native
            return moment
    return None
