"""Certificate revocation lists of country signing authorities (RFC 5280, 5; ICAO 9303-12, 7.1.4)."""

from __future__ import annotations

from collections.abc import Sequence

from asn1crypto import crl, pem

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.asn1_faults import ASN1_FAULTS
from ekyc.chip.certificates import Certificate, verify

Revoked = tuple[bytes, int]  # name of the authority, serial number


def find_revoked(data: bytes, authorities: Sequence[Certificate]) -> frozenset[Revoked] | None:
    """What the list (DER or PEM) revokes; None when none of these authorities signed it.

    Raises CardError CERTIFICATE_UNREADABLE.
    """
    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        revocation_list = crl.CertificateList.load(der, strict=True)
        algorithm = revocation_list["signature_algorithm"]
        signature = revocation_list["signature"].native
        body = revocation_list["tbs_cert_list"]
        issuer = str(revocation_list.issuer.hashable).encode()
        entries = body["revoked_certificates"]
        serials = [entry["user_certificate"].native for entry in entries] if entries.native else []
        signed = body.dump()
    except ASN1_FAULTS:
        raise CardError(CardErrorCode.CERTIFICATE_UNREADABLE) from None
    for authority in authorities:
        if authority.subject != issuer:
            continue
        try:
            holds = verify(authority.public_key(), algorithm, signature, signed)
        except CardError:
            continue  # an older or newer key of the same name may be of another kind
        if holds:
            return frozenset((issuer, serial) for serial in serials)
    return None
