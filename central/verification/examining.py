"""Checking one book with the certificates at hand, without a line.

A signed PDF is checked as bytes: all of the file but the signature itself has to be what was signed, to its
last byte, and what is signed with the key of books was made by central. So nothing of a stranger's PDF is
taken apart, and nothing that was added behind a signature can be overlooked. Pictures are: ``checking`` lets
a process without rights do it.
"""

from __future__ import annotations

import hashlib
import io
import re
from datetime import datetime
from typing import Any

from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from pydantic import ValidationError

from central.books.statement import STATEMENT_TYP, BookStatement, find_compact, shown_number
from central.books.trust import Trust, kid_of, name_of
from central.verification.finding import Checked, Says, Verdict
from kiosk.contract.wire import PDF_HEAD, SIGNATURE_ALGORITHM

_MOST_PIXELS = 60_000_000
_MOST_SIDE = 2600  # pixels that a code is looked for in
_JWS = jws.JWSRegistry(algorithms=[SIGNATURE_ALGORITHM])
_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]")
_HEX = re.compile(rb"<([0-9a-fA-F]{2,64000})>")
_BOOK = re.compile(rb"/ContactInfo\s*\(([0-9A-Z]{16})\)")
_MOMENT = re.compile(rb"/M\s*\(D(?::|\\072)(\d{14})Z\)")
_ENCRYPTED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")
_CERTIFICATE = tsp.SigningCertificateV2  # registers the attribute that names the certificate
_STEPS = 4  # certificates between signer and anchor


def examine(content: bytes, trust: Trust, now: datetime) -> Checked:
    """Of a PDF, or of a picture with the code in it. Raises for no content whatsoever."""
    if content.startswith(PDF_HEAD):
        return _of_pdf(content, trust, now)
    text = _code_in(content)
    if text is None:
        return Checked(verdict=Verdict.UNREADABLE)
    return examine_text(text, trust, now)


def examine_text(text: str, trust: Trust, now: datetime) -> Checked:
    """What the code says, as it was scanned or typed."""
    compact = find_compact(text)
    if compact is None:
        return Checked(verdict=Verdict.UNSIGNED)
    try:
        head = jws.extract_compact(compact.encode()).headers()
    except (JoseError, ValueError):
        return Checked(verdict=Verdict.UNREADABLE)
    if head.get("typ") != STATEMENT_TYP:
        return Checked(verdict=Verdict.UNSIGNED)
    certificate = next((each for each in trust.signers if kid_of(each) == head.get("kid")), None)
    if certificate is None:
        return Checked(verdict=Verdict.UNKNOWN_SIGNER, form="code")
    try:
        signed = jws.deserialize_compact(compact, _jwk(certificate), registry=_JWS)
        says = BookStatement.model_validate_json(signed.payload)
    except (JoseError, ValidationError, ValueError):
        return Checked(verdict=Verdict.CHANGED, form="code")
    number = shown_number(says.number)
    return Checked(
        verdict=_of_signer(certificate, says.book, trust, now),
        form="code",
        book=says.book,
        signer=name_of(certificate),
        kid=kid_of(certificate),
        signed_at=says.made_at,
        says=Says(number=number, months=says.months, last=says.last),
    )


def _of_pdf(content: bytes, trust: Trust, now: datetime) -> Checked:
    """A book has one signature over all of the file: whatever was added behind it changes the book."""
    ranges = _RANGE.findall(content)
    if not ranges:
        encrypted = _ENCRYPTED.search(content) is not None
        return Checked(verdict=Verdict.UNREADABLE if encrypted else Verdict.UNSIGNED, form="pdf")
    begin, end, rest = map(int, ranges[-1])
    gap = _HEX.fullmatch(content[begin:end]) if begin < end else None
    if gap is None or end + rest != len(content):
        return Checked(verdict=Verdict.CHANGED, form="pdf")
    covered = content[:begin] + content[end:]
    try:
        signature = _Signature(bytes.fromhex(gap[1].decode("ascii")))
        intact = signature.covers(covered)
        certificate = signature.find_signer(trust) if intact else None
        intact = intact and (certificate is None or signature.is_by(certificate))
    except (ValueError, TypeError, KeyError, IndexError, OverflowError):
        intact, certificate = False, None
    if not intact:
        return Checked(verdict=Verdict.CHANGED, form="pdf")
    book = _BOOK.findall(covered)
    if certificate is None or not book:
        return Checked(verdict=Verdict.UNKNOWN_SIGNER, form="pdf")
    number = "-".join(re.findall("....", book[-1].decode()))
    return Checked(
        verdict=_of_signer(certificate, number, trust, now),
        form="pdf",
        book=number,
        signer=name_of(certificate),
        kid=kid_of(certificate),
        signed_at=_moment(covered),
    )


class _Signature:
    """CMS signed data of one signer, detached (RFC 5652; PAdES: ETSI EN 319 142-1, 6.3).

    Raises ValueError, TypeError, KeyError, IndexError or OverflowError for what is none.
    """

    def __init__(self, padded: bytes) -> None:
        info = cms.ContentInfo.load(padded)
        if padded[len(info.dump()) :].strip(b"\0"):
            raise ValueError("something stands behind the signature")
        if info["content_type"].native != "signed_data":
            raise ValueError("no signed data")
        signed = info["content"]
        (self._signer,) = signed["signer_infos"]
        self._attributes = {each["type"].native: each["values"][0] for each in self._signer["signed_attrs"]}
        self._digest: bytes = self._attributes["message_digest"].native
        self._algorithm: str = self._signer["digest_algorithm"]["algorithm"].native
        self._signature: bytes = self._signer["signature"].native
        self._issuer_and_serial: Any = self._signer["sid"].chosen
        self._certificates = [each.chosen.dump() for each in signed["certificates"]]

    def covers(self, content: bytes) -> bool:
        """What was signed is this."""
        if self._algorithm not in ("sha256", "sha384", "sha512"):
            return False
        return hashlib.new(self._algorithm, content).digest() == self._digest

    def find_signer(self, trust: Trust) -> x509.Certificate | None:
        """One that is known already: what comes along proves nothing."""
        return next(
            (each for each in trust.signers if each.public_bytes(Encoding.DER) in self._certificates), None
        )

    def is_by(self, certificate: x509.Certificate) -> bool:
        """Its key has signed, over a digest that names this very certificate."""
        public = certificate.public_key()
        if not isinstance(public, EllipticCurvePublicKey) or self._algorithm != "sha256":
            return False
        named = self._attributes["signing_certificate_v2"].native["certs"][0]["cert_hash"]
        if named != certificate.fingerprint(hashes.SHA256()):
            return False
        attributes = self._signer["signed_attrs"].untag().dump()
        try:
            public.verify(self._signature, attributes, ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True


def _moment(content: bytes) -> datetime | None:
    found = _MOMENT.findall(content)
    try:
        told = found[-1].decode() if found else ""
        return datetime.fromisoformat(f"{told[:8]}T{told[8:]}+00:00") if told else None
    except ValueError:
        return None


def _of_signer(certificate: x509.Certificate, book: str, trust: Trust, now: datetime) -> Verdict:
    """Of what a known key has signed: whether it may be believed now."""
    if not _leads_to_anchor(certificate, trust, _STEPS):
        return Verdict.UNKNOWN_SIGNER
    if kid_of(certificate) in trust.withdrawn.keys or book in trust.withdrawn.books:
        return Verdict.WITHDRAWN
    holds = certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc
    return Verdict.VALID if holds else Verdict.EXPIRED


def _leads_to_anchor(certificate: x509.Certificate, trust: Trust, steps: int) -> bool:
    if certificate.public_bytes(Encoding.DER) in trust.anchors:
        return True
    return steps > 0 and any(
        _issued(above, certificate) and _leads_to_anchor(above, trust, steps - 1)
        for above in trust.authorities
        if above != certificate
    )


def _issued(above: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(above)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _jwk(certificate: x509.Certificate) -> ECKey:
    """Raises ValueError for a key of another sort."""
    public = certificate.public_key()
    if not isinstance(public, EllipticCurvePublicKey):
        raise ValueError("a key of another sort")
    return ECKey.import_key(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def _code_in(content: bytes) -> str | None:
    """What the code of a book in a picture says, "" where there is none; None for what is no picture."""
    import zxingcpp
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            grey = picture.convert("L")
            grey.thumbnail((_MOST_SIDE, _MOST_SIDE))
    except Exception:  # noqa: BLE001 # what a stranger's file can do to a reader has no end
        return None
    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])
    codes = zxingcpp.read_barcodes(grey, formats=formats)
    return next((code.text for code in codes if find_compact(code.text)), "")


def make_ready(trust: Trust, content: bytes) -> None:
    """Loads all that it takes to examine it, while files can still be opened."""
    ECDSA(hashes.SHA256())
    for each in trust.signers:
        _leads_to_anchor(each, trust, _STEPS)
        _jwk(each)
    if not content.startswith(PDF_HEAD):
        from PIL import Image

        for kind in ("JPEG", "PNG"):
            made = io.BytesIO()
            Image.new("L", (8, 8)).save(made, kind)
            _code_in(made.getvalue())
