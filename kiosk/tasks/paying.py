"""How what was worked out is paid: by a code for a banking app, where central has told into which account;
else in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from kiosk.language import Bilingual, same
from kiosk.reference.collection_accounts import CollectionAccount
from kiosk.tasks.estimate import Payable, amount_text
from kiosk.toml import read_toml
from kiosk.vietqr import Transfer, payload_of

if TYPE_CHECKING:
    from kiosk.reference.banks import Bank
    from kiosk.reference.reference_data import ReferenceData

_FILE = Path(__file__).with_name("paying.toml")


class _Texts(BaseModel):
    """``paying.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: Bilingual
    scan: Bilingual
    filed: Bilingual
    elsewhere: Bilingual
    no_number: Bilingual
    sandbox: Bilingual
    label: dict[str, Bilingual]


@dataclass(frozen=True, slots=True)
class PaymentLine:
    label: Bilingual
    value: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldPayment:
    """``code``: what the QR code says; "" where there is none, and ``text`` tells how to pay otherwise.
    ``warning``: that nothing of it exists.
    """

    title: Bilingual
    text: Bilingual
    code: str = field(default="", repr=False)
    warning: Bilingual | None = None
    lines: tuple[PaymentLine, ...] = field(default=(), repr=False)


def tell_payment(
    payable: Payable, reference: ReferenceData, province: str, on: date, *, filed: bool = False
) -> ToldPayment:
    """``province``: of the office that collects. ``filed``: it was asked for, and is decided later."""
    texts, accounts = paying_texts(), reference.collection_accounts
    account = accounts.find(payable.product, province, on)
    bank = None if account is None else reference.banks.find_by_bin(account.bank_bin, on)
    if account is None or bank is None or not bank.transfer:
        return ToldPayment(texts.title, texts.elsewhere)
    message = account.find_message(payable.values)
    if message is None:
        return ToldPayment(texts.title, texts.no_number)
    return ToldPayment(
        title=texts.title,
        text=_after(texts.filed, texts.scan) if filed else texts.scan,
        code=payload_of(Transfer(account.bank_bin, account.account, payable.amount, message)),
        warning=texts.sandbox if accounts.info.is_sandbox else None,
        lines=tuple(_lines(payable, account, bank, message)),
    )


def _after(first: Bilingual, second: Bilingual) -> Bilingual:
    return Bilingual(vi=f"{first.vi} {second.vi}", en=f"{first.en} {second.en}")


def _lines(payable: Payable, account: CollectionAccount, bank: Bank, message: str) -> Iterator[PaymentLine]:
    """What the app is going to show, to be compared."""
    label = paying_texts().label
    yield PaymentLine(label["amount"], amount_text(payable.amount))
    yield PaymentLine(label["holder"], same(account.holder))
    yield PaymentLine(label["bank"], same(bank.short_name))
    yield PaymentLine(label["account"], same(account.account))
    yield PaymentLine(label["message"], same(message))


@cache
def paying_texts() -> _Texts:
    return _Texts.model_validate(read_toml(_FILE))
