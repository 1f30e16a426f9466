"""Facilities of first health care: what a card names as "nơi đăng ký khám, chữa bệnh ban đầu"."""

from __future__ import annotations

from collections import defaultdict
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
    "province",
    "commune",
    "level",
    "managed_by",
    "accepts_first_registration",
    "valid_from",
    "valid_to",
)


class FacilityLevel(StrEnum):
    """Technical level (Law on Medical Examination and Treatment 15/2023/QH15, article 104)."""

    INITIAL = "initial"  # cấp ban đầu
    BASIC = "basic"  # cấp cơ bản
    SPECIALISED = "specialised"  # cấp chuyên sâu


class ManagedBy(StrEnum):
    """Whose rules hold for registering there (Law 51/2024/QH15, article 26.4 of the amended law)."""

    VSS = "vss"
    DEFENCE = "defence"
    POLICE = "police"


@dataclass(frozen=True, slots=True)
class Facility:
    """A facility for a span of days. ``code``: the five digits MA_DKBD; one code can have several spans."""

    code: str
    name: str
    province_code: str
    commune_code: str  # empty where not known
    level: FacilityLevel
    managed_by: ManagedBy
    accepts_first_registration: bool
    valid_from: date
    valid_to: date | None  # the last day; None: no end known

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Facilities:
    """The facilities of one folder of reference data, read when first asked for."""

    def __init__(self, file: TableFile) -> None:
        self._file = file

    @property
    def info(self) -> TableInfo:
        """What the file says about itself; screens say "dữ liệu thử" where it is a sandbox."""
        return self._read[0]

    def all(self) -> tuple[Facility, ...]:
        return self._read[1]

    def find(
        self,
        query: str,
        *,
        on: date,
        province_code: str | None = None,
        commune_code: str | None = None,
        open_only: bool = False,
        limit: int | None = 20,
    ) -> list[Facility]:
        """Facilities that are valid on a day, best match first; an empty query finds all of the place.

        The code finds too. With ``open_only`` those that take no first registration are left out.
        """
        index = self._index if province_code is None else self._index_by_province.get(province_code)
        if index is None:
            return []

        def is_wanted(facility: Facility) -> bool:
            here = commune_code is None or facility.commune_code == commune_code
            return (
                here and facility.is_valid_on(on) and (facility.accepts_first_registration or not open_only)
            )

        return index.find(query, limit, is_wanted)

    def find_by_code(self, code: str, on: date) -> Facility | None:
        return next((each for each in self._by_code.get(code, ()) if each.is_valid_on(on)), None)

    def get(self, code: str, on: date) -> Facility:
        """Raises ``KnownError``: ``unknown_facility``, or ``facility_not_valid`` on that day."""
        facility = self.find_by_code(code, on)
        if facility is not None:
            return facility
        if code in self._by_code:
            raise KnownError("facility_not_valid", f"Facility {code} is not valid on {on.isoformat()}.")
        raise KnownError("unknown_facility", "No facility has this code.")

    @cached_property
    def _read(self) -> tuple[TableInfo, tuple[Facility, ...]]:
        table = read_table(self._file, _COLUMNS)
        facilities: dict[str, list[Facility]] = defaultdict(list)
        for row in table.rows:
            facility = _facility(row)
            if any(_overlap(facility, other) for other in facilities[facility.code]):
                raise row.wrong(f"code {facility.code} is valid twice on the same day")
            facilities[facility.code].append(facility)
        return table.info, tuple(each for spans in facilities.values() for each in spans)

    @cached_property
    def _by_code(self) -> dict[str, tuple[Facility, ...]]:
        grouped: dict[str, list[Facility]] = defaultdict(list)
        for facility in self.all():
            grouped[facility.code].append(facility)
        return {code: tuple(spans) for code, spans in grouped.items()}

    @cached_property
    def _index(self) -> SearchIndex[Facility]:
        return _index(self.all())

    @cached_property
    def _index_by_province(self) -> dict[str, SearchIndex[Facility]]:
        grouped: dict[str, list[Facility]] = defaultdict(list)
        for facility in self.all():
            grouped[facility.province_code].append(facility)
        return {code: _index(facilities) for code, facilities in grouped.items()}


def _facility(row: Row) -> Facility:
    facility = Facility(
        code=row.digits("code", 5),
        name=row.text("name"),
        province_code=row.digits("province", 2),
        commune_code=row.digits("commune", 5) if row.optional("commune") else "",
        level=row.choice("level", FacilityLevel),
        managed_by=row.choice("managed_by", ManagedBy),
        accepts_first_registration=row.yes_no("accepts_first_registration"),
        valid_from=row.day("valid_from"),
        valid_to=row.optional_day("valid_to"),
    )
    if facility.valid_to is not None and facility.valid_to < facility.valid_from:
        raise row.wrong("valid_to lies before valid_from")
    return facility


def _overlap(one: Facility, other: Facility) -> bool:
    return one.is_valid_on(other.valid_from) or other.is_valid_on(one.valid_from)


def _index(facilities: list[Facility] | tuple[Facility, ...]) -> SearchIndex[Facility]:
    return SearchIndex((facility, (facility.name, facility.code)) for facility in facilities)
