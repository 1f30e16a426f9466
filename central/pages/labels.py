"""Words for names and codes of acts, and the labels of questions from the files of the tasks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import kiosk
from central.cases.table import changes

_TASKS = Path(kiosk.__file__ or "").parent / "tasks"


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


@cache
def questions() -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Label and choices of each question that the shipped tasks ask, by its id."""
    found: dict[str, tuple[str, Mapping[str, str]]] = {}
    for task in _tasks():
        for page in task.get("form", {}).get("page", []):
            for question in page.get("question", []):
                items = question.get("options", {}).get("items", [])
                choices = {item["id"]: item["label"]["vi"] for item in items if "label" in item}
                found[question["id"]] = question["label"]["vi"], choices
    return found


@cache
def service_names() -> Mapping[str, str]:
    return {task["id"]: task["name"]["vi"] for task in _tasks() if "id" in task and "name" in task}


@cache
def _tasks() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(file.read_text("utf-8")) for file in sorted(_TASKS.rglob("*.toml")))
