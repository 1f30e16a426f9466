"""The way in: a calculator's name and its input give an answer with its whole explanation."""

from __future__ import annotations

from datetime import date

from kiosk.benefits.errors import InputError, MissingParameterError
from kiosk.benefits.inputs import read
from kiosk.benefits.law import Reason
from kiosk.benefits.parameters import ParameterBook, shipped_book
from kiosk.benefits.registry import CALCULATORS
from kiosk.benefits.workings import Answer, Workings

NO_FIGURE = Reason(
    "parameter_missing",
    (),
    "Chưa có số liệu của pháp luật cho thời điểm này nên không tính được.",
    "The law's figures for this date are not known here, so nothing is computed.",
)


def calculate(name: str, data: object, today: date, book: ParameterBook | None = None) -> Answer:
    """The answer of calculator ``name`` to ``data`` (a JSON object, decimals as ``Decimal`` or strings).

    ``today`` is the day of asking, for calculators whose input names no day. ``InputError`` for what cannot
    be read; a lawful "no" and a missing figure are answers.
    """
    calculator = CALCULATORS.get(name)
    if calculator is None:
        raise InputError("unknown_calculator", "there is no such calculator; see the list", "calculator")
    asked = read(calculator.input_shape(), data)
    work = Workings(name, calculator.day_of(asked, today), book or shipped_book())
    try:
        return calculator.run(asked, work)
    except MissingParameterError as error:
        work.warn(
            "parameter_missing",
            f"Không có giá trị của {error.name} cho thời điểm này.",
            f"There is no value of {error.name} for this date.",
            error.name,
        )
        return work.rejected(NO_FIGURE)
