"""The key that signs books, and the certificates by which anybody can check what it signed.

They lie in a folder beside central's other keys. A reference central makes a root of its own and a
certificate under it; an office puts those of its certification authority in their place (``install``). What
was signed before stays checkable: former certificates are kept, and a key in wrong hands is named in
``withdrawn.json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID, ObjectIdentifier

from central.books.trust import Trust, Withdrawn, as_pem, kid_of, name_of, read_certificates, signs_documents
from central.keys.keyring import alone, write_private
from kiosk.errors import KnownError

KEY, CHAIN, ROOT_KEY, WITHDRAWN = "signing.pem", "chain.pem", "root-key.pem", "withdrawn.json"
FORMER = "former.pem"
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
_ROOT_YEARS, _SIGNER_YEARS = 20, 6
_YEAR = timedelta(days=365)
_EARLY = timedelta(hours=1)  # clocks of readers differ
_ORGANISATION = "Bảo hiểm xã hội Việt Nam (bản tham chiếu)"

Certificates: TypeAlias = tuple[x509.Certificate, ...]


class BookKeysError(KnownError):
    """The keys of books cannot be used as they are; ``code`` is stable."""


@dataclass(frozen=True, slots=True)
class BookKeys:
    """``chain``: the signer's certificate, then those above it."""

    key: EllipticCurvePrivateKey = field(repr=False)
    chain: Certificates

    @property
    def kid(self) -> str:
        return kid_of(self.chain[0])

    @property
    def signer_name(self) -> str:
        return name_of(self.chain[0])


def open_book_keys(folder: Path, now: datetime) -> BookKeys:
    """The keys of this folder; the first call makes them. Raises `BookKeysError` and OSError."""
    if not (folder / CHAIN).exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone(folder):
            if not (folder / CHAIN).exists():
                _make_all(folder, now)
    return _load(folder)


def renew(folder: Path, now: datetime) -> BookKeys:
    """Another key and certificate under the same root. Raises `BookKeysError` ``root_key_missing``."""
    before = open_book_keys(folder, now)
    with alone(folder):
        if not (folder / ROOT_KEY).exists():
            raise BookKeysError(
                "root_key_missing",
                "The root's key is not here: have the authority make a certificate, and install that.",
            )
        root_key = _private_key((folder / ROOT_KEY).read_bytes())
        key = generate_private_key(SECP256R1())
        signer = _signer_certificate(key, before.chain[-1], root_key, now)
        _put(folder, BookKeys(key, (signer, *before.chain[1:])), before.chain[:1])
    return _load(folder)


def install(folder: Path, key: bytes, chain: bytes, now: datetime) -> BookKeys:
    """Those of a certification authority (PEM), in the place of the ones in use, which stay known.

    Raises `BookKeysError` ``unusable``: the key is no other one's than the first certificate's, which signs
    documents and holds now.
    """
    new = _checked(_private_key(key), read_certificates(chain), now)
    former = _load(folder).chain if (folder / CHAIN).exists() else ()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with alone(folder):
        _put(folder, new, former)
        (folder / ROOT_KEY).unlink(missing_ok=True)  # of another root
    return _load(folder)


def withdraw(folder: Path, kid: str, now: datetime) -> Withdrawn:
    """Nobody shall believe what this key has signed, whenever it was."""
    with alone(folder):
        found = _withdrawn(folder)
        changed = found.model_copy(update={"keys": {**found.keys, kid: now}})
        write_private(folder / WITHDRAWN, changed.model_dump_json(indent=2).encode())
    return changed


def trust_of(folder: Path) -> Trust:
    """What it takes to check books of this central: public, to be handed out."""
    chain = read_certificates((folder / CHAIN).read_bytes())
    former = read_certificates((folder / FORMER).read_bytes()) if (folder / FORMER).exists() else ()
    return Trust.of((*chain, *former), _withdrawn(folder))


def _withdrawn(folder: Path) -> Withdrawn:
    file = folder / WITHDRAWN
    return Withdrawn.model_validate_json(file.read_bytes()) if file.exists() else Withdrawn()


def _load(folder: Path) -> BookKeys:
    try:
        key = _private_key((folder / KEY).read_bytes())
    except FileNotFoundError:
        raise BookKeysError("key_missing", f"The key of books {KEY} is gone from {folder}.") from None
    return BookKeys(key, read_certificates((folder / CHAIN).read_bytes()))


def _private_key(pem: bytes) -> EllipticCurvePrivateKey:
    try:
        key = load_pem_private_key(pem, None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise BookKeysError("unusable", "The key is no private key on P-256 as PEM without a password.")
    return key


def _checked(key: EllipticCurvePrivateKey, chain: Certificates, now: datetime) -> BookKeys:
    if not chain:
        raise BookKeysError("unusable", "There is no certificate.")
    public = chain[0].public_key()
    if not isinstance(public, EllipticCurvePublicKey) or public != key.public_key():
        raise BookKeysError("unusable", "The first certificate is for another key.")
    if not chain[0].not_valid_before_utc <= now <= chain[0].not_valid_after_utc:
        raise BookKeysError("unusable", "The certificate does not hold now.")
    if not signs_documents(chain[0]):
        raise BookKeysError("unusable", "The certificate is not one for signing documents.")
    for below, above in pairwise(chain):
        try:
            below.verify_directly_issued_by(above)
        except (ValueError, TypeError, InvalidSignature):
            raise BookKeysError("unusable", "The certificates do not stand in their order.") from None
    if chain[-1].subject != chain[-1].issuer:
        raise BookKeysError("unusable", "The root's certificate is missing at the end.")
    return BookKeys(key, chain)


def _put(folder: Path, keys: BookKeys, former: Sequence[x509.Certificate]) -> None:
    """The certificate last: without its key it would be taken for lost."""
    known = read_certificates((folder / FORMER).read_bytes()) if (folder / FORMER).exists() else ()
    kept = {each.fingerprint(hashes.SHA256()): each for each in (*known, *former)}
    if kept:
        write_private(folder / FORMER, as_pem(kept.values()))
    write_private(folder / KEY, _pem(keys.key))
    write_private(folder / CHAIN, as_pem(keys.chain))


def _pem(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _make_all(folder: Path, now: datetime) -> None:
    root_key, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    root = _root_certificate(root_key, now)
    write_private(folder / ROOT_KEY, _pem(root_key))
    _put(folder, BookKeys(key, (_signer_certificate(key, root, root_key, now), root)), ())


def _named(common: str) -> x509.Name:
    parts = ((NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, _ORGANISATION))
    named = [x509.NameAttribute(oid, value) for oid, value in (*parts, (NameOID.COMMON_NAME, common))]
    return x509.Name(named)


def _begun(subject: x509.Name, issuer: x509.Name, public: EllipticCurvePublicKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _root_certificate(key: EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = _named("Gốc chứng thực sổ BHXH điện tử")
    return (
        _begun(name, name, key.public_key())
        .not_valid_before(now - _EARLY)
        .not_valid_after(now + _ROOT_YEARS * _YEAR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _signer_certificate(
    key: EllipticCurvePrivateKey, root: x509.Certificate, root_key: EllipticCurvePrivateKey, now: datetime
) -> x509.Certificate:
    return (
        _begun(_named("BHXH Việt Nam – Sổ BHXH điện tử"), root.subject, key.public_key())
        .not_valid_before(now - _EARLY)
        .not_valid_after(min(now + _SIGNER_YEARS * _YEAR, root.not_valid_after_utc))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    """Of documents: signature and content commitment (RFC 5280, 4.2.1.3)."""
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
