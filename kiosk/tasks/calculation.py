"""What a calculator's screen needs beside its form: which calculator of the law it asks, how answers become
its input, and how its answer is told. Data of a task's file; every part is checked when the file is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.forms.conditions import Condition, Known
from kiosk.language import Bilingual
from kiosk.reference.collection_accounts import Product
from kiosk.tasks.sources import Source, values_of


@dataclass(frozen=True, slots=True)
class FigureTemplate:
    """One line of a result. ``text`` holds names of the answer's amounts and values: ``{monthly} đồng``.

    A line whose names have no value, or only noughts, says ``otherwise``; without that it is left out, unless
    it is the first of all.
    """

    label: Bilingual
    text: Bilingual
    otherwise: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class BarTemplate:
    """A bar of ``times`` an amount of the answer; ``each``: the amount is a list with a bar for every entry,
    whose number the label's ``{n}`` is.
    """

    label: Bilingual
    amount: str
    times: int = 1
    each: bool = False


@dataclass(frozen=True, slots=True)
class ChartTemplate:
    """Left out where fewer than two bars have anything to show."""

    title: Bilingual
    note: Bilingual | None
    bars: tuple[BarTemplate, ...]


@dataclass(frozen=True, slots=True)
class PaymentTemplate:
    """What the answer says is to be paid: ``amount`` names it; ``values``: what the transfer has to say, such
    as the number of who is insured.
    """

    product: Product
    amount: str
    values: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Calculation:
    """``leads_to``: the tasks by which the thing that was computed is asked for."""

    calculator: str
    inputs: Mapping[str, Source]
    figures: tuple[FigureTemplate, ...]
    when: Condition | None = None
    chart: ChartTemplate | None = None
    leads_to: tuple[str, ...] = ()
    payment: PaymentTemplate | None = None

    def input_of(self, known: Known) -> dict[str, Any]:
        """The calculator's input as JSON, from facts and the answers that count."""
        return values_of(self.inputs, known)

    def questions_behind(self, field: str) -> tuple[str, ...]:
        """Whose answers fill a key of the input, by its path as `InputError` names it."""
        source = self.inputs.get(re.split(r"[.\[]", field, maxsplit=1)[0])
        return () if source is None else tuple(source.questions())


def since(parameter: str) -> str:
    """How an input names the day since which the present value of a figure of the law holds, as of a rise."""
    return f"since.{parameter}"
