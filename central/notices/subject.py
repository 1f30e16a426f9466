"""What the rules of notices look at: what the register has of one person, and their own cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

from kiosk.benefits.months import PartialDate
from kiosk.contract.records import (
    Benefit,
    CareDocument,
    CareEvent,
    Contribution,
    HealthCard,
    HealthParticipation,
    Payment,
    TimeUse,
)
from kiosk.language import Bilingual

Values: TypeAlias = Mapping[str, str | Bilingual]


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case of the person's that was carried out. ``about``: within the kind, as in the table of cases."""

    kind: str
    about: str | None
    opened_on: date
    done_on: date


@dataclass(frozen=True, slots=True)
class Subject:
    """One living person whose record is kept by Vietnam Social Security itself. ``contributions``: those that
    no other entry has taken the place of. ``deaths``: of close relatives, when.
    """

    born: PartialDate = field(repr=False)
    sex: Literal["male", "female"] = field(repr=False)
    closed_until: str | None = field(default=None, repr=False)
    contributions: tuple[Contribution, ...] = field(default=(), repr=False)
    time_used: tuple[TimeUse, ...] = field(default=(), repr=False)
    participation: tuple[HealthParticipation, ...] = field(default=(), repr=False)
    cards: tuple[HealthCard, ...] = field(default=(), repr=False)
    benefits: tuple[Benefit, ...] = field(default=(), repr=False)
    payments: tuple[Payment, ...] = field(default=(), repr=False)
    care: tuple[CareEvent, ...] = field(default=(), repr=False)
    documents: tuple[CareDocument, ...] = field(default=(), repr=False)
    cases: tuple[KnownCase, ...] = field(default=(), repr=False)
    deaths: tuple[date, ...] = field(default=(), repr=False)

    @property
    def draws_pension(self) -> bool:
        return any(each.kind == "pension" and each.state != "ended" for each in self.benefits)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that a person is to be told. ``key``: what it is about; of a kind and key a person is told
    once. ``values`` are worked out only for what is new.
    """

    key: str = field(repr=False)
    values: Callable[[], Values] = field(repr=False)
    until: datetime | None = None  # when it is over, where that is earlier than the kind says
    beforehand: Mapping[str, str] = field(default_factory=dict, repr=False)
    source: str | None = field(default=None, repr=False)
