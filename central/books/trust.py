"""What it takes to check a book: certificates, and what was withdrawn. Public, and the same on a page of
central, in an exported folder, and for the process that takes a stranger's file apart.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from kiosk.contract.base64_bytes import Base64Bytes

CERTIFICATES, WITHDRAWN = "certificates.pem", "withdrawn.json"
_KID_CHARS = 16


def kid_of(certificate: x509.Certificate) -> str:
    """By which statements name the key: the beginning of the SHA-256 of the public one (base64url)."""
    public = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return urlsafe_b64encode(hashlib.sha256(public).digest()).decode()[:_KID_CHARS]


def name_of(certificate: x509.Certificate) -> str:
    """Whose it is: the common name."""
    named = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(named[0].value) if named else certificate.subject.rfc4514_string()


def signs_documents(certificate: x509.Certificate) -> bool:
    """Its key commits to content (RFC 5280, 4.2.1.3)."""
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value.content_commitment
    except (x509.ExtensionNotFound, ValueError):
        return False


def is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False


class Withdrawn(BaseModel):
    """``keys``: by their name, since when. ``books``: by number. ``told_at``: None where nobody has said."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    keys: dict[str, AwareDatetime] = {}
    books: dict[str, AwareDatetime] = {}
    told_at: AwareDatetime | None = None


class Trust(BaseModel):
    """``anchors``: certificates that need no other one. ``known``: those of signers, and between. Who signs
    books is known by name: that an authority has certified somebody makes them no signer of books.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    anchors: Annotated[tuple[Base64Bytes, ...], Field(max_length=100)]
    known: Annotated[tuple[Base64Bytes, ...], Field(max_length=1000)]
    withdrawn: Withdrawn = Withdrawn()

    @classmethod
    def of(cls, certificates: Iterable[x509.Certificate], withdrawn: Withdrawn) -> Trust:
        anchors: list[bytes] = []
        known: list[bytes] = []
        for each in certificates:
            held = anchors if each.subject == each.issuer else known
            held.append(b64encode(each.public_bytes(Encoding.DER)))
        return cls(anchors=tuple(anchors), known=tuple(known), withdrawn=withdrawn)

    @property
    def certificates(self) -> tuple[x509.Certificate, ...]:
        return tuple(map(x509.load_der_x509_certificate, (*self.known, *self.anchors)))

    @property
    def signers(self) -> tuple[x509.Certificate, ...]:
        return tuple(each for each in self.certificates if signs_documents(each) and not is_authority(each))

    @property
    def authorities(self) -> tuple[x509.Certificate, ...]:
        return tuple(each for each in self.certificates if is_authority(each))


def read_certificates(pem: bytes) -> tuple[x509.Certificate, ...]:
    """As they stand in the file; none of what is no such file."""
    try:
        return tuple(x509.load_pem_x509_certificates(pem))
    except ValueError:
        return ()


def as_pem(certificates: Iterable[x509.Certificate]) -> bytes:
    return b"".join(each.public_bytes(Encoding.PEM) for each in certificates)


def read_trust(folder: Path) -> Trust:
    """What was exported, or any folder with certificates (PEM). Raises OSError, and ValueError for a list of
    what was withdrawn that is none.
    """
    found = [each for file in sorted(folder.glob("*.pem")) for each in read_certificates(file.read_bytes())]
    withdrawn = folder / WITHDRAWN
    told = Withdrawn.model_validate_json(withdrawn.read_bytes()) if withdrawn.exists() else Withdrawn()
    return Trust.of(found, told)


def write_trust(trust: Trust, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CERTIFICATES).write_bytes(as_pem(trust.certificates))
    (folder / WITHDRAWN).write_text(trust.withdrawn.model_dump_json(indent=2) + "\n", "utf-8")
