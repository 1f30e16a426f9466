"""Certificates of the simulated issuers: right by the profile of ICAO 9303-12, or wrong in one thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID

from simulation.card import der

VALID_FROM = datetime(2016, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2045, 1, 1, tzinfo=UTC)
SERVER, CLIENT, MASTER_LIST_SIGNER = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "2.23.136.1.1.3"

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32)

_DOCUMENT_TYPES = "2.23.136.1.1.6.2"
_UNKNOWN_EXTENSION = "1.3.6.1.4.1.99999.7"


class Scheme(Enum):
    """How a document signer signs; the country signing key is of the same kind."""

    ECDSA = "ecdsa"
    RSA_PKCS1 = "rsa_pkcs1"
    RSA_PSS = "rsa_pss"


@dataclass(frozen=True, slots=True)
class CertificateForm:
    """What a certificate says of itself. ``usages`` None: the profile's own, empty: no such extension."""

    country: str = "VN"
    authority: bool = False
    usages: frozenset[str] | None = None  # "digital_signature", "key_cert_sign", "crl_sign"
    purposes: tuple[str, ...] = ()  # extended key usage
    unknown_extension: bool | None = None  # True: critical
    document_types: tuple[str, ...] = ()
    states_key_identifier: bool = True
    until: datetime = VALID_UNTIL


SIGNER, AUTHORITY = CertificateForm(), CertificateForm(authority=True)


def new_key(scheme: Scheme) -> PrivateKey:
    if scheme is Scheme.ECDSA:
        return ec.generate_private_key(ec.BrainpoolP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def rsa_padding(scheme: Scheme) -> padding.PSS | padding.PKCS1v15 | None:
    return {Scheme.RSA_PSS: PSS, Scheme.RSA_PKCS1: padding.PKCS1v15(), Scheme.ECDSA: None}[scheme]


def new_name(common_name: str, country: str) -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Simulation, not an authority"),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ]
    if country:
        parts.insert(0, x509.NameAttribute(NameOID.COUNTRY_NAME, country))
    return x509.Name(parts)


def new_certificate(
    form: CertificateForm,
    subject: x509.Name,
    issuer: x509.Name,
    key: PrivateKey,
    *,
    signed_by: PrivateKey,
    scheme: Scheme,
) -> bytes:
    """In DER; ``scheme`` is the kind of the key that signs."""
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(VALID_FROM).not_valid_after(form.until)
    if form.states_key_identifier:
        key_id = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        builder = builder.add_extension(key_id, critical=False)
    issuer_key_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(signed_by.public_key())
    builder = builder.add_extension(issuer_key_id, critical=False)
    if form.authority:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    usages = form.usages
    if usages is None:
        usages = frozenset({"key_cert_sign", "crl_sign"} if form.authority else {"digital_signature"})
    if usages:
        builder = builder.add_extension(_key_usage(usages), critical=True)
    if form.purposes:
        purposes = x509.ExtendedKeyUsage([x509.ObjectIdentifier(purpose) for purpose in form.purposes])
        builder = builder.add_extension(purposes, critical=False)
    if form.document_types:
        types = der.sequence(der.integer(0), der.set_of(*map(der.printable, form.document_types)))
        builder = _with_extension(builder, _DOCUMENT_TYPES, types, critical=False)
    if form.unknown_extension is not None:
        builder = _with_extension(builder, _UNKNOWN_EXTENSION, b"\x05\x00", critical=form.unknown_extension)
    certificate = builder.sign(signed_by, hashes.SHA256(), rsa_padding=rsa_padding(scheme))
    return certificate.public_bytes(serialization.Encoding.DER)


def _with_extension(
    builder: x509.CertificateBuilder, oid: str, value: bytes, *, critical: bool
) -> x509.CertificateBuilder:
    extension = x509.UnrecognizedExtension(x509.ObjectIdentifier(oid), value)
    return builder.add_extension(extension, critical=critical)


def _key_usage(usages: frozenset[str]) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature="digital_signature" in usages,
        content_commitment="content_commitment" in usages,
        key_encipherment="key_encipherment" in usages,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign="key_cert_sign" in usages,
        crl_sign="crl_sign" in usages,
        encipher_only=False,
        decipher_only=False,
    )
