"""A signed book is what other programs take for one, and stays PDF/A and PDF/UA."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from central.books.signing import sign_pdf
from tests.central.books.signed import NOW, NUMBER, signed
from tests.kiosk.documents import test_archivable_and_accessible as archivable

# What is true of a page that nobody has signed yet, or of a field that is empty.
_CHECKS = [
    archivable.test_it_claims_both_standards,
    archivable.test_nothing_is_transparent,
    archivable.test_colours_mean_the_same_everywhere,
    archivable.test_every_font_is_inside_and_can_be_read_back,
    archivable.test_it_is_tagged_for_screen_readers,
    archivable.test_every_piece_is_of_a_known_kind_and_text_stands_in_paragraphs,
    archivable.test_pictures_say_what_they_are,
    archivable.test_every_mark_on_a_page_is_content_or_decoration,
]


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(signed().pdf)) as opened:
        yield opened


def judged(pdf: bytes) -> PdfSignatureStatus:
    """By the program of somebody else."""
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    roots = [x509.Certificate.load(each) for each in signed().trust.anchors]
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=NOW)
    return validate_pdf_signature(signature, context)


def test_what_was_set_stays_byte_for_byte() -> None:
    assert signed().pdf.startswith(signed().unsigned)


@pytest.mark.parametrize("check", _CHECKS)
def test_a_signature_leaves_it_archivable_and_accessible(
    check: Callable[[pikepdf.Pdf], None], pdf: pikepdf.Pdf
) -> None:
    check(pdf)


def test_the_field_of_the_signature_is_filled_and_tagged(pdf: pikepdf.Pdf) -> None:
    (field,) = pdf.Root.AcroForm.Fields
    assert str(field.T) == "issuer"
    assert field.FT == "/Sig"
    assert str(field.TU) == "Chữ ký số của cơ quan BHXH"
    assert field.V.SubFilter == "/ETSI.CAdES.detached"
    assert int(field.F) & 0b10 == 0  # not hidden
    assert set(pdf.Root.AcroForm.keys()) <= {"/Fields", "/SigFlags"}
    assert set(pdf.Root.Perms.keys()) == {"/DocMDP"}  # ISO 19005-2, 6.1.12
    (reference,) = field.V.Reference
    assert int(reference.TransformParams.P) == 1  # no change is allowed


def test_pyhanko_believes_it_with_the_root_alone() -> None:
    found = judged(signed().pdf)
    assert found.bottom_line
    assert found.coverage is SignatureCoverageLevel.ENTIRE_FILE


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="needs poppler-utils")
def test_poppler_believes_it(tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(signed().pdf)
    told = _pdfsig(file)
    assert "Signature is Valid." in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    place = signed().pdf.index(b"/MediaBox")
    file.write_bytes(signed().pdf[:place] + b"/MediaBux" + signed().pdf[place + 9 :])
    assert "Signature is Valid." not in _pdfsig(file)


def _pdfsig(file: Path) -> str:
    asked = ["pdfsig", "-nocert", str(file)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout


def test_another_signing_time_and_number_stand_in_it() -> None:
    again = sign_pdf(signed().unsigned, signed().keys, NUMBER, NOW.replace(year=2027))
    assert b"ABCDEFGHJKMNPQRS" in again
    assert b"20271122170500Z" in again


@pytest.mark.expects_log("Error in diff operation")
def test_a_change_after_the_signature_is_seen_by_pyhanko_too() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed().pdf))
    writer.root["/Lang"] = writer.root["/Lang"].__class__("en")
    writer.update_root()  # type: ignore[no-untyped-call]
    changed = io.BytesIO()
    writer.write(changed)  # type: ignore[no-untyped-call]
    assert not judged(changed.getvalue()).bottom_line
