"""What reading a task's file leaves open, since it takes long: whether each page of its form can be reached,
and whether a calculator knows the keys that it is given (each is a module to be imported).

It is proved of what is shipped by `forms check`, `services check` and the tests; of what an office brings
whenever it is read.
"""

from __future__ import annotations

from pathlib import Path

from kiosk.benefits.registry import CALCULATORS
from kiosk.forms.errors import FormError
from kiosk.forms.reach import prove_reach
from kiosk.tasks.calculation import Calculation
from kiosk.tasks.loading import read_task_file
from kiosk.tasks.task import Task


def read_proved(file: Path) -> Task:
    """The task of one file. Raises `FormError`."""
    task = read_task_file(file)
    prove(task, file)
    return task


def prove(task: Task, file: Path | str) -> None:
    """Raises `FormError` for the first thing that does not hold."""
    filing = task.filing
    prove_reach(task.form if filing is None else filing.form, file)
    for place, each in enumerate(task.calculations):
        _prove_keys(each, file, f"calculation[{place}]")
    for place, each in enumerate(() if filing is None else filing.estimates):
        _prove_keys(each, file, f"service.estimate[{place}]")


def _prove_keys(calculation: Calculation, file: Path | str, key: str) -> None:
    name = calculation.calculator
    needed, optional = CALCULATORS[name].input_keys()
    for foreign in sorted(calculation.inputs.keys() - {*needed, *optional}):
        raise FormError(file, f"{key}.input.{foreign}", f"{name} has no such key")
    for missing in (each for each in needed if each not in calculation.inputs):
        raise FormError(file, f"{key}.input", f"{name} needs the key {missing}")
