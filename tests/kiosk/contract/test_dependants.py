"""What an act about a child can never say, wherever it comes from."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from kiosk.contract.kinds.registration_dependant import DependantPayload
from tests.acts import SUBJECT, dependant_payload


def changed(at: str, value: object) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(json.dumps(dependant_payload()))
    *path, last = at.split(".")
    part: Any = payload
    for name in path:
        part = part[name]
    part[last] = value
    return payload


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("dependant.personal_number", SUBJECT),  # nobody is their own child
        ("dependant.personal_number", "12345"),
        ("dependant.date_of_birth", "2026-03-03"),  # not born on the day of the act
        ("dependant.date_of_birth", "2008-03-02"),  # eighteen on that day
        ("dependant.date_of_birth", "2019-03-02"),  # seven, and has not agreed
        ("dependant.relation", "uncle"),
        ("dependant.full_name", ""),
        ("dependant.unit", "Trung đoàn 1"),
        ("managed_by", "navy"),
        ("task", "No Task"),
        ("contact.phone", "12345"),
    ],
)
def test_it_is_refused(at: str, value: object) -> None:
    with pytest.raises(ValidationError):
        DependantPayload.model_validate(changed(at, value), strict=False)


def test_who_can_be_reached_by_nothing_gets_the_code_at_the_counter() -> None:
    taken = DependantPayload.model_validate(changed("contact.phone", None), strict=False)
    assert (taken.contact.phone, taken.contact.email) == (None, None)


@pytest.mark.parametrize("born", ["2026-03-02", "2019-03-03"])
def test_a_child_below_seven_need_not_agree(born: str) -> None:
    taken = DependantPayload.model_validate(changed("dependant.date_of_birth", born), strict=False)
    assert taken.dependant.date_of_birth == date.fromisoformat(born)


def test_an_older_child_that_agreed_is_taken_and_one_that_refused_is_not() -> None:
    payload = changed("dependant.date_of_birth", "2016-03-02")
    agreed = {**payload["consents"][0], "purpose": "child_agrees"}
    payload["consents"].append(agreed)
    assert DependantPayload.model_validate(payload, strict=False).consents[-1].given
    agreed["given"] = False
    with pytest.raises(ValidationError):
        DependantPayload.model_validate(payload, strict=False)
