"""What somebody takes along who has to go on elsewhere: a page of a task on A5, in both languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from kiosk.clock import moment_text
from kiosk.documents.parts import Part
from kiosk.documents.qr import qr_svg
from kiosk.documents.typesetting import Json, both, render
from kiosk.language import Bilingual

_FILE = Path(__file__).with_name("guide.toml")


class GuideTexts(Part):
    """``guide.toml``; what goes between braces is filled in."""

    title: Bilingual
    authority: Bilingual
    not_a_receipt: Bilingual
    labels: dict[str, Bilingual]
    where: Bilingual
    whom: Bilingual
    show: Bilingual
    ask: Bilingual
    qr_note: Bilingual


@lru_cache(maxsize=1)
def load_guide_texts() -> GuideTexts:
    with _FILE.open("rb") as file:
        return GuideTexts.model_validate(tomllib.load(file))


@dataclass(frozen=True, slots=True)
class GuideContent:
    """All that a guide says, beside the words that every guide has. Nothing of the person."""

    task: Bilingual
    heading: Bilingual
    paragraphs: tuple[Bilingual, ...]
    bring: tuple[Bilingual, ...]
    counter: tuple[tuple[Bilingual, Bilingual], ...]  # label and words: where to go, whom to ask
    article: str
    made_at: datetime  # aware
    office_name: str
    kiosk_id: str
    hotline: str
    qr_text: str = field(repr=False)
    paper: Bilingual | None = None  # what it is called; as in the texts without it
    texts: GuideTexts = field(default_factory=load_guide_texts, repr=False)


def render_guide(content: GuideContent, fonts_folder: Path) -> bytes:
    """PDF/A and PDF/UA; the same content gives the same bytes. Raises PrintingError."""
    return render("guide", guide_data(content), fonts_folder, content.made_at)


def guide_data(content: GuideContent) -> dict[str, Json]:
    """What the template ``guide`` is given."""
    texts = content.texts
    return {
        "title": both(content.paper or texts.title),
        "authority": both(texts.authority),
        "office": content.office_name,
        "task": both(content.task),
        "heading": both(content.heading),
        "paragraphs": [both(each) for each in content.paragraphs],
        "labels": {name: both(label) for name, label in texts.labels.items()},
        "bring": [both(each) for each in content.bring],
        "counter": [{"label": both(label), "words": both(words)} for label, words in content.counter],
        "show": both(texts.show),
        "article": content.article,
        "not_a_receipt": both(texts.not_a_receipt),
        "made_at": f"{moment_text(content.made_at)} · {content.kiosk_id}",
        "ask": both(texts.ask.filled({"hotline": content.hotline.replace(" ", "\u00a0")})),
        "qr": qr_svg(content.qr_text),
        "qr_note": both(texts.qr_note),
    }
