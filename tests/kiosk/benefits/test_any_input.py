"""Whatever is typed: an answer that is JSON, or an error that names a key; never a crash."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.benefits.errors import InputError
from kiosk.benefits.inputs import Between
from kiosk.benefits.months import Month, PartialDate
from kiosk.benefits.registry import CALCULATORS
from kiosk.benefits.workings import Answer
from tests.kiosk.benefits.asking import ask

_DATES = st.dates(date(1950, 1, 1), date(2060, 12, 31)).map(date.isoformat)
_LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    date: _DATES,
    Month: _DATES.map(lambda text: text[:7]),
    PartialDate: st.one_of(_DATES, _DATES.map(lambda text: text[:4])),
    str: st.text(max_size=5),
}


@cache
def _values(kind: Any) -> st.SearchStrategy[Any]:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        return st.one_of(*(_values(part) for part in parts if part is not NoneType))
    if origin is Literal:
        return st.sampled_from(list(parts))
    if origin is Annotated:
        return _bounded(parts[0], parts[1])
    if origin is tuple:
        return st.lists(_values(parts[0]), max_size=4)
    return _objects(kind) if dataclasses.is_dataclass(kind) and kind not in _LEAVES else _LEAVES[kind]


def _bounded(kind: Any, bounds: Between) -> st.SearchStrategy[Any]:
    if get_origin(kind) is tuple:
        least = min(bounds.least, 6)
        return st.lists(_values(get_args(kind)[0]), min_size=least, max_size=max(least, min(bounds.most, 6)))
    most = min(bounds.most, 80_000_000)
    whole = st.integers(bounds.least, most)
    if kind is not Fraction:
        return whole
    return st.one_of(whole, st.decimals(bounds.least, most, places=2).map(str))


def _objects(shape: Any) -> st.SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(shape, include_extras=True)
    needed: dict[str, Any] = {}
    optional: dict[str, Any] = {}
    for field in dataclasses.fields(shape):
        has_default = (
            field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
        )
        (optional if has_default else needed)[field.name.rstrip("_")] = _values(hints[field.name])
    return st.fixed_dictionaries(needed, optional=optional)


def _asked(name: str, facts: dict[str, Any]) -> Answer | InputError:
    try:
        return ask(name, **facts)
    except InputError as error:
        return error


@pytest.mark.parametrize("name", CALCULATORS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_any_well_typed_input_has_an_answer_or_a_named_error(name: str, data: st.DataObject) -> None:
    facts = data.draw(_objects(CALCULATORS[name].input_shape()))
    answer = _asked(name, facts)
    if isinstance(answer, InputError):
        assert answer.code in {"missing_key", "not_allowed", "impossible_date", "out_of_range"}
        return
    told = json.loads(json.dumps(answer.as_json()))
    assert told["calculator"] == name
    assert all(isinstance(amount, int) and amount >= 0 for amount in told["amounts"].values())
    assert bool(told["reasons"]) is (told["outcome"] in ("not_eligible", "rejected"))
    assert bool(told["amounts"]) is (told["outcome"] == "amount")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=True),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize("name", CALCULATORS)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_nonsense_is_refused(name: str, data: st.DataObject) -> None:
    keys = [key for group in CALCULATORS[name].input_keys() for key in group]
    facts = data.draw(st.dictionaries(st.sampled_from(keys), _JSON, max_size=4))
    answer = _asked(name, facts)
    if isinstance(answer, InputError):
        assert answer.field == "" or answer.field.split(".")[0].split("[")[0] in keys
