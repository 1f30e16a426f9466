"""From an input of the engine back to the answers on the screens that give it: to compare the two ways."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from pydantic import JsonValue

from kiosk.forms.answers import Answers
from kiosk.forms.context import Context
from kiosk.forms.form import PageKind
from kiosk.forms.question import Question
from kiosk.language import Language
from kiosk.tasks.calculation import Calculation
from kiosk.tasks.sources import (
    AllRows,
    AnswerTo,
    FirstOf,
    Fixed,
    Form,
    Holds,
    LaterOf,
    Less,
    ListOf,
    MonthsOf,
    Repeated,
    Source,
    SumOf,
)
from kiosk.tasks.task import Task
from tests.kiosk.visits import REFERENCE

_YEAR, _YEAR_AND_MONTH = 4, 7  # letters
Known = dict[str, JsonValue]


class DoesNotFitError(Exception):
    """The screens do not ask for this."""


def answers_for(calculation: Calculation, given: Mapping[str, Any]) -> Known:
    """The answers, as JSON by question, that give this input."""
    known: Known = {}
    for key, value in given.items():
        if key not in calculation.inputs:
            raise DoesNotFitError(key)
        _undo(calculation.inputs[key], value, known)
    return known


def _undo(source: Source, value: Any, known: Known) -> None:  # noqa: PLR0912 - one case a kind of source
    match source:
        case Less() | SumOf():
            pass  # told by the answers that the other keys give
        case Holds():
            if value:
                raise DoesNotFitError
        case Fixed(content):
            if content != value:
                raise DoesNotFitError
        case AnswerTo(question, _, form, words):
            known[question] = _answer(value, form, words)
        case FirstOf(sources):
            if isinstance(value, str) and len(value) == _YEAR_AND_MONTH:
                raise DoesNotFitError
            _undo(sources[1 if len(value) == _YEAR else 0], value, known)
        case MonthsOf(years, months):
            known[years], known[months] = divmod(int(value), 12)
        case ListOf(ids):
            known.update(zip(ids, value, strict=True))
        case Repeated(entry, times):
            if any({**entry, "other_card": False} != {"other_card": False, **each} for each in value):
                raise DoesNotFitError
            known[times] = len(value)
        case AllRows(parts):
            for part in parts:
                known[part.question] = [
                    {cell: row[key] for key, cell in part.keys.items() if key in row}
                    for row in value
                    if all(row.get(key, also) == also for key, also in part.also.items())
                ]
        case LaterOf(ids):
            known[ids[0]] = value


def _answer(value: Any, form: Form, words: Mapping[str, str] | None) -> JsonValue:
    if words is not None:
        return next(ours for ours, theirs in words.items() if theirs == value)
    match form:
        case Form.AS_IT_IS:
            return _whole(value)
        case Form.TEXT:
            return int(value)
        case Form.NUMBER:
            return str(value)
        case Form.DAY:
            return str(value)[:7]


def _whole(value: Any) -> JsonValue:
    """The screens take whole đồng, days and years."""
    if isinstance(value, str) and value.replace(".", "", 1).isdigit():
        if "." in value:
            raise DoesNotFitError
        return int(value)
    return value  # type: ignore[no-any-return]


def context_on(today: date) -> Context:
    return Context(datetime.combine(today, time(3), UTC), Language.VIETNAMESE, REFERENCE)


def filled_in(task: Task, known: Known, today: date) -> Mapping[str, JsonValue]:
    """What is known after the form was filled in with these answers, page by page; what they do not tell is
    declined where that is offered, and otherwise answered in the plainest way.
    """
    answers, context = Answers(task.form), context_on(today)
    facts: Known = {"today": today.isoformat()}
    for page in task.form.pages:
        if not answers.relevant(facts).meets(page) or page.kind is not PageKind.QUESTIONS:
            continue
        for question in page.questions:
            if known.get(question.id) not in (None, []):
                answers.type(question.id, question.type_out(_value(question, known[question.id])))
            elif question.none_label is not None:  # also for an empty list of rows
                answers.decline(question.id)
            elif question.required:
                answers.type(question.id, plainest(question, context))
        faults = answers.take_page(page, facts, context)
        assert not faults, faults
    return answers.relevant(facts).known


def _value(question: Question, json: JsonValue) -> Any:
    if question.kind.name == "relatives" and isinstance(json, list):
        cells = {column.id: None for column in question.columns}
        json = [{**cells, **row} for row in json if isinstance(row, dict)]
    if question.kind.name == "contribution_months" and isinstance(json, list):
        json = [{"employer": "", **row} for row in json if isinstance(row, dict)]
    return question.from_json(json)


def plainest(question: Question, context: Context) -> Mapping[str, JsonValue]:
    match question.kind.name:
        case "yes_no":
            return {"choice": "no"}
        case "one_of":
            return {"choice": question.choices("choice", {}, context)[0].value}
        case "number" | "money":
            return {"text": str(question.kind.limits(question)[0])}
        case "some_of":
            return {"chosen": [question.choices("chosen", {}, context)[0].value]}
        case "month":
            return {"text": f"{context.today:%m%Y}"}
        case "date":
            return {"text": f"{context.today:%d%m%Y}"}
    raise DoesNotFitError(question.id)
