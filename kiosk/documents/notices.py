"""Notices to a person on paper, one or all of them: A5, in both languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from kiosk.clock import moment_text
from kiosk.documents.estimate import Line
from kiosk.documents.parts import Part
from kiosk.documents.typesetting import Json, both, render
from kiosk.language import Bilingual

_FILE = Path(__file__).with_name("notices.toml")


class NoticesTexts(Part):
    """``notices.toml``; what goes between braces is filled in."""

    title: Bilingual
    authority: Bilingual
    not_a_decision: Bilingual
    private: Bilingual
    made_at: Bilingual
    ask: Bilingual


@dataclass(frozen=True, slots=True)
class PaperNotice:
    """``sign``: how urgent it is, in a word; ``advice``: what the person can do about it, where there is
    something.
    """

    title: Bilingual = field(repr=False)
    sign: Bilingual
    text: Bilingual = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    advice: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class NoticesContent:
    notices: tuple[PaperNotice, ...] = field(repr=False)
    as_of: Bilingual
    made_at: datetime  # aware
    office_name: str
    kiosk_id: str
    hotline: str


@lru_cache(maxsize=1)
def load_notices_texts() -> NoticesTexts:
    with _FILE.open("rb") as file:
        return NoticesTexts.model_validate(tomllib.load(file))


def render_notices(content: NoticesContent, fonts_folder: Path) -> bytes:
    """PDF/A and PDF/UA; the same content gives the same bytes. Raises PrintingError."""
    return render("notices", notices_data(content), fonts_folder, content.made_at)


def notices_data(content: NoticesContent) -> dict[str, Json]:
    """What the template ``notices`` is given."""
    texts = load_notices_texts()
    return {
        "title": both(texts.title),
        "authority": both(texts.authority),
        "office": content.office_name,
        "as_of": both(content.as_of),
        "notices": [_notice(each) for each in content.notices],
        "not_a_decision": both(texts.not_a_decision),
        "private": both(texts.private),
        "made_at": {
            "words": both(texts.made_at),
            "value": f"{moment_text(content.made_at)} · {content.kiosk_id}",
        },
        "ask": both(texts.ask.filled({"hotline": content.hotline.replace(" ", "\u00a0")})),
    }


def _notice(notice: PaperNotice) -> Json:
    return {
        "title": both(notice.title),
        "sign": both(notice.sign),
        "text": both(notice.text),
        "lines": [{"label": both(each.words), "value": both(each.value)} for each in notice.lines],
        "advice": [] if notice.advice is None else [both(notice.advice)],
    }
