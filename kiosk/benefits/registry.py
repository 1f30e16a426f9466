"""The calculators by name: what the command, the screens and the services' rules choose from.

A module is imported when its calculator is first asked, so that the command starts at once. Adding one: a
module in ``calculators/`` with an input dataclass and a function, and a row here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from kiosk.benefits.workings import Answer, Workings


@dataclass(frozen=True, slots=True)
class Calculator:
    """``day``: the input key whose date decides the law and the figures; None: the day of asking."""

    name: str
    vi: str
    en: str
    module: str
    day: str | None = None
    shape: str = ""  # the input dataclass, by default named after the calculator
    function: str = "calculate"

    def input_shape(self) -> type[Any]:
        name = self.shape or "".join(part.capitalize() for part in self.name.split("_")) + "Input"
        shape: type[Any] = getattr(self._module(), name)
        return shape

    def run(self, asked: object, work: Workings) -> Answer:
        function: Callable[[object, Workings], Answer] = getattr(self._module(), self.function)
        return function(asked, work)

    def day_of(self, asked: object, today: date) -> date:
        day: date | None = (
            getattr(asked, self.day + "_" if self.day == "from" else self.day) if self.day else None
        )
        return day or today

    def keys(self) -> tuple[list[str], list[str]]:
        """The needed and the optional keys of the input."""
        needed: list[str] = []
        optional: list[str] = []
        for field in dataclasses.fields(self.input_shape()):
            has_default = (
                field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
            )
            (optional if has_default else needed).append(field.name.rstrip("_"))
        return needed, optional

    def _module(self) -> Any:
        return import_module(f"kiosk.benefits.calculators.{self.module}")


_CALCULATORS = (Calculator("pension", "Lương hưu", "Pension", "pension", "decided_on"),)

CALCULATORS = {calculator.name: calculator for calculator in _CALCULATORS}
