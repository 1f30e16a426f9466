"""The three levels of addresses until 2025-06-30, as cards still carry them, and what each place became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kiosk.reference.place_names import name_key
from kiosk.reference.tables import TableFile, TableInfo, read_table

DISTRICT_KINDS = ("quận", "huyện", "thị xã", "thành phố")
COMMUNE_KINDS = ("xã", "phường", "thị trấn")
_ISLAND_KIND = "huyện"


@dataclass(frozen=True, slots=True)
class OldProvince:
    code: str
    kind: str
    name: str
    province_code: str  # of the province that it is part of now


@dataclass(frozen=True, slots=True)
class OldDistrict:
    code: str
    kind: str
    name: str
    old_province_code: str


@dataclass(frozen=True, slots=True)
class OldCommune:
    """``became``: codes of the communes that its land is part of now; more than one if it was divided."""

    code: str
    kind: str
    name: str
    district_code: str
    became: tuple[str, ...]


class OldAddresses:
    """The old units of one folder of reference data by their names, read when first asked for."""

    def __init__(
        self, provinces_file: TableFile, districts_file: TableFile, communes_file: TableFile
    ) -> None:
        self._provinces_file = provinces_file
        self._districts_file = districts_file
        self._communes_file = communes_file

    @property
    def info(self) -> TableInfo:
        """What the file of the communes says about itself."""
        return self._communes[0]

    def all_communes(self) -> tuple[OldCommune, ...]:
        by_code = {
            each.code: each
            for by_key in self.communes.values()
            for alike in by_key.values()
            for each in alike
        }
        return tuple(by_code.values())

    @cached_property
    def provinces(self) -> Mapping[str, Sequence[OldProvince]]:
        """By ``name_key``, former names too."""
        by_key: dict[str, list[OldProvince]] = defaultdict(list)
        columns = ("code", "kind", "name", "province", "former_names")
        for row in read_table(self._provinces_file, columns).rows:
            province = OldProvince(
                row.digits("code", 2), row.text("kind"), row.text("name"), row.digits("province", 2)
            )
            for name in (province.name, *row.names("former_names")):
                by_key[name_key(name)].append(province)
        return by_key

    @cached_property
    def districts(self) -> Mapping[str, Mapping[str, Sequence[OldDistrict]]]:
        """By the code of the old province, then by ``name_key``, former names too."""
        by_province: dict[str, dict[str, list[OldDistrict]]] = defaultdict(lambda: defaultdict(list))
        columns = ("code", "kind", "name", "old_province", "former_names")
        for row in read_table(self._districts_file, columns).rows:
            district = OldDistrict(
                row.digits("code", 3), row.text("kind"), row.text("name"), row.digits("old_province", 2)
            )
            for name in (district.name, *row.names("former_names")):
                by_province[district.old_province_code][name_key(name)].append(district)
        return by_province

    @property
    def communes(self) -> Mapping[str, Mapping[str, Sequence[OldCommune]]]:
        """By the code of the district, then by ``name_key``, former names too."""
        return self._communes[1]

    def full_names(self, commune: OldCommune) -> tuple[str, str]:
        """The commune and its district, each with its kind."""
        district = self._districts_by_code[commune.district_code]
        return (
            f"{commune.kind.capitalize()} {commune.name}",
            f"{district.kind.capitalize()} {district.name}",
        )

    def island(self, district: OldDistrict) -> OldCommune | None:
        """The whole of an island district, which had no communes."""
        whole = self.communes[district.code].get(name_key(district.name), ())
        return next((each for each in whole if each.kind == _ISLAND_KIND), None)

    @cached_property
    def communes_of_province(self) -> Mapping[str, Mapping[str, Sequence[OldCommune]]]:
        """By the code of the old province, then by ``name_key``: for addresses without a district."""
        found: dict[str, dict[str, list[OldCommune]]] = defaultdict(lambda: defaultdict(list))
        for province_code, districts in self.districts.items():
            codes = {each.code for alike in districts.values() for each in alike}
            for code in sorted(codes):
                for key, communes in self.communes[code].items():
                    found[province_code][key].extend(communes)
        return found

    @cached_property
    def _districts_by_code(self) -> dict[str, OldDistrict]:
        return {
            each.code: each
            for by_key in self.districts.values()
            for alike in by_key.values()
            for each in alike
        }

    @cached_property
    def _communes(self) -> tuple[TableInfo, Mapping[str, Mapping[str, Sequence[OldCommune]]]]:
        by_district: dict[str, dict[str, list[OldCommune]]] = defaultdict(lambda: defaultdict(list))
        table = read_table(
            self._communes_file, ("code", "kind", "name", "district", "communes", "former_names")
        )
        for row in table.rows:
            commune = OldCommune(
                row.text("code"),
                row.text("kind"),
                row.text("name"),
                row.digits("district", 3),
                row.list("communes"),
            )
            for name in (commune.name, *row.names("former_names")):
                by_district[commune.district_code][name_key(name)].append(commune)
        return table.info, by_district
