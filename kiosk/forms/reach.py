"""Which answers lead to which page: found by trying values on both sides of everything that conditions ask.

Used to prove of a form that every page of it can be reached, and by tests that walk through every branch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import chain, combinations, islice, product
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import JsonValue

from kiosk.forms.conditions import AllOf, AnyOf, Comparison, Condition, Not, Reference, RuleHolds
from kiosk.forms.errors import FormError
from kiosk.forms.facts import FACTS
from kiosk.forms.order import Order

if TYPE_CHECKING:
    from kiosk.forms.form import Form, Page

_MOST_TRIES = 100_000
_OTHER_TEXT = "something else"
_SOME_DATE = "2026-06-15"


def unreachable_pages(form: Form) -> list[Page]:
    """The pages that no answers lead to, in order."""
    ways = _Ways(form)
    return [page for page in form.pages if page.when is not None and ways.find(page) is None]


def prove_reach(form: Form, file: Path | str) -> None:
    """Raises `FormError` where no answers lead to a page."""
    for page in unreachable_pages(form):
        key = f"form.page[{form.pages.index(page)}].when"
        raise FormError(file, key, f"no answers lead to the page {page.id}")


def find_way(form: Form, page: Page) -> dict[str, JsonValue] | None:
    """Answers and facts, as JSON by id, with which ``page`` is met; None when none were found.

    What is left out may be answered anyhow.
    """
    return _Ways(form).find(page)


def comparisons(condition: Condition) -> Iterator[Comparison | RuleHolds]:
    """Everything inside a condition that looks at answers."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from comparisons(part)
        case Not(part):
            yield from comparisons(part)
        case _:
            yield condition


class _Ways:
    """Through one form: what its conditions ask is gathered once."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._order = {
            name: place for place, name in enumerate((*FACTS, *(each.id for each in form.questions())))
        }
        self._operands: dict[str, list[JsonValue]] = {}
        self._candidates: dict[str, list[JsonValue]] = {}
        for condition in _conditions(form):
            for each in comparisons(condition):
                self._note_operands(each)

    def find(self, page: Page) -> dict[str, JsonValue] | None:
        candidates = {name: self._candidates_for(name) for name in self._variables(page)}
        for values in islice(product(*candidates.values()), _MOST_TRIES):
            given = dict(zip(candidates, values, strict=True))
            known = self._asked(page, given)
            if page.when is None or page.when.holds(known):
                return known
        return None

    def _asked(self, goal: Page, given: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
        """What is known when the person comes to ``goal``: answers on branches not taken do not count."""
        known: dict[str, JsonValue] = {
            name: value for name, value in given.items() if name in FACTS and value is not None
        }
        for page in self._form.pages:
            if page is goal:
                break
            if page.when is not None and not page.when.holds(known):
                continue
            for question in page.questions:
                asked = question.when is None or question.when.holds(known)
                if asked and given.get(question.id) is not None:
                    known[question.id] = given[question.id]
        return known

    def _variables(self, page: Page) -> list[str]:
        """Everything that decides whether ``page`` is met, in the order of the form."""
        needed: set[str] = set()
        waiting = list(page.when.questions()) if page.when is not None else []
        while waiting:
            name = waiting.pop()
            if name in needed:
                continue
            needed.add(name)
            if name not in FACTS:
                for condition in (self._form.page_of(name).when, self._form.get_question(name).when):
                    waiting += list(condition.questions()) if condition is not None else []
        return sorted(needed, key=self._order.__getitem__)

    def _candidates_for(self, name: str) -> list[JsonValue]:
        if name not in self._candidates:
            self._candidates[name] = self._find_candidates(name)
        return self._candidates[name]

    def _find_candidates(self, name: str) -> list[JsonValue]:
        """Values on both sides of everything that any condition asks about ``name``."""
        question = None if name in FACTS else self._form.get_question(name)
        order = FACTS[name].order if question is None else question.kind.order
        domain = FACTS[name].domain if question is None else question.kind.domain(question)
        operands = [operand for operand in self._operands.get(name, ()) if operand is not None]
        values: list[JsonValue]
        if order is Order.CHOICES:
            values = [list(each) for each in _subsets([o for o in operands if isinstance(o, str)], domain)]
        elif domain is not None:
            values = list(domain)
        else:
            values = list(chain.from_iterable(_around(operand, order) for operand in operands))
            least, most = (None, None) if question is None else question.kind.limits(question)
            values = [value for value in values if _lies_between(value, least, most)]
            values += [limit for limit in (least, most) if limit is not None]
        if question is None or not question.required or question.none_label is not None:
            values.append(None)
        return list({repr(value): value for value in values or [_plain(order)]}.values())

    def _note_operands(self, each: Comparison | RuleHolds) -> None:
        if isinstance(each, RuleHolds):
            for key, argument in each.arguments.items():
                if isinstance(argument, Reference):
                    self._operands.setdefault(argument.question, []).extend(each.rule.arguments[key].domain)
            return
        for name in each.questions():
            if each.operator == "answered" or isinstance(each.operand, Reference):
                asked: list[JsonValue] = [_plain_for(self._form, name)]
            else:
                asked = each.operand if isinstance(each.operand, list) else [each.operand]
            self._operands.setdefault(name, []).extend(asked)


def _conditions(form: Form) -> Iterator[Condition]:
    for page in form.pages:
        if page.when is not None:
            yield page.when
        for question in page.questions:
            if question.when is not None:
                yield question.when


def _plain_for(form: Form, name: str) -> JsonValue:
    return _plain(FACTS[name].order if name in FACTS else form.get_question(name).kind.order)


def _plain(order: Order) -> JsonValue:
    """Some value of the kind, where no condition asks for a particular one."""
    plain: dict[Order, JsonValue] = {
        Order.NUMBER: 1,
        Order.DATE: _SOME_DATE,
        Order.MONTH: _SOME_DATE[:7],
        Order.YES_NO: True,
        Order.CHOICES: [],
    }
    return plain.get(order, _OTHER_TEXT)


def _around(operand: JsonValue, order: Order) -> list[JsonValue]:
    if order is Order.NUMBER and isinstance(operand, int) and not isinstance(operand, bool):
        return [operand - 1, operand, operand + 1]
    if order in (Order.DATE, Order.MONTH) and isinstance(operand, str):
        step = timedelta(days=1 if order is Order.DATE else 31)
        day = date.fromisoformat(operand if order is Order.DATE else f"{operand}-15")
        length = 10 if order is Order.DATE else 7
        return [(day - step).isoformat()[:length], operand, (day + step).isoformat()[:length]]
    if order is Order.TEXT:
        return [operand, _OTHER_TEXT]
    return [operand]


def _lies_between(value: JsonValue, least: JsonValue, most: JsonValue) -> bool:
    """Both are numbers, or both ISO dates or months, which sort as text."""
    if isinstance(value, int):
        return (not isinstance(least, int) or least <= value) and (not isinstance(most, int) or value <= most)
    text = str(value)
    return (least is None or str(least) <= text) and (most is None or text <= str(most))


def _subsets(named: list[str], domain: tuple[JsonValue, ...] | None) -> list[tuple[str, ...]]:
    """Every set of the options that conditions name, and one of the others."""
    others = [each for each in domain or () if isinstance(each, str) and each not in named]
    options = [*dict.fromkeys(named), *others[:1]]
    return list(chain.from_iterable(combinations(options, size) for size in range(len(options) + 1)))
