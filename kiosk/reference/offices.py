"""The offices of Vietnam Social Security: provincial offices and the local offices below them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from kiosk.errors import KnownError
from kiosk.reference.folding import SearchIndex
from kiosk.reference.tables import Row, TableFile, TableInfo, read_table

_COLUMNS = (
    "code",
    "name",
    "level",
    "parent",
    "province",
    "communes",
    "valid_from",
    "valid_to",
    "superseded_by",
)


class OfficeLevel(StrEnum):
    PROVINCIAL = "provincial"  # BHXH tỉnh, thành phố
    LOCAL = "local"  # BHXH cơ sở


@dataclass(frozen=True, slots=True)
class Office:
    """An office. ``communes``: codes of those that it serves; empty where not known."""

    code: str
    name: str
    level: OfficeLevel
    parent_code: str  # of the provincial office; empty for one
    province_code: str
    communes: tuple[str, ...]
    valid_from: date
    valid_to: date | None  # the last day; None: no end known
    superseded_by: str  # code of the office that took over; empty where none did

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Offices:
    """The offices of one folder of reference data, read when first asked for."""

    def __init__(self, file: TableFile) -> None:
        self._file = file

    @property
    def info(self) -> TableInfo:
        """What the file says about itself; screens say "dữ liệu thử" where it is a sandbox."""
        return self._read[0]

    def all(self) -> tuple[Office, ...]:
        return tuple(self._read[1].values())

    def find(
        self, query: str, *, on: date, province_code: str | None = None, limit: int | None = 20
    ) -> list[Office]:
        """Offices that are valid on a day, best match first; an empty query finds all of the province."""

        def is_wanted(office: Office) -> bool:
            return province_code in {None, office.province_code} and office.is_valid_on(on)

        return self._index.find(query, limit, is_wanted)

    def find_by_code(self, code: str) -> Office | None:
        return self._read[1].get(code)

    def get(self, code: str) -> Office:
        """Raises ``KnownError`` (``unknown_office``)."""
        office = self.find_by_code(code)
        if office is None:
            raise KnownError("unknown_office", "No office has this code.")
        return office

    def find_serving(self, commune_code: str, on: date) -> Office | None:
        """The local office of a commune, where the list says so."""
        return next((each for each in self._by_commune.get(commune_code, ()) if each.is_valid_on(on)), None)

    @cached_property
    def _read(self) -> tuple[TableInfo, dict[str, Office]]:
        table = read_table(self._file, _COLUMNS)
        offices: dict[str, Office] = {}
        for row in table.rows:
            office = _office(row)
            if office.code in offices:
                raise row.wrong(f"code {office.code} stands twice")
            offices[office.code] = office
        for row, office in zip(table.rows, offices.values(), strict=True):
            for column, code in (("parent", office.parent_code), ("superseded_by", office.superseded_by)):
                if code and code not in offices:
                    raise row.wrong(f"{column} {code} is no office of this list")
        return table.info, offices

    @cached_property
    def _by_commune(self) -> dict[str, tuple[Office, ...]]:
        serving: dict[str, tuple[Office, ...]] = {}
        for office in self.all():
            for code in office.communes:
                serving[code] = (*serving.get(code, ()), office)
        return serving

    @cached_property
    def _index(self) -> SearchIndex[Office]:
        return SearchIndex((office, (office.name, office.code)) for office in self.all())


def _office(row: Row) -> Office:
    level = row.choice("level", OfficeLevel)
    return Office(
        code=row.digits("code", 5),
        name=row.text("name"),
        level=level,
        parent_code=row.digits("parent", 5) if level is OfficeLevel.LOCAL else "",
        province_code=row.digits("province", 2),
        communes=row.list("communes"),
        valid_from=row.day("valid_from"),
        valid_to=row.optional_day("valid_to"),
        superseded_by=row.optional("superseded_by"),
    )
