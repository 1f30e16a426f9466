"""Words for names and codes of acts, and the labels of questions from the files of the tasks."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from central.cases.table import changes
from central.cases.task_files import service_words, task_files
from kiosk.contract.kinds import KINDS
from kiosk.reference.facilities import Facility
from kiosk.reference.offices import Office
from kiosk.reference.reference_data import ReferenceData


@cache
def labels() -> Mapping[str, Any]:
    found: dict[str, Any] = tomllib.loads((Path(__file__).parent / "labels.toml").read_text("utf-8"))
    return found


def word(table: str, name: str) -> str:
    """The name itself where no word is known."""
    found = labels()[table].get(name, name)
    return found if isinstance(found, str) else name


def change_title(name: str) -> str:
    change = changes().get(name)
    return word("change", name) if change is None or name == "open" else change.title.vi


def kind_title(kind: str | None) -> str:
    """Of an act; the kind itself where this version does not know it."""
    known = KINDS.get(kind or "")
    return kind or "—" if known is None else known.title.vi


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as people were asked it. ``choices``: their words by id."""

    label: str
    kind: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


@cache
def questions() -> Mapping[str, Asked]:
    """Those of the shipped tasks, by id."""
    found: dict[str, Asked] = {}
    for task in task_files():
        for page in task.get("form", {}).get("page", []):
            for question in page.get("question", []):
                items = question.get("options", {}).get("items", [])
                choices = {item["id"]: item["label"]["vi"] for item in items if "label" in item}
                found[question["id"]] = Asked(question["label"]["vi"], question["kind"], choices)
    return found


def name_of(kind: str, code: str, on: date) -> str:
    """With its name, what people chose from a list by its code; the code alone where the list has none."""
    lists = _reference()
    finders: Mapping[str, Callable[[], Facility | Office | None]] = {
        "facility": lambda: lists.facilities.find_by_code(code, on),
        "office": lambda: lists.offices.find_by_code(code),
    }
    found = finders[kind]() if kind in finders else None
    return code if found is None else f"{found.name} ({code})"


@cache
def _reference() -> ReferenceData:
    return ReferenceData()


@cache
def service_names() -> Mapping[str, str]:
    return {name: words.name.vi for name, words in service_words().items()}
