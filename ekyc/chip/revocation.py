"""Certificate revocation lists of country signing authorities (RFC 5280, 5; ICAO 9303-12, 7.1.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import crl, pem

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.asn1_faults import ASN1_FAULTS
from ekyc.chip.certificates import Certificate, verify
from ekyc.chip.distinguished_name import Parts, name_parts

Revoked = tuple[Parts, int]  # name of the authority, serial number


@dataclass(frozen=True, slots=True)
class RevocationList:
    """What one authority revoked, and until when it wants the list to be believed complete."""

    issuer: Parts
    label: str  # the authority for people
    serials: frozenset[int] = field(repr=False)
    issued: datetime
    next_due: datetime | None  # None where the list promises no successor

    def is_overdue(self, now: datetime) -> bool:
        return self.next_due is not None and now > self.next_due


def find_revocation_list(data: bytes, authorities: Sequence[Certificate]) -> RevocationList | None:
    """The list (DER or PEM); None when none of these authorities signed it.

    Raises CardError CERTIFICATE_UNREADABLE.
    """
    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        parsed = crl.CertificateList.load(der, strict=True)
        algorithm, signature = parsed["signature_algorithm"], parsed["signature"].native
        body = parsed["tbs_cert_list"]
        issuer = name_parts(body["issuer"].dump())
        entries = body["revoked_certificates"]
        serials = [entry["user_certificate"].native for entry in entries] if entries.native else []
        issued, next_due = body["this_update"].native, body["next_update"].native
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
            return RevocationList(issuer, authority.subject_label, frozenset(serials), issued, next_due)
    return None
