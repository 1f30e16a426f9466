"""Whoever lives in the invented country, every page of their record can be told."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest

from kiosk.clock import VIETNAM_TIME
from kiosk.contract.records import KeptData, ManagedBy, PersonRecord, Release
from kiosk.language import Bilingual
from kiosk.records.book import tell_book
from kiosk.records.care import tell_care
from kiosk.records.comparing import Shown, compare, number_lines
from kiosk.records.figures import figures_of
from kiosk.records.health_card import tell_card
from kiosk.records.kept import tell_kept
from kiosk.records.missing import missing_stretches
from kiosk.records.payment_accounts import BankNow, tell_accounts
from kiosk.records.received import tell_received
from kiosk.records.telling import tell_contributions
from kiosk.records.telling_missing import tell_missing
from simulation.country import country
from tests.again import again

ON = date(2026, 11, 20)
HOTLINE = "1900 9068"
_NUMBER = "001190000017"  # of a card, where the register knows none
_SPOILT = ("{", "}", "  ")


def as_released(record: PersonRecord) -> PersonRecord:
    """Of whom a ministry keeps, without what only it knows; with nothing kept about anybody."""
    kept = KeptData(consents=(), looks=())
    if record.person.managed_by is ManagedBy.CIVIL:
        return record.model_copy(update={"kept": kept})
    withheld = ("contributions", "time_used", "benefits", "care", "documents")
    return record.model_copy(update={"kept": kept, **dict.fromkeys(withheld)})


def pages_of(record: PersonRecord) -> Iterator[object]:
    """What each page of the record tells of the person."""
    person, release = (
        record.person,
        Release(read_at=datetime(2026, 11, 20, tzinfo=VIETNAM_TIME), record=record),
    )
    yield tell_contributions(release, ON, HOTLINE)
    yield tell_missing(missing_stretches(record, ON))
    yield tell_book(release, ON, HOTLINE, lambda _code: None)
    yield tell_card(release, ON, HOTLINE)
    yield tell_care(release, ON)
    yield tell_received(release, ON)
    yield tell_accounts(release, ON, lambda _bin: BankNow(""))
    yield tell_kept(release, person.personal_number or _NUMBER, lambda code: code)
    yield compare(person, Shown("NGUYEN VAN THU", date(1990, 1, 17), None, _NUMBER))
    yield number_lines(person)
    if record.contributions is not None:
        yield figures_of(record, ON)


@cache
def names_in(kind: type[Any]) -> tuple[str, ...]:
    """Without the history: whoever tells it has put it into words."""
    return tuple(each.name for each in fields(kind) if each.name != "history")


def words_in(told: object) -> Iterator[Bilingual]:
    if isinstance(told, Bilingual):
        yield told
    elif is_dataclass(told) and not isinstance(told, type):
        for name in names_in(type(told)):
            yield from words_in(getattr(told, name))
    elif isinstance(told, tuple):
        for each in told:
            yield from words_in(each)


@pytest.mark.parametrize(("seed", "people"), [(1, 70), again(7, 400)])
def test_every_page_of_everybody_is_told_in_whole_words(seed: int, people: int) -> None:
    records = map(as_released, itertools.chain.from_iterable(country(seed, people, ON)))
    told = 0
    for record in records:
        for page in pages_of(record):
            words = set(words_in(page))
            assert not [each for each in words if any(spoilt in each.vi + each.en for spoilt in _SPOILT)]
            assert all(each.vi and "None" not in each.vi for each in words)
        told += 1
    assert told == people
