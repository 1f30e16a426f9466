"""Reads an address as it stands on an identity card: of two levels, or of three as before 2025-07-01."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kiosk.reference.addresses import Address, Addresses, Commune, CommuneKind, Province, ProvinceKind
from kiosk.reference.folding import fold
from kiosk.reference.old_addresses import (
    COMMUNE_KINDS,
    DISTRICT_KINDS,
    OldAddresses,
    OldCommune,
    OldDistrict,
    OldProvince,
)
from kiosk.reference.place_names import AnyUnit, Named, WrittenName, is_accented, name_key, named, read_name

_PROVINCE_KINDS = frozenset(ProvinceKind)
_CURRENT_KINDS = frozenset(CommuneKind)
_COUNTRY = "vietnam"
_COMMAS = re.compile(r"[,;\n]")
_COMMAS_AND_DASHES = re.compile(r"[,;\n]|\s[-–]\s")
_KINDS = "thành phố|thị xã|thị trấn|đặc khu|phường|quận|huyện|tỉnh|xã|tp|tx"
_KINDS_WITHOUT_ACCENTS = "|".join(fold(kind) for kind in _KINDS.split("|"))
_BEFORE_A_KIND = re.compile(
    rf"[,;\n]|\s[-–]\s|\s(?=(?:{_KINDS}|{_KINDS_WITHOUT_ACCENTS})\s+\w"
    r"|(?:tp|tx|tt|[pqhxt])\.\s*\w|[pq]\d)",
    re.IGNORECASE,
)
_MOST_WORDS_OF_A_PROVINCE = 5
_EDGE = " \t\r\n,;.-–"


class Reading(StrEnum):
    """What an address was read as."""

    CURRENT = "current"  # two levels; commune and province are certain
    OLD = "old"  # three levels, or units that are no more: "địa chỉ cũ"
    UNKNOWN = "unknown"  # not understood, or it can mean more than one place


@dataclass(frozen=True, slots=True)
class ReadAddress:
    """``address`` says no more than is certain; ``suggestions`` are whole addresses to choose from."""

    reading: Reading
    address: Address
    suggestions: tuple[Address, ...] = ()

    @property
    def is_old(self) -> bool:
        return self.reading is Reading.OLD


@dataclass(frozen=True, slots=True)
class _Part:
    start: int  # in the text
    end: int
    names: tuple[WrittenName, ...]

    @property
    def has_kind(self) -> bool:
        return any(name.kind for name in self.names)

    @property
    def commune_names(self) -> tuple[WrittenName, ...]:
        """A mere number is a house, not "Phường 5"."""
        return tuple(name for name in self.names if not name.is_number)


class AddressReader:
    """Reads addresses against the present places and the old ones."""

    def __init__(self, addresses: Addresses, old: OldAddresses) -> None:
        self._addresses = addresses
        self._old = old

    def read_address(self, text: str) -> ReadAddress:
        """Take an address apart. Never fails: what is not understood keeps its text."""
        clean = " ".join(unicodedata.normalize("NFC", text).split())
        best = ReadAddress(Reading.UNKNOWN, Address(text=clean))
        for parts in self._ways_to_part(clean):
            found = self._read_parts(clean, parts)
            if _worth(found) > _worth(best):
                best = found
            if best.address.is_complete or (best.is_old and best.suggestions):
                break
        return best

    def _ways_to_part(self, text: str) -> Iterator[list[_Part]]:
        """By commas, then by dashes too, before each kind of place, before the province at the end."""
        accented = is_accented(text)
        for separator in (_COMMAS, _COMMAS_AND_DASHES, _BEFORE_A_KIND):
            yield _parts(text, separator, accented)
        parts = _parts(text, _BEFORE_A_KIND, accented)
        last = parts.pop() if parts else _part(text, 0, 0, accented)
        words = list(re.finditer(r"\S+", text[last.start : last.end]))
        for word in words[1:][-_MOST_WORDS_OF_A_PROVINCE:]:
            start = last.start + word.start()
            tail = _part(text, start, last.end, accented)
            if self._provinces_named(tail):
                yield [*parts, _part(text, last.start, start, accented), tail]

    def _provinces_named(self, part: _Part) -> bool:
        return bool(
            named(self._provinces, part.names, _PROVINCE_KINDS).units
            or named(self._old.provinces, part.names, _PROVINCE_KINDS).units
        )

    def _read_parts(self, text: str, parts: list[_Part]) -> ReadAddress:
        if not parts:
            return ReadAddress(Reading.UNKNOWN, Address(text=text))
        current = named(self._provinces, parts[-1].names, _PROVINCE_KINDS).units
        old = named(self._old.provinces, parts[-1].names, _PROVINCE_KINDS).units
        if not current and not old:
            return ReadAddress(Reading.UNKNOWN, Address(text=text))
        province = current[0] if current else self._addresses.find_province(old[0].province_code)
        below = self._current_communes(current, parts)
        districts = self._districts(old, parts)
        part, communes = self._old_communes(districts, parts)
        if communes:
            became = self._became(text, part, communes)
            only_old = part.has_kind or below.kind_written
            also = () if only_old else _suggested(text, parts, below.units, province)
            return ReadAddress(Reading.OLD, Address(text=text, province=province), (*became, *also))
        certain = len(below.units) == 1 and below.exact
        if certain and (below.kind_written or not (parts[-2].has_kind or districts)):
            return ReadAddress(Reading.CURRENT, _suggested(text, parts, below.units, province)[0])
        if below.units:
            also = _suggested(text, parts, below.units, province)
            return ReadAddress(Reading.UNKNOWN, Address(text=text, province=province), also)
        return self._read_without_district(
            parts, old, Address(text=text, province=province), bool(districts), bool(current)
        )

    def _read_without_district(
        self,
        parts: list[_Part],
        old: Sequence[OldProvince],
        known: Address,
        has_district: bool,
        still_there: bool,
    ) -> ReadAddress:
        """The commune stands alone, or after it a district that is not known or did not have it."""
        alone = self._anywhere(old, parts[-2]) if len(parts) > 1 and not has_district else ()
        if alone:
            return ReadAddress(Reading.OLD, known, self._became(known.text, parts[-2], alone))
        elsewhere = self._anywhere(old, parts[-3]) if len(parts) > 2 else ()
        if len(elsewhere) == 1:
            return ReadAddress(Reading.OLD, known, self._became(known.text, parts[-3], elsewhere))
        return ReadAddress(Reading.OLD if has_district or not still_there else Reading.UNKNOWN, known)

    def _anywhere(self, provinces: Sequence[OldProvince], part: _Part) -> tuple[OldCommune, ...]:
        return tuple(
            commune
            for province in provinces
            for commune in named(
                self._old.communes_of_province[province.code], part.commune_names, COMMUNE_KINDS
            ).units
        )

    def _current_communes(self, provinces: Sequence[Province], parts: list[_Part]) -> Named[Commune]:
        if not provinces or len(parts) < 2:
            return Named()
        return named(self._communes[provinces[0].code], parts[-2].commune_names, _CURRENT_KINDS)

    def _old_communes(
        self, districts: Sequence[OldDistrict], parts: list[_Part]
    ) -> tuple[_Part, tuple[OldCommune, ...]]:
        """The communes of an address with its district, and the part that names them."""
        if len(parts) > 2:
            found = tuple(
                commune
                for district in districts
                for commune in named(
                    self._old.communes[district.code], parts[-3].commune_names, COMMUNE_KINDS
                ).units
            )
            if found:
                return parts[-3], found
        islands = (self._old.island(district) for district in districts)
        return parts[-2 if districts else -1], tuple(island for island in islands if island is not None)

    def _districts(self, provinces: Sequence[OldProvince], parts: list[_Part]) -> tuple[OldDistrict, ...]:
        if len(parts) < 2:
            return ()
        return tuple(
            district
            for province in provinces
            for district in named(self._old.districts[province.code], parts[-2].names, DISTRICT_KINDS).units
        )

    def _became(self, text: str, part: _Part, communes: Sequence[OldCommune]) -> tuple[Address, ...]:
        street = text[: part.start].strip(_EDGE)
        codes = dict.fromkeys(code for commune in communes for code in commune.became)
        known = (self._addresses.find_commune(code) for code in codes)
        return tuple(self._addresses.address(street, commune.code) for commune in known if commune)

    @cached_property
    def _provinces(self) -> Mapping[str, Sequence[Province]]:
        return _by_key(self._addresses.provinces())

    @cached_property
    def _communes(self) -> Mapping[str, Mapping[str, Sequence[Commune]]]:
        return {
            province.code: _by_key(self._addresses.communes(province.code))
            for province in self._addresses.provinces()
        }


def _by_key(places: Sequence[AnyUnit]) -> Mapping[str, Sequence[AnyUnit]]:
    found: dict[str, list[AnyUnit]] = defaultdict(list)
    for place in places:
        found[name_key(place.name)].append(place)
    return found


def _parts(text: str, separator: re.Pattern[str], accented: bool) -> list[_Part]:
    """The parts of the text from left to right, without empty ones and the country."""
    starts = [0, *(found.end() for found in separator.finditer(text))]
    ends = [*(found.start() for found in separator.finditer(text)), len(text)]
    every = [_part(text, start, end, accented) for start, end in zip(starts, ends, strict=True)]
    parts = [part for part in every if part.names]
    if parts and parts[-1].names[-1].key == _COUNTRY:
        parts.pop()
    return parts


def _part(text: str, start: int, end: int, accented: bool) -> _Part:
    written = text[start:end]
    return _Part(end - len(written.lstrip()), end, read_name(written, accented))


def _suggested(
    text: str, parts: list[_Part], communes: Sequence[Commune], province: Province | None
) -> tuple[Address, ...]:
    street = text[: parts[-2].start].strip(_EDGE) if len(parts) > 1 else ""
    return tuple(Address(street, commune, province) for commune in communes)


def _worth(found: ReadAddress) -> tuple[bool, bool, bool]:
    return found.reading is not Reading.UNKNOWN, bool(found.suggestions), found.address.province is not None
