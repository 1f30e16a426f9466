"""What is wrong with an act is told by the words of its question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from kiosk.act_places import ActPlaces
from kiosk.contract.kinds import KINDS
from kiosk.language import Bilingual
from kiosk.tasks.catalogue import load_catalogue
from kiosk.tasks.task import Task


@pytest.fixture(scope="module")
def places() -> ActPlaces:
    return ActPlaces(load_catalogue())


def tasks_of(kind: str) -> list[Task]:
    return [task for task in load_catalogue() if task.act == kind]


@pytest.mark.parametrize(
    ("kind", "detail", "vi", "en"),
    [
        ("registration.adult", "contact.email", "Địa chỉ thư điện tử (e-mail)", "Your e-mail address"),
        ("registration.adult", "identity.date_of_birth", "Ngày sinh trên thẻ", "Date of birth on the card"),
        ("registration.adult", "card.validity, card", "Kết quả kiểm tra thẻ", "Result of the card check"),
        ("registration.adult", "of.tomorrow", "of.tomorrow", "of.tomorrow"),
        ("kind.of_tomorrow", "kind.of_tomorrow 3", "kind.of_tomorrow 3", "kind.of_tomorrow 3"),
    ],
)
def test_a_place_has_the_words_of_its_question(
    places: ActPlaces, kind: str, detail: str, vi: str, en: str
) -> None:
    found = places.words(kind, detail)
    assert (found.vi, found.en) == (vi, en)


def test_a_new_address_is_called_as_it_was_asked_for(places: ActPlaces) -> None:
    (task,) = tasks_of("contact.change")
    labels = {question.id: question.label for question in task.form.questions()}
    told = places.words("contact.change", "new.phone, old_email")
    assert told.vi == f"{labels['contact.phone'].vi}, {labels['contact.old_email'].vi}"


def test_every_answer_of_a_service_is_called_by_its_question(places: ActPlaces) -> None:
    """Services that ask the same in words of their own share one of these."""
    labels: dict[str, list[Bilingual]] = {}
    for task in tasks_of("service.filed"):
        for question in task.form.questions():
            labels.setdefault(question.id, []).append(question.label)
    for task in tasks_of("service.filed"):
        for question in task.form.questions():
            for place in (
                f"answers.{question.id}",
                f"answers.{question.id}.0",
                f"answers.{question.id}.3.name",
            ):
                assert places.words("service.filed", place) in labels[question.id]


def fields_of(model: type[BaseModel], above: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield f"{above}{name}"
        for inner in (field.annotation, *get_args(field.annotation)):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from fields_of(inner, f"{above}{name}.")


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_is_without_words(places: ActPlaces, kind: str) -> None:
    payloads = (KINDS[kind].payload, *KINDS[kind].former.values())
    for place in {place for payload in payloads for place in fields_of(payload)}:
        assert places.words(kind, place).vi != place
