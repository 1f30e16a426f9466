"""A PDF signed by central: PAdES baseline B-B (ETSI EN 319 142-1).

It fills the empty field that our documents have for it, so that PDF/A and PDF/UA stay as they were. B-T
and beyond need a time-stamping authority: `PdfSigner` takes one as ``timestamper``, and the rest stays.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import BaseStamp, BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore
from typing_extensions import override

from central.books.certificates import BookKeys

FIELD = "issuer"
REASON = "Sổ BHXH điện tử "  # of the signature; the book's number follows


class _Writer(IncrementalPdfFileWriter):
    """Adds the signature and nothing else: the metadata stay as the engine wrote them for PDF/A."""

    @override
    def _update_meta(self) -> None:
        pass


class _NothingDrawn(BaseStampStyle):
    """What there is to be read stands in the document; the field keeps the look that PDF/A wants of it."""

    @override
    def create_stamp(self, *args: Any, **named: Any) -> BaseStamp:
        return None  # type: ignore[return-value] # whoever asks for it looks whether there is one


class _Signer(PdfSigner):
    """By central's clock."""

    def __init__(self, metadata: PdfSignatureMetadata, signer: SimpleSigner, at: datetime) -> None:
        super().__init__(metadata, signer, stamp_style=_NothingDrawn())
        self._at = at.astimezone(UTC)

    @override
    def init_signing_session(self, *args: Any, **named: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **named)
        session.system_time = self._at
        return session


def sign_pdf(pdf: bytes, keys: BookKeys, book: str, at: datetime) -> bytes:
    """``pdf`` has an empty field ``issuer``; no change is allowed afterwards. ``book``: its number.
    ``at``: the claimed time.
    """
    above = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    above.register_multiple([_asn1(each.public_bytes(Encoding.DER)) for each in keys.chain[1:]])
    key = keys.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=_asn1(keys.chain[0].public_bytes(Encoding.DER)),
        signing_key=asn1_keys.PrivateKeyInfo.load(key),
        cert_registry=above,
    )
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=REASON + book,
        name=keys.signer_name,
        contact_info=book.replace("-", ""),  # plain letters, found again without a reader of PDFs
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    writer, signed = _Writer(BytesIO(pdf)), BytesIO()
    _Signer(metadata, signer, at).sign_pdf(writer, existing_fields_only=True, output=signed)
    return signed.getvalue()


def _asn1(der: bytes) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(der)
