"""The kinds of acts: their pages are current, their names and numbers are apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kiosk.contract.kinds import KINDS, ActKind, find_kind
from kiosk.contract.pages import page_of
from kiosk.tasks.catalogue import load_catalogue
from kiosk.tasks.submission import BUILDERS
from tests.acts import (
    contact_change_payload,
    dependant_payload,
    foreigner_payload,
    registration_payload,
    reset_payload,
)

PAGES = Path(__file__).parents[3] / "docs" / "api" / "acts"


@pytest.mark.parametrize("name", KINDS)
def test_the_page_of_a_kind_is_current(name: str) -> None:
    assert (PAGES / f"{name}.md").read_text("utf-8") == page_of(KINDS[name]), "run make api"


def test_every_kind_has_a_page_and_no_page_is_left_over() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == set(KINDS)


def test_every_kind_can_be_built_and_has_a_prefix_of_its_own() -> None:
    assert set(BUILDERS) == set(KINDS)
    assert len({kind.case_prefix for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_version_in_use_and_those_before_are_known_and_no_other(kind: ActKind) -> None:
    assert find_kind(kind.name, kind.version) is kind
    assert set(kind.former) == set(range(1, kind.version))
    for version, payload in kind.former.items():
        found = find_kind(kind.name, version)
        assert found is not None
        assert (found.name, found.version, found.payload) == (kind.name, version, payload)
    assert find_kind(kind.name, kind.version + 1) is None
    assert find_kind("account.closing", 1) is None


def test_every_offered_task_makes_a_known_kind() -> None:
    for task in load_catalogue():
        assert not task.act or task.act in KINDS


BEFORE_PHONES: Mapping[str, Callable[[], Mapping[str, Any]]] = {
    "registration.adult": registration_payload,
    "registration.dependant": dependant_payload,
    "registration.foreigner": foreigner_payload,
    "contact.change": contact_change_payload,
    "account.reset": reset_payload,
}


@pytest.mark.parametrize("name", BEFORE_PHONES)
def test_an_act_of_before_codes_by_telephone_claims_nothing_of_its_phone(name: str) -> None:
    """Central goes on believing it; one of today is held to what it says."""
    payload = json.loads(json.dumps(BEFORE_PHONES[name]()))  # a copy of our own
    if name == "account.reset":
        payload["answers"]["contact.phone"] = "0907654321"
    now, before = KINDS[name].payload, find_kind(name, KINDS[name].version - 1)
    assert before is not None
    claims = [each.channel for each in now.model_validate(payload, strict=False).addresses()]
    assert [each.removeprefix("contact.") for each in claims] == ["phone"]
    for part in (payload, payload.get("contact", {})):
        part.pop("phone_proof", None)
    assert list(before.payload.model_validate(payload, strict=False).addresses()) == []
