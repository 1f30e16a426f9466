"""What the shipped tasks of the kiosk say of themselves, from their files: names, results, law, questions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import kiosk
from kiosk.language import Bilingual

_TASKS = Path(kiosk.__file__ or "").parent / "tasks"


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """``results``: what a person gets who is told yes; ``legal_basis``: laws with their articles."""

    name: Bilingual
    results: tuple[Bilingual, ...] = ()
    legal_basis: tuple[str, ...] = ()


@cache
def task_files() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(file.read_text("utf-8")) for file in sorted(_TASKS.rglob("*.toml")))


@cache
def service_words() -> Mapping[str, ServiceWords]:
    """By the task's id; also of tasks that are no public service, which name no results."""
    return {task["id"]: _words(task) for task in task_files() if "id" in task and "name" in task}


def _words(task: Mapping[str, Any]) -> ServiceWords:
    service = task.get("service", {})
    return ServiceWords(
        name=Bilingual.model_validate(task["name"]),
        results=tuple(map(Bilingual.model_validate, service.get("results", ()))),
        legal_basis=tuple(service.get("legal_basis", ())),
    )
