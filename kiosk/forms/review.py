"""Everything that a person can be told about an answer, in both languages, to be read through in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.forms.form import Form
from kiosk.forms.kind import COMMON_FAULTS, find_faults
from kiosk.forms.kinds import KINDS
from kiosk.forms.question import Question
from kiosk.language import Bilingual


@dataclass(frozen=True, slots=True)
class FaultRow:
    """``owner``: a kind, ``common``, or a question's id. Braces in ``words`` stand for limits."""

    owner: str
    fault: str
    words: Bilingual


def faults_of_kinds() -> list[FaultRow]:
    """Every fault of every kind, and those that all kinds share."""
    return [
        FaultRow(owner, fault, words)
        for owner in (COMMON_FAULTS, *KINDS)
        for fault, words in find_faults(owner).items()
    ]


def faults_of_form(form: Form) -> list[FaultRow]:
    """What each question of a form can answer with, in their order; a column is named after its question."""
    return [row for question in form.questions() for row in _faults_of(question, question.id)]


def _faults_of(question: Question, owner: str) -> Iterator[FaultRow]:
    if question.required:
        yield FaultRow(owner, "required", find_faults(COMMON_FAULTS)["required"])
    for fault, words in question.kind.faults.items():
        yield FaultRow(owner, fault, words)
    for place, check in enumerate(question.checks):
        yield FaultRow(owner, f"check[{place}]", check.fault)
    for column in question.columns:
        yield from _faults_of(column, f"{owner}.{column.id}")
