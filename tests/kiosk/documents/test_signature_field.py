"""A signing program finds a field where the signature belongs, and what was set stays as it was."""

from __future__ import annotations

import io
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader

from kiosk.documents.forms import FormFields, render_form
from kiosk.documents.receipt import render_receipt
from kiosk.documents.signature_field import SignaturePlace, with_signature_fields
from kiosk.errors import BugError
from tests.kiosk.documents.receipts import FONTS, MADE_AT, registration_receipt

NAME = "Nguyễn Thị Thùy Dương"
FORMS = ("account_declaration", "mau_so_2", "mau_so_4", "relatives_declaration", "request_14_hsb", "tk1_ts")
LONG = FormFields(texts={"16": "x y\n" * 60}, signer=NAME)


class Widget(NamedTuple):
    page: int
    name: str
    key: int
    box: tuple[float, ...]


def widgets(pdf: bytes) -> list[Widget]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            Widget(number, str(each.T), int(each.StructParent), tuple(map(float, each.Rect)))
            for number, page in enumerate(opened.pages, start=1)
            for each in page.get("/Annots", pikepdf.Array())
        ]


def page_count(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(io.BytesIO(pdf)))


def box_of(pdf: bytes, page: int, words: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the words, the last time that they stand there."""
    text = pypdfium2.PdfDocument(io.BytesIO(pdf))[page - 1].get_textpage()
    whole = text.get_text_range()
    begin = whole.rindex(words)
    boxes = [
        text.get_charbox(place) for place in range(begin, begin + len(words)) if not whole[place].isspace()
    ]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


@pytest.mark.parametrize("name", FORMS)
def test_every_form_has_one_above_the_name_of_who_signs(name: str) -> None:
    pdf = render_form(name, FormFields(signer=NAME), FONTS, MADE_AT)
    (field,) = widgets(pdf)
    left, bottom, right, top = field.box
    name_left, _, name_right, name_top = box_of(pdf, field.page, NAME)
    assert left <= name_left < name_right <= right
    assert name_top - 1 <= bottom <= name_top + 6
    assert 10 * 72 / 25.4 <= top - bottom <= 20 * 72 / 25.4
    assert field.page == 1
    fields = PdfReader(io.BytesIO(pdf)).get_fields()
    assert fields is not None
    assert [(each.field_type, each.get("/V")) for each in fields.values()] == [("/Sig", None)]


def test_it_goes_with_the_signature_to_another_page() -> None:
    pdf = render_form("tk1_ts", LONG, FONTS, MADE_AT)
    (field,) = widgets(pdf)
    assert field.page == page_count(pdf) > 1


def test_a_receipt_is_not_signed() -> None:
    pdf = render_receipt(registration_receipt(), FONTS)
    assert widgets(pdf) == []
    assert pdf.count(b"%%EOF") == 1


def test_what_was_set_stays_byte_for_byte_and_is_repaired_by_nobody() -> None:
    pdf = render_form("tk1_ts", FormFields(signer=NAME), FONTS, MADE_AT)
    before = pdf[: pdf.index(b"%%EOF") + 5]
    with pikepdf.open(io.BytesIO(before)) as engine:
        assert "/AcroForm" not in engine.Root
    with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as whole:
        assert not whole.check_pdf_syntax()
    assert render_form("tk1_ts", FormFields(signer=NAME), FONTS, MADE_AT) == pdf


def test_several_have_names_of_their_own() -> None:
    pdf = render_receipt(registration_receipt(), FONTS)
    places = (SignaturePlace(1, 50, 100, 200, 40), SignaturePlace(1, 50, 200, 200, 40))
    found = widgets(with_signature_fields(pdf, places))
    assert [field.name for field in found] == ["declarant1", "declarant2"]
    assert len({field.key for field in found}) == 2


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.7\nnothing", b"trailer\n<</Size 1/Root 0 0 R>>\nstartxref\n0\n%%EOF"]
)
def test_a_file_of_another_make_is_a_bug(pdf: bytes) -> None:
    with pytest.raises(BugError):
        with_signature_fields(pdf, (SignaturePlace(1, 0, 0, 10, 10),))
