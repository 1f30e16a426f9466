"""Tables from outside: read by the loader of the shipped ones, and held against those before they count.

What is sent replaces all figures. It may add values, mend them and set new ones for days to come; it may not
lose a figure, a line of a table or the years that are known: calculations that worked would work no more.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from kiosk.benefits.errors import TablesError
from kiosk.benefits.parameters import Edition, Parameter, ParameterBook, parameters_of, shipped_book

_STATUSES = ("settled", "unsure")


def book_of(tables: Mapping[str, str], edition: Edition) -> ParameterBook:
    """The book of the files ``tables`` (TOML by name). Raises `TablesError`, which names the first fault."""
    parameters = [parameter for name, text in sorted(tables.items()) for parameter in _read(name, text)]
    book = ParameterBook(parameters, edition)
    _hold_against(book, shipped_book())
    return book


def _read(name: str, text: str) -> list[Parameter]:
    try:
        parameters = parameters_of(text)
    except tomllib.TOMLDecodeError:
        raise TablesError(f"{name}: not TOML") from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise TablesError(f"{name}: a figure lacks its words, value, day, source or status") from None
    for parameter in parameters:
        _check(parameter)
    return parameters


def _check(parameter: Parameter) -> None:
    def refuse(reason: str) -> TablesError:
        return TablesError(f"{parameter.name} from {parameter.valid_from}: {reason}")

    if not isinstance(parameter.valid_from, date) or isinstance(parameter.valid_from, datetime):
        raise TablesError(f"{parameter.name}: valid_from is a day")
    if not all(isinstance(each, str) and each for each in (parameter.vi, parameter.en, parameter.source)):
        raise refuse("its words or its source are missing")
    if parameter.status not in _STATUSES:
        raise refuse("its status is settled or unsure")
    numbers = [parameter.value] if isinstance(parameter.value, Fraction) else parameter.value.values()
    if not numbers or any(number < 0 for number in numbers):
        raise refuse("a value is missing or negative")


def _hold_against(book: ParameterBook, shipped: ParameterBook) -> None:
    for name in sorted(book.names() ^ shipped.names()):
        raise TablesError(f"{name}: {'no calculator knows it' if name in book.names() else 'it is missing'}")
    for name in sorted(shipped.names()):
        values = book.values_of(name)
        days = [each.valid_from for each in values]
        if len(set(days)) < len(days):
            raise TablesError(f"{name}: two values begin on the same day")
        known = shipped.values_of(name)
        if days[0] > known[0].valid_from:
            raise TablesError(f"{name}: nothing is said of the time before {days[0]}")
        for each in values:
            before = [other for other in known if other.valid_from <= each.valid_from]
            if before and not _has_shape_of(each, before[-1]):
                raise TablesError(f"{name} from {each.valid_from}: lines of its table are missing")


def _has_shape_of(parameter: Parameter, other: Parameter) -> bool:
    if isinstance(parameter.value, Fraction) or isinstance(other.value, Fraction):
        return isinstance(parameter.value, Fraction) and isinstance(other.value, Fraction)
    return parameter.value.keys() >= other.value.keys()
