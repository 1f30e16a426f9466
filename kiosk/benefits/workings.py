"""The path from input to answer: rules in the order applied, figures used, warnings, alternatives.

A calculator receives one ``Workings`` and writes its whole explanation into it while it computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal, TypeVar

from kiosk.benefits.figures import half_up, plain, shown
from kiosk.benefits.law import Reason, Rule
from kiosk.benefits.parameters import Parameter, ParameterBook

T = TypeVar("T")
Outcome = Literal["amount", "not_eligible", "rejected", "information"]

NOTICE = {
    "vi": "Số tiền dự tính, không thay quyết định của cơ quan BHXH.",
    "en": "An estimate; it does not replace the decision of Vietnam Social Security.",
}


@dataclass(frozen=True, slots=True)
class AppliedRule:
    rule: Rule
    inputs: Mapping[str, object]
    result: object

    def sentence(self, language: Literal["vi", "en"]) -> str:
        values = {**self.inputs, "result": self.result}
        template = self.rule.vi if language == "vi" else self.rule.en
        return template.format(**{name: shown(value, language) for name, value in values.items()})

    def as_json(self) -> dict[str, object]:
        return {
            "id": self.rule.id,
            "article": self.rule.article,
            "vi": self.sentence("vi"),
            "en": self.sentence("en"),
            "inputs": plain(dict(self.inputs)),
            "result": _text(self.result),
            **self._changed(),
        }

    def _changed(self) -> dict[str, object]:
        if self.rule.changed is None:
            return {}
        vi, en = self.rule.changed
        return {"changed": {"vi": vi, "en": en}}


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way, or what would change the result: a stable code, two sentences, its own amounts."""

    code: str
    vi: str
    en: str
    amounts: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return {"code": self.code, "vi": self.vi, "en": self.en, "amounts": dict(self.amounts)}


@dataclass(frozen=True, slots=True)
class Caution:
    """What makes the answer less sure."""

    code: str
    vi: str
    en: str
    parameter: str | None = None

    def as_json(self) -> dict[str, object]:
        named = {"parameter": self.parameter} if self.parameter else {}
        return {"code": self.code, **named, "vi": self.vi, "en": self.en}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a calculator says: amounts in whole đồng, values as the interface names them, and why."""

    calculator: str
    outcome: Outcome
    amounts: Mapping[str, int]
    values: Mapping[str, object]
    reasons: tuple[Reason, ...]
    rules: tuple[AppliedRule, ...]
    alternatives: tuple[Alternative, ...]
    warnings: tuple[Caution, ...]
    parameters: tuple[Parameter, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "calculator": self.calculator,
            "outcome": self.outcome,
            "amounts": dict(self.amounts),
            "values": plain(dict(self.values)),
            "reasons": [
                {"code": each.code, "article": each.article, "vi": each.vi, "en": each.en}
                for each in self.reasons
            ],
            "rules": [each.as_json() for each in self.rules],
            "alternatives": [each.as_json() for each in self.alternatives],
            "warnings": [each.as_json() for each in self.warnings],
            "parameters": [each.as_json() for each in self.parameters],
            "notice": NOTICE,
        }


class Workings:
    """Collects one calculation. ``on``: the day whose law and figures count, unless a lookup says another."""

    def __init__(self, calculator: str, on: date, book: ParameterBook) -> None:
        self.calculator = calculator
        self.on = on
        self.book = book
        self._rules: list[AppliedRule] = []
        self._alternatives: list[Alternative] = []
        self._warnings: dict[tuple[str, str | None], Caution] = {}
        self._parameters: dict[tuple[str, date], Parameter] = {}

    def apply(self, rule: Rule, result: T, **inputs: object) -> T:
        """Record that ``rule`` gave ``result`` from ``inputs``, and hand the result on."""
        self._rules.append(AppliedRule(rule, inputs, result))
        if self.on < rule.since:
            self._warn_older_law(rule)
        return result

    def parameter(self, name: str, on: date | None = None) -> Parameter:
        """The figure in force; noted in the answer, with a warning where it is unsure or outdated."""
        day = on or self.on
        parameter = self.book.on(name, day)
        self._parameters[name, parameter.valid_from] = parameter
        if parameter.status == "unsure":
            self.warn(
                "parameter_unsure",
                f"Giá trị của {parameter.vi} chưa được xác nhận ({parameter.source}).",
                f"The value of {parameter.en} is not confirmed yet ({parameter.source}).",
                name,
            )
        if parameter.outdated_on(day):
            self.warn(
                "parameter_outdated",
                f"Chưa có {parameter.vi} của năm {day.year}; tạm dùng giá trị từ "
                f"{shown(parameter.valid_from, 'vi')}.",
                f"There is no {parameter.en} of {day.year} yet; that of {parameter.valid_from} is used.",
                name,
            )
        return parameter

    def number(self, name: str, on: date | None = None) -> Fraction:
        return self.parameter(name, on).number

    def table(self, name: str, on: date | None = None) -> Mapping[str, Fraction]:
        return self.parameter(name, on).table

    def warn(self, code: str, vi: str, en: str, parameter: str | None = None) -> None:
        self._warnings[code, parameter] = Caution(code, vi, en, parameter)

    def warnings(self) -> tuple[Caution, ...]:
        """So far."""
        return tuple(self._warnings.values())

    def offer(self, code: str, vi: str, en: str, **amounts: Fraction | int) -> None:
        """Add an alternative."""
        rounded = {name: half_up(amount) for name, amount in amounts.items()}
        self._alternatives.append(Alternative(code, vi, en, rounded))

    def amount(self, amounts: Mapping[str, Fraction | int], **values: object) -> Answer:
        """An answer with figures; here, and only here, amounts are rounded."""
        rounded = {name: half_up(amount) for name, amount in amounts.items()}
        return self._answer("amount", rounded, values, ())

    def information(self, **values: object) -> Answer:
        return self._answer("information", {}, values, ())

    def not_eligible(self, *reasons: Reason, **values: object) -> Answer:
        return self._answer("not_eligible", {}, values, reasons)

    def rejected(self, *reasons: Reason, **values: object) -> Answer:
        return self._answer("rejected", {}, values, reasons)

    def fork(self) -> Workings:
        """Workings apart, of the same day and figures, for another calculator that this one asks."""
        return Workings(self.calculator, self.on, self.book)

    def absorb(self, other: Answer) -> Answer:
        """Take over what another answer rests on: its rules, figures and warnings."""
        self._rules.extend(other.rules)
        self._warnings.update({(each.code, each.parameter): each for each in other.warnings})
        self._parameters.update({(each.name, each.valid_from): each for each in other.parameters})
        return other

    def _warn_older_law(self, rule: Rule) -> None:
        self.warn(
            "law_not_yet_in_force",
            f"Có quy định viện dẫn chỉ áp dụng từ {shown(rule.since, 'vi')}; trước đó theo luật cũ, có thể "
            "khác.",
            f"A rule named here applies only from {rule.since}; before that the older law held, maybe "
            "otherwise.",
        )

    def _answer(
        self,
        outcome: Outcome,
        amounts: dict[str, int],
        values: dict[str, object],
        reasons: tuple[Reason, ...],
    ) -> Answer:
        return Answer(
            self.calculator,
            outcome,
            amounts,
            values,
            reasons,
            tuple(self._rules),
            tuple(self._alternatives),
            tuple(self._warnings.values()),
            tuple(self._parameters.values()),
        )


def _text(result: object) -> object:
    """The sub-result of a rule as text; lists, tables and yes or no stay what they are."""
    value = plain(result)
    return value if isinstance(value, bool | list | dict) or value is None else str(value)
