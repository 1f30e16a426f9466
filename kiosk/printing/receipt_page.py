"""The pieces of the receipt page: how it looks. What it says is decided in ``receipt``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import segno
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import HexColor, black
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from kiosk.printing.pdf_fonts import DIGITS_BOLD, TEXT, TEXT_BOLD, TEXT_SEMIBOLD
from kiosk.printing.receipt_texts import Bilingual

MARGIN = 11 * mm
MARGIN_TOP = 7 * mm  # also at the foot
INK = HexColor("#14212B")
SOFT = HexColor("#46565F")
HAIR = HexColor("#9AA7B0")
QR_SIDE = 29 * mm
INDENT = 17
QUIET_MODULES = 4  # ISO/IEC 18004: the white border of a QR code

Cells = list[list[object]]


def _style(name: str, font: str, size: float, leading: float = 1.25) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=size * leading, textColor=INK)


AUTHORITY = _style("authority", TEXT_SEMIBOLD, 10.5)
OFFICE = _style("office", TEXT, 10.5)
TITLE = ParagraphStyle("title", parent=_style("", TEXT_BOLD, 23, 1.15), alignment=2)
STATE = _style("state", TEXT_BOLD, 15)
REFERENCE = _style("reference", DIGITS_BOLD, 25, 1.2)
LABEL = _style("label", TEXT_SEMIBOLD, 10.5)
VALUE = _style("value", TEXT_SEMIBOLD, 12)
NUMBER = _style("number", DIGITS_BOLD, 12)
SECTION = ParagraphStyle("section", parent=_style("", TEXT_BOLD, 12.5), spaceBefore=5)
BODY = ParagraphStyle(
    "body",
    parent=_style("", TEXT, 11),
    leftIndent=INDENT,
    bulletFontName=TEXT,
    bulletFontSize=11,
    spaceBefore=2,
)
CLOSING = _style("closing", TEXT_SEMIBOLD, 11.5)
ENGLISH = ParagraphStyle("english", fontName=TEXT, fontSize=8.5, leading=10.5, textColor=SOFT)
ENGLISH_RIGHT = ParagraphStyle("english right", parent=ENGLISH, alignment=2)
ENGLISH_INDENTED = ParagraphStyle("english indented", parent=ENGLISH, leftIndent=INDENT)


def _say(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text), style)


def _table(cells: Cells, widths: list[float], *commands: tuple[Any, ...]) -> Table:
    table = Table(cells, colWidths=widths)
    everywhere = (0, 0), (-1, -1)
    paddings = [(f"{side}PADDING", *everywhere, 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    table.setStyle(TableStyle([*paddings, ("VALIGN", *everywhere, "TOP"), *commands]))
    return table


def heading(authority: Bilingual, office: str, title: Bilingual, width: float) -> Flowable:
    left = [_say(authority.vi, AUTHORITY), _say(authority.en, ENGLISH), _say(office, OFFICE)]
    right = [_say(title.vi, TITLE), _say(title.en, ENGLISH_RIGHT)]
    return _table([[left, right]], [width * 0.5, width * 0.5], ("BOTTOMPADDING", (0, 0), (-1, -1), 6))


def state_box(state: Bilingual, sent: bool, width: float) -> Flowable:
    """Framed, so that it stands out on a black-and-white printer too: a thick frame once the act was sent."""
    cell = [_say(state.vi, STATE), _say(state.en, ENGLISH)]
    return _table(
        [[cell]],
        [width],
        ("BOX", (0, 0), (-1, -1), 2 if sent else 1.2, black, None, None if sent else (5, 3)),
        ("LEFTPADDING", (0, 0), (-1, -1), 9),
        ("RIGHTPADDING", (0, 0), (-1, -1), 9),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
    )


def reference_block(
    label: Bilingual, reference: str, qr_text: str, notes: tuple[Bilingual, Bilingual], width: float
) -> Flowable:
    """The number to read out and the QR beside it, with what to know about each."""
    keep, qr_note = notes
    left = [
        _say(f"{label.vi} / {label.en}", LABEL),
        _say(reference, REFERENCE),
        Spacer(1, 3),
        _say(keep.vi, LABEL),
        _say(keep.en, ENGLISH),
        Spacer(1, 2),
        _say(f"{qr_note.vi} / {qr_note.en}", ENGLISH),
    ]
    return _table(
        [[left, qr_drawing(qr_text, QR_SIDE)]],
        [width - QR_SIDE, QR_SIDE],
        ("TOPPADDING", (0, 0), (0, 0), 9),
        ("TOPPADDING", (1, 0), (1, 0), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    )


def qr_drawing(text: str, side: float) -> Drawing:
    """A QR code of ``side`` points with its quiet zone; error correction M (15 %)."""
    rows = [list(row) for row in segno.make_qr(text, error="m", boost_error=False).matrix]
    module = side / (len(rows) + 2 * QUIET_MODULES)
    drawing = Drawing(side, side)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                left, bottom = (x + QUIET_MODULES) * module, side - (y + QUIET_MODULES + 1) * module
                square = Rect(left, bottom, module, module)
                square.fillColor, square.strokeColor = black, None
                drawing.add(square)
    return drawing


def rows(entries: list[tuple[Bilingual, str, str]], width: float) -> Flowable:
    """Label (with its English below) and value, one row for each entry, with hair lines between."""
    cells: Cells = []
    for label, value, second_line in entries:
        style = NUMBER if any(character.isdigit() for character in value) else VALUE
        right = [_say(value, style)]
        if second_line:
            right.append(_say(second_line, ENGLISH))
        cells.append([[_say(label.vi, LABEL), _say(label.en, ENGLISH)], right])
    return _table(
        cells,
        [width * 0.3, width * 0.7],
        ("LINEABOVE", (0, 0), (-1, -1), 0.6, HAIR),
        ("LINEBELOW", (0, -1), (-1, -1), 0.6, HAIR),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    )


def _in_one_line(text: Bilingual) -> str:
    english = f'<font name="{TEXT}" size="8.5" color="#46565F">{escape(text.en)}</font>'
    return f"{escape(text.vi)}&nbsp;&nbsp; {english}"


def numbered(title: Bilingual, steps: list[Bilingual]) -> list[Flowable]:
    """Whole sentences: the English ones stand below."""
    pieces: list[Flowable] = [Paragraph(_in_one_line(title), SECTION)]
    for number, step in enumerate(steps, start=1):
        pieces.append(Paragraph(escape(step.vi), BODY, bulletText=f"{number}."))
        pieces.append(_say(step.en, ENGLISH_INDENTED))
    return pieces


def bullets(title: Bilingual, points: Sequence[Bilingual]) -> list[Flowable]:
    """A few words each: the English ones stand beside."""
    section = Paragraph(_in_one_line(title), SECTION)
    return [section, *(Paragraph(_in_one_line(point), BODY, bulletText="•") for point in points)]


def closing(text: Bilingual, width: float) -> Flowable:
    return _table(
        [[[_say(text.vi, CLOSING), _say(text.en, ENGLISH)]]], [width], ("TOPPADDING", (0, 0), (-1, -1), 6)
    )
