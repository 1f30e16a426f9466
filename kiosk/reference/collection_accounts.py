"""The accounts that contributions are paid into, by what is paid and where: what a payment code is made of.

They come from central alone, signed as everything of its feed is: who could put a file into a kiosk's folder
could otherwise have people pay into an account of theirs. None is shipped; where there is none, no code is
shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from string import Formatter

from kiosk.reference.tables import Row, TableFile, TableInfo, read_table

_COLUMNS = ("product", "province", "bin", "account", "holder", "message", "valid_from", "valid_to")
_FIELDS = frozenset({"number", "months"})
_LONGEST = {"number": "9" * 12, "months": "60"}
_MESSAGE = re.compile(r"[0-9A-Za-z .\-]{1,25}", re.ASCII)  # the most that a payment code holds
_ACCOUNT = re.compile(r"[0-9A-Z]{1,19}", re.ASCII)


class Product(StrEnum):
    """What is paid for."""

    VOLUNTARY = "voluntary"  # voluntary social insurance
    HOUSEHOLD = "household"  # health insurance of a household


@dataclass(frozen=True, slots=True)
class CollectionAccount:
    """``province_code``: "" for all that have none of their own. ``message``: what the transfer has to say,
    with ``{number}`` and ``{months}`` in it; each province and bank sets its own.
    """

    product: Product
    province_code: str
    bank_bin: str
    account: str
    holder: str
    message: str
    valid_from: date
    valid_to: date | None

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def find_message(self, values: Mapping[str, str]) -> str | None:
        """None where a value is missing that it needs, or fits into no code."""
        try:
            message = self.message.format_map(values)
        except KeyError:
            return None
        return message if _MESSAGE.fullmatch(message) else None


class CollectionAccounts:
    def __init__(self, file: TableFile) -> None:
        self._file = file

    @property
    def info(self) -> TableInfo:
        return self._read[0]

    def all(self) -> tuple[CollectionAccount, ...]:
        return self._read[1]

    def find(self, product: Product, province_code: str, on: date) -> CollectionAccount | None:
        """That of the province before the one for all."""
        fits = [each for each in self.all() if each.product is product and each.is_valid_on(on)]
        own = [each for each in fits if each.province_code == province_code]
        return next(iter(own or (each for each in fits if not each.province_code)), None)

    @cached_property
    def _read(self) -> tuple[TableInfo, tuple[CollectionAccount, ...]]:
        table = read_table(self._file, _COLUMNS)
        accounts: list[CollectionAccount] = []
        for row in table.rows:
            account = _account(row)
            if any(_are_of_one_day(account, other) for other in accounts):
                raise row.wrong(f"{account.product} has two accounts for one place and day")
            accounts.append(account)
        return table.info, tuple(accounts)


def _account(row: Row) -> CollectionAccount:
    number, message = row.text("account"), row.text("message")
    if not _ACCOUNT.fullmatch(number):
        raise row.wrong("account has 1 to 19 digits or capital letters")
    try:
        fields = {name for _, name, _, _ in Formatter().parse(message) if name is not None}
    except ValueError:
        raise row.wrong("message has braces that do not belong together") from None
    if "number" not in fields or not fields <= _FIELDS:
        raise row.wrong("message names {number}, and perhaps {months}")
    if not _MESSAGE.fullmatch(message.format_map(_LONGEST)):
        raise row.wrong("message has more than 25 letters when it is filled in, or some with marks")
    return CollectionAccount(
        product=row.choice("product", Product),
        province_code=row.digits("province", 2) if row.optional("province") else "",
        bank_bin=row.digits("bin", 6),
        account=number,
        holder=row.text("holder"),
        message=message,
        valid_from=row.day("valid_from"),
        valid_to=row.optional_day("valid_to"),
    )


def _are_of_one_day(one: CollectionAccount, other: CollectionAccount) -> bool:
    same = (one.product, one.province_code) == (other.product, other.province_code)
    last, other_last = one.valid_to or date.max, other.valid_to or date.max
    return same and one.valid_from <= other_last and other.valid_from <= last
