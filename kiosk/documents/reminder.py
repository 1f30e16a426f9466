"""The slip of a reminder: A5, in both languages, with the code that a phone takes it by."""

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

_FILE = Path(__file__).with_name("reminder.toml")


class ReminderTexts(Part):
    """``reminder.toml``; what goes between braces is filled in."""

    title: Bilingual
    authority: Bilingual
    when: Bilingual
    notes: Bilingual
    article: Bilingual
    event_note: Bilingual
    text_note: Bilingual
    not_kept: Bilingual
    made_at: Bilingual
    ask: Bilingual


@dataclass(frozen=True, slots=True)
class ReminderContent:
    """``is_event``: the code is one that a phone adds to its calendar."""

    heading: Bilingual = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    details: tuple[Bilingual, ...] = field(repr=False)
    notes: tuple[Bilingual, ...]
    article: str
    qr_text: str = field(repr=False)
    is_event: bool
    made_at: datetime  # aware
    office_name: str
    kiosk_id: str
    hotline: str


@lru_cache(maxsize=1)
def load_reminder_texts() -> ReminderTexts:
    with _FILE.open("rb") as file:
        return ReminderTexts.model_validate(tomllib.load(file))


def render_reminder(content: ReminderContent, fonts_folder: Path) -> bytes:
    """PDF/A and PDF/UA; the same content gives the same bytes. Raises PrintingError."""
    return render("reminder", reminder_data(content), fonts_folder, content.made_at)


def reminder_data(content: ReminderContent) -> dict[str, Json]:
    """What the template ``reminder`` is given."""
    texts = load_reminder_texts()
    return {
        "title": both(texts.title),
        "authority": both(texts.authority),
        "office": content.office_name,
        "heading": both(content.heading),
        "when": both(texts.when),
        "lines": [{"label": both(each.words), "value": both(each.value)} for each in content.lines],
        "details": [both(each) for each in content.details],
        "notes_title": both(texts.notes),
        "notes": [both(each) for each in content.notes],
        "article_title": both(texts.article),
        "article": content.article,
        "qr": qr_svg(content.qr_text),
        "qr_note": both(texts.event_note if content.is_event else texts.text_note),
        "not_kept": both(texts.not_kept),
        "made_at": {
            "words": both(texts.made_at),
            "value": f"{moment_text(content.made_at)} · {content.kiosk_id}",
        },
        "ask": both(texts.ask.filled({"hotline": content.hotline.replace(" ", "\u00a0")})),
    }
