"""Certificates and signatures of document signers: read with asn1crypto, verified with ``cryptography``.

``cryptography`` refuses to load many national certificates (explicit curve parameters above all), so only
keys ever reach it, rebuilt from their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import algos, core, keys, pem, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.asn1_faults import ASN1_FAULTS
from ekyc.chip.curves import find_by_oid, find_by_parameters
from ekyc.chip.distinguished_name import Parts, country_of, label_of, name_parts
from ekyc.chip.elliptic_curve import Curve

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey

_EC_PUBLIC_KEY = "1.2.840.10045.2.1"
BASIC_CONSTRAINTS = "2.5.29.19"
_HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha1": hashes.SHA1,
    "sha224": hashes.SHA224,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_LIBRARY_CURVES: dict[str, Callable[[], ec.EllipticCurve]] = {
    "secp192r1": ec.SECP192R1,
    "secp224r1": ec.SECP224R1,
    "secp256r1": ec.SECP256R1,
    "secp384r1": ec.SECP384R1,
    "secp521r1": ec.SECP521R1,
    "brainpoolP256r1": ec.BrainpoolP256R1,
    "brainpoolP384r1": ec.BrainpoolP384R1,
    "brainpoolP512r1": ec.BrainpoolP512R1,
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """One X.509 certificate with its bytes."""

    der: bytes = field(repr=False)
    parsed: x509.Certificate = field(repr=False, compare=False)

    @classmethod
    def load(cls, data: bytes) -> Certificate:
        """From DER or PEM. Raises CardError CERTIFICATE_UNREADABLE when it breaks its format."""
        try:
            der = pem.unarmor(data)[2] if pem.detect(data) else data
            certificate = cls(der, x509.Certificate.load(der, strict=True))
            certificate._look_at_what_is_used()
        except ASN1_FAULTS:
            raise CardError(CardErrorCode.CERTIFICATE_UNREADABLE) from None
        return certificate

    def _look_at_what_is_used(self) -> None:
        """asn1crypto parses lazily: force what later steps rely on, and nothing else.

        Extensions of no use here are broken in certificates of real issuers, which serve all the same.
        """
        body = self.parsed["tbs_certificate"]
        _ = (self.subject, self.issuer, self.serial_number, self.not_before, self.not_after)
        _ = (body["subject_public_key_info"]["algorithm"]["algorithm"].dotted, tuple(self.extensions()))
        _ = self.is_authority
        _ = (self.parsed["signature_algorithm"]["algorithm"].dotted, self.parsed["signature_value"].native)

    @property
    def subject(self) -> Parts:
        """To compare names by."""
        return name_parts(self.parsed["tbs_certificate"]["subject"].dump())

    @property
    def issuer(self) -> Parts:
        return name_parts(self.parsed["tbs_certificate"]["issuer"].dump())

    @property
    def subject_label(self) -> str:
        """The subject for people."""
        return label_of(self.parsed["tbs_certificate"]["subject"].dump())

    @property
    def subject_country(self) -> str | None:
        return country_of(self.parsed["tbs_certificate"]["subject"].dump())

    @property
    def issuer_country(self) -> str | None:
        return country_of(self.parsed["tbs_certificate"]["issuer"].dump())

    @property
    def serial_number(self) -> int:
        return int(self.parsed["tbs_certificate"]["serial_number"].native)

    @property
    def not_before(self) -> datetime:
        moment: datetime = self.parsed["tbs_certificate"]["validity"]["not_before"].native
        return moment

    @property
    def not_after(self) -> datetime:
        moment: datetime = self.parsed["tbs_certificate"]["validity"]["not_after"].native
        return moment

    def extensions(self) -> Iterator[tuple[str, bool, bytes]]:
        """Object identifier, whether critical, value in DER."""
        extensions = self.parsed["tbs_certificate"]["extensions"]
        for extension in extensions if isinstance(extensions, x509.Extensions) else ():
            critical = bool(extension["critical"].native)
            yield extension["extn_id"].dotted, critical, bytes(extension["extn_value"].contents)

    def find_extension(self, wanted: str) -> bytes | None:
        return next((value for oid, _, value in self.extensions() if oid == wanted), None)

    @property
    def is_authority(self) -> bool:
        """Whether it says of itself that it may sign certificates; its whole profile is another question."""
        constraints = self.find_extension(BASIC_CONSTRAINTS)
        return constraints is not None and bool(x509.BasicConstraints.load(constraints)["ca"].native)

    def valid_at(self, moment: datetime) -> bool:
        return self.not_before <= moment <= self.not_after

    def public_key(self) -> PublicKey:
        return public_key_of(self.parsed.public_key)

    def is_signed_by(self, issuer: Certificate) -> bool:
        """Whether the issuer's key made this certificate's signature; names are compared by the caller."""
        return verify(
            issuer.public_key(),
            self.parsed["signature_algorithm"],
            self.parsed["signature_value"].native,
            self.parsed["tbs_certificate"].dump(),
        )


def public_key_of(info: keys.PublicKeyInfo) -> PublicKey:
    """The key of a SubjectPublicKeyInfo. Raises CardError SIGNATURE_ALGORITHM_UNSUPPORTED."""
    try:
        if info.algorithm in {"rsa", "rsassa_pss"}:
            numbers = info["public_key"].parsed
            return rsa.RSAPublicNumbers(
                numbers["public_exponent"].native, numbers["modulus"].native
            ).public_key()
        if info.algorithm == "ec":
            library_curve = _LIBRARY_CURVES[curve_of(info).name]()
            point = bytes(info["public_key"].native)
            return ec.EllipticCurvePublicKey.from_encoded_point(library_curve, point)
    except (*ASN1_FAULTS, UnsupportedAlgorithm):
        raise CardError(CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED) from None
    raise CardError(CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED)


def verify(
    key: PublicKey,
    algorithm: algos.SignedDigestAlgorithm,
    signature: bytes,
    data: bytes,
    default_hash: str | None = None,
) -> bool:
    """Whether ``signature`` over ``data`` holds. ``default_hash`` serves algorithms that name none.

    Raises CardError SIGNATURE_ALGORITHM_UNSUPPORTED for unknown algorithms.
    """
    try:
        kind = _kind_of(algorithm, key)
        if kind == "rsassa_pss":
            return _verify_pss(key, algorithm["parameters"], signature, data)
        chosen = _HASHES[_hash_name(algorithm) or str(default_hash)]()
    except ASN1_FAULTS:
        raise CardError(CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED) from None
    try:
        if kind == "rsassa_pkcs1v15" and isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, data, padding.PKCS1v15(), chosen)
            return True
        if kind == "ecdsa" and isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, data, ec.ECDSA(chosen))
            return True
    except (InvalidSignature, ValueError):
        return False
    except UnsupportedAlgorithm:
        raise CardError(CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED) from None
    raise CardError(CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED)


def _kind_of(algorithm: algos.SignedDigestAlgorithm, key: PublicKey) -> str:
    """Some issuers write the kind of key where the kind of signature belongs."""
    if algorithm["algorithm"].dotted == _EC_PUBLIC_KEY and isinstance(key, ec.EllipticCurvePublicKey):
        return "ecdsa"
    return str(algorithm.signature_algo)


def _hash_name(algorithm: algos.SignedDigestAlgorithm) -> str | None:
    try:
        return str(algorithm.hash_algo)
    except ValueError:  # the identifier names the kind of key alone
        return None


def _verify_pss(key: PublicKey, parameters: algos.RSASSAPSSParams, signature: bytes, data: bytes) -> bool:
    if not isinstance(key, rsa.RSAPublicKey):
        raise CardError(CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED)
    chosen = _HASHES[parameters["hash_algorithm"]["algorithm"].native]()
    generator = parameters["mask_gen_algorithm"]
    mask_hash = _HASHES[generator["parameters"]["algorithm"].native]()
    scheme = padding.PSS(mgf=padding.MGF1(mask_hash), salt_length=parameters["salt_length"].native)
    try:
        key.verify(signature, data, scheme, chosen)
    except (InvalidSignature, ValueError):
        return False
    return True


def curve_of(info: keys.PublicKeyInfo) -> Curve:
    """The curve of a key: by identifier, or by explicit numbers when all agree with those of a named curve.

    Raises ValueError for any other.
    """
    parameters = info["algorithm"]["parameters"]
    if parameters.name == "named":
        curve = find_by_oid(parameters.chosen.dotted)
    elif parameters.name == "specified":
        explicit = parameters.chosen
        if explicit["field_id"]["field_type"].native != "prime_field":
            raise ValueError("not a prime field")
        length = (explicit["field_id"]["parameters"].native.bit_length() + 7) // 8
        base = core.OctetString.load(explicit["base"].dump()).native
        if len(base) != 1 + 2 * length or base[0] != 4:
            raise ValueError("compressed base point")
        curve = find_by_parameters(
            explicit["field_id"]["parameters"].native,
            int.from_bytes(explicit["curve"]["a"].native, "big"),
            int.from_bytes(explicit["curve"]["b"].native, "big"),
            (int.from_bytes(base[1 : 1 + length], "big"), int.from_bytes(base[1 + length :], "big")),
            explicit["order"].native,
        )
    else:
        raise ValueError("implicit parameters")
    if curve is None:
        raise ValueError("unknown curve")
    return curve
