"""The electronic social insurance book in words (L41/2024 Art. 25): who, what was paid, what was settled."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kiosk.benefits.months import Month
from kiosk.clock import day_text
from kiosk.contract.records import AliasKind, Benefit, BenefitKind, Person, Release, TimeUse
from kiosk.language import Bilingual, same
from kiosk.records.stretches import Stretch, stretches_of
from kiosk.records.telling import Line, ToldContributions, money, span, tell_contributions

_FILE = Path(__file__).with_name("book.toml")
OfficeName = Callable[[str], str | None]


class _Texts(BaseModel):
    """``book.toml``; what goes between braces is filled in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: dict[str, Bilingual]
    sex: dict[Literal["male", "female"], Bilingual]
    born: dict[str, Bilingual]
    benefit: dict[BenefitKind, Bilingual]
    settled: dict[str, Bilingual]
    used: dict[str, Bilingual]


@dataclass(frozen=True, slots=True)
class Settled:
    """A benefit: which, what was paid, by which decision."""

    what: Bilingual = field(repr=False)
    amount: Bilingual = field(repr=False)
    decision: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldBook:
    """``name``, ``number``: of the person and of the book, "" where it has none. ``person`` has them
    too: name, insurance_number, personal_number, born, sex, nationality, office.
    """

    name: str = field(repr=False)
    number: str = field(repr=False)
    person: Mapping[str, Line] = field(repr=False)
    contributions: ToldContributions = field(repr=False)
    stretches: tuple[Stretch, ...] = field(repr=False)
    settled: tuple[Settled, ...] = field(repr=False)
    used: tuple[Line, ...] = field(repr=False)


@lru_cache(maxsize=1)
def _texts() -> _Texts:
    with _FILE.open("rb") as file:
        return _Texts.model_validate(tomllib.load(file))


def tell_book(release: Release, on: date, hotline: str, office_name: OfficeName) -> ToldBook:
    """As of a day. ``office_name``: of a code, None where it is not known."""
    record = release.record
    return ToldBook(
        name=record.person.full_name,
        number=record.person.current_number(AliasKind.INSURANCE_NUMBER) or "",
        person={key: Line(_texts().person[key], value) for key, value in _person(record.person, office_name)},
        contributions=tell_contributions(release, on, hotline),
        stretches=stretches_of(record.contributions or ()),
        settled=tuple(map(_settled, record.benefits or ())),
        used=tuple(map(_used, record.time_used or ())),
    )


def _person(person: Person, office_name: OfficeName) -> Iterator[tuple[str, Bilingual]]:
    yield "name", same(person.full_name)
    number = person.current_number(AliasKind.INSURANCE_NUMBER)
    for name, value in (("insurance_number", number), ("personal_number", person.personal_number)):
        if value:
            yield name, same(value)
    yield "born", _born(person)
    yield "sex", _texts().sex[person.sex]
    if person.nationality != "VNM":
        yield "nationality", same(person.nationality)
    if person.office is not None:
        yield "office", same(office_name(person.office) or person.office)


def _born(person: Person) -> Bilingual:
    """As far as it is known."""
    born, texts = person.date_of_birth, _texts().born
    match person.birth_known_to:
        case "year":
            return texts["year"].filled({"year": born.year})
        case "month":
            return texts["month"].filled({"month": f"{born:%m/%Y}"})
        case "day":
            return same(day_text(born))


def _settled(benefit: Benefit) -> Settled:
    texts = _texts()
    decision = texts.settled["decision"].filled(
        {"number": benefit.decision, "day": day_text(benefit.decided_on)}
    )
    return Settled(texts.benefit[benefit.kind], _amount(benefit), decision)


def _amount(benefit: Benefit) -> Bilingual:
    texts, amount = _texts().settled, money(benefit.amount, "VND")
    days = {
        name: day_text(day)
        for name, day in (("first", benefit.from_day), ("last", benefit.to_day))
        if day is not None
    }
    which = "once" if benefit.per == "once" else "between" if "last" in days else "monthly"
    parts = [_with_amount(texts[which], amount, days)]
    if benefit.rises:
        parts.append(_with_amount(texts["risen"], money(benefit.rises[-1].amount, "VND"), {}))
    if benefit.state in ("suspended", "ended"):
        parts.append(texts[benefit.state])
    return Bilingual(vi=", ".join(each.vi for each in parts), en=", ".join(each.en for each in parts))


def _with_amount(words: Bilingual, amount: Bilingual, days: dict[str, str]) -> Bilingual:
    return Bilingual(
        vi=words.vi.format(amount=amount.vi, **days), en=words.en.format(amount=amount.en, **days)
    )


def _used(use: TimeUse) -> Line:
    texts = _texts().used
    months = span(Month.parse(use.from_month), Month.parse(use.to_month))
    if use.months_kept:
        kept = texts["kept"]
        months = Bilingual(
            vi=kept.vi.format(span=months.vi, months=use.months_kept),
            en=kept.en.format(span=months.en, months=use.months_kept),
        )
    return Line(texts[use.kind], months)
