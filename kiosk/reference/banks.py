"""Banks by the numbers of the NAPAS network, as payment codes (VietQR) and account look-ups use them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kiosk.errors import KnownError
from kiosk.reference.folding import SearchIndex
from kiosk.reference.tables import TableFile, TableInfo, read_table

_COLUMNS = ("bin", "short_name", "name", "kind", "swift", "transfer", "lookup", "former_names")


class BankKind(StrEnum):
    BANK = "bank"
    FOREIGN_BRANCH = "foreign_branch"  # a branch of a foreign bank in Vietnam
    BRAND = "brand"  # accounts of another bank under a name of its own
    WALLET = "wallet"  # no bank: benefits cannot be paid into it (Law 41/2024/QH15, article 114)


@dataclass(frozen=True, slots=True)
class Bank:
    """``bin``: six digits. ``transfer``: takes VietQR transfers. ``lookup``: tells the holder's name."""

    bin: str
    short_name: str
    name: str
    kind: BankKind
    swift: str
    transfer: bool
    lookup: bool
    former_names: tuple[str, ...]

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
        return tuple(self._read[1].values())

    def find(self, query: str, limit: int | None = 20) -> list[Bank]:
        """By short name, name, former name or number, best first; an empty query finds all of them."""
        return self._index.find(query, limit)

    def find_by_bin(self, number: str) -> Bank | None:
        return self._read[1].get(number)

    def get(self, number: str) -> Bank:
        """Raises ``KnownError`` (``unknown_bank``)."""
        bank = self.find_by_bin(number)
        if bank is None:
            raise KnownError("unknown_bank", "No bank has this number.")
        return bank

    @cached_property
    def _read(self) -> tuple[TableInfo, dict[str, Bank]]:
        table = read_table(self._file, _COLUMNS)
        banks: dict[str, Bank] = {}
        for row in table.rows:
            bank = Bank(
                bin=row.digits("bin", 6),
                short_name=row.text("short_name"),
                name=row.text("name"),
                kind=row.choice("kind", BankKind),
                swift=row.optional("swift"),
                transfer=row.yes_no("transfer"),
                lookup=row.yes_no("lookup"),
                former_names=row.names("former_names"),
            )
            if bank.bin in banks:
                raise row.wrong(f"bin {bank.bin} stands twice")
            banks[bank.bin] = bank
        return table.info, banks

    @cached_property
    def _index(self) -> SearchIndex[Bank]:
        return SearchIndex(
            (bank, (bank.short_name, bank.name, *bank.former_names, bank.bin)) for bank in self.all()
        )
