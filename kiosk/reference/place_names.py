"""Names of places as people and cards write them, taken apart into the kind of the place and its name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from kiosk.reference.folding import expand_abbreviations, fold, spelling

_KINDS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "phường", "quận", "huyện", "tỉnh", "xã")
_LEADING_ZEROS = re.compile(r"\b0+(?=\d)")


class Unit(Protocol):
    """A place of any level, old or present."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...


AnyUnit = TypeVar("AnyUnit", bound=Unit)


@dataclass(frozen=True, slots=True)
class WrittenName:
    """One way to read what was written. ``kind`` is empty where none was; ``spelled`` keeps the accents."""

    kind: str
    key: str
    spelled: str
    accented: bool

    @property
    def is_number(self) -> bool:
        """Whether it is a number without a kind: a house, or a district whose kind was left out."""
        return not self.kind and self.key.isdigit()

    def is_spelled(self, name: str) -> bool:
        return self.spelled == (spelling(name) if self.accented else fold(name))


@dataclass(frozen=True, slots=True)
class Named(Generic[AnyUnit]):
    """The places that a written name can mean."""

    units: tuple[AnyUnit, ...] = ()
    kind_written: bool = False  # with the kind that they have
    exact: bool = False  # with their accents, or without any


def name_key(name: str) -> str:
    """What alike names share: no accents, no spaces, ``i`` for ``y``, no leading zeros (Phường 01)."""
    return _LEADING_ZEROS.sub("", fold(name)).replace(" ", "").replace("y", "i")


def is_accented(text: str) -> bool:
    return spelling(text) != fold(text)


def read_name(text: str, accented: bool) -> tuple[WrittenName, ...]:
    """The ways to read "P. Bến Nghé": a ward Bến Nghé, or a name as a whole (Phương Liệt, Quan Sơn).

    In a text that is ``accented`` a kind has its own accents, and a name without any (Thanh An) has none.
    """
    expanded = expand_abbreviations(text)
    spelled = (spelling(expanded) if accented else fold(expanded)).split()
    readings = []
    for kind in _KINDS:
        words = (spelling(kind) if accented else fold(kind)).split()
        if spelled[: len(words)] == words and len(spelled) > len(words):
            readings.append(_written(kind, spelled[len(words) :], accented))
    if spelled:
        readings.append(_written("", spelled, accented))
    return tuple(readings)


def named(
    by_key: Mapping[str, Sequence[AnyUnit]], written: Sequence[WrittenName], kinds: Collection[str]
) -> Named[AnyUnit]:
    """The places of one level (whose kinds are ``kinds``) that a written name means, the nearest ones only.

    A place of another kind of the same level still counts (towns became cities), and so do other accents;
    ``kind_written`` and ``exact`` tell how near they are.
    """
    best: Named[AnyUnit] = Named()
    for name in written:
        if name.kind and name.kind not in kinds:
            continue
        for kind_written in (True, False):
            units = [unit for unit in by_key.get(name.key, ()) if (unit.kind == name.kind) == kind_written]
            exact = [unit for unit in units if name.is_spelled(unit.name)]
            best = max(
                best, _named(exact, kind_written, True), _named(units, kind_written, False), key=_nearness
            )
    return best


def _named(units: list[AnyUnit], kind_written: bool, exact: bool) -> Named[AnyUnit]:
    return Named(tuple(units), kind_written, exact) if units else Named()


def _nearness(found: Named[AnyUnit]) -> tuple[bool, bool, bool]:
    return bool(found.units), found.exact, found.kind_written


def _written(kind: str, spelled: list[str], accented: bool) -> WrittenName:
    name = _LEADING_ZEROS.sub("", " ".join(spelled))
    return WrittenName(kind, name_key(name), name, accented)
