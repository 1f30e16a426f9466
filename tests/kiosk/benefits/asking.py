"""Asking the engine in tests: JSON-like input, a fixed day."""

from __future__ import annotations

from datetime import date

from kiosk.benefits.engine import calculate
from kiosk.benefits.workings import Answer

TODAY = date(2026, 11, 26)


def ask(name: str, **data: object) -> Answer:
    """The answer of calculator ``name``; ``from_`` stands for the key ``from``."""
    return calculate(name, {key.rstrip("_"): value for key, value in data.items()}, TODAY)


def reasons(answer: Answer) -> list[str]:
    return [reason.code for reason in answer.reasons]


def rules(answer: Answer) -> list[str]:
    return [applied.rule.id for applied in answer.rules]


def warnings(answer: Answer) -> list[tuple[str, str | None]]:
    return [(warning.code, warning.parameter) for warning in answer.warnings]
