"""A copy on paper of what is kept of a person: A4, as many pages as it needs, in both languages."""

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

_FILE = Path(__file__).with_name("kept.toml")


class KeptTexts(Part):
    """``kept.toml``; what goes between braces is filled in."""

    title: Bilingual
    authority: Bilingual
    law: Bilingual
    ask: Bilingual
    made_at: Bilingual


@dataclass(frozen=True, slots=True)
class PaperPart:
    """``none``: what stands there where there are no lines."""

    heading: Bilingual
    lines: tuple[Line, ...] = field(repr=False)
    none: Bilingual | None


@dataclass(frozen=True, slots=True)
class KeptContent:
    parts: tuple[PaperPart, ...] = field(repr=False)
    as_of: Bilingual
    made_at: datetime  # aware
    office_name: str
    kiosk_id: str
    hotline: str


@lru_cache(maxsize=1)
def load_kept_texts() -> KeptTexts:
    with _FILE.open("rb") as file:
        return KeptTexts.model_validate(tomllib.load(file))


def render_kept(content: KeptContent, fonts_folder: Path) -> bytes:
    """PDF/A and PDF/UA; the same content gives the same bytes. Raises PrintingError."""
    return render("kept", kept_data(content), fonts_folder, content.made_at)


def kept_data(content: KeptContent) -> dict[str, Json]:
    """What the template ``kept`` is given."""
    texts = load_kept_texts()
    return {
        "title": both(texts.title),
        "authority": both(texts.authority),
        "law": both(texts.law),
        "office": content.office_name,
        "parts": [
            {
                "heading": both(each.heading),
                "lines": [{"words": both(line.words), "value": both(line.value)} for line in each.lines],
                "none": None if each.none is None else both(each.none),
            }
            for each in content.parts
        ],
        "as_of": both(content.as_of),
        "made_at": {
            "words": both(texts.made_at),
            "value": f"{moment_text(content.made_at)} · {content.kiosk_id}",
        },
        "ask": both(texts.ask.filled({"hotline": content.hotline.replace(" ", "\u00a0")})),
    }
