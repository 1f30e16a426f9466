"""The electronic social insurance book: A4, in both languages, with an empty field for the signature."""

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

_FILE = Path(__file__).with_name("book.toml")


class BookTexts(Part):
    """``book.toml``; what goes between braces is filled in."""

    title: Bilingual
    authority: Bilingual
    law: Bilingual
    copy_number: Bilingual
    qr_note: Bilingual
    signed: Bilingual
    field: Bilingual
    ask: Bilingual
    nothing_settled: Bilingual
    yourself: Bilingual
    labels: dict[str, Bilingual]


@lru_cache(maxsize=1)
def load_book_texts() -> BookTexts:
    with _FILE.open("rb") as file:
        return BookTexts.model_validate(tomllib.load(file))


@dataclass(frozen=True, slots=True)
class BookStretch:
    """A row of the table of contributions. ``where`` is empty where the person paid."""

    months: Bilingual = field(repr=False)
    where: str = field(repr=False)
    what: Bilingual = field(repr=False)
    wage: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class BookBenefit:
    benefit: Bilingual = field(repr=False)
    amount: Bilingual = field(repr=False)
    decision: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class BookContent:
    """What a book says of a person; the rest is about the copy. ``headline`` is set large."""

    person: tuple[Line, ...] = field(repr=False)
    headline: Line = field(repr=False)
    as_of: Bilingual
    totals: tuple[Line, ...] = field(repr=False)
    stretches: tuple[BookStretch, ...] = field(repr=False)
    settled: tuple[BookBenefit, ...] = field(repr=False)
    used: tuple[Line, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class BookPaper:
    """``number``: of the copy. ``qr_text``: what the code on it says. ``made_at``: aware."""

    content: BookContent = field(repr=False)
    number: str
    qr_text: str = field(repr=False)
    signer: str
    made_at: datetime


def render_book(paper: BookPaper, fonts_folder: Path) -> bytes:
    """PDF/A and PDF/UA, not signed yet: the field is named ``issuer``. Raises PrintingError."""
    return render("book", book_data(paper), fonts_folder, paper.made_at)


def content_data(content: BookContent) -> dict[str, Json]:
    """The part of the template's data that is about the person."""
    yourself = both(load_book_texts().yourself)
    return {
        "person": [_line(each) for each in content.person],
        "headline": _line(content.headline),
        "as_of": both(content.as_of),
        "totals": [_line(each) for each in content.totals],
        "stretches": [
            {
                "months": both(each.months),
                "where": {"vi": each.where, "en": ""} if each.where else yourself,
                "what": both(each.what),
                "wage": both(each.wage),
            }
            for each in content.stretches
        ],
        "settled": [
            {"benefit": both(each.benefit), "amount": both(each.amount), "decision": both(each.decision)}
            for each in content.settled
        ],
        "used": [_line(each) for each in content.used],
    }


def book_data(paper: BookPaper) -> dict[str, Json]:
    """What the template ``book`` is given."""
    texts = load_book_texts()
    signed = {"signer": paper.signer, "moment": moment_text(paper.made_at)}
    return {
        **content_data(paper.content),
        "title": both(texts.title),
        "authority": both(texts.authority),
        "law": both(texts.law),
        "copy": both(texts.copy_number.filled({"number": paper.number})),
        "qr": qr_svg(paper.qr_text),
        "qr_note": both(texts.qr_note),
        "signed": both(texts.signed.filled(signed)),
        "field": both(texts.field),
        "ask": both(texts.ask),
        "nothing_settled": both(texts.nothing_settled),
        "labels": {name: both(label) for name, label in texts.labels.items()},
    }


def _line(line: Line) -> Json:
    return {"words": both(line.words), "value": both(line.value)}
