"""``python -m tests.kiosk.benefits.spoiled_figures``: every figure of the law spoiled a little, one by one.

The cases of ``test_two_ways`` that used the figure are asked again with the spoiled one; the restated
articles must notice. What nobody notices is printed.
"""

from __future__ import annotations

import dataclasses
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from kiosk.benefits.engine import calculate
from kiosk.benefits.parameters import Parameter, ParameterBook, shipped_book
from tests.kiosk.benefits.asking import TODAY
from tests.kiosk.benefits.cases.drawn import Asked, drawn
from tests.kiosk.benefits.two_ways import differences


def cases_by_figure(examples: int) -> dict[tuple[str, date], list[Asked]]:
    """For each row of the figures the cases that used it, with what the articles give for them."""
    used: dict[tuple[str, date], list[Asked]] = defaultdict(list)
    for calculator, case, restated in drawn(examples):
        for figure in calculate(calculator, case, TODAY).parameters:
            used[figure.name, figure.valid_from].append((calculator, case, restated))
    return used


def spoiled(row: Parameter) -> Iterator[tuple[str, Parameter]]:
    """The row with one of its numbers a little larger, for each of its numbers."""
    if isinstance(row.value, Fraction):
        yield "", dataclasses.replace(row, value=_larger(row.value))
        return
    for key, number in row.value.items():
        yield key, dataclasses.replace(row, value={**row.value, key: _larger(number)})


def _larger(number: Fraction) -> Fraction:
    return number + (1 if number.denominator == 1 else Fraction(1, 100))


def noticed(asked: list[Asked], book: ParameterBook) -> bool:
    for calculator, case, restated in asked:
        try:
            if differences(restated, calculate(calculator, case, TODAY, book).as_json()):
                return True
        except (ArithmeticError, LookupError):
            return True
    return False


def main(examples: int) -> int:
    used, rows = cases_by_figure(examples), shipped_book().all()
    seen = alive = 0
    for row in rows:
        asked = used[row.name, row.valid_from]
        for key, other in spoiled(row):
            seen += 1
            book = ParameterBook([other if each is row else each for each in rows])
            if not noticed(asked, book):
                alive += 1
                print(f"not noticed: {row.name} {key} of {row.valid_from} ({len(asked)} cases used the row)")
    print(f"{seen - alive} of {seen} spoiled figures were noticed")
    return 0


if __name__ == "__main__":
    sys.exit(main(300))
