"""A person's contributions on paper: A4, as many pages as it needs, in both languages."""

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

_FILE = Path(__file__).with_name("contributions.toml")


class ContributionsTexts(Part):
    """``contributions.toml``; what goes between braces is filled in."""

    title: Bilingual
    kind: Bilingual
    authority: Bilingual
    notice: Bilingual
    ask: Bilingual
    labels: dict[str, Bilingual]
    yourself: Bilingual


@dataclass(frozen=True, slots=True)
class PaperMatter:
    title: Bilingual = field(repr=False)
    spans: Bilingual = field(repr=False)
    text: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A row of the table. ``where`` is empty where the person paid."""

    months: Bilingual = field(repr=False)
    where: str = field(repr=False)
    what: Bilingual = field(repr=False)
    wage: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class PaperWorkplace:
    """Who paid, from when to when, and what the months come to."""

    who: Bilingual = field(repr=False)
    months: Bilingual = field(repr=False)
    words: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class ContributionsContent:
    """``person``: name and masked number, as they are printed. ``headline`` is set large."""

    person: tuple[str, str] = field(repr=False)
    headline: Line
    totals: tuple[Line, ...] = field(repr=False)
    matters: tuple[PaperMatter, ...] = field(repr=False)
    health: tuple[Line, ...] = field(repr=False)
    workplaces: tuple[PaperWorkplace, ...] = field(repr=False)
    entries: tuple[PaperEntry, ...] = field(repr=False)
    as_of: Bilingual
    made_at: datetime  # aware
    office_name: str
    kiosk_id: str
    hotline: str


@lru_cache(maxsize=1)
def load_contributions_texts() -> ContributionsTexts:
    with _FILE.open("rb") as file:
        return ContributionsTexts.model_validate(tomllib.load(file))


def render_contributions(content: ContributionsContent, fonts_folder: Path) -> bytes:
    """PDF/A and PDF/UA; the same content gives the same bytes. Raises PrintingError."""
    return render("contributions", contributions_data(content), fonts_folder, content.made_at)


def contributions_data(content: ContributionsContent) -> dict[str, Json]:
    """What the template ``contributions`` is given."""
    texts = load_contributions_texts()
    name, number = content.person
    return {
        "title": both(texts.title),
        "kind": both(texts.kind),
        "authority": both(texts.authority),
        "notice": both(texts.notice),
        "office": content.office_name,
        "labels": {key: both(label) for key, label in texts.labels.items()},
        "person": [
            {"words": both(texts.labels["person"]), "value": name},
            {"words": both(texts.labels["number"]), "value": number},
        ],
        "headline": _line(content.headline),
        "totals": [_line(each) for each in content.totals],
        "matters": [
            {"title": both(each.title), "spans": both(each.spans), "text": both(each.text)}
            for each in content.matters
        ],
        "health": [_line(each) for each in content.health],
        "workplaces": [
            {"who": both(each.who), "months": both(each.months), "words": both(each.words)}
            for each in content.workplaces
        ],
        "entries": [
            {
                "months": both(each.months),
                "where": {"vi": each.where, "en": ""} if each.where else both(texts.yourself),
                "what": both(each.what),
                "wage": both(each.wage),
            }
            for each in content.entries
        ],
        "as_of": both(content.as_of),
        "made_at": f"{moment_text(content.made_at)} · {content.kiosk_id}",
        "ask": both(texts.ask.filled({"hotline": content.hotline.replace(" ", "\u00a0")})),
    }


def _line(line: Line) -> Json:
    return {"words": both(line.words), "value": both(line.value)}
