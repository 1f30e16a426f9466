"""A code to pay a contribution with, on paper: one A5 page in both languages."""

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

_FILE = Path(__file__).with_name("payment_slip.toml")


class _SlipTexts(Part):
    """``payment_slip.toml``; what goes between braces is filled in."""

    authority: Bilingual
    ask: Bilingual
    compare: Bilingual
    no_receipt: Bilingual
    made_at: Bilingual


@lru_cache(maxsize=1)
def _texts() -> _SlipTexts:
    with _FILE.open("rb") as file:
        return _SlipTexts.model_validate(tomllib.load(file))


@dataclass(frozen=True, slots=True)
class SlipContent:
    """``code``: what the QR code says. ``warning``: that nothing of it exists."""

    title: Bilingual
    text: Bilingual
    warning: Bilingual | None
    lines: tuple[Line, ...] = field(repr=False)
    code: str = field(repr=False)
    made_at: datetime  # aware
    office_name: str
    kiosk_id: str
    hotline: str


def render_slip(content: SlipContent, fonts_folder: Path) -> bytes:
    """PDF/A and PDF/UA; the same content gives the same bytes. Raises PrintingError."""
    return render("payment_slip", slip_data(content), fonts_folder, content.made_at)


def slip_data(content: SlipContent) -> dict[str, Json]:
    """What the template ``payment_slip`` is given."""
    texts = _texts()
    return {
        "title": both(content.title),
        "authority": both(texts.authority),
        "office": content.office_name,
        "text": both(content.text),
        "warning": None if content.warning is None else both(content.warning),
        "lines": [{"words": both(each.words), "value": both(each.value)} for each in content.lines],
        "qr": qr_svg(content.code),
        "compare": both(texts.compare),
        "no_receipt": both(texts.no_receipt),
        "ask": both(texts.ask.filled({"hotline": content.hotline.replace(" ", "\u00a0")})),
        "made_at": both(texts.made_at),
        "made": f"{moment_text(content.made_at)} · {content.kiosk_id}",
    }
