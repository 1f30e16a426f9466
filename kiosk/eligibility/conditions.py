"""Conditions over facts that may be unknown: what is known may be enough, otherwise the unknown is named."""

from __future__ import annotations

from kiosk.eligibility.facts import Facts, UnknownFactsError
from kiosk.forms.conditions import AllOf, AnyOf, Comparison, Condition, Known, Not


def unknown_or(condition: Condition, facts: Facts) -> bool:
    """Whether it holds. Raises `UnknownFactsError` with the facts that decide and are not known."""
    return _decide(condition, facts.known())


def _decide(condition: Condition, known: Known) -> bool:
    match condition:
        case Comparison(operator="answered"):
            return condition.holds(known)
        case AllOf(parts):
            return not _any_decided(parts, known, wanted=False)
        case AnyOf(parts):
            return _any_decided(parts, known, wanted=True)
        case Not(part):
            return not _decide(part, known)
    unknown = [name for name in condition.questions() if name not in known]
    if unknown:
        raise UnknownFactsError(*unknown)
    return condition.holds(known)


def _any_decided(parts: tuple[Condition, ...], known: Known, *, wanted: bool) -> bool:
    """Whether one of the parts is ``wanted``; one that is makes the unknown ones not matter."""
    unknown: list[str] = []
    for part in parts:
        try:
            if _decide(part, known) is wanted:
                return True
        except UnknownFactsError as missing:
            unknown += missing.names
    if unknown:
        raise UnknownFactsError(*dict.fromkeys(unknown))
    return False
