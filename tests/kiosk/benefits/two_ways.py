"""The engine's answer beside the restated one: outcome, every amount to the đồng, every restated value."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kiosk.benefits.engine import calculate
from tests.kiosk.benefits.asking import TODAY
from tests.kiosk.benefits.restatement.common import Answer, Case, Value, dong

_PARTS = ["calculator", "outcome", "amounts", "values", "reasons", "rules", "alternatives", "warnings"]
_PARTS += ["parameters", "notice"]
_NOT_FOR_READERS = re.compile(r"\b(None|True|False|nan)\b|[{}]")


def answered_to(calculator: str, case: Case) -> dict[str, Any]:
    """The whole answer as the command prints it: JSON in, JSON out."""
    asked = json.loads(json.dumps(case), parse_float=Decimal)
    answer: dict[str, Any] = json.loads(json.dumps(calculate(calculator, asked, TODAY).as_json()))
    return answer


def differences(restated: Answer, answered: Mapping[str, Any]) -> list[str]:
    """What differs, one line each; the engine may say more than was restated."""
    if answered.get("outcome") != restated.outcome:
        return [f"outcome: engine {answered.get('outcome', answered)}, law {restated.outcome}"]
    found = [
        f"{name}: engine {answered['amounts'].get(name)}, law {amount}"
        for name, amount in restated.amounts.items()
        if answered["amounts"].get(name) != amount
    ]
    found += [
        f"{name}: engine {answered['values'].get(name)}, law {value}"
        for name, value in restated.values.items()
        if not _same(value, answered["values"].get(name))
    ]
    return found


def unexplained(answered: Mapping[str, Any]) -> list[str]:
    """What of the explanation is empty or speaks of nothing, one line each."""
    found = [] if list(answered) == _PARTS else ["the parts of the answer"]
    for rule in answered["rules"]:
        figures = {**rule["inputs"], "result": rule["result"]}
        nothing = [name for name, value in figures.items() if value is None]
        found += [f"{rule['id']}: {name} is nothing" for name in nothing]
    if not all(each["article"] for each in [*answered["rules"], *answered["reasons"]]):
        found.append("a rule or reason without its article")
    if any(
        list(used) != ["name", "value", "valid_from", "source", "status"] for used in answered["parameters"]
    ):
        found.append("the parts of a figure")
    said = [*answered["rules"], *answered["reasons"], *answered["alternatives"], *answered["warnings"]]
    for each in said:
        for language in ("vi", "en"):
            if not each[language] or _NOT_FOR_READERS.search(each[language]):
                found.append(f"{each.get('id', each.get('code'))}: {each[language]}")
    return found


def _same(value: Value, answered: object) -> bool:
    """An exact fraction equals the engine's decimal string; a long one agrees to the string's two places."""
    if not isinstance(value, Fraction):
        return value == answered and isinstance(answered, type(value))
    if not isinstance(answered, str):
        return False
    return Fraction(answered) in {value, Fraction(dong(value * 100), 100)}
