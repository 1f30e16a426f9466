"""What a calculator found, on paper: A4, as many pages as it needs, in both languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from kiosk.clock import moment_text
from kiosk.documents.parts import Part
from kiosk.documents.qr import qr_svg
from kiosk.documents.typesetting import Json, both, render
from kiosk.language import Bilingual

_FILE = Path(__file__).with_name("estimate.toml")


class EstimateTexts(Part):
    """``estimate.toml``; what goes between braces is filled in."""

    title: Bilingual
    authority: Bilingual
    not_eligible: Bilingual
    rejected: Bilingual
    labels: dict[str, Bilingual]
    since: Bilingual
    unsure: Bilingual
    tables_shipped: Bilingual
    tables_received: Bilingual
    ask: Bilingual
    qr_note: Bilingual

    def tables(self, number: int, issued_on: date, *, shipped: bool) -> Bilingual:
        """Which tables an estimate rests on."""
        words = self.tables_shipped if shipped else self.tables_received
        return words.filled({"number": number, "day": f"{issued_on:%d/%m/%Y}"})


@lru_cache(maxsize=1)
def load_estimate_texts() -> EstimateTexts:
    with _FILE.open("rb") as file:
        return EstimateTexts.model_validate(tomllib.load(file))


@dataclass(frozen=True, slots=True)
class Line:
    """A label or sentence, and what belongs to it: a value, an article, a source."""

    words: Bilingual = field(repr=False)
    value: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class EstimateContent:
    """``figures``: the first is set large. Without any, ``verdict`` says what was found instead."""

    name: Bilingual
    verdict: Bilingual | None
    figures: tuple[Line, ...] = field(repr=False)
    reasons: tuple[Line, ...] = field(repr=False)
    steps: tuple[Line, ...] = field(repr=False)
    other_ways: tuple[Line, ...] = field(repr=False)
    changes: tuple[Bilingual, ...]
    warnings: tuple[Bilingual, ...]
    answers: tuple[Line, ...] = field(repr=False)
    used: tuple[Line, ...]
    tables: Bilingual
    notice: Bilingual
    made_at: datetime  # aware
    office_name: str
    kiosk_id: str
    hotline: str
    qr_text: str = field(repr=False)
    texts: EstimateTexts = field(default_factory=load_estimate_texts, repr=False)


def render_estimate(content: EstimateContent, fonts_folder: Path) -> bytes:
    """PDF/A and PDF/UA; the same content gives the same bytes. Raises PrintingError."""
    return render("estimate", estimate_data(content), fonts_folder, content.made_at)


def estimate_data(content: EstimateContent) -> dict[str, Json]:
    """What the template ``estimate`` is given."""
    texts = content.texts
    return {
        "title": both(texts.title),
        "authority": both(texts.authority),
        "office": content.office_name,
        "name": both(content.name),
        "notice": both(content.notice),
        "verdict": None if content.verdict is None else both(content.verdict),
        "labels": {name: both(label) for name, label in texts.labels.items()},
        "figures": _lines(content.figures),
        "parts": [
            {"label": both(texts.labels[name]), "quiet": name in _CITED, "lines": _lines(lines)}
            for name, lines in (
                ("reasons", content.reasons),
                ("warnings", tuple(Line(each, _NOTHING) for each in content.warnings)),
                ("other_ways", content.other_ways),
                ("steps", content.steps),
                ("changes", tuple(Line(each, _NOTHING) for each in content.changes)),
                ("answers", content.answers),
                ("used", content.used),
            )
            if lines
        ],
        "tables": both(content.tables),
        "made_at": f"{moment_text(content.made_at)} · {content.kiosk_id}",
        "ask": both(texts.ask.filled({"hotline": content.hotline.replace(" ", "\u00a0")})),
        "qr": qr_svg(content.qr_text),
        "qr_note": both(texts.qr_note),
    }


_NOTHING = Bilingual(vi="", en="")
_CITED = ("reasons", "steps", "used")  # parts whose values are articles and sources, in small type


def _lines(lines: tuple[Line, ...]) -> list[Json]:
    return [{"words": both(each.words), "value": both(each.value)} for each in lines]
