"""A test issuer: country signing certificate, document signer, signed security objects, revocation lists.

Keys are made anew in every process and never leave it; nothing here is trusted unless somebody puts the
certificate into a trust store.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from functools import cache

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID

from simulation.card import der

LDS_SECURITY_OBJECT = "2.23.136.1.1.1"
CSCA_MASTER_LIST = "2.23.136.1.1.2"
VALID_FROM = datetime(2016, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2045, 1, 1, tzinfo=UTC)

_PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)


class Scheme(Enum):
    """How the document signer signs; the country signing key is of the same kind."""

    ECDSA = "ecdsa"
    RSA_PKCS1 = "rsa_pkcs1"
    RSA_PSS = "rsa_pss"


@dataclass(frozen=True, slots=True)
class Issuer:
    scheme: Scheme
    csca_der: bytes
    signer_der: bytes
    _csca_key: _PrivateKey = field(repr=False)
    _signer_key: _PrivateKey = field(repr=False)
    link_der: bytes | None = None  # the same authority's key, certified by the one before it
    signing_time: datetime | None = None  # stated in security objects
    names_signer_by_key: bool = False  # else by issuer and serial number

    @classmethod
    def create(
        cls,
        scheme: Scheme = Scheme.ECDSA,
        name: str = "Simulated CSCA",
        *,
        signer_until: datetime = VALID_UNTIL,
        signing_time: datetime | None = None,
        before: Issuer | None = None,
    ) -> Issuer:
        """A new authority with one document signer.

        ``before`` is the authority of the same name that this one takes over from, by a link certificate.
        """
        csca_key, signer_key = _new_key(scheme), _new_key(scheme)
        csca_name = _name(name)
        csca = _certificate(csca_name, csca_name, csca_key, csca_key, scheme, authority=True)
        signer_name = _name("Simulated document signer")
        signer = _certificate(
            signer_name, csca_name, signer_key, csca_key, scheme, authority=False, until=signer_until
        )
        link = None
        if before is not None:
            link = _certificate(
                csca_name, csca_name, csca_key, before._csca_key, before.scheme, authority=True
            )
        return cls(scheme, csca, signer, csca_key, signer_key, link, signing_time)

    def security_object(self, files: dict[int, bytes]) -> bytes:
        """EF.SOD over data groups (number → raw file)."""
        signed = self._signed_data(LDS_SECURITY_OBJECT, _lds_security_object(files), [self.signer_der])
        return der.tlv(0x77, signed)

    def master_list(self, certificates: list[bytes], entries: tuple[bytes, ...] = ()) -> bytes:
        """A CSCA master list of these, signed by the document signer; ``entries`` are any others."""
        content = der.sequence(der.integer(0), der.set_of(*certificates, *entries))
        return self._signed_data(CSCA_MASTER_LIST, content, [self.signer_der, self.csca_der])

    def _signed_data(self, content_type: str, content: bytes, certificates: list[bytes]) -> bytes:
        """CMS SignedData by the document signer, whose certificate comes first."""
        rows = [
            {"type": "content_type", "values": [content_type]},
            {"type": "message_digest", "values": [hashlib.sha256(content).digest()]},
        ]
        if self.signing_time is not None:
            rows.append({"type": "signing_time", "values": [cms.Time({"utc_time": self.signing_time})]})
        attributes = cms.CMSAttributes(rows)
        certificate = asn1_x509.Certificate.load(self.signer_der)
        signer_info = {
            "version": "v3" if self.names_signer_by_key else "v1",
            "sid": self._signer_identifier(certificate),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": attributes,
            "signature_algorithm": self._signature_algorithm(),
            "signature": self._sign(attributes.dump()),
        }
        signed_data = {
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {
                "content_type": content_type,
                "content": core.ParsableOctetString(content),
            },
            "certificates": [asn1_x509.Certificate.load(one) for one in certificates],
            "signer_infos": [signer_info],
        }
        content_info = cms.ContentInfo(
            {"content_type": "signed_data", "content": cms.SignedData(signed_data)}
        )
        dumped: bytes = content_info.dump()
        return dumped

    def _signer_identifier(self, certificate: asn1_x509.Certificate) -> cms.SignerIdentifier:
        """Both ways that RFC 5652, 5.3 has, and both are met on cards."""
        if self.names_signer_by_key:
            return cms.SignerIdentifier("subject_key_identifier", certificate.key_identifier)
        return cms.SignerIdentifier(
            "issuer_and_serial_number",
            {"issuer": certificate.issuer, "serial_number": certificate.serial_number},
        )

    def revocation_list(self, *, revoke_signer: bool, serials: tuple[int, ...] = ()) -> bytes:
        """A CRL, in DER, of the document signer or nobody, and of any other ``serials``."""
        builder = x509.CertificateRevocationListBuilder()
        builder = builder.issuer_name(x509.load_der_x509_certificate(self.csca_der).subject)
        builder = builder.last_update(VALID_FROM).next_update(VALID_UNTIL)
        if revoke_signer:
            serials += (x509.load_der_x509_certificate(self.signer_der).serial_number,)
        for serial in serials:
            revoked = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(VALID_FROM)
            builder = builder.add_revoked_certificate(revoked.build())
        crl = builder.sign(self._csca_key, hashes.SHA256(), rsa_padding=_rsa_padding(self.scheme))
        return crl.public_bytes(serialization.Encoding.DER)

    def _sign(self, data: bytes) -> bytes:
        if isinstance(self._signer_key, rsa.RSAPrivateKey):
            chosen = _PSS if self.scheme is Scheme.RSA_PSS else padding.PKCS1v15()
            return self._signer_key.sign(data, chosen, hashes.SHA256())
        return self._signer_key.sign(data, ec.ECDSA(hashes.SHA256()))

    def _signature_algorithm(self) -> dict[str, object]:
        if self.scheme is not Scheme.RSA_PSS:
            return {"algorithm": "sha256_ecdsa" if self.scheme is Scheme.ECDSA else "sha256_rsa"}
        digest = {"algorithm": "sha256"}
        mask = {"algorithm": "mgf1", "parameters": digest}
        parameters = {"hash_algorithm": digest, "mask_gen_algorithm": mask, "salt_length": 32}
        return {"algorithm": "rsassa_pss", "parameters": parameters}


@cache
def standing_issuer() -> Issuer:
    """The issuer that the demo's cards come from; one in a process."""
    return Issuer.create()


def _new_key(scheme: Scheme) -> _PrivateKey:
    if scheme is Scheme.ECDSA:
        return ec.generate_private_key(ec.BrainpoolP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _rsa_padding(scheme: Scheme) -> padding.PSS | padding.PKCS1v15 | None:
    return {Scheme.RSA_PSS: _PSS, Scheme.RSA_PKCS1: padding.PKCS1v15(), Scheme.ECDSA: None}[scheme]


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Simulation, not an authority"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: _PrivateKey,
    signing_key: _PrivateKey,
    scheme: Scheme,
    *,
    authority: bool,
    until: datetime = VALID_UNTIL,
) -> bytes:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(VALID_FROM).not_valid_after(until)
    key_id = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    issuer_key_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key())
    builder = builder.add_extension(key_id, critical=False).add_extension(issuer_key_id, critical=False)
    if authority:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_key_usage(authority), critical=True)
    certificate = builder.sign(signing_key, hashes.SHA256(), rsa_padding=_rsa_padding(scheme))
    return certificate.public_bytes(serialization.Encoding.DER)


def _key_usage(authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _lds_security_object(files: dict[int, bytes]) -> bytes:
    rows = [
        der.sequence(der.integer(number), der.tlv(0x04, hashlib.sha256(data).digest()))
        for number, data in sorted(files.items())
    ]
    sha256 = der.sequence(der.oid("2.16.840.1.101.3.4.2.1"))
    return der.sequence(der.integer(0), sha256, der.sequence(*rows))
