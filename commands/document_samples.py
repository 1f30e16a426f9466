"""Made-up data for each template: every field is filled in, so that every place of the page is seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from kiosk.documents.activation_slip import ActivationSlip, activation_slip_data
from kiosk.documents.adjustment_slip import Adjusted, AdjustmentSlip, adjustment_slip_data
from kiosk.documents.book import BookBenefit, BookContent, BookPaper, BookStretch, book_data
from kiosk.documents.contributions import (
    ContributionsContent,
    PaperEntry,
    PaperMatter,
    PaperWorkplace,
    contributions_data,
)
from kiosk.documents.estimate import EstimateContent, Line, estimate_data, load_estimate_texts
from kiosk.documents.forms import FormField, FormFields, form_data, load_form
from kiosk.documents.guide import GuideContent, guide_data, load_guide_texts
from kiosk.documents.insurance_card import CardContent, PaperSaid, card_data
from kiosk.documents.kept import KeptContent, PaperPart, kept_data
from kiosk.documents.notices import NoticesContent, PaperNotice, notices_data
from kiosk.documents.payment_slip import SlipContent, slip_data
from kiosk.documents.receipt import ReceiptContent, ReceiptRow, receipt_data
from kiosk.documents.receipt_texts import load_receipt_texts
from kiosk.documents.reminder import ReminderContent, reminder_data
from kiosk.documents.result_notice import ResultNotice, result_notice_data
from kiosk.documents.typesetting import TEMPLATES
from kiosk.language import Bilingual, same

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.documents.typesetting import Json

_FULL_NAME = "Nguyễn Thị Thùy Dương"


def sample_data(template: str) -> dict[str, Json]:
    """Raises ValueError for a template that has no sample; `render` names one that does not exist."""
    samples: Mapping[str, Callable[[], dict[str, Json]]] = {
        "receipt": lambda: receipt_data(_receipt()),
        "estimate": lambda: estimate_data(sample_estimate()),
        "contributions": lambda: contributions_data(sample_contributions()),
        "insurance_card": lambda: card_data(sample_card()),
        "book": lambda: book_data(sample_book()),
        "kept": lambda: kept_data(sample_kept()),
        "notices": lambda: notices_data(sample_notices()),
        "payment_slip": lambda: slip_data(sample_payment_slip()),
        "result_notice": lambda: result_notice_data(sample_result_notice()),
        "adjustment_slip": lambda: adjustment_slip_data(sample_adjustment_slip()),
        "activation_slip": lambda: activation_slip_data(sample_activation_slip()),
        "guide": lambda: guide_data(sample_guide()),
        "reminder": lambda: reminder_data(sample_reminder()),
    }
    if template in samples:
        return samples[template]()
    if (TEMPLATES / f"{template}.toml").is_file():
        return form_data(load_form(template), _filled_in(template))
    raise ValueError(f"there are no made-up data for {template}; give some with --data")


def _receipt() -> ReceiptContent:
    labels = load_receipt_texts().labels
    return ReceiptContent(
        act_name=Bilingual(vi="Thủ tục thí dụ", en="A sample procedure"),
        reference="0000-0000-0",
        qr_text="urn:uuid:00000000-0000-7000-8000-000000000000",
        made_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
        kiosk_id="KIOSK-01",
        office_name="BHXH cơ sở Thí Dụ",
        hotline="1900 9068",
        rows=(ReceiptRow(labels["full_name"], _FULL_NAME, "a second line"),),
        next_steps=(Bilingual(vi="Việc thí dụ thứ nhất.", en="A first sample step."),),
        checks=load_receipt_texts().checks_for(("card_expired", "under_age")),
        due_on=date(2026, 12, 1),
        case_number="HS26-0000-0000-0000-8",
    )


def sample_activation_slip() -> ActivationSlip:
    return ActivationSlip(
        case_number="DK26-0000-0000-0000-8",
        user_name=Bilingual(
            vi="số định danh cá nhân của ông/bà, gồm 12 chữ số", en="your personal number of 12 digits"
        ),
        code="0000 0000",
        until="09:05, 26/11/2026",
        office_name="BHXH cơ sở Thí Dụ",
        made_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
    )


def sample_adjustment_slip() -> AdjustmentSlip:
    return AdjustmentSlip(
        case_number="HS26-0000-0000-0000-8",
        full_name=_FULL_NAME,
        personal_number="001188004217",
        insurance_number="0120034567",
        rows=(Adjusted("Họ và tên", "Nguyễn Thị Thùy Dung", _FULL_NAME), Adjusted("Dân tộc", "", "Kinh")),
        enclosed=("Giấy khai sinh",),
        found=True,
        done=False,
        office_name="BHXH cơ sở Thí Dụ",
        made_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
    )


def sample_book() -> BookPaper:
    """Every part of it says something."""
    words, value = Bilingual(vi="Mục thí dụ", en="A sample"), Bilingual(vi="12 năm", en="12 years")
    stretch = BookStretch(same("01/2014 – 12/2025"), "Công ty Thí Dụ", words, same("8.000.000 đồng"))
    content = BookContent(
        person=(Line(words, same(_FULL_NAME)),),
        headline=Line(words, value),
        as_of=Bilingual(vi="Theo dữ liệu thí dụ.", en="By sample data."),
        totals=(Line(words, value),),
        stretches=(stretch, replace(stretch, where="")),
        settled=(BookBenefit(words, same("900.000 đồng"), words),),
        used=(Line(words, same("01/2010 – 12/2010")),),
    )
    return BookPaper(
        content=content,
        number="0000-0000-0000-0000",
        qr_text="https://bhxh.example.vn/verify?c=" + "A" * 300,
        signer="BHXH Thí Dụ",
        made_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
    )


def sample_result_notice() -> ResultNotice:
    """Every part of it says something but what only a refusal says."""
    words = Bilingual(vi="Một câu thí dụ.", en="A sample sentence.")
    return ResultNotice(
        number="HS26-0000-0000-0000-8/TB",
        case_number="HS26-0000-0000-0000-8",
        asked=Bilingual(vi="Thủ tục thí dụ", en="A sample procedure"),
        person=(_FULL_NAME, "001••••••217"),
        refused=False,
        reason=None,
        results=(words, words),
        filed_on=date(2026, 11, 16),
        due_on=date(2026, 11, 25),
        decided_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
        office_name="BHXH cơ sở Thí Dụ",
        legal_basis=("Luật thí dụ, Điều 1", "Nghị định thí dụ, Điều 2"),
        term_days=7,
        term_count="working_days",
        term_article="Luật thí dụ, Điều 3",
    )


def sample_estimate() -> EstimateContent:
    """Every part of it says something."""
    words = Bilingual(vi="Một câu thí dụ có kết quả 1.000 đồng.", en="A sample sentence with VND 1,000.")
    value = Bilingual(vi="1.000 đồng", en="VND 1,000")
    line, cited = Line(words, value), Line(words, same("Luật thí dụ, Điều 1"))
    return EstimateContent(
        name=Bilingual(vi="Phép tính thí dụ", en="A sample calculation"),
        verdict=Bilingual(vi="Chưa đủ điều kiện", en="The conditions are not met"),
        figures=(line, line, line),
        reasons=(cited,),
        steps=(cited, cited),
        other_ways=(line,),
        changes=(words,),
        warnings=(words,),
        answers=(line, line),
        used=(cited,),
        tables=load_estimate_texts().tables(1, date(2026, 11, 23), shipped=True),
        notice=Bilingual(vi="Số tiền dự tính.", en="An estimate."),
        made_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
        office_name="BHXH cơ sở Thí Dụ",
        kiosk_id="KIOSK-01",
        hotline="1900 9068",
        qr_text="Bản dự tính",
    )


def sample_contributions() -> ContributionsContent:
    """Every part of it says something."""
    words = Bilingual(vi="Một câu thí dụ.", en="A sample sentence.")
    line = Line(words, Bilingual(vi="1 năm 2 tháng", en="1 year 2 months"))
    entry = PaperEntry(same("01/2020 – 12/2020"), "Công ty Thí Dụ · Nhân viên", words, line.value)
    return ContributionsContent(
        person=(_FULL_NAME, "001••••••001"),
        headline=line,
        totals=(line, line),
        matters=(PaperMatter(words, line.value, words),),
        health=(line,),
        workplaces=(PaperWorkplace(same("Công ty Thí Dụ"), same("01/2020 đến 02/2021"), line.value),),
        entries=(entry, replace(entry, where="")),
        as_of=words,
        made_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
        office_name="BHXH cơ sở Thí Dụ",
        kiosk_id="KIOSK-01",
        hotline="1900 9068",
    )


def sample_kept() -> KeptContent:
    """Every part of it says something."""
    words = Bilingual(vi="Một câu thí dụ.", en="A sample sentence.")
    part = PaperPart(Bilingual(vi="Phần thí dụ", en="A sample part"), (Line(words, words),), None)
    return KeptContent(
        parts=(part, replace(part, lines=(), none=words)),
        as_of=words,
        made_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
        office_name="BHXH cơ sở Thí Dụ",
        kiosk_id="KIOSK-01",
        hotline="1900 9068",
    )


def sample_notices() -> NoticesContent:
    """One with something to do about it, and one without."""
    words = Bilingual(vi="Một câu thí dụ.", en="A sample sentence.")
    notice = PaperNotice(
        title=Bilingual(vi="Thông báo thí dụ", en="A sample notice"),
        sign=Bilingual(vi="Cần chú ý", en="Please note"),
        text=words,
        lines=(Line(words, words), Line(words, same("01/12/2026"))),
        advice=words,
    )
    return NoticesContent(
        notices=(notice, replace(notice, lines=(), advice=None)),
        as_of=words,
        made_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
        office_name="BHXH cơ sở Thí Dụ",
        kiosk_id="KIOSK-01",
        hotline="1900 9068",
    )


def sample_payment_slip() -> SlipContent:
    """With all that can stand on it, each as long as it may be."""
    words = Bilingual(
        vi="Một câu thí dụ, dài như khi máy giải thích.", en="A sample sentence, as long as one is."
    )
    labels = ("Số tiền", "Người nhận", "Ngân hàng", "Số tài khoản", "Nội dung")
    value = same("BẢO HIỂM XÃ HỘI THÀNH PHỐ THÍ DỤ 0011002")
    return SlipContent(
        title=Bilingual(vi="Nộp tiền bằng mã QR", en="Pay by QR code"),
        text=Bilingual(vi=f"{words.vi} {words.vi}", en=f"{words.en} {words.en}"),
        warning=words,
        lines=tuple(Line(same(label), value) for label in labels),
        code="0002" * 40,
        made_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
        office_name="BHXH cơ sở Thí Dụ",
        kiosk_id="KIOSK-01",
        hotline="1900 9068",
    )


def sample_card() -> CardContent:
    """Every part of it says something."""
    words = Bilingual(vi="Một câu thí dụ.", en="A sample sentence.")
    return CardContent(
        said=(PaperSaid(words, words),),
        lines=(Line(words, words),),
        earlier=(Line(words, words),),
        qr_text="0100000000|4e|1990|1|-|01 - 001|01/01/2026|31/12/2026|-|-|-|-|-|-|-|-|$",
        as_of=words,
        made_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
        office_name="BHXH cơ sở Thí Dụ",
        kiosk_id="KIOSK-01",
        hotline="1900 9068",
    )


def sample_guide() -> GuideContent:
    """Every part of it says something."""
    words = Bilingual(vi="Một câu thí dụ.", en="A sample sentence.")
    texts = load_guide_texts()
    where = texts.where.filled({"office": "BHXH cơ sở Thí Dụ"})
    return GuideContent(
        task=Bilingual(vi="Thủ tục thí dụ", en="A sample procedure"),
        heading=Bilingual(
            vi="Xin đến quầy với giấy tờ thí dụ", en="Please go to the counter with sample papers"
        ),
        paragraphs=(words, words),
        bring=(Bilingual(vi="Giấy tờ thí dụ", en="A sample paper"), words),
        counter=((texts.labels["where"], where), (texts.labels["whom"], texts.whom)),
        article="Luật thí dụ, Điều 1",
        made_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
        office_name="BHXH cơ sở Thí Dụ",
        kiosk_id="KIOSK-01",
        hotline="1900 9068",
        qr_text="Giấy hướng dẫn",
    )


def sample_reminder() -> ReminderContent:
    words = Bilingual(vi="Một câu thí dụ.", en="A sample sentence.")
    return ReminderContent(
        heading=Bilingual(vi="Việc thí dụ cần nhắc", en="A sample matter"),
        lines=(
            Line(
                Bilingual(vi="Lúc", en="When"),
                Bilingual(vi="08:30, Thứ ba 01/12/2026", en="08:30, Tuesday 01/12/2026"),
            ),
            Line(Bilingual(vi="Nơi", en="Place"), same("Bệnh viện thí dụ")),
        ),
        details=(words,),
        notes=(words, words),
        article="Luật thí dụ, Điều 1",
        qr_text="Giấy nhắc lịch",
        is_event=True,
        made_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
        office_name="BHXH cơ sở Thí Dụ",
        kiosk_id="KIOSK-01",
        hotline="1900 9068",
    )


def _filled_in(name: str) -> FormFields:
    """Each field with its own id as the answer, which shows at once what went where; of ticks the first."""
    fields = load_form(name).fields
    return FormFields(
        texts={each.id: _answer(each) for each in fields if each.kind != "tick"},
        ticks={each.id: frozenset([*each.choices][:1]) for each in fields if each.kind == "tick"},
        place="Thí Dụ",
        signed_on=date(2026, 11, 23),
        signer=_FULL_NAME,
    )


def _answer(field: FormField) -> str:
    return f"({field.id}, 1)\n({field.id}, 2)" if field.kind == "lines" else f"({field.id})"
