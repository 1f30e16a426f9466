"""Reading JSON into the frozen dataclasses of the calculators, strictly: what is not understood is refused.

A calculator declares its input as a dataclass whose annotations say type and bounds; ``read`` is the only way
from JSON to it. Written by hand rather than with a library so that the command starts at once.
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from kiosk.benefits.errors import InputError
from kiosk.benefits.months import Month, PartialDate, parse_date

T = TypeVar("T")
_LONGEST_TEXT = 40
_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Between:
    """Smallest and largest value of a number, longest and shortest length of a list."""

    least: int
    most: int


Dong = Annotated[int, Between(0, 10**12)]  # whole đồng
Average = Annotated[Fraction, Between(0, 10**12)]  # đồng with decimals
Months = Annotated[int, Between(0, 1200)]
Days = Annotated[int, Between(0, 366)]
Years = Annotated[Fraction, Between(0, 100)]
Percent = Annotated[Fraction, Between(0, 100)]


def missing(field: str) -> InputError:
    """The error of a key that is needed here."""
    return InputError("missing_key", "this key is needed", field)


def read(shape: type[T], data: object) -> T:
    """An instance of the dataclass ``shape`` from a JSON object; ``InputError`` names the first bad key."""
    if not isinstance(data, Mapping):
        raise InputError("wrong_type", "an object is expected")
    unchecked: Any = shape  # mypy sees no hash in type[T]
    fields = _fields(unchecked)
    for key in data:
        if key not in fields:
            raise InputError("unknown_key", "this key is not known here", str(key)[:_LONGEST_TEXT])
    values: dict[str, object] = {}
    for key, (name, kind, needed) in fields.items():
        if key in data and (data[key] is not None or needed):
            values[name] = _value(kind, data[key], key)
        elif needed:
            raise missing(key)
    return shape(**values)


@cache
def _fields(shape: Any) -> dict[str, tuple[str, Any, bool]]:
    """JSON key → field name, type and whether it is needed; a trailing underscore only dodges a keyword."""
    hints = get_type_hints(shape, include_extras=True)
    return {
        field.name.rstrip("_"): (
            field.name,
            hints[field.name],
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(shape)
    }


def _value(kind: Any, data: object, key: str) -> object:
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        return _value(_without_none(kind), data, key)
    if origin is Annotated:
        bare, bounds = get_args(kind)[:2]
        value = _value(bare, data, key)
        _check_bounds(value, bounds, key)
        return value
    if origin is Literal:
        return _one_of(get_args(kind), data, key)
    if origin is tuple:
        return _list(get_args(kind)[0], data, key)
    if dataclasses.is_dataclass(kind) and kind not in (Month, PartialDate):
        try:
            return read(kind, data)  # type: ignore[arg-type]  # a class, not an instance
        except InputError as error:
            raise error.under(key) from None
    return _scalar(kind, data, key)


def _without_none(kind: Any) -> Any:
    (bare,) = (part for part in get_args(kind) if part is not types.NoneType)
    return bare


def _check_bounds(value: Any, bounds: Between, key: str) -> None:
    size = len(value) if isinstance(value, tuple) else value
    if not bounds.least <= size <= bounds.most:
        raise InputError("out_of_range", f"expected {bounds.least} to {bounds.most}", key)


def _one_of(choices: tuple[object, ...], data: object, key: str) -> object:
    for choice in choices:
        if type(data) is type(choice) and data == choice:
            return choice
    raise InputError("not_allowed", f"expected one of {', '.join(map(str, choices))}", key)


def _list(kind: Any, data: object, key: str) -> tuple[object, ...]:
    if not isinstance(data, list | tuple):
        raise InputError("wrong_type", "a list is expected", key)
    return tuple(_value(kind, part, f"{key}[{index}]") for index, part in enumerate(data))


def _scalar(kind: Any, data: object, key: str) -> object:
    if kind is bool:
        if isinstance(data, bool):
            return data
        raise InputError("wrong_type", "true or false is expected", key)
    if kind is int:
        if isinstance(data, int) and not isinstance(data, bool):
            return data
        raise InputError("wrong_type", "a whole number is expected", key)
    if kind is Fraction:
        return _decimal(data, key)
    if not isinstance(data, str):
        raise InputError("wrong_type", "a text is expected", key)
    if kind is str:
        return data
    parse, shape = {
        date: (parse_date, "YYYY-MM-DD"),
        Month: (Month.parse, "YYYY-MM"),
        PartialDate: (PartialDate.parse, "YYYY, YYYY-MM or YYYY-MM-DD"),
    }[kind]
    try:
        return parse(data)
    except ValueError:
        raise InputError("impossible_date", f"a possible date is expected, as {shape}", key) from None


def _decimal(data: object, key: str) -> Fraction:
    """A decimal string, or a number as ``json.loads(…, parse_float=Decimal)`` gives it; never a float."""
    if isinstance(data, int) and not isinstance(data, bool):
        return Fraction(data)
    if isinstance(data, Decimal) and data.is_finite() and abs(data.adjusted()) <= _LONGEST_TEXT:
        return Fraction(data)
    if isinstance(data, str) and len(data) <= _LONGEST_TEXT and _DECIMAL.fullmatch(data):
        return Fraction(data)
    raise InputError("wrong_type", "a decimal number is expected, as a string", key)
