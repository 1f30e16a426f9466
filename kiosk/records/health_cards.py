"""Which of a person's health cards holds on a day, how it stands, and what its level pays. Pure facts."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from kiosk.contract.records import HealthCard, PersonRecord

_FILE = Path(__file__).with_name("health_levels.toml")
_OLD_CODE = 15  # characters; the third is the level as it was when the card was printed


class CardState(StrEnum):
    VALID = "valid"
    ENDING = "ending"  # holds, and is to be renewed soon
    COMING = "coming"  # begins later
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    LOCKED = "locked"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Level(_Part):
    """What a level paid from a day on, until the next row of the same level."""

    level: int = Field(ge=1, le=5)
    valid_from: date
    share_percent: int = Field(ge=0, le=100)
    source: str


class _Levels(_Part):
    renew_days: int = Field(ge=1)
    level: tuple[Level, ...]


@lru_cache(maxsize=1)
def _table() -> _Levels:
    with _FILE.open("rb") as file:
        return _Levels.model_validate(tomllib.load(file))


def in_turn(cards: Sequence[HealthCard], on: date) -> tuple[HealthCard, ...]:
    """The card that holds on the day, else the next that will, else the one that ended last; then the others,
    the newest first. What is withdrawn or locked comes after what is not.
    """
    return tuple(sorted(cards, key=lambda card: _rank(card, on)))


def _rank(card: HealthCard, on: date) -> tuple[bool, int, int]:
    newest = -card.valid_to.toordinal()
    if card.valid_from <= on <= card.valid_to:
        return card.state != "active", 0, newest
    if card.valid_from > on:
        return card.state != "active", 1, card.valid_from.toordinal()
    return card.state != "active", 2, newest


def state_of(card: HealthCard, on: date) -> CardState:
    if card.state != "active":
        return CardState(card.state)
    if card.valid_from > on:
        return CardState.COMING
    if card.valid_to < on:
        return CardState.ENDED
    return CardState.ENDING if card.valid_to - on < timedelta(days=_table().renew_days) else CardState.VALID


def usual_share(level: int, on: date) -> int | None:
    """Percent of the costs that the fund pays at this level on a day; None where the table does not say."""
    rows = [row for row in _table().level if row.level == level and row.valid_from <= on]
    return max(rows, key=lambda row: row.valid_from).share_percent if rows else None


def printed_level(card: HealthCard) -> int | None:
    """As it stands in an old card's code, which the law may have overtaken; None where none is printed."""
    return int(card.code[2]) if len(card.code) == _OLD_CODE else None


def payer_of(record: PersonRecord, card: HealthCard) -> str | None:
    """Who paid for it last, as the register has it, and so who renews it; None where that is not known."""
    paid = [
        each
        for each in record.health_participation or ()
        if each.object_code == card.object_code and each.from_day <= card.valid_to
    ]
    return max(paid, key=lambda each: each.to_day).payer if paid else None
