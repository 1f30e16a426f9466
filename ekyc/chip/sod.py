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
from ekyc.chip.asn1_faults import ASN1_FAULTS
from ekyc.chip.certificates import Certificate
from ekyc.chip.lds import LdsFile
from ekyc.chip.signed_data import DIGESTS, SignedData, parse_signed_data
from ekyc.chip.tolerance import Tolerance

# ICAO's object identifier, then those that cards in the field have in its place: ICAO's earlier arc (Belgian
# and French cards), plain data (RFC 5652, 4), and that of one Dutch manufacturer.
LDS_SECURITY_OBJECT = (
    "2.23.136.1.1.1",
    "1.3.27.1.1.1",
    "1.2.840.113549.1.7.1",
    "1.2.528.1.1006.1.20.1",
)


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
    """One parsed SOD."""

    digest_algorithm: str
    hashes: Mapping[int, bytes]  # data group number → digest
    _signed: SignedData = field(repr=False)

    @property
    def signer(self) -> Certificate:
        return self._signed.signer

    @property
    def tolerances(self) -> tuple[Tolerance, ...]:
        """Where the issuer left the standard; none of it takes from what the signature proves."""
        return self._signed.tolerances

    @property
    def signing_time(self) -> datetime | None:
        """None when the signer gave none, as most do."""
        return self._signed.signing_time

    def digest_matches(self, number: int, data: bytes) -> bool:
        """Whether this file is the one that was signed; one that was not signed at all does not match."""
        expected = self.hashes.get(number)
        actual = hashlib.new(self.digest_algorithm, data, usedforsecurity=False).digest()
        return expected is not None and hmac.compare_digest(expected, actual)

    def signature_holds(self) -> bool:
        """Whether the enclosed signer signed these hashes. Says nothing about who the signer is.

        Raises CardError SIGNATURE_ALGORITHM_UNSUPPORTED.
        """
        return self._signed.signature_holds()


def parse_sod(data: bytes) -> SecurityObject:
    """Raises CardError SOD_MALFORMED, CERTIFICATE_UNREADABLE for the certificate inside, or
    SIGNATURE_ALGORITHM_UNSUPPORTED."""
    try:
        inner = tlv.expect(data, LdsFile.SOD.tag)
    except CardError:
        raise CardError(CardErrorCode.SOD_MALFORMED) from None
    signed = parse_signed_data(inner, LDS_SECURITY_OBJECT, CardErrorCode.SOD_MALFORMED)
    try:
        security_object = _LdsSecurityObject.load(signed.content, strict=True)
        algorithm = security_object["hash_algorithm"]["algorithm"].native
        hashes = {item["number"].native: item["value"].native for item in security_object["hashes"]}
    except ASN1_FAULTS:
        raise CardError(CardErrorCode.SOD_MALFORMED) from None
    if algorithm not in DIGESTS:
        raise CardError(CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED)
    return SecurityObject(algorithm, hashes, signed)
