"""The benefits that a person has received, in words and in four parts: once, sickness and maternity, monthly,
unemployment. Amounts and accounts are secret before those who look on.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kiosk.clock import day_text, moment_text
from kiosk.contract.records import Benefit, BenefitKind, Payment, Release
from kiosk.language import Bilingual, Language, same
from kiosk.records.telling import Line, days, money

_FILE = Path(__file__).with_name("received.toml")
PARTS = ("once", "short", "monthly", "unemployment")
_SHORT = frozenset({BenefitKind.SICKNESS, BenefitKind.MATERNITY, BenefitKind.CONVALESCENCE})


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Said(_Part):
    title: Bilingual
    text: Bilingual


class _Texts(_Part):
    """``received.toml``; what goes between braces is filled in."""

    as_of: Bilingual
    row: Bilingual
    from_day: Bilingual
    month: Bilingual
    account: Bilingual
    cash: Bilingual
    rise: Bilingual
    future: Bilingual
    part: dict[str, Bilingual]
    none: dict[str, Bilingual]
    payment: dict[str, Bilingual]
    label: dict[str, Bilingual]
    kind: dict[BenefitKind, Bilingual]
    state: dict[str, Bilingual]
    withheld: _Said


@dataclass(frozen=True, slots=True)
class ToldBenefit:
    name: Bilingual = field(repr=False)
    row: Bilingual = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    remark: Bilingual | None


@dataclass(frozen=True, slots=True)
class ToldPart:
    """``name``: one of `PARTS`. ``none``: what is said where nothing was received."""

    name: str
    heading: Bilingual
    benefits: tuple[ToldBenefit, ...] = field(repr=False)
    none: Bilingual | None


@dataclass(frozen=True, slots=True)
class ToldReceived:
    """``parts`` is empty where ``withheld`` (title and text) says why."""

    as_of: Bilingual
    parts: tuple[ToldPart, ...] = field(repr=False)
    withheld: tuple[Bilingual, Bilingual] | None


def tell_received(release: Release, on: date) -> ToldReceived:
    """As of a day, of a record that came with benefits; in each part the newest first."""
    texts, benefits = _texts(), release.record.benefits
    as_of = texts.as_of.filled({"moment": moment_text(release.read_at)})
    if benefits is None:
        return ToldReceived(as_of, (), (texts.withheld.title, texts.withheld.text))
    payments = release.record.payments or ()
    newest = sorted(benefits, key=lambda each: each.decided_on, reverse=True)
    by_part = {name: [each for each in newest if part_of(each) == name] for name in PARTS}
    parts = tuple(
        ToldPart(
            name,
            texts.part[name],
            tuple(_benefit(each, _paid_for(each, payments), on) for each in its),
            None if its else texts.none[name],
        )
        for name, its in by_part.items()
    )
    return ToldReceived(as_of, parts, None)


def part_of(benefit: Benefit) -> str:
    """The one of `PARTS` that it belongs to."""
    if benefit.kind is BenefitKind.UNEMPLOYMENT:
        return "unemployment"
    if benefit.kind in _SHORT:
        return "short"
    return "monthly" if benefit.per == "month" else "once"


def benefit_name(kind: BenefitKind) -> Bilingual:
    return _texts().kind[kind]


@lru_cache(maxsize=1)
def _texts() -> _Texts:
    with _FILE.open("rb") as file:
        return _Texts.model_validate(tomllib.load(file))


def _paid_for(benefit: Benefit, payments: Iterable[Payment]) -> Sequence[Payment]:
    """In the order of time."""
    mine = (each for each in payments if (each.decision, each.benefit) == (benefit.decision, benefit.kind))
    return sorted(mine, key=lambda each: each.sent_on)


def _benefit(benefit: Benefit, payments: Sequence[Payment], on: date) -> ToldBenefit:
    texts, state = _texts(), _texts().state[benefit.state]
    day = day_text(benefit.decided_on)
    vi, en = (
        texts.row.text(each).format(decision=benefit.decision, day=day, state=state.text(each))
        for each in Language
    )
    return ToldBenefit(
        name=texts.kind[benefit.kind],
        row=Bilingual(vi=vi, en=en),
        lines=(*_lines(benefit, on), *map(_payment_line, payments)),
        remark=texts.future if benefit.decided_on > on else None,
    )


def _lines(benefit: Benefit, on: date) -> Iterator[Line]:
    texts, label = _texts(), _texts().label
    yield Line(label["decision"], same(benefit.decision))
    yield Line(label["decided"], same(day_text(benefit.decided_on)))
    yield Line(label["amount"], _amount(benefit.amount, benefit.per), secret=True)
    rises = sorted(benefit.rises, key=lambda each: each.from_day)
    if passed := [each for each in rises if each.from_day <= on]:
        yield Line(label["now"], _amount(passed[-1].amount, benefit.per), secret=True)
    if benefit.from_day is not None:
        yield Line(label["span"], _span(benefit.from_day, benefit.to_day))
    if benefit.employer_name:
        yield Line(label["employer"], same(benefit.employer_name))
    yield Line(label["account"], _account(benefit), secret=bool(benefit.account_ending))
    for rise in rises:
        amount = money(rise.amount, "VND")
        value = Bilingual(vi=f"{amount.vi} ({rise.ground})", en=f"{amount.en} ({rise.ground})")
        yield Line(texts.rise.filled({"day": day_text(rise.from_day)}), value, secret=True)
    if benefit.note:
        yield Line(label["note"], same(benefit.note))


def _payment_line(payment: Payment) -> Line:
    label = _texts().payment[payment.state].filled({"day": day_text(payment.sent_on)})
    amount = money(payment.amount, "VND")
    if payment.reason:
        amount = Bilingual(vi=f"{amount.vi} ({payment.reason})", en=f"{amount.en} ({payment.reason})")
    return Line(label, amount, secret=True)


def _amount(amount: int, per: str) -> Bilingual:
    text = money(amount, "VND")
    if per == "once":
        return text
    vi, en = (_texts().month.text(each).format(amount=text.text(each)) for each in Language)
    return Bilingual(vi=vi, en=en)


def _span(first: date, last: date | None) -> Bilingual:
    if last is None:
        return _texts().from_day.filled({"day": day_text(first)})
    return days(first, last)


def _account(benefit: Benefit) -> Bilingual:
    if not benefit.account_ending:
        return same(benefit.bank_name) if benefit.bank_name else _texts().cash
    return _texts().account.filled({"bank": benefit.bank_name, "ending": benefit.account_ending})
