"""The dated figures of the law, one TOML file a subject, and the book that looks them up by name and date."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from kiosk.benefits.errors import MissingParameterError
from kiosk.benefits.figures import plain


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of a figure from a day on. ``value`` is a number, or a table of numbers by key."""

    name: str
    vi: str
    en: str
    yearly: bool  # a new value is due every year: an older one is outdated
    value: Fraction | Mapping[str, Fraction]
    valid_from: date
    source: str
    status: str  # "settled" or "unsure"

    @property
    def number(self) -> Fraction:
        if isinstance(self.value, Fraction):
            return self.value
        raise TypeError(f"{self.name} is a table")

    @property
    def table(self) -> Mapping[str, Fraction]:
        if isinstance(self.value, Fraction):
            raise TypeError(f"{self.name} is a number")
        return self.value

    def outdated_on(self, day: date) -> bool:
        return self.yearly and self.valid_from.year < day.year

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "value": plain(self.value if isinstance(self.value, Fraction) else dict(self.value)),
            "valid_from": self.valid_from.isoformat(),
            "source": self.source,
            "status": self.status,
        }


@dataclass(frozen=True, slots=True)
class Edition:
    """Which tables these are; a greater ``number`` is newer. ``shipped``: they came with the program."""

    number: int
    issued_on: date
    shipped: bool = False


SHIPPED_EDITION = Edition(2, date(2026, 11, 28), shipped=True)  # one more with every change of a file beside


class ParameterBook:
    """All figures; unchangeable. Newer ones from central make a new book of them."""

    def __init__(self, parameters: Iterable[Parameter], edition: Edition = SHIPPED_EDITION) -> None:
        self.edition = edition
        self._by_name: dict[str, list[Parameter]] = {}
        for parameter in sorted(parameters, key=lambda each: (each.name, each.valid_from)):
            self._by_name.setdefault(parameter.name, []).append(parameter)

    def on(self, name: str, day: date) -> Parameter:
        """The value in force on ``day``; MissingParameterError where none is known for so early a day."""
        in_force = [each for each in self._by_name[name] if each.valid_from <= day]
        if not in_force:
            raise MissingParameterError(name, f"no value of {name} is known for {day}")
        return in_force[-1]

    def dated(self, name: str, day: date) -> Parameter | None:
        """The value that starts on exactly this day, such as a rise of pensions."""
        return next((each for each in self._by_name[name] if each.valid_from == day), None)

    def values_of(self, name: str) -> tuple[Parameter, ...]:
        """Every value of a figure, the oldest first; none where there is no such figure."""
        return tuple(self._by_name.get(name, ()))

    def names(self) -> frozenset[str]:
        return frozenset(self._by_name)

    def all(self) -> list[Parameter]:
        return [parameter for values in self._by_name.values() for parameter in values]

    def in_force(self, day: date) -> list[Parameter]:
        """For each figure the value in force on ``day``, where there is one."""
        latest = {each.name: each for each in self.all() if each.valid_from <= day}
        return list(latest.values())


def parameters_of(toml: str) -> list[Parameter]:
    """The parameters of one file: ``[name]`` with its words, ``[[name.values]]`` with its values."""
    figures = tomllib.loads(toml, parse_float=Decimal)
    return [
        Parameter(
            name,
            figure["vi"],
            figure["en"],
            figure.get("yearly", False),
            _exact(row["value"]),
            row["valid_from"],
            row["source"],
            row["status"],
        )
        for name, figure in figures.items()
        for row in figure["values"]
    ]


def _exact(value: int | Decimal | dict[str, int | Decimal]) -> Fraction | Mapping[str, Fraction]:
    if isinstance(value, dict):
        return {key: Fraction(number) for key, number in value.items()}
    return Fraction(value)


@cache
def shipped_book() -> ParameterBook:
    """The figures that this release knows."""
    return ParameterBook(parameter for text in shipped_tables().values() for parameter in parameters_of(text))


def shipped_tables() -> dict[str, str]:
    """The files of this release by name, as they would be sent to a kiosk."""
    folder = files(__package__ or __name__)
    entries = [entry for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return {entry.name.removesuffix(".toml"): entry.read_text("utf-8") for entry in entries}
