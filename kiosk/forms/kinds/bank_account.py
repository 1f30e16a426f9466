"""A bank account for benefits: bank, number, holder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field, JsonValue

from kiosk.forms.context import Context
from kiosk.forms.errors import AnswerError
from kiosk.forms.kind import Choice, Kind, KindOptions, Typed, typed_text
from kiosk.forms.kinds.name import read_name
from kiosk.forms.order import Order
from kiosk.forms.question import Question
from kiosk.language import Language

_NUMBER = re.compile(r"[0-9]{6,19}")  # as long as a transfer by VietQR takes
_MOST_LETTERS = 100
_SHOWN_DIGITS = 4


@dataclass(frozen=True, slots=True)
class BankAccount:
    """``bank``: six digits of the NAPAS network; ``bank_name``: its short name when it was chosen."""

    bank: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    bank_name: str
    number: Annotated[str, Field(pattern=r"^[0-9]{6,19}$")] = field(repr=False)
    holder: str = field(repr=False)


class BankAccountOptions(KindOptions):
    for_benefits: bool = True  # wallets are refused: Law 41/2024/QH15, article 114
    number_twice: bool = False  # the number is typed a second time, in ``number_again``


class BankAccountKind(Kind[BankAccount, BankAccountOptions]):
    """Parts: ``bank``, its number of the network, found by ``search``; ``number`` and, where it is typed
    twice, ``number_again``; ``holder``. Blanks in the number are accepted.
    """

    name = "bank_account"
    parts = ("bank", "number", "number_again", "holder", "search")
    searches = ("search",)
    choice_parts = ("bank",)
    printed_parts = ("number", "bank", "holder")
    options = BankAccountOptions
    value_type = BankAccount
    order = Order.NONE

    def parse(self, typed: Typed, question: Question, context: Context) -> BankAccount:
        options = self.options_of(question)
        bank = context.reference.banks.find_by_bin(typed_text(typed, "bank"), context.today)
        if bank is None:
            raise self.fault("bank")
        if options.for_benefits and not bank.can_receive_benefits:
            raise self.fault("wallet")
        number = _digits(typed_text(typed, "number"))
        if not _NUMBER.fullmatch(number):
            raise self.fault("number")
        if options.number_twice and _digits(typed_text(typed, "number_again")) != number:
            raise self.fault("number_again")
        try:
            holder = read_name(typed_text(typed, "holder"), _MOST_LETTERS)
        except AnswerError as error:
            raise self.fault("holder") from error
        return BankAccount(bank.bin, bank.short_name, number, holder)

    def show(self, value: BankAccount, question: Question, context: Context) -> str:
        """``Vietcombank 0123 4567 890 (NGUYEN VAN A)``"""
        del question, context
        return f"{value.bank_name} {grouped_by_four(value.number)} ({value.holder})"

    def mask(self, value: BankAccount, question: Question, context: Context) -> str:
        """Bank and last digits."""
        del question, context
        hidden = len(value.number) - _SHOWN_DIGITS
        return f"{value.bank_name} {'•' * hidden}{value.number[hidden:]}"

    def print_parts(self, value: BankAccount, question: Question, context: Context) -> Mapping[str, str]:
        del question, context
        return {
            "number": grouped_by_four(value.number),
            "bank": value.bank_name,
            "holder": value.holder,
        }

    def type_out(self, value: BankAccount, question: Question) -> Typed:
        again = {"number_again": value.number} if self.options_of(question).number_twice else {}
        return {"bank": value.bank, "number": value.number, **again, "holder": value.holder}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """From an account as it is sent; from a text the holder's name."""
        del context
        if isinstance(fact, str):
            return {"holder": fact}
        try:
            return self.type_out(self.from_json(fact), question)
        except ValueError:
            return {}

    def choices(self, part: str, typed: Typed, question: Question, context: Context) -> tuple[Choice, ...]:
        if part != "bank":
            return ()
        found = context.reference.banks.find(typed_text(typed, "search"), limit=None, on=context.today)
        benefits = self.options_of(question).for_benefits
        was = "tên cũ" if context.language is Language.VIETNAMESE else "formerly"
        return tuple(
            Choice(
                bank.bin,
                bank.short_name,
                f"{bank.name} ({was}: {', '.join(bank.former_names)})" if bank.former_names else bank.name,
            )
            for bank in found
            if bank.can_receive_benefits or not benefits
        )


def _digits(text: str) -> str:
    return re.sub(r"[\s.\-]", "", text)


def grouped_by_four(number: str) -> str:
    return " ".join(number[place : place + 4] for place in range(0, len(number), 4))
