"""Whether somebody has reached an age that the law, or a policy, names (``parameters/accounts.toml``)."""

from __future__ import annotations

from datetime import date

from kiosk.benefits.parameters import shipped_book


def years_on(born: date, on: date) -> int:
    """Whole years; who was born on 29 February is a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def has_reached(age: str, born: date, on: date) -> bool:
    """``age``: the name of the figure. On a day before its first value that one counts."""
    values = shipped_book().values_of(age)
    in_force = [each for each in values if each.valid_from <= on] or values[:1]
    return years_on(born, on) >= in_force[-1].number
