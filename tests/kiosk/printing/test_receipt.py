"""The receipt as paper and as file: what it says, what it must not say, and that its QR can be read."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from ekyc.verification import Reason
from kiosk.printing.errors import PrintingError
from kiosk.printing.receipt import ReceiptData, receipt_qr_text, render_receipt
from kiosk.printing.receipt_texts import load_receipt_texts
from kiosk.reference_number import reference_number

FONTS = Path(__file__).parents[3] / "ui" / "fonts"
ACT_ID = UUID("019a8f30-1c2d-7abc-8def-0123456789ab")
NOT_SENT = ReceiptData(
    act_id=ACT_ID,
    kind="registration.adult",
    occurred_at=datetime(2026, 11, 22, 17, 5, tzinfo=UTC),
    full_name="Nguyễn Thị Thùy Dương",
    personal_number="079160012123",
    office_name="BHXH cơ sở Tân Định",
    kiosk_id="KIOSK-01",
    hotline="1900 9068",
)
SENT = replace(NOT_SENT, case_number="HS-2026-000123")
CROWDED = replace(
    SENT,
    full_name="Công Tằng Tôn Nữ Thị Hoàng Phương Quỳnh Như Nguyệt Ánh",
    office_name="BHXH cơ sở Tân Sơn Nhất và các xã lân cận",
    review_reasons=tuple(Reason),
)


def _text(pdf: bytes) -> str:
    reader = PdfReader(io.BytesIO(pdf))
    text = " ".join(page.extract_text() for page in reader.pages)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def test_it_names_the_act_the_person_and_the_state() -> None:
    text = _text(render_receipt(SENT, FONTS))
    for wanted in (
        "Giấy biên nhận",
        "Đã gửi về máy chủ BHXH",
        "HS-2026-000123",
        reference_number(ACT_ID),
        "Đăng ký tài khoản giao dịch điện tử",
        "Nguyễn Thị Thùy Dương",
        "23/11/2026 00:05",  # Vietnam time, already the next day
        "BHXH cơ sở Tân Định",
        "KIOSK-01",
        "1900 9068",
        "trả lời trong 3 ngày làm việc",
    ):
        assert wanted in text
    assert "chưa gửi" not in text
    assert "{" not in text


def test_an_act_that_waits_says_so_and_what_happens_next() -> None:
    text = _text(render_receipt(NOT_SENT, FONTS))
    assert "Đã nhận tại quầy, chưa gửi" in text
    assert "Máy tự gửi hồ sơ khi có mạng" in text
    assert "Nếu sau 1 ngày làm việc chưa tra cứu được, xin gọi 1900 9068" in text
    assert "Đã gửi" not in text
    assert "Số hồ sơ" not in text


def test_staff_review_is_told_each_thing_once() -> None:
    data = replace(SENT, review_reasons=("a_new_reason", "another_new_reason"))
    text = _text(render_receipt(data, FONTS))
    assert "Cán bộ sẽ kiểm tra thêm" in text
    assert text.count("Giấy tờ và thông tin của ông/bà") == 1
    assert "new_reason" not in text
    assert "Cán bộ sẽ kiểm tra thêm" not in _text(render_receipt(SENT, FONTS))


def test_every_reason_has_words_of_its_own() -> None:
    texts = load_receipt_texts()
    assert all(texts.checks[-1] not in texts.checks_for((reason,)) for reason in Reason)
    assert len(texts.checks_for(tuple(Reason))) == len(texts.checks) - 1


def test_the_personal_number_is_masked_everywhere() -> None:
    pdf = render_receipt(SENT, FONTS)
    assert "079••••••123" in _text(pdf)
    assert SENT.personal_number not in _text(pdf)
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.title == f"Giấy biên nhận {reference_number(ACT_ID)}"
    assert not any("Dương" in str(value) or "079" in str(value) for value in metadata.values())


@pytest.mark.parametrize("data", [SENT, NOT_SENT, CROWDED, replace(CROWDED, case_number=None)])
def test_the_qr_carries_the_act_id_and_nothing_else(data: ReceiptData) -> None:
    page = pypdfium2.PdfDocument(render_receipt(data, FONTS))[0]
    codes = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_numpy())
    assert [code.text for code in codes] == [f"urn:uuid:{ACT_ID}"]
    assert receipt_qr_text(ACT_ID) == f"urn:uuid:{ACT_ID}"


@pytest.mark.parametrize("data", [SENT, NOT_SENT, CROWDED, replace(CROWDED, case_number=None)])
def test_it_is_one_page_with_all_fonts_inside(data: ReceiptData) -> None:
    reader = PdfReader(io.BytesIO(render_receipt(data, FONTS)))
    assert len(reader.pages) == 1
    (page,) = reader.pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [148, 210]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]  # untyped map
    fonts = [
        font for font in fonts if font["/BaseFont"] != "/Helvetica"
    ]  # named in every file, used for nothing
    assert len(fonts) >= 4
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)


def test_the_same_data_give_the_same_bytes() -> None:
    first = render_receipt(CROWDED, FONTS)
    render_receipt(NOT_SENT, FONTS)
    assert hashlib.sha256(render_receipt(CROWDED, FONTS)).digest() == hashlib.sha256(first).digest()


@settings(max_examples=15)
@given(st.text(st.characters(categories=["L", "Nd", "P", "Zs"], max_codepoint=0x1EF9), max_size=300))
def test_any_name_can_be_printed(name: str) -> None:
    assert render_receipt(replace(SENT, full_name=name), FONTS).startswith(b"%PDF-")


def test_markup_in_a_name_is_text() -> None:
    assert "<b>A & B</b>" in _text(render_receipt(replace(SENT, full_name="<b>A & B</b>"), FONTS))


def test_missing_fonts_are_a_named_error(tmp_path: Path) -> None:
    with pytest.raises(PrintingError) as caught:
        render_receipt(SENT, tmp_path)
    assert caught.value.code == "fonts_missing"


def test_repr_shows_no_person() -> None:
    assert "Dương" not in repr(SENT)
    assert SENT.personal_number not in repr(SENT)


def test_terms_follow_the_day_of_the_act() -> None:
    texts = load_receipt_texts()
    later = texts.deadlines[0].model_copy(
        update={"effective_from": date(2030, 1, 1), "answer_working_days": 2}
    )
    dated = texts.model_copy(update={"deadlines": (*texts.deadlines, later)})
    assert dated.get_deadlines(date(2029, 12, 31)).answer_working_days == 3
    assert dated.get_deadlines(date(2030, 1, 1)).answer_working_days == 2
    assert dated.get_deadlines(date(2020, 1, 1)).answer_working_days == 3
    assert all(each.source.strip() for each in texts.deadlines)
