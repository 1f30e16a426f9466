"""What a case came to, on paper: A4, in both languages, in a layout of our own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from kiosk.clock import VIETNAM_TIME, day_text
from kiosk.documents.parts import Part
from kiosk.documents.qr import qr_svg
from kiosk.documents.typesetting import Json, both, render
from kiosk.language import Bilingual, same

_FILE = Path(__file__).with_name("result_notice.toml")


class ResultNoticeTexts(Part):
    """``result_notice.toml``; what goes between braces is filled in."""

    title: Bilingual
    authority: Bilingual
    numbered: Bilingual
    settled: Bilingual
    refused: Bilingual
    labels: dict[str, Bilingual]
    terms: Mapping[str, Bilingual]  # by what the days are counted in
    appeal: Bilingual
    ask: Bilingual
    layout: Bilingual
    qr_note: Bilingual


@lru_cache(maxsize=1)
def load_result_notice_texts() -> ResultNoticeTexts:
    with _FILE.open("rb") as file:
        return ResultNoticeTexts.model_validate(tomllib.load(file))


@dataclass(frozen=True, slots=True)
class ResultNotice:
    """``person``: name and masked number, as they are printed. ``reason``: of a refusal. ``results``: what
    follows from a yes. ``due_on``, ``term_days``: None where the law gives no term; ``term_count``: what its
    days are, a key of the texts; ``term_article``: where it stands.
    """

    number: str
    case_number: str
    asked: Bilingual
    person: tuple[str, str] = field(repr=False)
    refused: bool
    reason: Bilingual | None
    results: tuple[Bilingual, ...]
    filed_on: date
    due_on: date | None
    decided_at: datetime  # aware
    office_name: str
    legal_basis: tuple[str, ...]
    term_days: int | None
    term_count: str
    term_article: str


def render_result_notice(content: ResultNotice, fonts_folder: Path) -> bytes:
    """PDF/A and PDF/UA; the same content gives the same bytes. Raises PrintingError."""
    return render("result_notice", result_notice_data(content), fonts_folder, content.decided_at)


def result_notice_data(content: ResultNotice) -> dict[str, Json]:
    """What the template ``result_notice`` is given."""
    texts = load_result_notice_texts()
    return {
        "title": both(texts.title),
        "authority": both(texts.authority),
        "office": content.office_name,
        "numbered": both(texts.numbered.filled({"number": content.number})),
        "verdict": both(_verdict(content)),
        "reason": None if content.reason is None else both(content.reason),
        "labels": {name: both(label) for name, label in texts.labels.items()},
        "rows": [{"label": both(texts.labels[name]), "value": both(value)} for name, value in _rows(content)],
        "results": [] if content.refused else [both(each) for each in content.results],
        "law": list(content.legal_basis),
        "appeal": both(texts.appeal) if content.refused else None,
        "ask": both(texts.ask.filled({"office": content.office_name})),
        "layout": both(texts.layout),
        "qr": qr_svg(qr_text(content)),
        "qr_note": both(texts.qr_note),
    }


def qr_text(content: ResultNotice) -> str:
    """For a phone; nothing in it names the person."""
    texts = load_result_notice_texts()
    return "\n".join(
        (
            texts.title.vi,
            texts.numbered.vi.format(number=content.number),
            content.asked.vi,
            f"{_verdict(content).vi} ({day_text(_decided_on(content))})",
            content.office_name,
        )
    )


def _verdict(content: ResultNotice) -> Bilingual:
    texts = load_result_notice_texts()
    return texts.refused if content.refused else texts.settled


def _decided_on(content: ResultNotice) -> date:
    return content.decided_at.astimezone(VIETNAM_TIME).date()


def _rows(content: ResultNotice) -> Iterator[tuple[str, Bilingual]]:
    texts = load_result_notice_texts()
    name, number = content.person
    yield "asked", content.asked
    yield "case", same(content.case_number)
    yield "person", same(name)
    yield "personal_number", same(number)
    yield "filed_on", same(day_text(content.filed_on))
    if content.due_on is not None:
        yield "due_on", same(day_text(content.due_on))
    yield "decided_on", same(day_text(_decided_on(content)))
    yield "office", same(content.office_name)
    if content.term_days is not None:
        days = texts.terms[content.term_count].filled({"days": content.term_days})
        source = f" ({content.term_article})" if content.term_article else ""
        yield "term", Bilingual(vi=days.vi + source, en=days.en + source)
