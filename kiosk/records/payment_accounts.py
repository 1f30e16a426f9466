"""The accounts that benefits go to, in words: which there are, what goes to each, what waits, and when what
is paid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from kiosk.clock import day_text, moment_text
from kiosk.contract.records import PURPOSES, AccountStep, BankAccount, FiledCase, Purpose, Release
from kiosk.language import Bilingual, Language, same
from kiosk.records.telling import Line
from kiosk.toml import read_toml

_FILE = Path(__file__).with_name("payment_accounts.toml")
_DIGITS = 4

Urgency: TypeAlias = Literal["info", "ok", "warn", "off"]
_OF_STATE: dict[str, Urgency] = {"unverified": "warn", "active": "ok", "closed": "off"}
_OF_STEP: dict[AccountStep, Urgency] = {
    AccountStep.UNVERIFIED: "info",
    AccountStep.NAME_CHECKED: "info",
    AccountStep.NAME_MISMATCH: "warn",
    AccountStep.STAFF_APPROVED: "info",
    AccountStep.SENT: "info",
}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class When(_Part):
    """When money for a purpose comes, since a day. ``status``: ``unsure`` where the source was not read
    whole.
    """

    purpose: Purpose
    valid_from: date
    text: Bilingual
    source: str
    status: Literal["settled", "unsure"]


class _Texts(_Part):
    """``payment_accounts.toml``."""

    as_of: Bilingual
    none: Bilingual
    ending: Bilingual
    chosen: Bilingual
    formerly: Bilingual
    ended_bank: Bilingual
    pending: Bilingual
    numbered: Bilingual
    paid: Bilingual
    label: dict[str, Bilingual]
    default: dict[str, Bilingual]
    state: dict[str, Bilingual]
    step: dict[AccountStep, Bilingual]
    purpose: dict[Purpose, Bilingual]
    when: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class BankNow:
    """What a bank is called on the day; "" where there is none any more."""

    name: str


@dataclass(frozen=True, slots=True)
class ToldAccount:
    """``chosen``: the words by which it is named when something is asked for about it. ``warning``: what to
    do.
    """

    name: Bilingual
    state: Bilingual
    urgency: Urgency
    chosen: Bilingual = field(repr=False)
    is_open: bool
    warning: Bilingual | None
    lines: tuple[Line, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldStep:
    """An account that was asked for and is not in use yet."""

    title: Bilingual
    text: Bilingual
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class ToldWhen:
    purpose: Bilingual
    text: Bilingual
    source: str


@dataclass(frozen=True, slots=True)
class ToldAccounts:
    """Accounts in use come first. ``none``: what is said where none is in use."""

    as_of: Bilingual
    none: Bilingual | None
    accounts: tuple[ToldAccount, ...]
    waiting: tuple[ToldStep, ...]
    paid: Bilingual
    when: tuple[ToldWhen, ...]


def tell_accounts(release: Release, on: date, bank_now: Callable[[str], BankNow]) -> ToldAccounts:
    """As of a day. ``bank_now``: by the number of the bank."""
    texts = load_account_texts()
    accounts = sorted(release.record.bank_accounts or (), key=lambda each: each.state == "closed")
    told = tuple(_account(each, bank_now(each.bank_bin)) for each in accounts)
    return ToldAccounts(
        as_of=texts.as_of.filled({"moment": moment_text(release.read_at)}),
        none=None if any(each.is_open for each in told) else texts.none,
        accounts=told,
        waiting=tuple(_waiting(release.record.cases or ())),
        paid=texts.paid,
        when=tuple(_when(on)),
    )


@lru_cache(maxsize=1)
def load_account_texts() -> _Texts:
    return _Texts.model_validate(read_toml(_FILE))


def when_paid(purpose: Purpose, on: date) -> When | None:
    """What counts on a day."""
    begun = [each for each in load_account_texts().when if each.purpose == purpose and each.valid_from <= on]
    return max(begun, key=lambda each: each.valid_from, default=None)


def _account(account: BankAccount, bank: BankNow) -> ToldAccount:
    texts, is_open = load_account_texts(), account.state != "closed"
    digits, name = account.number[-_DIGITS:], bank.name or account.bank_name
    shown = same(name)
    if name != account.bank_name:
        shown = texts.formerly.filled({"bank": name, "former": account.bank_name})
    ending = texts.ending.filled({"digits": digits})
    return ToldAccount(
        name=Bilingual(vi=f"{shown.vi}, {ending.vi}", en=f"{shown.en}, {ending.en}"),
        state=texts.state[account.state],
        urgency=_OF_STATE[account.state],
        chosen=texts.chosen.filled({"bank": account.bank_name, "digits": digits}),
        is_open=is_open,
        warning=texts.ended_bank if is_open and not bank.name else None,
        lines=tuple(_lines(account)),
    )


def _lines(account: BankAccount) -> Iterator[Line]:
    texts = load_account_texts()
    purposes = [texts.purpose[each] for each in PURPOSES if each in account.purposes]
    listed = Bilingual(vi="; ".join(each.vi for each in purposes), en="; ".join(each.en for each in purposes))
    yield Line(texts.label["purposes"], listed)
    if account.state != "closed":
        yield Line(texts.label["default"], texts.default["yes" if account.is_default else "no"])
    yield Line(texts.label["since"], same(day_text(account.since)))


def _waiting(cases: tuple[FiledCase, ...]) -> Iterator[ToldStep]:
    texts = load_account_texts()
    for case in cases:
        if case.account in _OF_STEP:
            text = texts.step[case.account]
            if case.number is not None:
                vi, en = (
                    texts.numbered.text(each).format(text=text.text(each), number=case.number)
                    for each in Language
                )
                text = Bilingual(vi=vi, en=en)
            yield ToldStep(texts.pending, text, _OF_STEP[case.account])


def _when(on: date) -> Iterator[ToldWhen]:
    for purpose, words in load_account_texts().purpose.items():
        when = when_paid(purpose, on)
        if when is not None:
            yield ToldWhen(words, when.text, when.source)
