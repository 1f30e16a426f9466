"""The receipt that a person takes home: one A5 page, Vietnamese first, English below in smaller type.

A4 has the same proportions: there the printer scales the page up, and the letters are larger still.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from kiosk.clock import VIETNAM_TIME
from kiosk.errors import BugError
from kiosk.masking import mask_number
from kiosk.printing.receipt_texts import Bilingual, ReceiptTexts, load_receipt_texts
from kiosk.reference_number import reference_number

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


@dataclass(frozen=True, slots=True)
class ReceiptData:
    """All that a receipt says. ``repr`` shows no personal data."""

    act_id: UUID
    kind: str  # of the act, e.g. "registration.adult"
    occurred_at: datetime  # aware
    full_name: str = field(repr=False)
    personal_number: str = field(repr=False)  # 12 digits, printed masked
    office_name: str
    kiosk_id: str
    hotline: str
    case_number: str | None = None  # central's, from its verified receipt; None: not sent yet
    review_reasons: tuple[str, ...] = ()  # codes of the verdict; empty when staff need not look again


def receipt_qr_text(act_id: UUID) -> str:
    """The act's id as a URN (RFC 9562, section 4), by which staff find the act. Nothing about the person."""
    return act_id.urn


def render_receipt(data: ReceiptData, fonts_dir: Path) -> bytes:
    """The receipt as PDF; the same data give the same bytes.

    Raises PrintingError ``fonts_missing``. An act of a kind without words in ``receipt.toml`` is a bug.
    """
    from reportlab.lib.pagesizes import A5
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Frame

    from kiosk.printing.pdf_fonts import register_fonts
    from kiosk.printing.receipt_page import MARGIN, MARGIN_TOP

    register_fonts(fonts_dir)
    texts = load_receipt_texts()
    width, height = A5
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A5, invariant=1, lang="vi-VN")
    canvas.setTitle(f"{texts.title.vi} {reference_number(data.act_id)}")
    canvas.setAuthor(texts.authority.vi)
    story = _story(data, texts, width - 2 * MARGIN)
    while story:  # one page, but for a very long name or office
        left = len(story)
        Frame(MARGIN, MARGIN_TOP, width - 2 * MARGIN, height - 2 * MARGIN_TOP, 0, 0, 0, 0).addFromList(
            story, canvas
        )
        if len(story) == left:
            raise BugError("a piece of the receipt is taller than the page")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _story(data: ReceiptData, texts: ReceiptTexts, width: float) -> list[Flowable]:
    from kiosk.printing import receipt_page as page

    deadlines = texts.get_deadlines(data.occurred_at.date())
    values = {
        "hotline": data.hotline.replace(" ", "\u00a0"),
        "answer_days": deadlines.answer_working_days,
        "line_days": deadlines.line_working_days,
    }
    state = "sent" if data.case_number else "recorded"
    story = [
        page.heading(texts.authority, data.office_name, texts.title, width),
        page.state_box(texts.states[state], bool(data.case_number), width),
        page.reference_block(
            texts.labels["reference"],
            reference_number(data.act_id),
            receipt_qr_text(data.act_id),
            (texts.keep, texts.qr),
            width,
        ),
        page.rows(_rows(data, texts), width),
        *page.numbered(texts.labels["next"], [step.filled(values) for step in texts.next_steps[state]]),
    ]
    if data.review_reasons:
        story += page.bullets(texts.labels["checks"], texts.checks_for(data.review_reasons))
    return [*story, page.closing(texts.follow.filled(values), width)]


def _rows(data: ReceiptData, texts: ReceiptTexts) -> list[tuple[Bilingual, str, str]]:
    """Label, value, and a second line in small type."""
    act = texts.acts[data.kind]
    labels = texts.labels
    local = data.occurred_at.astimezone(VIETNAM_TIME)
    rows = [
        (labels["act"], act.vi, act.en),
        (labels["full_name"], data.full_name, ""),
        (labels["personal_number"], mask_number(data.personal_number), ""),
        (labels["occurred_at"], local.strftime("%d/%m/%Y %H:%M"), data.kiosk_id),
    ]
    if data.case_number:
        rows.append((labels["case_number"], data.case_number, ""))
    return rows
