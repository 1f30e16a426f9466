"""A test issuer: country signing certificate, document signer, signed security objects, revocation lists.

Keys are made anew in every process and never leave it; nothing here is trusted unless somebody puts the
certificate into a trust store.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from simulation.card import der
from simulation.card.certificate import (
    AUTHORITY,
    PSS,
    SIGNER,
    VALID_FROM,
    VALID_UNTIL,
    CertificateForm,
    PrivateKey,
    Scheme,
    new_certificate,
    new_key,
    new_name,
    rsa_padding,
)
from simulation.card.signed_data import (
    CSCA_MASTER_LIST,
    LDS_SECURITY_OBJECT,
    PLAIN_FORM,
    CmsForm,
    signed_data,
)


@dataclass(frozen=True, slots=True)
class Issuer:
    scheme: Scheme
    csca_der: bytes
    signer_der: bytes
    _csca_key: PrivateKey = field(repr=False)
    _signer_key: PrivateKey = field(repr=False)
    link_der: bytes | None = None  # the same authority's key, certified by the one before it
    signing_time: datetime | None = None  # stated in security objects
    form: CmsForm = PLAIN_FORM  # of everything that it signs

    @classmethod
    def create(
        cls,
        scheme: Scheme = Scheme.ECDSA,
        name: str = "Simulated CSCA",
        *,
        signer_until: datetime = VALID_UNTIL,
        signing_time: datetime | None = None,
        before: Issuer | None = None,
        authority_form: CertificateForm = AUTHORITY,
        signer_form: CertificateForm = SIGNER,
        form: CmsForm = PLAIN_FORM,
    ) -> Issuer:
        """A new authority with one document signer.

        ``before`` is the authority of the same name that this one takes over from, by a link certificate.
        """
        csca_key, signer_key = new_key(scheme), new_key(scheme)
        csca_name = new_name(name, authority_form.country)
        csca = new_certificate(
            authority_form, csca_name, csca_name, csca_key, signed_by=csca_key, scheme=scheme
        )
        signer_name = new_name("Simulated document signer", signer_form.country)
        signer_form = replace(signer_form, until=min(signer_until, signer_form.until))
        signer = new_certificate(
            signer_form, signer_name, csca_name, signer_key, signed_by=csca_key, scheme=scheme
        )
        link = None
        if before is not None:
            issuer_name = x509.load_der_x509_certificate(before.csca_der).subject
            link = new_certificate(
                authority_form,
                csca_name,
                issuer_name,
                csca_key,
                signed_by=before._csca_key,
                scheme=before.scheme,
            )
        return cls(scheme, csca, signer, csca_key, signer_key, link, signing_time, form)

    def security_object(self, files: dict[int, bytes]) -> bytes:
        """EF.SOD over data groups (number → raw file)."""
        signed = self._signed_data(LDS_SECURITY_OBJECT, _lds_security_object(files), [self.signer_der])
        return der.tlv(0x77, signed)

    def master_list(self, certificates: list[bytes], entries: tuple[bytes, ...] = ()) -> bytes:
        """A CSCA master list of these, signed by the document signer; ``entries`` are any others."""
        content = der.sequence(der.integer(0), der.set_of(*certificates, *entries))
        return self._signed_data(CSCA_MASTER_LIST, content, [self.signer_der, self.csca_der])

    def _signed_data(self, content_type: str, content: bytes, certificates: list[bytes]) -> bytes:
        """By the document signer, whose certificate comes first."""
        algorithm = _signature_algorithm(self.scheme)
        return signed_data(
            content_type,
            content,
            certificates,
            signature_algorithm=algorithm,
            sign=self._sign,
            form=self.form,
            signing_time=self.signing_time,
        )

    def revocation_list(
        self, *, revoke_signer: bool, serials: tuple[int, ...] = (), next_due: datetime = VALID_UNTIL
    ) -> bytes:
        """A CRL, in DER, of the document signer or nobody, and of any other ``serials``."""
        builder = x509.CertificateRevocationListBuilder()
        builder = builder.issuer_name(x509.load_der_x509_certificate(self.csca_der).subject)
        builder = builder.last_update(VALID_FROM).next_update(next_due)
        if revoke_signer:
            serials += (x509.load_der_x509_certificate(self.signer_der).serial_number,)
        for serial in serials:
            revoked = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(VALID_FROM)
            builder = builder.add_revoked_certificate(revoked.build())
        crl = builder.sign(self._csca_key, hashes.SHA256(), rsa_padding=rsa_padding(self.scheme))
        return crl.public_bytes(serialization.Encoding.DER)

    def _sign(self, data: bytes) -> bytes:
        if isinstance(self._signer_key, rsa.RSAPrivateKey):
            chosen = PSS if self.scheme is Scheme.RSA_PSS else padding.PKCS1v15()
            return self._signer_key.sign(data, chosen, hashes.SHA256())
        return self._signer_key.sign(data, ec.ECDSA(hashes.SHA256()))


@cache
def standing_issuer() -> Issuer:
    """The issuer that the demo's cards come from; one in a process."""
    return Issuer.create()


def _signature_algorithm(scheme: Scheme) -> bytes:
    if scheme is Scheme.ECDSA:
        return der.sequence(der.oid("1.2.840.10045.4.3.2"))
    if scheme is Scheme.RSA_PKCS1:
        return der.sequence(der.oid("1.2.840.113549.1.1.11"), b"\x05\x00")
    digest = der.sequence(der.oid("2.16.840.1.101.3.4.2.1"), b"\x05\x00")
    mask = der.sequence(der.oid("1.2.840.113549.1.1.8"), digest)
    parameters = [der.tlv(0xA0, digest), der.tlv(0xA1, mask), der.tlv(0xA2, der.integer(32))]
    return der.sequence(der.oid("1.2.840.113549.1.1.10"), der.sequence(*parameters))


def _lds_security_object(files: dict[int, bytes]) -> bytes:
    rows = [
        der.sequence(der.integer(number), der.tlv(0x04, hashlib.sha256(data).digest()))
        for number, data in sorted(files.items())
    ]
    sha256 = der.sequence(der.oid("2.16.840.1.101.3.4.2.1"))
    return der.sequence(der.integer(0), sha256, der.sequence(*rows))
