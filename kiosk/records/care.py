"""A person's treatments in words: where, when and what for, what it cost and who paid, the papers given.

What it was for and what it cost is secret before those who look on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kiosk.clock import day_text, moment_text
from kiosk.contract.records import CareDocument, CareEvent, CostLine, Release
from kiosk.language import Bilingual, Language, same
from kiosk.records.telling import Line, days, money

_FILE = Path(__file__).with_name("care.toml")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Said(_Part):
    title: Bilingual
    text: Bilingual


class _Texts(_Part):
    """``care.toml``; what goes between braces is filled in."""

    as_of: Bilingual
    none: Bilingual
    no_documents: Bilingual
    no_costs: Bilingual
    future: Bilingual
    row: Bilingual
    row_days: Bilingual
    disease: Bilingual
    cost: Bilingual
    paid: Bilingual
    document: Bilingual
    document_days: Bilingual
    kind: dict[str, Bilingual]
    label: dict[str, Bilingual]
    document_kind: dict[str, Bilingual]
    document_state: dict[str, Bilingual]
    withheld: _Said


@dataclass(frozen=True, slots=True)
class DisputedCare:
    """A treatment as far as a person names it who says that it was not theirs. ``reference``: ours."""

    reference: str
    day: date = field(repr=False)
    facility: str = field(repr=False)

    @classmethod
    def of(cls, event: CareEvent) -> DisputedCare:
        return cls(event.id, event.admitted_on, event.facility.name)


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """One treatment. ``row`` under the ``facility`` tells it apart from others; ``costs`` are the sums, and
    ``cost_lines`` what they are sums of. ``remark``: what is odd about it, or that no costs are known.
    """

    event: CareEvent = field(repr=False)
    facility: str = field(repr=False)
    row: Bilingual = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    costs: tuple[Line, ...] = field(repr=False)
    cost_lines: tuple[Line, ...] = field(repr=False)
    remark: Bilingual | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldCare:
    """The newest first. ``none`` and ``no_documents`` are said where there are none; ``withheld`` (title and
    text) where another authority keeps it.
    """

    as_of: Bilingual
    events: tuple[ToldEvent, ...] = field(repr=False)
    documents: tuple[Line, ...] = field(repr=False)
    none: Bilingual | None
    no_documents: Bilingual | None
    withheld: tuple[Bilingual, Bilingual] | None


def tell_care(release: Release, on: date) -> ToldCare:
    """As of a day, of a record that came with care and documents."""
    texts, record = _texts(), release.record
    events = sorted(record.care or (), key=lambda each: (each.admitted_on, each.discharged_on), reverse=True)
    papers = sorted(record.documents or (), key=lambda each: each.issued_on, reverse=True)
    is_withheld = record.care is None or record.documents is None
    return ToldCare(
        as_of=texts.as_of.filled({"moment": moment_text(release.read_at)}),
        events=tuple(_event(each, on) for each in events),
        documents=tuple(map(_document, papers)),
        none=None if events or is_withheld else texts.none,
        no_documents=None if papers or is_withheld else texts.no_documents,
        withheld=(texts.withheld.title, texts.withheld.text) if is_withheld else None,
    )


@lru_cache(maxsize=1)
def _texts() -> _Texts:
    with _FILE.open("rb") as file:
        return _Texts.model_validate(tomllib.load(file))


def _event(event: CareEvent, on: date) -> ToldEvent:
    texts = _texts()
    remark = texts.future if event.admitted_on > on else None if event.lines else texts.no_costs
    return ToldEvent(
        event=event,
        facility=event.facility.name,
        row=_row(event),
        lines=tuple(_lines(event)),
        costs=tuple(_costs(event)),
        cost_lines=tuple(map(_cost_line, event.lines)),
        remark=remark,
    )


def _row(event: CareEvent) -> Bilingual:
    texts, kind = _texts(), _texts().kind[event.kind]
    words = texts.row if event.admitted_on == event.discharged_on else texts.row_days
    first, last = day_text(event.admitted_on), day_text(event.discharged_on)
    vi, en = (words.text(each).format(kind=kind.text(each), first=first, last=last) for each in Language)
    return Bilingual(vi=vi, en=en)


def _lines(event: CareEvent) -> Iterator[Line]:
    texts, label = _texts(), _texts().label
    disease = texts.disease.filled({"disease": event.disease, "code": event.disease_code})
    yield Line(label["admitted"], same(day_text(event.admitted_on)))
    yield Line(label["discharged"], same(day_text(event.discharged_on)))
    yield Line(label["facility"], same(event.facility.name))
    yield Line(label["disease"], disease, secret=True)
    yield Line(label["reference"], same(event.id))


def _costs(event: CareEvent) -> Iterator[Line]:
    """Who paid what; sources that paid nothing are left out, but for the person's own parts."""
    if not event.lines:
        return
    label = _texts().label
    sums = {
        "insurance": sum(each.insurance for each in event.lines),
        "other": sum(each.other for each in event.lines),
        "co_payment": sum(each.co_payment for each in event.lines),
        "own": sum(each.own for each in event.lines),
    }
    yield Line(label["total"], money(sum(sums.values()), "VND"), secret=True)
    for name, amount in sums.items():
        if amount or name != "other":
            yield Line(label[name], money(amount, "VND"), secret=True)


def _cost_line(line: CostLine) -> Line:
    """What was done or given is as telling as its price."""
    texts = _texts()
    total = line.insurance + line.other + line.co_payment + line.own
    vi, en = (
        f"{line.name}: "
        + texts.cost.text(each).format(
            quantity=_quantity(line.quantity_hundredths, each),
            unit=line.unit,
            price=money(line.price, "VND").text(each),
            share=line.share_percent,
        )
        + " = "
        + texts.paid.text(each).format(
            total=money(total, "VND").text(each),
            own=money(line.co_payment + line.own, "VND").text(each),
        )
        for each in Language
    )
    return Line(same(line.code), Bilingual(vi=vi, en=en), secret=True)


def _quantity(hundredths: int, language: Language) -> str:
    """``2``, ``0,5``."""
    text = f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language is Language.VIETNAMESE else text


def _document(paper: CareDocument) -> Line:
    texts = _texts()
    state = texts.document_state[paper.state]
    known = {
        "serial": paper.serial,
        "day": day_text(paper.issued_on),
        "facility": paper.facility.name,
    }
    if paper.from_day is None or paper.to_day is None:
        vi, en = (texts.document.text(each).format(**known, state=state.text(each)) for each in Language)
    else:
        span = days(paper.from_day, paper.to_day)
        vi, en = (
            texts.document_days.text(each).format(**known, span=span.text(each), state=state.text(each))
            for each in Language
        )
    return Line(texts.document_kind[paper.kind], Bilingual(vi=vi, en=en))
