"""The receipt as paper and as file: what it says, what it must not say, and that its QR can be read."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from ekyc.verification import Reason
from kiosk.documents.receipt import (
    ReceiptContent,
    ReceiptRow,
    receipt_data,
    receipt_qr_text,
    render_receipt,
)
from kiosk.documents.receipt_texts import load_receipt_texts
from kiosk.language import Bilingual
from kiosk.reference_number import reference_number
from tests.kiosk.documents.receipts import ACT_ID, FONTS, PERSONAL_NUMBER, registration_receipt, text_of

SENT = registration_receipt()
NOT_SENT = registration_receipt(case_number=None)
OF_A_CARD = tuple(each for each in Reason if each is not Reason.PASSPORT_SHOWN)  # which has none of theirs
CROWDED = registration_receipt(
    full_name="Công Tằng Tôn Nữ Thị Hoàng Phương Quỳnh Như Nguyệt Ánh",
    office_name="BHXH cơ sở Tân Sơn Nhất và các xã lân cận",
    reasons=OF_A_CARD,
    helped_by="100002",
)
CROWDED_NOT_SENT = registration_receipt(
    full_name="Công Tằng Tôn Nữ Thị Hoàng Phương Quỳnh Như Nguyệt Ánh",
    office_name="BHXH cơ sở Tân Sơn Nhất và các xã lân cận",
    reasons=OF_A_CARD,
    helped_by="100002",
    case_number=None,
)


def test_it_names_the_act_the_person_and_the_state() -> None:
    text = text_of(render_receipt(SENT, FONTS))
    for wanted in (
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "Đã gửi đến cơ quan BHXH",
        "Sent to Vietnam Social Security",
        "Mã hồ sơ Case number HS26-4417-0932-0123-2",
        f"Số biên nhận / Receipt number {reference_number(ACT_ID)}",
        "Thủ tục Procedure Đăng ký tài khoản giao dịch điện tử Registration of an e-transaction account",
        "Họ và tên Full name Nguyễn Thị Thùy Dương",
        "00:05, 23/11/2026",  # Vietnam time, already the next day
        "BHXH cơ sở Tân Định",
        "KIOSK-01",
        "gọi 1900 9068",
        "call 1900 9068",
        "thông báo kết quả trong 3 ngày làm việc",
        "tells you within 3 working days",
    ):
        assert wanted in text
    assert "chưa gửi" not in text
    assert "{" not in text


def test_an_act_that_waits_says_so_and_what_happens_next() -> None:
    text = text_of(render_receipt(NOT_SENT, FONTS))
    assert "Đã nhận tại máy, chưa gửi đi Received at this kiosk, not sent yet" in text
    assert "3. Máy tự gửi hồ sơ khi có mạng" in text
    assert "4. Nếu sau 1 ngày làm việc chưa tra cứu được, xin gọi 1900 9068" in text
    assert "Đã gửi" not in text
    assert "Mã hồ sơ" not in text


def test_staff_review_is_told_each_thing_once() -> None:
    content = registration_receipt(reasons=("a_new_reason", "another_new_reason"))
    text = text_of(render_receipt(content, FONTS))
    assert "Cán bộ sẽ kiểm tra thêm" in text
    assert text.count("Giấy tờ và thông tin của ông/bà") == 1
    assert "new_reason" not in text
    assert "Cán bộ sẽ kiểm tra thêm" not in text_of(render_receipt(SENT, FONTS))


def test_every_reason_has_words_of_its_own() -> None:
    texts = load_receipt_texts()
    assert all(texts.checks[-1].words not in texts.checks_for((reason,)) for reason in Reason)
    assert len(texts.checks_for(tuple(Reason))) == len(texts.checks) - 1


def test_any_kind_of_act_has_a_receipt() -> None:
    content = replace(
        NOT_SENT,
        act_name=Bilingual(vi="Đổi nơi khám bệnh, chữa bệnh ban đầu", en="Change of the first care facility"),
        rows=(ReceiptRow(Bilingual(vi="Nơi mới", en="New facility"), "Trạm y tế xã Ea Súp", "66-123"),),
        next_steps=(Bilingual(vi="Xem thẻ trên ứng dụng.", en="See the card in the app."),),
        due_on=date(2026, 12, 1),
    )
    text = text_of(render_receipt(content, FONTS))
    assert "Nơi mới New facility Trạm y tế xã Ea Súp 66-123" in text
    assert "1. Xem thẻ trên ứng dụng. See the card in the app. 2. Máy tự gửi" in text
    assert "Ngày hẹn trả kết quả Result due on 01/12/2026" in text
    assert "Họ và tên" not in text


@pytest.mark.parametrize(("confirmed", "label"), [(True, "due_on"), (False, "due_expected")])
def test_a_day_that_holidays_may_move_is_only_expected(confirmed: bool, label: str) -> None:
    data = receipt_data(replace(NOT_SENT, due_on=date(2027, 2, 16), due_confirmed=confirmed))
    words = load_receipt_texts().labels[label]
    assert {"vi": words.vi, "en": words.en} in [row["label"] for row in data["rows"]]  # type: ignore[index, union-attr, call-overload]


def test_it_says_that_staff_helped() -> None:
    assert "KIOSK-01 · cán bộ hỗ trợ / helped by staff: 100002" in text_of(render_receipt(CROWDED, FONTS))
    assert "cán bộ hỗ trợ" not in text_of(render_receipt(SENT, FONTS))


def test_the_personal_number_is_masked_everywhere() -> None:
    pdf = render_receipt(SENT, FONTS)
    assert "079••••••123" in text_of(pdf)
    assert PERSONAL_NUMBER not in text_of(pdf)
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.title == f"Giấy tiếp nhận hồ sơ và hẹn trả kết quả {reference_number(ACT_ID)}"
    assert not any("Dương" in str(value) or "079" in str(value) for value in metadata.values())


@pytest.mark.parametrize("content", [SENT, NOT_SENT, CROWDED, CROWDED_NOT_SENT])
def test_the_qr_carries_the_act_id_and_nothing_else(content: ReceiptContent) -> None:
    page = pypdfium2.PdfDocument(render_receipt(content, FONTS))[0]
    codes = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_numpy())
    assert [code.text for code in codes] == [f"urn:uuid:{ACT_ID}"]
    assert receipt_qr_text(ACT_ID) == f"urn:uuid:{ACT_ID}"


@pytest.mark.parametrize("content", [SENT, NOT_SENT, CROWDED, CROWDED_NOT_SENT])
def test_it_is_one_page_of_a5(content: ReceiptContent) -> None:
    (page,) = PdfReader(io.BytesIO(render_receipt(content, FONTS))).pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [148, 210]


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(categories=["L", "M", "Nd", "P", "S", "Z", "C"]), max_size=300))
def test_any_name_can_be_printed(name: str) -> None:
    assert render_receipt(registration_receipt(full_name=name), FONTS).startswith(b"%PDF-")


def test_a_long_word_goes_on_in_the_next_line() -> None:
    word = "abcdefghij" * 12
    (page,) = pypdfium2.PdfDocument(render_receipt(registration_receipt(full_name=word), FONTS))
    text = page.get_textpage()
    assert word in "".join(text.get_text_range().replace("\u200b", "").replace("\ufffe", "").split())
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    assert max(right for _, _, right, _ in boxes) < page.get_width() - 20


def test_markup_in_a_name_is_text() -> None:
    name = "<b>A & B</b> #panic() *x* $y$ @z"
    assert name in text_of(render_receipt(registration_receipt(full_name=name), FONTS))


def test_repr_shows_no_person() -> None:
    assert "Dương" not in repr(SENT)
    assert "079" not in repr(SENT)


def test_the_call_about_an_unsent_act_is_dated_too() -> None:
    texts = load_receipt_texts()
    later = texts.line_terms[0].model_copy(update={"effective_from": date(2030, 1, 1), "working_days": 2})
    dated = texts.model_copy(update={"line_terms": (*texts.line_terms, later)})
    assert [dated.get_line_terms(date(year, 1, 1)).working_days for year in (2020, 2029, 2030)] == [1, 1, 2]
