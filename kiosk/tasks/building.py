"""What builders of payloads share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import JsonValue

from kiosk.contract.kinds.parts import FormPayload, ProofPart
from kiosk.forms.answers import Relevant
from kiosk.forms.form import PageKind
from kiosk.forms.kinds.consent import ConsentAnswer
from kiosk.tasks.evidence import Place, common_parts, proof_part
from kiosk.tasks.task import Task
from kiosk.visit.visit import Visit


def built_of_form(model: type[FormPayload]) -> Callable[[Task, Visit, Relevant, Place], FormPayload]:
    """A builder for a kind that carries its form's answers and nothing else."""

    def build(task: Task, visit: Visit, relevant: Relevant, place: Place) -> FormPayload:
        return model(**common_parts(visit, place, consents_of(relevant)), **form_parts(task, visit, relevant))

    return build


def form_parts(task: Task, visit: Visit, relevant: Relevant) -> dict[str, Any]:
    """The fields that `FormPayload` adds to those of every act."""
    return {
        "task": task.id,
        "form_version": task.form.version,
        "answers": answers_of(relevant),
        "proofs": proofs_of(visit, relevant),
    }


def consents_of(relevant: Relevant) -> tuple[ConsentAnswer, ...]:
    """The consents among the answers, in the order in which they were asked."""
    return tuple(value for value in relevant.values.values() if isinstance(value, ConsentAnswer))


def answers_of(relevant: Relevant) -> dict[str, JsonValue]:
    """Every answer that counts, by question id, as it stands in an act."""
    return {
        question.id: question.to_act(relevant.values[question.id])
        for question in relevant.questions
        if question.id in relevant.values
    }


def proofs_of(visit: Visit, relevant: Relevant) -> dict[str, ProofPart]:
    """How far the addresses are proved that the person was asked to prove, by question id."""
    channels = [page.channel for page in relevant.pages if page.kind is PageKind.CODE]
    return {channel: proof_part(visit.journey.proof_of(channel)) for channel in channels}
