"""What the register has of a health card, on paper: A4, in both languages, with the card's code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from kiosk.clock import moment_text
from kiosk.documents.estimate import Line
from kiosk.documents.parts import Part
from kiosk.documents.qr import qr_svg
from kiosk.documents.typesetting import Json, both, render
from kiosk.language import Bilingual

_FILE = Path(__file__).with_name("insurance_card.toml")


class CardTexts(Part):
    """``insurance_card.toml``; what goes between braces is filled in."""

    title: Bilingual
    authority: Bilingual
    earlier: Bilingual
    notice: Bilingual
    qr_note: Bilingual
    made_at: Bilingual
    ask: Bilingual


@dataclass(frozen=True, slots=True)
class PaperSaid:
    title: Bilingual = field(repr=False)
    text: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardContent:
    """``qr_text`` is "" where there is no card."""

    said: tuple[PaperSaid, ...] = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    earlier: tuple[Line, ...] = field(repr=False)
    qr_text: str = field(repr=False)
    as_of: Bilingual
    made_at: datetime  # aware
    office_name: str
    kiosk_id: str
    hotline: str


@lru_cache(maxsize=1)
def load_card_texts() -> CardTexts:
    with _FILE.open("rb") as file:
        return CardTexts.model_validate(tomllib.load(file))


def render_card(content: CardContent, fonts_folder: Path) -> bytes:
    """PDF/A and PDF/UA; the same content gives the same bytes. Raises PrintingError."""
    return render("insurance_card", card_data(content), fonts_folder, content.made_at)


def card_data(content: CardContent) -> dict[str, Json]:
    """What the template ``insurance_card`` is given."""
    texts = load_card_texts()
    return {
        "title": both(texts.title),
        "authority": both(texts.authority),
        "notice": both(texts.notice),
        "office": content.office_name,
        "said": [{"title": both(each.title), "text": both(each.text)} for each in content.said],
        "lines": [_line(each) for each in content.lines],
        "earlier_title": both(texts.earlier),
        "earlier": [_line(each) for each in content.earlier],
        "qr": qr_svg(content.qr_text) if content.qr_text else "",
        "qr_note": both(texts.qr_note),
        "as_of": both(content.as_of),
        "made_at": {
            "words": both(texts.made_at),
            "value": f"{moment_text(content.made_at)} · {content.kiosk_id}",
        },
        "ask": both(texts.ask.filled({"hotline": content.hotline.replace(" ", "\u00a0")})),
    }


def _line(line: Line) -> Json:
    return {"words": both(line.words), "value": both(line.value)}
