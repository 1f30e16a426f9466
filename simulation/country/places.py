"""Where invented people live: real provinces and communes, invented offices and facilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from kiosk.contract.records import FacilityName, ManagedBy, Region
from kiosk.reference.facilities import Facility
from kiosk.reference.reference_data import ReferenceData

# How many of a thousand live there, roughly; who is not named shares the rest.
_LARGE = {"79": 140, "01": 85, "75": 45, "31": 47, "40": 34, "38": 37, "24": 36, "91": 50, "86": 34, "80": 32}
_REST = 15
_OPEN_SINCE = date(2026, 1, 1)  # of facilities that cards may name
_REGION_ONE = frozenset(("01", "31", "75", "79"))
_REGION_TWO = frozenset(("22", "24", "25", "48", "56", "80", "92"))
_OLD_PROVINCES = {  # first digits of personal numbers of those born there, QĐ of each old province
    "01": ("001",), "04": ("004",), "08": ("002", "008"), "11": ("011",), "12": ("012",), "14": ("014",),
    "15": ("010", "015"), "19": ("006", "019"), "20": ("020",), "22": ("022",), "24": ("024", "027"),
    "25": ("017", "025", "026"), "31": ("030", "031"), "33": ("033", "034"), "37": ("035", "036", "037"),
    "38": ("038",), "40": ("040",), "42": ("042",), "44": ("044", "045"), "46": ("046",),
    "48": ("048", "049"),
    "51": ("051", "062"), "52": ("052", "064"), "56": ("056", "058"), "66": ("054", "066"),
    "68": ("060", "067", "068"), "75": ("070", "075"), "79": ("074", "077", "079"), "80": ("072", "080"),
    "82": ("082", "087"), "86": ("083", "084", "086"), "91": ("089", "091"), "92": ("092", "093", "094"),
    "96": ("095", "096"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Home:
    province: str
    commune: str
    address: str
    office: str | None
    region: Region


@cache
def _reference() -> ReferenceData:
    return ReferenceData()


@cache
def _provinces() -> tuple[tuple[str, ...], tuple[int, ...]]:
    codes = tuple(each.code for each in _reference().addresses.provinces())
    return codes, tuple(_LARGE.get(code, _REST) for code in codes)


def region_of(province: str, *, rural: bool) -> Region:
    """A coarse map: the decrees go by commune."""
    if province in _REGION_ONE:
        return Region.II if rural else Region.I
    if province in _REGION_TWO:
        return Region.III if rural else Region.II
    return Region.IV if rural else Region.III


def draw_home(rng: Random, *, rural: bool = False) -> Home:
    codes, weights = _provinces()
    return home_in(rng, rng.choices(codes, weights)[0], rural=rural)


def home_in(rng: Random, province: str, *, rural: bool = False) -> Home:
    commune = rng.choice(_reference().addresses.communes(province))
    street = f"Thôn {rng.randint(1, 12)}" if rural else f"Số {rng.randint(1, 299)}, Tổ {rng.randint(1, 40)}"
    address = _reference().addresses.address(street, commune.code).show()
    office = _offices_by_commune().get(commune.code) or _offices_by_province().get(province)
    return Home(province, commune.code, address, office, region_of(province, rural=rural))


@cache
def _offices_by_commune() -> dict[str, str]:
    return {commune: office.code for office in _reference().offices.all() for commune in office.communes}


@cache
def _offices_by_province() -> dict[str, str]:
    return {office.province_code: office.code for office in reversed(_reference().offices.all())}


def number_prefix(rng: Random, province: str) -> str:
    """Three digits: of the old province in which the birth was registered."""
    return rng.choice(_OLD_PROVINCES[province])


def draw_facility(rng: Random, province: str, managed_by: ManagedBy = ManagedBy.CIVIL) -> FacilityName:
    facility = rng.choice(_facilities(province, managed_by))
    return FacilityName(code=facility.code, name=facility.name)


@cache
def _facilities(province: str, managed_by: ManagedBy) -> Sequence[Facility]:
    wanted = "vss" if managed_by is ManagedBy.CIVIL else managed_by.value
    found = [
        each
        for each in _reference().facilities.all()
        if each.province_code == province
        and each.accepts_first_registration
        and each.valid_from <= _OPEN_SINCE
        and each.valid_to is None
    ]
    return [each for each in found if each.managed_by.value == wanted] or found


def bank_name(bin_: str) -> str:
    bank = _reference().banks.find_by_bin(bin_)
    if bank is None:
        raise KeyError(bin_)
    return bank.short_name
