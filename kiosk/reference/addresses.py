"""The two levels of addresses since 2025-07-01: 34 provinces and cities, 3,321 communes below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kiosk.errors import KnownError
from kiosk.reference.folding import SearchIndex, alphabetical
from kiosk.reference.old_addresses import OldAddresses
from kiosk.reference.tables import TableFile, TableInfo, read_table

_CODE_DIGITS_OF_PROVINCE, _CODE_DIGITS_OF_COMMUNE = 2, 5


class ProvinceKind(StrEnum):
    PROVINCE = "tỉnh"
    CITY = "thành phố"


class CommuneKind(StrEnum):
    COMMUNE = "xã"
    WARD = "phường"
    SPECIAL_ZONE = "đặc khu"


@dataclass(frozen=True, slots=True)
class Province:
    """A province or a city of the central level. ``code``: two digits of Decision 19/2025/QĐ-TTg."""

    code: str
    kind: ProvinceKind
    name: str  # without its kind: Hà Nội

    @property
    def full_name(self) -> str:
        return f"{self.kind.capitalize()} {self.name}"


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, ward or special zone. ``code``: five digits of Decision 19/2025/QĐ-TTg."""

    code: str
    kind: CommuneKind
    name: str  # without its kind: Trúc Bạch
    province_code: str

    @property
    def full_name(self) -> str:
        return f"{self.kind.capitalize()} {self.name}"


@dataclass(frozen=True, slots=True)
class Address:
    """An address: street line, commune and province, or the ``text`` of one that could not be taken apart.

    An old address of three levels keeps its text; nothing is put in its place without being asked for.
    """

    street: str = ""
    commune: Commune | None = None
    province: Province | None = None
    text: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it has the commune that a letter or a form needs."""
        return self.commune is not None

    def show(self) -> str:
        """One line, from the street to the province."""
        if self.commune is None or self.province is None:
            return self.text
        parts = (self.street, self.commune.full_name, self.province.full_name)
        return ", ".join(part for part in parts if part)


class Addresses:
    """The provinces and communes of one folder of reference data, read when first asked for."""

    def __init__(self, provinces_file: TableFile, communes_file: TableFile, old: OldAddresses) -> None:
        self._provinces_file = provinces_file
        self._communes_file = communes_file
        self._old = old

    @property
    def info(self) -> TableInfo:
        """What the file of the communes says about itself."""
        return self._read[0]

    def provinces(self) -> tuple[Province, ...]:
        """All of them by their Vietnamese alphabet."""
        return self._sorted_provinces

    def communes(self, province_code: str) -> tuple[Commune, ...]:
        """The communes of a province by their alphabet; none of an unknown province."""
        return self._communes_by_province.get(province_code, ())

    def find_province(self, code: str) -> Province | None:
        return self._provinces_by_code.get(code)

    def get_province(self, code: str) -> Province:
        """Raises ``KnownError`` (``unknown_province``)."""
        province = self.find_province(code)
        if province is None:
            raise KnownError("unknown_province", "No province has this code.")
        return province

    def find_commune(self, code: str) -> Commune | None:
        return self._communes_by_code.get(code)

    def get_commune(self, code: str) -> Commune:
        """Raises ``KnownError`` (``unknown_commune``)."""
        commune = self.find_commune(code)
        if commune is None:
            raise KnownError("unknown_commune", "No commune has this code.")
        return commune

    def search_provinces(self, query: str, limit: int | None = None) -> list[Province]:
        return self._province_index.find(query, limit)

    def search_communes(
        self, query: str, province_code: str | None = None, limit: int | None = 20
    ) -> list[Commune]:
        """Communes by their names and the beginning of words, best first; in one province or in all.

        The province's name may stand in the query too: ``hoa binh phu tho``. After those that are called so
        come those that an old commune or district of that name is part of now: ``truc bach``, ``quan 1``.
        """
        index = self._commune_index if province_code is None else self._index_by_province.get(province_code)
        if index is None:
            return []
        found = index.find(query, limit)
        if not query.strip() or (limit is not None and len(found) >= limit):
            return found
        former = self._former_index(province_code).find(query)
        return list(dict.fromkeys([*found, *former]))[:limit]

    def former_names(self, commune_code: str) -> tuple[str, ...]:
        """The old communes that are part of it now: ``Phường Trúc Bạch, Quận Ba Đình``."""
        return tuple(", ".join(dict.fromkeys(names)) for names in self._former_names.get(commune_code, ()))

    def address(self, street: str, commune_code: str) -> Address:
        """An address put together. Raises ``KnownError`` (``unknown_commune``)."""
        commune = self.get_commune(commune_code)
        return Address(" ".join(street.split()), commune, self.get_province(commune.province_code))

    @cached_property
    def _read(self) -> tuple[TableInfo, tuple[Province, ...], tuple[Commune, ...]]:
        provinces = tuple(
            Province(
                row.digits("code", _CODE_DIGITS_OF_PROVINCE),
                row.choice("kind", ProvinceKind),
                row.text("name"),
            )
            for row in read_table(self._provinces_file, ("code", "kind", "name")).rows
        )
        known = {province.code for province in provinces}
        table = read_table(self._communes_file, ("code", "kind", "name", "province"))
        communes: dict[str, Commune] = {}
        for row in table.rows:
            commune = Commune(
                row.digits("code", _CODE_DIGITS_OF_COMMUNE),
                row.choice("kind", CommuneKind),
                row.text("name"),
                row.text("province"),
            )
            if commune.province_code not in known:
                raise row.wrong(f"province {commune.province_code} is not in {self._provinces_file.name}")
            if commune.code in communes:
                raise row.wrong(f"code {commune.code} stands twice")
            communes[commune.code] = commune
        return table.info, provinces, tuple(communes.values())

    @cached_property
    def _provinces_by_code(self) -> dict[str, Province]:
        return {province.code: province for province in self._read[1]}

    @cached_property
    def _sorted_provinces(self) -> tuple[Province, ...]:
        return tuple(sorted(self._read[1], key=_by_name))

    @cached_property
    def _communes_by_code(self) -> dict[str, Commune]:
        return {commune.code: commune for commune in self._read[2]}

    @cached_property
    def _communes_by_province(self) -> dict[str, tuple[Commune, ...]]:
        grouped: dict[str, list[Commune]] = defaultdict(list)
        for commune in sorted(self._read[2], key=_by_name):
            grouped[commune.province_code].append(commune)
        return {code: tuple(communes) for code, communes in grouped.items()}

    @cached_property
    def _province_index(self) -> SearchIndex[Province]:
        return SearchIndex((province, (province.name, province.full_name)) for province in self.provinces())

    @cached_property
    def _commune_index(self) -> SearchIndex[Commune]:
        names = {province.code: province.full_name for province in self.provinces()}
        return SearchIndex(
            (commune, (commune.name, commune.full_name, names[commune.province_code]))
            for province in self.provinces()
            for commune in self.communes(province.code)
        )

    def _former_index(self, province_code: str | None) -> SearchIndex[Commune]:
        if province_code not in self._former_indexes:
            provinces = self.provinces() if province_code is None else (self.get_province(province_code),)
            self._former_indexes[province_code] = SearchIndex(
                (commune, names)
                for province in provinces
                for commune in self.communes(province.code)
                for names in self._former_names.get(commune.code, ())
            )
        return self._former_indexes[province_code]

    @cached_property
    def _former_indexes(self) -> dict[str | None, SearchIndex[Commune]]:
        return {}

    @cached_property
    def _former_names(self) -> dict[str, list[tuple[str, str]]]:
        """By the code of the commune: the old communes, each with its district (an island is both)."""
        names: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for commune in self._old.all_communes():
            for code in commune.became:
                names[code].append(self._old.full_names(commune))
        return names

    @cached_property
    def _index_by_province(self) -> dict[str, SearchIndex[Commune]]:
        return {code: _index(communes) for code, communes in self._communes_by_province.items()}


def _index(communes: Iterable[Commune]) -> SearchIndex[Commune]:
    return SearchIndex((commune, (commune.name, commune.full_name)) for commune in communes)


def _by_name(place: Province | Commune) -> tuple[object, str]:
    return alphabetical(place.name), place.code
