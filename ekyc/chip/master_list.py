"""CSCA master lists (ICAO 9303-12, 9): many countries' signing certificates, collected and signed by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from asn1crypto import pem

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.asn1_faults import ASN1_FAULTS
from ekyc.chip.certificates import Certificate
from ekyc.chip.signed_data import SignedData, parse_signed_data

CSCA_MASTER_LIST = "2.23.136.1.1.2"
MAX_BYTES = 8 * 1024 * 1024  # the longest published one has about 1 MB
_SEQUENCE, _SET = 0x30, 0x31


@dataclass(frozen=True, slots=True)
class MasterList:
    """``unreadable`` counts entries that are no certificates; published lists do have some."""

    certificates: tuple[Certificate, ...] = field(repr=False)
    unreadable: int
    _signed: SignedData = field(repr=False)

    @property
    def signer(self) -> Certificate:
        return self._signed.signer

    def is_signed_by_one_of(self, known: Sequence[Certificate]) -> bool | None:
        """Whether a known certificate, or one that a known authority issued, signed this list.

        An authority is known by any of its keys that a link certificate joins to a known one. None when
        nobody known had to do with the list; whoever handed it in then vouches for it.
        Raises CardError MASTER_LIST_SIGNATURE_INVALID when the enclosed signer did not sign this content.
        """
        if not self._signed.signature_holds():
            raise CardError(CardErrorCode.MASTER_LIST_SIGNATURE_INVALID)
        if any(certificate.der == self.signer.der for certificate in known):
            return True
        issuers = [one for one in known if one.is_authority and one.subject == self.signer.issuer]
        if not issuers:
            return None
        known_key = any(vouches_for(issuer, self.signer) for issuer in issuers)
        return known_key or self._signed_by_a_linked_key(issuers)

    def _signed_by_a_linked_key(self, known: Sequence[Certificate]) -> bool:
        """Whether the signer's authority is an earlier or a later key of a known one.

        A later key may bring its link along, for a known key signed it. Of an earlier key the link must be
        known: the list could bring one that anybody made.
        """
        came_along = [*self._signed.enclosed, *self.certificates]
        keys = [one for one in came_along if one.is_authority and one.subject == self.signer.issuer]
        keys = [one for one in keys if vouches_for(one, self.signer)]
        later = any(vouches_for(one, key) for key in keys for one in known)
        links = [one for one in known if not vouches_for(one, one)]
        return later or any(vouches_for(key, link) for key in keys for link in links)


def parse_master_list(data: bytes) -> MasterList:
    """From DER or PEM.

    Raises CardError MASTER_LIST_MALFORMED, CERTIFICATE_UNREADABLE for its signer, or
    SIGNATURE_ALGORITHM_UNSUPPORTED.
    """
    if len(data) > MAX_BYTES:
        raise CardError(CardErrorCode.MASTER_LIST_MALFORMED)
    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
    except ASN1_FAULTS:
        raise CardError(CardErrorCode.MASTER_LIST_MALFORMED) from None
    signed = parse_signed_data(der, (CSCA_MASTER_LIST,), CardErrorCode.MASTER_LIST_MALFORMED)
    entries = _entries(signed.content)
    certificates = [certificate for entry in entries if (certificate := _find_certificate(entry))]
    return MasterList(tuple(certificates), len(entries) - len(certificates), signed)


def vouches_for(issuer: Certificate, certificate: Certificate) -> bool:
    """Whether the issuer's key made the signature; a key of an unknown kind vouches for nobody."""
    try:
        return certificate.is_signed_by(issuer)
    except CardError:
        return False


def _entries(content: bytes) -> list[bytes]:
    """The members of CscaMasterList's SET behind its version."""
    try:
        members = [part.value for part in tlv.children(content, _SEQUENCE) if part.tag == _SET]
        if len(members) != 1:
            raise CardError(CardErrorCode.MASTER_LIST_MALFORMED)
        return [entry.raw for entry in tlv.iterate(members[0])]
    except CardError:
        raise CardError(CardErrorCode.MASTER_LIST_MALFORMED) from None


def _find_certificate(der: bytes) -> Certificate | None:
    try:
        return Certificate.load(der)
    except CardError:
        return None
