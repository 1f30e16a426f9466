"""All reference data of a kiosk in one place: what is shipped, or files of another folder in its stead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from kiosk.reference.address_reading import AddressReader
from kiosk.reference.addresses import Addresses
from kiosk.reference.banks import Banks
from kiosk.reference.collection_accounts import CollectionAccounts
from kiosk.reference.facilities import Facilities
from kiosk.reference.offices import Offices
from kiosk.reference.old_addresses import OldAddresses
from kiosk.reference.tables import ReceivedFile, ReferenceDataError, TableFile
from kiosk.reference.working_days import WorkingCalendar

_SIGNED_ONLY = "collection_accounts.csv"
SHIPPED = Path(__file__).parent / "data"


def is_table(name: str) -> bool:
    """Whether a table of reference data has this file name."""
    return name.endswith((".csv", ".toml")) and "/" not in name and (SHIPPED / name).is_file()


class ReferenceData:
    """Each table is read when it is first asked for; a file that is wrong raises ``ReferenceDataError`` then.

    A file in ``folder`` takes the place of the shipped one of the same name, so that an office can bring its
    own list of facilities and keep the rest. A folder that is not there, or a table in it that has no shipped
    counterpart, raises ``ReferenceDataError`` at once: a misspelt name must not leave invented data in use.
    """

    def __init__(self, folder: Path | None = None, received: Mapping[str, str] | None = None) -> None:
        """``received``: texts of tables that central has sent, by the names of their files."""
        self._folder = folder
        self._received = {name: ReceivedFile(name, text) for name, text in (received or {}).items()}
        for name in self._received:
            if not is_table(name):
                raise ReferenceDataError(self._received[name], 0, "no table of reference data has this name")
        if folder is None:
            return
        if not folder.is_dir():
            raise ReferenceDataError(folder, 0, "the folder of reference data is not there")
        for own in sorted(folder.iterdir()):
            if own.name == _SIGNED_ONLY:
                raise ReferenceDataError(own, 0, "where people pay is told by central alone")
            if own.suffix in {".csv", ".toml"} and not is_table(own.name):
                raise ReferenceDataError(own, 0, "no table of reference data has this name")

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self._file("provinces.csv"), self._file("communes.csv"), self.old_addresses)

    @cached_property
    def old_addresses(self) -> OldAddresses:
        names = ("old_provinces.csv", "old_districts.csv", "old_communes.csv")
        return OldAddresses(*map(self._file, names))

    @cached_property
    def address_reader(self) -> AddressReader:
        return AddressReader(self.addresses, self.old_addresses)

    @cached_property
    def offices(self) -> Offices:
        return Offices(self._file("offices.csv"))

    @cached_property
    def facilities(self) -> Facilities:
        return Facilities(self._file("facilities.csv"))

    @cached_property
    def banks(self) -> Banks:
        return Banks(self._file("banks.csv"))

    @cached_property
    def collection_accounts(self) -> CollectionAccounts:
        """From central, or none: a folder of the kiosk says nobody where to pay."""
        return CollectionAccounts(self._received.get(_SIGNED_ONLY) or SHIPPED / _SIGNED_ONLY)

    @cached_property
    def calendar(self) -> WorkingCalendar:
        return WorkingCalendar(self._file("working_days.toml"))

    def _file(self, name: str) -> TableFile:
        """The office's own table comes before that of central, and that before the shipped one."""
        own = self._folder / name if self._folder else None
        if own and own.is_file():
            return own
        return self._received.get(name) or SHIPPED / name
