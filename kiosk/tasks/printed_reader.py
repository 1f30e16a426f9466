"""Reading which official forms a task prints and what stands in their fields, every mistake named."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from kiosk.documents.forms import load_form
from kiosk.forms.conditions import Condition, ConditionError, read_condition
from kiosk.forms.errors import FormError
from kiosk.forms.facts import FACTS
from kiosk.forms.form import Form
from kiosk.tasks.printed import PAPERS, has_odd_brackets, placeholders, subjects
from kiosk.tasks.task import PrintedForm
from kiosk.toml import TomlError, read_toml

_USUAL = Path(__file__).parent / "printed_usually.toml"


class DocumentData(BaseModel):
    """A table ``[[document]]``: what stands in the fields of a printed form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    template: str
    when: dict[str, Any] | None = None
    shown: bool = False
    texts: dict[str, str] = {}
    ticks: dict[str, dict[str, dict[str, Any]]] = {}


def read_document(data: DocumentData, form: Form, file: Path, key: str) -> PrintedForm:
    """A printed form may show every fact and every answer, but nothing else."""
    questions = {question.id: question for question in form.questions()}
    parts = {f"{q.id}.{part}" for q in questions.values() for part in q.kind.printed_parts}
    known = {*FACTS, *questions, *parts, *subjects(), PAPERS}
    data = _with_usual(data, known)
    published = _published(data.template, file, key)

    def require(name: str, where: str) -> None:
        if name not in known:
            raise FormError(file, where, f"{name} is neither a fact nor a question of this form")

    def condition(table: Mapping[str, Any], where: str) -> Condition:
        try:
            read = read_condition(dict(table), {})
        except ConditionError as error:
            raise FormError(file, where, str(error)) from error
        for name in read.questions():
            require(name, where)
        return read

    for name, text in data.texts.items():
        where = f"{key}.texts.{name}"
        if name not in published or published[name]:
            raise FormError(file, where, f"the form {data.template} has no such field to write in")
        if has_odd_brackets(text):
            raise FormError(file, where, "brackets hold a part with an answer, and none stand in others")
        for placeholder in placeholders(text):
            require(placeholder, where)
    ticks: dict[str, dict[str, Condition]] = {}
    for name, choices in data.ticks.items():
        for choice, table in choices.items():
            where = f"{key}.ticks.{name}.{choice}"
            if choice not in published.get(name, ()):
                raise FormError(file, where, f"the form {data.template} has no such box")
            ticks.setdefault(name, {})[choice] = condition(table, where)
    when = None if data.when is None else condition(data.when, f"{key}.when")
    return PrintedForm(data.template, data.texts, ticks, when, data.shown)


def _published(template: str, file: Path, key: str) -> dict[str, frozenset[str]]:
    """The fields of an official form with the boxes of each; none for a field that is written in."""
    try:
        return {field.id: frozenset(field.choices) for field in load_form(template).fields}
    except TomlError as error:
        raise FormError(file, f"{key}.template", f"there is no form {template}") from error


def _with_usual(data: DocumentData, known: set[str]) -> DocumentData:
    """With what many tasks fill alike, where the form asks for it."""
    usual = _usual().get(data.template, {})
    texts = {name: text for name, text in usual.get("texts", {}).items() if set(placeholders(text)) <= known}
    ticks = {
        name: choices
        for name, choices in usual.get("ticks", {}).items()
        if all(set(read_condition(each, {}).questions()) <= known for each in choices.values())
    }
    return data.model_copy(update={"texts": {**texts, **data.texts}, "ticks": {**ticks, **data.ticks}})


@cache
def _usual() -> Mapping[str, Mapping[str, Any]]:
    return read_toml(_USUAL)
