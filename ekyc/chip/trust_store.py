"""Whom we believe: the country signing certificates (CSCA) and revocation lists that the client supplies.

A folder of ``*.cer``, ``*.crt``, ``*.der``, ``*.pem`` and ``*.crl`` files. Without the national certificate
the honest verdict is that the data is intact and its issuer unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from asn1crypto import crl, pem

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import IssuerTrust
from ekyc.chip.certificates import Certificate, verify

_CERTIFICATE_SUFFIXES = frozenset({".cer", ".crt", ".der", ".pem"})
_LIST_SUFFIX = ".crl"


@dataclass(frozen=True, slots=True)
class TrustStore:
    """Certificates of authorities, and serial numbers by the name of the authority that revoked them."""

    authorities: tuple[Certificate, ...] = ()
    revoked: frozenset[tuple[bytes, int]] = field(default=frozenset(), repr=False)

    @classmethod
    def from_folder(cls, folder: Path) -> TrustStore:
        """Everything in ``folder``; an absent folder is an empty store.

        Raises CardError CERTIFICATE_UNREADABLE naming the file, so that a broken store is noticed at start.
        """
        if not folder.is_dir():
            return cls()
        files = sorted(path for path in folder.iterdir() if path.is_file())
        certificates = [_load(path) for path in files if path.suffix.lower() in _CERTIFICATE_SUFFIXES]
        lists = [path.read_bytes() for path in files if path.suffix.lower() == _LIST_SUFFIX]
        return cls.from_certificates(certificates, lists)

    @classmethod
    def from_certificates(
        cls, certificates: Iterable[Certificate], revocation_lists: Iterable[bytes] = ()
    ) -> TrustStore:
        """Certificates that are no authority are left out; so are lists that no authority here has signed."""
        authorities = tuple(certificate for certificate in certificates if certificate.is_authority)
        revoked = {entry for data in revocation_lists for entry in _revoked_by(data, authorities)}
        return cls(authorities, frozenset(revoked))

    def judge(self, signer: Certificate, signed_at: datetime) -> IssuerTrust:
        """Whether a document signer was entitled to sign at that time (aware)."""
        issuer = self._find_issuer(signer, signed_at)
        if issuer is None or not signer.valid_at(signed_at):
            return IssuerTrust.UNKNOWN
        if (issuer.subject, signer.parsed.serial_number) in self.revoked:
            return IssuerTrust.REVOKED
        return IssuerTrust.TRUSTED

    def _find_issuer(self, signer: Certificate, signed_at: datetime) -> Certificate | None:
        for authority in self.authorities:
            if authority.subject != signer.issuer or not authority.valid_at(signed_at):
                continue
            try:
                if signer.is_signed_by(authority):
                    return authority
            except CardError:
                continue  # a key of a kind that we cannot use vouches for nobody
        return None


def _load(path: Path) -> Certificate:
    try:
        return Certificate.load(path.read_bytes())
    except CardError:
        raise CardError(
            CardErrorCode.CERTIFICATE_UNREADABLE, f"The certificate file {path.name} cannot be read."
        ) from None


def _revoked_by(data: bytes, authorities: tuple[Certificate, ...]) -> list[tuple[bytes, int]]:
    try:
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        revocation_list = crl.CertificateList.load(der, strict=True)
        signature_algorithm = revocation_list["signature_algorithm"]
        signature = revocation_list["signature"].native
        body = revocation_list["tbs_cert_list"]
        issuer = str(revocation_list.issuer.hashable).encode()
        serials = [entry["user_certificate"].native for entry in body["revoked_certificates"] or ()]
    except (ValueError, TypeError, KeyError):
        raise CardError(CardErrorCode.CERTIFICATE_UNREADABLE) from None
    signed = body.dump()
    for authority in authorities:
        if authority.subject == issuer and verify(
            authority.public_key(), signature_algorithm, signature, signed
        ):
            return [(issuer, serial) for serial in serials]
    return []
