"""Checks a whole set of reference data: every file by itself, and that what they say of each other exists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.tables import ReferenceDataError, TableInfo

_MOST_FAULTS = 20  # of one table; a wrong column would give thousands


@dataclass(frozen=True, slots=True)
class Checked:
    """What one table is and what is wrong with it."""

    table: str
    info: TableInfo | None  # None: it cannot be read, or it is the calendar
    rows: int
    faults: tuple[str, ...]


def check(data: ReferenceData) -> tuple[Checked, ...]:
    """Read every table of ``data``; nothing is raised for a wrong one."""
    return (
        _checked("communes", lambda: (data.addresses.info, _communes(data)), lambda: ()),
        _checked(
            "old communes",
            lambda: (data.old_addresses.info, data.old_addresses.all_communes()),
            lambda: _old_faults(data),
        ),
        _checked("offices", lambda: (data.offices.info, data.offices.all()), lambda: _office_faults(data)),
        _checked(
            "facilities",
            lambda: (data.facilities.info, data.facilities.all()),
            lambda: _facility_faults(data),
        ),
        _checked("banks", lambda: (data.banks.info, data.banks.all()), lambda: ()),
        _checked(
            "collection accounts",
            lambda: (data.collection_accounts.info, data.collection_accounts.all()),
            lambda: _collection_faults(data),
        ),
        _checked("working days", lambda: (None, data.calendar.years()), lambda: ()),
    )


def _checked(
    table: str,
    read: Callable[[], tuple[TableInfo | None, tuple[object, ...]]],
    faults: Callable[[], Iterable[str]],
) -> Checked:
    try:
        info, rows = read()
        found = [fault for fault, _ in zip(faults(), range(_MOST_FAULTS), strict=False)]
    except ReferenceDataError as error:
        return Checked(table, None, 0, (error.sentence,))
    return Checked(table, info, len(rows), tuple(found))


def _communes(data: ReferenceData) -> tuple[object, ...]:
    provinces = data.addresses.provinces()
    return tuple(commune for each in provinces for commune in data.addresses.communes(each.code))


def _old_faults(data: ReferenceData) -> Iterator[str]:
    for commune in data.old_addresses.all_communes():
        for code in commune.became:
            if data.addresses.find_commune(code) is None:
                yield f"Old commune {commune.code} became {code}, which is no commune."


def _office_faults(data: ReferenceData) -> Iterator[str]:
    for office in data.offices.all():
        for code in office.communes:
            yield from _commune_fault(data, f"Office {office.code}", code, office.province_code)


def _facility_faults(data: ReferenceData) -> Iterator[str]:
    for facility in data.facilities.all():
        if data.addresses.find_province(facility.province_code) is None:
            yield f"Facility {facility.code}: {facility.province_code} is no province."
        elif facility.commune_code:
            name = f"Facility {facility.code}"
            yield from _commune_fault(data, name, facility.commune_code, facility.province_code)


def _collection_faults(data: ReferenceData) -> Iterator[str]:
    """Who is paid has to be found by a code: at a bank of the list that takes such transfers."""
    for each in data.collection_accounts.all():
        bank = data.banks.find_by_bin(each.bank_bin)
        if bank is None or not bank.transfer:
            yield f"Account for {each.product}: {each.bank_bin} is no bank that is paid by VietQR."
        if each.province_code and data.addresses.find_province(each.province_code) is None:
            yield f"Account for {each.product}: {each.province_code} is no province."


def _commune_fault(data: ReferenceData, owner: str, code: str, province_code: str) -> Iterator[str]:
    commune = data.addresses.find_commune(code)
    if commune is None:
        yield f"{owner}: {code} is no commune."
    elif commune.province_code != province_code:
        yield f"{owner}: commune {code} is not in province {province_code}."
