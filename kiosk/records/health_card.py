"""A person's health card in words, for screen and paper: how it stands, what it pays, earlier ones."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from kiosk.clock import day_text, moment_text
from kiosk.contract.records import HealthCard, ManagedBy, Person, PersonRecord, Release
from kiosk.language import Bilingual, Language, same
from kiosk.records.health_card_qr import health_card_qr
from kiosk.records.health_cards import CardState, in_turn, payer_of, printed_level, state_of, usual_share
from kiosk.records.telling import Line, days, singular

_FILE = Path(__file__).with_name("health_card.toml")

Urgency: TypeAlias = Literal["ok", "info", "warn", "danger"]
_URGENCY: dict[CardState, Urgency] = {
    CardState.VALID: "ok",
    CardState.ENDING: "warn",
    CardState.COMING: "info",
    CardState.ENDED: "danger",
    CardState.WITHDRAWN: "danger",
    CardState.LOCKED: "danger",
}
_TO_RENEW = frozenset({CardState.ENDING, CardState.ENDED})
_BY_OTHERS = frozenset({"insurance_fund", "state", "defence", "police"})  # they go on paying by themselves


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Said(_Part):
    title: Bilingual
    text: Bilingual


class _Texts(_Part):
    """``health_card.toml``; what goes between braces is filled in."""

    as_of: Bilingual
    earlier: Bilingual
    five_years_reached: Bilingual
    none: _Said
    label: dict[str, Bilingual]
    level: dict[str, Bilingual]
    state: dict[CardState, _Said]
    last_day: Bilingual
    renew: dict[str, Bilingual]
    printed: _Said
    unlike: _Said
    withheld: _Said
    object: dict[str, Bilingual]


@dataclass(frozen=True, slots=True)
class Said:
    """Something that stands out. ``name``: which of them, for who looks for it."""

    name: str
    urgency: Urgency
    title: Bilingual = field(repr=False)
    text: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldCard:
    """``said``: how it stands comes first. ``qr``: the text of its code, "" where there is no card.
    ``renewable``: the person can renew it, or join, by themselves. ``earlier``: the newest first.
    """

    as_of: Bilingual
    said: tuple[Said, ...] = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    earlier: tuple[Line, ...] = field(repr=False)
    qr: str = field(repr=False)
    renewable: bool


def tell_card(release: Release, on: date, hotline: str) -> ToldCard:
    """As of a day. The record has to come with its health cards."""
    texts, record = _texts(), release.record
    as_of = texts.as_of.filled({"moment": moment_text(release.read_at)})
    cards = in_turn(record.health_cards or (), on)
    if not cards:
        none = Said("none", "warn", texts.none.title, texts.none.text.filled({"hotline": hotline}))
        return ToldCard(as_of, (none,), (), (), "", renewable=True)
    card, *earlier = cards
    return ToldCard(
        as_of=as_of,
        said=tuple(_said(card, record, on, hotline)),
        lines=tuple(_lines(card, record.person, on)),
        earlier=tuple(_earlier(each, on) for each in earlier),
        qr=health_card_qr(card, record.person),
        renewable=state_of(card, on) in _TO_RENEW and payer_of(record, card) not in _BY_OTHERS,
    )


@lru_cache(maxsize=1)
def _texts() -> _Texts:
    with _FILE.open("rb") as file:
        return _Texts.model_validate(tomllib.load(file))


def _said(card: HealthCard, record: PersonRecord, on: date, hotline: str) -> Iterator[Said]:
    texts, usual, printed = _texts(), usual_share(card.level, on), printed_level(card)
    yield _standing(card, record, on, hotline)
    known = {"level": card.level, "share": card.share_percent, "hotline": hotline}
    if printed is not None and printed != card.level:
        title = texts.printed.title.filled({"printed": printed})
        yield Said("printed", "info", title, texts.printed.text.filled(known))
    if usual is not None and usual != card.share_percent:
        text = texts.unlike.text.filled({**known, "usual": usual})
        yield Said("unlike", "info", texts.unlike.title, text)
    if card.issued_by is not ManagedBy.CIVIL:
        yield Said("withheld", "info", texts.withheld.title, texts.withheld.text)


def _standing(card: HealthCard, record: PersonRecord, on: date, hotline: str) -> Said:
    texts, state = _texts(), state_of(card, on)
    left = (card.valid_to - on).days
    known = {
        "days": left,
        "first": day_text(card.valid_from),
        "last": day_text(card.valid_to),
        "hotline": hotline,
    }
    said = texts.state[state]
    title = texts.last_day if state is CardState.ENDING and left == 0 else said.title.filled(known)
    text = said.text.filled(known)
    if state in _TO_RENEW:
        text = _joined(text, texts.renew[payer_of(record, card) or "unknown"])
    return Said(state.value, _URGENCY[state], singular(title), text)


def _lines(card: HealthCard, person: Person, on: date) -> Iterator[Line]:
    label, reached = _texts().label, _texts().five_years_reached
    yield Line(label["name"], same(person.full_name))
    yield Line(label["born"], same(_birth(person)), secret=True)
    yield Line(label["code"], same(card.code), secret=True)
    yield Line(label["level"], _level(card))
    yield Line(label["valid"], days(card.valid_from, card.valid_to))
    if card.five_years_on is not None:
        day = day_text(card.five_years_on)
        yield Line(
            label["five_years"], reached.filled({"day": day}) if card.five_years_on <= on else same(day)
        )
    yield Line(label["facility"], same(card.facility.name))
    yield Line(label["object"], _texts().object.get(card.object_code, same(card.object_code)))


def _level(card: HealthCard) -> Bilingual:
    """What the register says counts; the printed code is left alone."""
    words = _texts().level["all" if card.share_percent == 100 else "part"]
    known = {"level": card.level, "share": card.share_percent, "rest": 100 - card.share_percent}
    return words.filled(known)


def _birth(person: Person) -> str:
    formats = {"day": "%d/%m/%Y", "month": "%m/%Y", "year": "%Y"}
    return person.date_of_birth.strftime(formats[person.birth_known_to])


def _earlier(card: HealthCard, on: date) -> Line:
    """Its span as the label and, as the value, what it was."""
    texts = _texts()
    state = texts.state[state_of(card, on)].title.filled({"days": (card.valid_to - on).days})
    vi, en = (
        texts.earlier.text(each).format(state=state.text(each), level=card.level, facility=card.facility.name)
        for each in Language
    )
    return Line(days(card.valid_from, card.valid_to), Bilingual(vi=vi, en=en))


def _joined(*texts: Bilingual) -> Bilingual:
    return Bilingual(vi=" ".join(each.vi for each in texts), en=" ".join(each.en for each in texts))
