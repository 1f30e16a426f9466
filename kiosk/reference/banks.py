"""Banks by the numbers of the NAPAS network, as payment codes (VietQR) and account look-ups use them.

A number that changed hands or name has a row for each span of days; a bank that ended names the one that went
on with its accounts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from kiosk.errors import KnownError
from kiosk.reference.folding import SearchIndex
from kiosk.reference.tables import Row, TableFile, TableInfo, read_table

_DATES = ("valid_from", "valid_to", "successor")  # lists of before have none of them
_COLUMNS = ("bin", "short_name", "name", "kind", "swift", "transfer", "lookup", "former_names", *_DATES)


class BankKind(StrEnum):
    BANK = "bank"
    FOREIGN_BRANCH = "foreign_branch"  # a branch of a foreign bank in Vietnam
    BRAND = "brand"  # accounts of another bank under a name of its own
    WALLET = "wallet"  # no bank: benefits cannot be paid into it (Law 41/2024/QH15, article 114)


@dataclass(frozen=True, slots=True)
class Bank:
    """``bin``: six digits. ``transfer``: is paid by VietQR, otherwise it only receives transfers that are
    typed in. ``lookup``: tells the holder's name. The days are those of this name; ``successor`` is the
    number of the bank that went on with the accounts of one that ended.
    """

    bin: str
    short_name: str
    name: str
    kind: BankKind
    swift: str
    transfer: bool
    lookup: bool
    former_names: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None  # the last day; None: no end known
    successor: str = ""

    def is_valid_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    @property
    def can_receive_benefits(self) -> bool:
        """Benefits go to an account with a commercial bank or a branch of a foreign bank in Vietnam."""
        return self.kind is not BankKind.WALLET


class Banks:
    """The banks of one folder of reference data, read when first asked for."""

    def __init__(self, file: TableFile) -> None:
        self._file = file

    @property
    def info(self) -> TableInfo:
        return self._read[0]

    def all(self) -> tuple[Bank, ...]:
        """Each number once, as it was known last."""
        return tuple(spans[-1] for spans in self._read[1].values())

    def find(self, query: str, limit: int | None = 20, *, on: date | None = None) -> list[Bank]:
        """By short name, name, former name or number, best first; an empty query finds all of them. ``on``:
        only those of that day.
        """
        return self._index.find(query, limit, None if on is None else lambda bank: bank.is_valid_on(on))

    def find_by_bin(self, number: str, on: date | None = None) -> Bank | None:
        """As it is known on a day; without one as it was known last."""
        spans = self._read[1].get(number, ())
        if on is None:
            return spans[-1] if spans else None
        return next((each for each in spans if each.is_valid_on(on)), None)

    def find_present(self, number: str, on: date) -> Bank | None:
        """The bank that has the accounts of this number on a day, itself or by who went on with them."""
        seen: set[str] = set()
        while number and number not in seen:
            seen.add(number)
            bank = self.find_by_bin(number, on)
            if bank is not None:
                return bank
            last = self.find_by_bin(number)
            number = "" if last is None else last.successor
        return None

    def get(self, number: str) -> Bank:
        """Raises ``KnownError`` (``unknown_bank``)."""
        bank = self.find_by_bin(number)
        if bank is None:
            raise KnownError("unknown_bank", "No bank has this number.")
        return bank

    @cached_property
    def _read(self) -> tuple[TableInfo, dict[str, tuple[Bank, ...]]]:
        table = read_table(self._file, _COLUMNS, _DATES)
        banks: dict[str, list[Bank]] = defaultdict(list)
        for row in table.rows:
            bank = _bank(row)
            if any(_overlap(bank, other) for other in banks[bank.bin]):
                raise row.wrong(f"bin {bank.bin} stands twice for the same day")
            banks[bank.bin].append(bank)
        for bank in (each for spans in banks.values() for each in spans):
            if bank.successor and bank.successor not in banks:
                raise table.wrong(f"successor {bank.successor} is no bank of this list")
        return table.info, {number: tuple(sorted(spans, key=_begins)) for number, spans in banks.items()}

    @cached_property
    def _index(self) -> SearchIndex[Bank]:
        return SearchIndex(
            (bank, (bank.short_name, bank.name, *bank.former_names, bank.bin))
            for spans in self._read[1].values()
            for bank in reversed(spans)
        )


def _bank(row: Row) -> Bank:
    bank = Bank(
        bin=row.digits("bin", 6),
        short_name=row.text("short_name"),
        name=row.text("name"),
        kind=row.choice("kind", BankKind),
        swift=row.optional("swift"),
        transfer=row.yes_no("transfer"),
        lookup=row.yes_no("lookup"),
        former_names=row.names("former_names"),
        valid_from=row.optional_day("valid_from"),
        valid_to=row.optional_day("valid_to"),
        successor=row.digits("successor", 6) if row.optional("successor") else "",
    )
    if bank.successor and bank.valid_to is None:
        raise row.wrong("who has a successor ends on a day")
    return bank


def _begins(bank: Bank) -> date:
    return bank.valid_from or date.min


def _overlap(one: Bank, other: Bank) -> bool:
    return _begins(one) <= (other.valid_to or date.max) and _begins(other) <= (one.valid_to or date.max)
