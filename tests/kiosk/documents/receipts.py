"""Receipts of invented people, and what a reader finds in a PDF."""

from __future__ import annotations

import io
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from pypdf import PdfReader

from kiosk.documents.receipt import ReceiptContent, ReceiptRow, receipt_qr_text
from kiosk.documents.receipt_texts import load_receipt_texts
from kiosk.language import Bilingual
from kiosk.masking import mask_number
from kiosk.reference_number import reference_number

FONTS = Path(__file__).parents[3] / "ui" / "fonts"
ACT_ID = UUID("019a8f30-1c2d-7abc-8def-0123456789ab")
MADE_AT = datetime(2026, 11, 22, 17, 5, 0, 123456, tzinfo=UTC)
PERSONAL_NUMBER = "079160012123"
STEPS = (
    Bilingual(
        vi="BHXH giải quyết và thông báo kết quả trong 3 ngày làm việc.",
        en="BHXH decides and tells you within 3 working days.",
    ),
    Bilingual(
        vi="Kết quả gửi tới số điện thoại hoặc thư điện tử đã khai.",
        en="The result goes to the phone number or e-mail address that you gave.",
    ),
)


def registration_receipt(
    full_name: str = "Nguyễn Thị Thùy Dương",
    office_name: str = "BHXH cơ sở Tân Định",
    case_number: str | None = "HS26-4417-0932-0123-2",
    reasons: tuple[str, ...] = (),
    helped_by: str = "",
) -> ReceiptContent:
    texts = load_receipt_texts()
    return ReceiptContent(
        act_name=Bilingual(
            vi="Đăng ký tài khoản giao dịch điện tử", en="Registration of an e-transaction account"
        ),
        reference=reference_number(ACT_ID),
        qr_text=receipt_qr_text(ACT_ID),
        made_at=MADE_AT,
        kiosk_id="KIOSK-01",
        office_name=office_name,
        hotline="1900 9068",
        rows=(
            ReceiptRow(texts.labels["full_name"], full_name),
            ReceiptRow(texts.labels["personal_number"], mask_number(PERSONAL_NUMBER)),
        ),
        next_steps=STEPS,
        checks=texts.checks_for(reasons),
        case_number=case_number,
        helped_by=helped_by,
    )


def text_of(pdf: bytes) -> str:
    """All text in reading order, composed, with single spaces."""
    reader = PdfReader(io.BytesIO(pdf))
    text = " ".join(page.extract_text() for page in reader.pages)
    return unicodedata.normalize("NFC", " ".join(text.replace("\u200b", "").split()))
