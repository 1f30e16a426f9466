"""Write invented facilities and offices for trying out: ``python -m kiosk.reference.build_sandbox``.

The national lists are not public. Every name carries "Mẫu" so that none can be taken for a real place. Every
run writes the same files.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from kiosk.reference.addresses import Commune, Province
from kiosk.reference.build_addresses import DATA
from kiosk.reference.reference_data import ReferenceData

COMMUNES_OF_A_LOCAL_OFFICE = 10  # 3,321 communes for at most 350 local offices (Decision 3179)
STATIONS_IN_A_PROVINCE = 8
_FIRST_DAY = "2025-07-01"
_HEAD = {
    "status": "sandbox",
    "source": "invented for trying out; nothing in it exists",
    "as_of": "2026-11-26",
    "note": "replace it by the list of the office, see docs/reference-data.md",
}


def main() -> None:
    addresses = ReferenceData().addresses
    facilities: list[tuple[str, ...]] = []
    offices: list[tuple[str, ...]] = []
    for province in addresses.provinces():
        communes = addresses.communes(province.code)
        facilities += _facilities(province, communes)
        offices += _offices(province, communes)
    _write(
        "facilities.csv",
        "Facilities of first health care (sandbox)",
        "code,name,province,commune,level,managed_by,accepts_first_registration,valid_from,valid_to",
        sorted(facilities),
    )
    _write(
        "offices.csv",
        "Offices of Vietnam Social Security (sandbox)",
        "code,name,level,parent,province,communes,valid_from,valid_to,superseded_by",
        sorted(offices),
    )


def _facilities(province: Province, communes: Sequence[Commune]) -> Iterator[tuple[str, ...]]:
    """Hospitals of every level and manager, one that closed, one that opens later, and health stations."""
    seat, second = communes[0], communes[len(communes) // 2]
    name = province.name
    hospitals = [
        (f"Bệnh viện Đa khoa Mẫu {name}", seat, "specialised", "vss", "no", _FIRST_DAY, ""),
        (f"Bệnh viện Đa khoa khu vực Mẫu {name}", second, "basic", "vss", "yes", _FIRST_DAY, ""),
        (f"Trung tâm Y tế Mẫu {name}", seat, "basic", "vss", "yes", "2024-01-01", ""),
        (f"Bệnh viện Quân y Mẫu {name}", seat, "basic", "defence", "yes", _FIRST_DAY, ""),
        (f"Bệnh xá Công an Mẫu {name}", seat, "initial", "police", "yes", _FIRST_DAY, ""),
        (
            f"Phòng khám Đa khoa tư nhân Mẫu {name}",
            second,
            "initial",
            "vss",
            "yes",
            "2025-01-01",
            "2026-06-30",
        ),
        (f"Phòng khám Đa khoa Mẫu {name} (mở năm 2027)", second, "basic", "vss", "yes", "2027-01-01", ""),
    ]
    stations = [
        (f"Trạm Y tế {commune.kind} {commune.name} (Mẫu)", commune, "initial", "vss", "yes", _FIRST_DAY, "")
        for commune in _spread(communes, STATIONS_IN_A_PROVINCE)
    ]
    for number, (title, commune, *rest) in enumerate(hospitals + stations, start=901):
        yield f"{province.code}{number}", title, province.code, commune.code, *rest


def _offices(province: Province, communes: Sequence[Commune]) -> Iterator[tuple[str, ...]]:
    head = f"{province.code}900"
    yield (
        head,
        f"BHXH {province.kind} {province.name} (Mẫu)",
        "provincial",
        "",
        province.code,
        "",
        _FIRST_DAY,
        "",
        "",
    )
    by_code = sorted(communes, key=_code)
    for number, first in enumerate(range(0, len(by_code), COMMUNES_OF_A_LOCAL_OFFICE), start=901):
        served = by_code[first : first + COMMUNES_OF_A_LOCAL_OFFICE]
        title = f"BHXH cơ sở {served[0].name} (Mẫu)"
        codes = " ".join(commune.code for commune in served)
        yield f"{province.code}{number}", title, "local", head, province.code, codes, _FIRST_DAY, "", ""


def _spread(communes: Sequence[Commune], wanted: int) -> list[Commune]:
    """So many communes from all over the province."""
    return [communes[place * len(communes) // wanted] for place in range(wanted)]


def _code(commune: Commune) -> str:
    return commune.code


def _write(name: str, title: str, columns: str, rows: Sequence[Sequence[str]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        file.write(f"# title: {title}\n")
        file.writelines(f"# {key}: {value}\n" for key, value in _HEAD.items())
        file.write(f"{columns}\n")
        csv.writer(file, lineterminator="\n").writerows(rows)
    print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
