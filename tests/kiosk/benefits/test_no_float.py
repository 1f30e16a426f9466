"""No float can enter a calculation: none is written, none can be made, none is accepted."""

from __future__ import annotations

import ast
import json
from decimal import Decimal
from pathlib import Path

import pytest

import kiosk.benefits
from kiosk.benefits.errors import InputError
from kiosk.benefits.parameters import shipped_book
from tests.kiosk.benefits.asking import ask

_SOURCES = sorted(Path(kiosk.benefits.__path__[0]).rglob("*.py"))
_MAKES_FLOATS = {"float", "statistics", "cmath", "math", "random", "time"}


@pytest.mark.parametrize("source", _SOURCES, ids=lambda path: path.stem)
def test_the_source_makes_no_float(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        line = getattr(node, "lineno", 0)
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float | complex)), line
        assert not isinstance(getattr(node, "op", None), ast.Div), line
        names = [getattr(node, "id", ""), getattr(node, "module", ""), getattr(node, "name", "")]
        assert _MAKES_FLOATS.isdisjoint(str(name) for name in names), line


def test_no_parameter_is_a_float() -> None:
    for parameter in shipped_book().all():
        values = [parameter.value] if not isinstance(parameter.value, dict) else parameter.value.values()
        assert not any(isinstance(value, float) for value in values), parameter.name


def test_a_float_in_an_input_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        ask(
            "article_23_allowance",
            decided_on="2026-11-22",
            average=3.5,
            months=36,
            months_to_social_pension=9,
        )
    assert (refused.value.code, refused.value.field) == ("wrong_type", "average")


def test_a_decimal_of_json_is_read_exactly() -> None:
    data = json.loads('{"average": 3333333.33}', parse_float=Decimal)
    facts = {"decided_on": "2026-11-22", "months": 180}
    as_number = ask("pension", sex="male", **facts, average=data["average"])
    as_text = ask("pension", sex="male", **facts, average="3333333.33")
    assert as_number == as_text
