"""Rules of law that conditions refer to by name, each with its source. They see JSON values only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue


@dataclass(frozen=True, slots=True)
class Argument:
    """What a rule takes. A looked-up argument names a question or fact; another one is a fixed value.

    ``domain`` holds values on both sides of every boundary of the rule, for tests that walk through all
    branches.
    """

    is_looked_up: bool
    domain: tuple[JsonValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    source: str
    arguments: Mapping[str, Argument]
    holds: Callable[[Mapping[str, JsonValue]], bool]


def _in_first_days_of_quarter(values: Mapping[str, JsonValue]) -> bool:
    on, days = date.fromisoformat(str(values["on"])), values["days"]
    return on.month % 3 == 1 and isinstance(days, int) and on.day <= days


_RULES = (
    Rule(
        name="in_first_days_of_quarter",
        source="Luật BHYT, Điều 26 (sửa đổi bởi Luật 51/2024/QH15): trong 15 ngày đầu của mỗi quý",
        arguments={
            "on": Argument(is_looked_up=True, domain=("2026-10-15", "2026-10-16", "2026-11-01")),
            "days": Argument(is_looked_up=False),
        },
        holds=_in_first_days_of_quarter,
    ),
)
_BY_NAME = {rule.name: rule for rule in _RULES}


def find_rule(name: str) -> Rule | None:
    return _BY_NAME.get(name)
