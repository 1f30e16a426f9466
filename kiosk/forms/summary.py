"""The check-answers page as data: every answer that counts, and the page where it can be changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.forms.answers import Answers, Relevant
from kiosk.forms.context import Context


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """``hidden`` is the answer in full where ``shown`` is masked; "" where nothing is hidden."""

    id: str
    label: str
    shown: str = field(repr=False)
    hidden: str = field(default="", repr=False)
    page: str = ""  # where "change" leads; "" where it cannot be changed here


def summary(answers: Answers, relevant: Relevant, context: Context) -> list[SummaryRow]:
    """One row an answer, in the order in which they were asked."""
    rows = []
    for question in relevant.questions:
        if question.id not in relevant.values:
            continue
        value = relevant.values[question.id]
        shown, whole = question.show_guarded(value, context), question.show(value, context)
        rows.append(
            SummaryRow(
                id=question.id,
                label=question.label.text(context.language),
                shown=shown,
                hidden=whole if whole != shown else "",
                page="" if answers.is_locked(question) else answers.form.page_of(question.id).id,
            )
        )
    return rows
