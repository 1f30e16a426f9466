"""The check-answers page as data: every answer that counts, and the page where it can be changed.

What a page gathers, as consents, stands in one row: it was read a moment ago, and is changed together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kiosk.forms.answers import Answers, Relevant
from kiosk.forms.context import Context
from kiosk.forms.question import Question


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """``hidden`` is the answer in full where ``shown`` is masked; "" where nothing is hidden."""

    id: str
    label: str
    shown: str = field(repr=False)
    hidden: str = field(default="", repr=False)
    page: str = ""  # where "change" leads; "" where it cannot be changed here


def summary(answers: Answers, relevant: Relevant, context: Context) -> list[SummaryRow]:
    """One row an answer, in the order in which they were asked; one for what a page gathers."""
    answered = [question for question in relevant.questions if question.id in relevant.values]
    return [
        row
        for _, questions in groupby(answered, lambda each: _row_of(each, answers))
        for row in _rows(list(questions), answers, relevant, context)
    ]


def _row_of(question: Question, answers: Answers) -> str:
    """What those that share a row have in common."""
    return answers.form.page_of(question.id).id if question.kind.gathered else question.id


def _rows(
    questions: Sequence[Question], answers: Answers, relevant: Relevant, context: Context
) -> Iterator[SummaryRow]:
    page = answers.form.page_of(questions[0].id)
    if len(questions) > 1:
        given = [(question, relevant.values[question.id]) for question in questions]
        yield SummaryRow(
            id=page.id,
            label=page.title.text(context.language),
            shown=questions[0].kind.show_gathered(given, context),
            page=page.id,
        )
        return
    for question in questions:
        value = relevant.values[question.id]
        shown, whole = question.show_guarded(value, context), question.show(value, context)
        yield SummaryRow(
            id=question.id,
            label=question.label.text(context.language),
            shown=shown,
            hidden=whole if whole != shown else "",
            page="" if answers.is_locked(question) else page.id,
        )
