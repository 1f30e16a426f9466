"""Reading a form from its data, with every mistake named by file, key and reason.

A form is refused when a question's kind or options are wrong, a condition looks at anything but facts and
earlier questions or compares what cannot be compared, a page can never be reached, or one can never be left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.forms.conditions import ALLOWED, Comparison, Condition, ConditionError, Reference, read_condition
from kiosk.forms.errors import FormError
from kiosk.forms.facts import FACTS
from kiosk.forms.form import Form, Page, PageKind
from kiosk.forms.kind import Order
from kiosk.forms.kinds import KINDS
from kiosk.forms.question import Check, Question, Sensitivity
from kiosk.forms.reach import comparisons, unreachable_pages
from kiosk.language import Bilingual

_ID = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CheckData(_Data):
    holds: dict[str, Any]
    fault: Bilingual


class QuestionData(_Data):
    id: str = Field(pattern=_ID)
    kind: str
    label: Bilingual
    help: Bilingual | None = None
    required: bool = True
    none_label: Bilingual | None = None
    when: dict[str, Any] | None = None
    prefill: str | None = None
    locked: bool = False
    sensitivity: Sensitivity = Sensitivity.OPEN
    options: dict[str, Any] = {}
    check: tuple[CheckData, ...] = ()


class PageData(_Data):
    id: str = Field(pattern=_ID)
    group: str
    kind: PageKind = PageKind.QUESTIONS
    title: Bilingual | None = None
    lead: Bilingual | None = None
    when: dict[str, Any] | None = None
    question: tuple[QuestionData, ...] = ()
    channel: str = ""
    paragraph: tuple[Bilingual, ...] = ()
    article: str = ""


class FormData(_Data):
    """The table ``form`` of a task's file."""

    version: str
    group: dict[str, Bilingual] = {}
    condition: dict[str, dict[str, Any]] = {}
    page: tuple[PageData, ...] = ()


def first_fault(error: ValidationError) -> tuple[str, str]:
    """The dotted key and the reason of a model's first error, without the value."""
    first = error.errors(include_input=False, include_url=False)[0]
    return ".".join(str(part) for part in first["loc"]) or "file", first["msg"]


def read_form(form_id: str, data: Mapping[str, Any], file: Path | str) -> Form:
    """The form of the table ``data``. Raises `FormError`."""
    try:
        model = FormData.model_validate(data)
    except ValidationError as error:
        key, reason = first_fault(error)
        raise FormError(file, f"form.{key}", reason) from error
    return _Reader(file, model).read(form_id)


class _Reader:
    """Goes through one form from top to bottom; what was read so far is what conditions may look at."""

    def __init__(self, file: Path | str, data: FormData) -> None:
        self._file = file
        self._data = data
        self._named: dict[str, Condition] = {}
        self._orders: dict[str, Order] = {name: fact.order for name, fact in FACTS.items()}
        self._questions: dict[str, Question] = {}

    def read(self, form_id: str) -> Form:
        for name, condition in self._data.condition.items():
            self._named[name] = self._condition(condition, f"form.condition.{name}", check=False)
        pages = [self._page(page, f"form.page[{place}]") for place, page in enumerate(self._data.page)]
        self._refuse_twice([page.id for page in pages], "form.page", "id")
        unused = set(self._data.group) - {page.group for page in pages}
        if unused:
            raise self._fault(f"form.group.{min(unused)}", "no page belongs to this group")
        form = Form(form_id, self._data.version, self._data.group, tuple(pages))
        for page in unreachable_pages(form):
            place = form.pages.index(page)
            raise self._fault(f"form.page[{place}].when", f"no answers lead to the page {page.id}")
        return form

    def _page(self, data: PageData, key: str) -> Page:
        if data.group not in self._data.group:
            raise self._fault(f"{key}.group", f"there is no group {data.group}")
        when = self._optional(data.when, f"{key}.when")
        questions = tuple(
            self._question(each, f"{key}.question[{place}]") for place, each in enumerate(data.question)
        )
        self._check_page_kind(data, key)
        title = data.title or (questions[0].label if len(questions) == 1 else None)
        if title is None:
            raise self._fault(f"{key}.title", "a page without exactly one question needs a title")
        return Page(
            id=data.id,
            group=data.group,
            kind=data.kind,
            title=title,
            lead=data.lead,
            when=when,
            questions=questions,
            channel=data.channel,
            paragraphs=data.paragraph,
            article=data.article,
        )

    def _check_page_kind(self, data: PageData, key: str) -> None:
        asks = data.kind is PageKind.QUESTIONS
        if asks != bool(data.question):
            raise self._fault(f"{key}.question", "belongs to pages of questions, and to each of them")
        if (data.kind is PageKind.CODE) != bool(data.channel):
            raise self._fault(f"{key}.channel", "belongs to code pages, and to each of them")
        if data.channel and data.channel not in self._questions:
            raise self._fault(f"{key}.channel", f"no earlier question is called {data.channel}")
        reads = data.kind in (PageKind.INFORMATION, PageKind.STOP)
        if reads != bool(data.paragraph):
            raise self._fault(
                f"{key}.paragraph", "belongs to information and stop pages, and to each of them"
            )
        if data.kind is PageKind.STOP and data.when is None:
            raise self._fault(f"{key}.when", "a stop that everybody meets leads nowhere")

    def _question(self, data: QuestionData, key: str) -> Question:
        if data.id in self._orders:
            raise self._fault(f"{key}.id", f"the id {data.id} is taken")
        when = self._optional(data.when, f"{key}.when")
        question = self._build(data, key, when)
        self._orders[data.id] = question.kind.order
        self._questions[data.id] = question
        checks = tuple(  # only now: a check looks at this very answer, beside earlier ones
            Check(self._condition(each.holds, f"{key}.check[{place}].holds"), each.fault)
            for place, each in enumerate(data.check)
        )
        return replace(question, checks=checks)

    def _build(self, data: QuestionData, key: str, when: Condition | None) -> Question:
        kind = KINDS.get(data.kind)
        if kind is None:
            raise self._fault(f"{key}.kind", f"no kind is called {data.kind}; there are {', '.join(KINDS)}")
        try:
            options = kind.options.model_validate(data.options)
        except ValidationError as error:
            where, reason = first_fault(error)
            raise self._fault(f"{key}.options.{where}", reason) from error
        if data.prefill is not None and data.prefill not in self._orders:
            raise self._fault(f"{key}.prefill", f"{data.prefill} is neither a fact nor an earlier question")
        if data.locked and data.prefill is None:
            raise self._fault(f"{key}.locked", "only what is filled in beforehand can be locked")
        if not data.required and data.none_label is not None:
            raise self._fault(f"{key}.none_label", "belongs to a required question: it is one of its answers")
        question = Question(
            id=data.id,
            kind=kind,
            options=options,
            label=data.label,
            help=data.help,
            required=data.required,
            none_label=data.none_label,
            when=when,
            prefill=data.prefill,
            locked=data.locked,
            sensitivity=data.sensitivity,
        )
        fault = kind.fault_in_options(question)
        if fault is not None:
            raise self._fault(f"{key}.options", fault)
        return question

    def _optional(self, data: Mapping[str, Any] | None, key: str) -> Condition | None:
        return None if data is None else self._condition(data, key)

    def _condition(self, data: Mapping[str, Any], key: str, *, check: bool = True) -> Condition:
        try:
            condition = read_condition(dict(data), self._named)
        except ConditionError as error:
            raise self._fault(key, str(error)) from error
        if check:
            for each in comparisons(condition):
                if isinstance(each, Comparison):
                    self._check_comparison(each, key)
            for question in condition.questions():
                if question not in self._orders:
                    raise self._fault(key, f"{question} is neither a fact nor an earlier question")
        return condition

    def _check_comparison(self, comparison: Comparison, key: str) -> None:
        order = self._orders.get(comparison.question)
        if order is None:
            raise self._fault(key, f"{comparison.question} is neither a fact nor an earlier question")
        if comparison.operator not in ALLOWED[order]:
            raise self._fault(key, f"{comparison.question} cannot be compared by {comparison.operator}")
        operand = comparison.operand
        if isinstance(operand, Reference):
            if self._orders.get(operand.question) is not order:
                raise self._fault(key, f"{operand.question} cannot be compared with {comparison.question}")
            return
        domain = self._domain(comparison.question)
        wanted = operand if isinstance(operand, list) else [operand]
        if comparison.operator in ("is", "in", "has") and domain is not None:
            for value in wanted:
                if value not in domain:
                    raise self._fault(key, f"{comparison.question} is never {value!r}")

    def _domain(self, question_id: str) -> tuple[Any, ...] | None:
        if question_id in FACTS:
            return FACTS[question_id].domain
        question = self._questions[question_id]
        return question.kind.domain(question)

    def _refuse_twice(self, ids: Iterable[str], key: str, what: str) -> None:
        seen: set[str] = set()
        for each in ids:
            if each in seen:
                raise self._fault(key, f"the {what} {each} stands there twice")
            seen.add(each)

    def _fault(self, key: str, reason: str) -> FormError:
        return FormError(self._file, key, reason)
