"""What the catalogue that kiosks ask from says of cases: names, questions, results, law."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from central.cases.kinds import handler_of
from kiosk.benefits.parameters import shipped_book
from kiosk.benefits.workings import Workings
from kiosk.clock import VIETNAM_TIME
from kiosk.eligibility.deciding import cautions_for_officers
from kiosk.errors import KnownError
from kiosk.forms.context import Context
from kiosk.language import Bilingual, Language
from kiosk.reference.reference_data import ReferenceData

if TYPE_CHECKING:
    from kiosk.forms.question import Question
    from kiosk.tasks.catalogue import Catalogue
    from kiosk.tasks.task import Task


_MOST_FORMS = 200  # that are kept
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as people were asked it. ``group``: the part of the form; ``choices``: their words by id."""

    id: str
    label: Bilingual
    kind: str
    group: Bilingual
    is_paper: bool
    choices: Mapping[str, Bilingual]
    question: Question = field(repr=False, compare=False)

    def shown(self, answer: JsonValue, on: date) -> str | None:
        """In the words in which the person checked it, as of a day; None where it is of another form."""
        moment = datetime.combine(on, _NOON, VIETNAM_TIME)
        try:
            value = self.question.from_json(answer)
            return self.question.show(value, Context(moment, Language.VIETNAMESE, _reference()))
        except (KnownError, LookupError, TypeError, ValueError):
            return None


@lru_cache(maxsize=_MOST_FORMS)
def askable(kind: str, about: str | None) -> tuple[Asked, ...]:
    """What can be asked for once more of a case, in the order of the form; nothing where the shipped
    catalogue does not tell which form that was, or where the case is about another case.
    """
    task = None if handler_of(kind).moves else _catalogue().filed_with(kind, about)
    if task is None:
        return ()
    return tuple(_asked(each, task) for each in task.form.questions() if each.kind.can_be_asked_again)


def labels_of(kind: str, about: str | None, ids: Iterable[str]) -> tuple[Bilingual, ...]:
    """An id alone where the form has no such question any more."""
    known = {each.id: each.label for each in askable(kind, about)}
    return tuple(known.get(each) or Bilingual(vi=each, en=each) for each in ids)


def questions(task_id: str) -> Mapping[str, Asked]:
    """By id; where the task itself asks no such question, or is not known, as another one asks it."""
    return ChainMap(_by_task().get(task_id, {}), _by_id())


@cache
def _by_task() -> Mapping[str, dict[str, Asked]]:
    return {task.id: {each.id: _asked(each, task) for each in task.form.questions()} for task in _catalogue()}


@cache
def _by_id() -> dict[str, Asked]:
    return {name: asked for of_task in _by_task().values() for name, asked in of_task.items()}


@dataclass(frozen=True, slots=True)
class TaskWords:
    """``results``: what a person gets who is told yes; ``legal_basis``: laws with their articles. Only public
    services have them.
    """

    name: Bilingual
    results: tuple[Bilingual, ...] = ()
    legal_basis: tuple[str, ...] = ()


@cache
def task_words() -> Mapping[str, TaskWords]:
    """By the task's id."""
    return {task.id: _words(task) for task in _catalogue()}


def _words(task: Task) -> TaskWords:
    if task.filing is None:
        return TaskWords(task.name)
    return TaskWords(task.name, task.filing.service.results, task.filing.service.legal_basis)


@cache
def petition_categories() -> Mapping[str, Bilingual]:
    """What petitions can be about, by the code that acts have."""
    asked = (
        _asked(task.form.get_question(task.petition.about), task)
        for task in _catalogue()
        if task.petition is not None and task.petition.about
    )
    return {code: words for each in asked for code, words in each.choices.items()}


_NOT_LOOKED_AT = Bilingual(
    vi="Câu trả lời theo mẫu khác nên máy không xét được: xin cán bộ đối chiếu điều kiện và ngày tháng.",
    en="The answers follow another form and were not looked at: please check conditions and days.",
)


def cautions(
    task_id: str, answers: Mapping[str, Any], on: date, due_on: date | None
) -> tuple[Bilingual, ...]:
    """What the rules of a public service warn officers of, by what was answered on the day ``on``; where the
    answers are those of another form, that nothing was looked at.
    """
    task = _catalogue().find(task_id)
    if task is None or task.filing is None:
        return ()
    try:
        facts = replace(task.filing.facts_of({"today": on.isoformat(), **answers}, on), due_on=due_on)
    except (KnownError, LookupError, TypeError, ValueError):
        return (_NOT_LOOKED_AT,)
    found = cautions_for_officers(task.filing.service, facts, Workings(task_id, on, shipped_book()))
    return tuple(Bilingual(vi=each.vi, en=each.en) for each in found)


def _asked(question: Question, task: Task) -> Asked:
    items = getattr(question.options, "items", ())
    return Asked(
        question.id,
        question.label,
        question.kind.name,
        task.form.groups[task.form.page_of(question.id).group],
        question.kind.hands_in_paper,
        {each.id: each.label for each in items},
        question,
    )


@cache
def _reference() -> ReferenceData:
    return ReferenceData()


def _catalogue() -> Catalogue:
    from kiosk.tasks.catalogue import load_catalogue  # only who looks at cases needs it

    return load_catalogue()
