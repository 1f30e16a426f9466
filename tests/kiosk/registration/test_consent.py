"""Consent by purpose: nothing is assumed, every answer remembers its text."""

from __future__ import annotations

import pytest

from kiosk.errors import BugError
from kiosk.language import Language
from kiosk.registration.consent import (
    CONSENT_PAGE,
    FACE_PAGE,
    FACE_PURPOSE,
    all_required_given,
    answer,
    is_answered,
    is_given,
    on_page,
    purposes,
)
from tests.kiosk.visits import new_visit
from tests.manual_clock import ManualClock


def test_every_purpose_speaks_both_languages() -> None:
    for purpose in purposes():
        for language in Language:
            assert purpose.title[language]
            assert purpose.text[language]


def test_the_face_has_a_purpose_of_its_own_before_the_camera() -> None:
    assert [purpose.id for purpose in on_page(FACE_PAGE)] == [FACE_PURPOSE]


def test_silence_is_not_consent() -> None:
    visit = new_visit()
    assert not all_required_given(visit, CONSENT_PAGE)
    for purpose in on_page(CONSENT_PAGE):
        assert not is_answered(visit, purpose.id)


def test_an_optional_no_leads_on_and_a_required_no_does_not() -> None:
    visit, clock = new_visit(), ManualClock()
    for purpose in on_page(CONSENT_PAGE):
        answer(visit, purpose.id, purpose.required, clock)
    assert all_required_given(visit, CONSENT_PAGE)
    required = next(purpose for purpose in on_page(CONSENT_PAGE) if purpose.required)
    answer(visit, required.id, False, clock)
    assert not all_required_given(visit, CONSENT_PAGE)
    assert not is_given(visit, required.id)


def test_an_answer_remembers_when_and_to_which_words() -> None:
    visit, clock = new_visit(), ManualClock()
    answer(visit, FACE_PURPOSE, True, clock)
    held = visit.consents[FACE_PURPOSE]
    purpose = on_page(FACE_PAGE)[0]
    assert held.answered_at == clock.now()
    assert held.text_sha256 == purpose.text_sha256
    assert held.text_version == purpose.version
    assert len({each.text_sha256 for each in purposes()}) == len(purposes())


def test_an_unknown_purpose_is_our_bug() -> None:
    with pytest.raises(BugError):
        answer(new_visit(), "no_such_purpose", True, ManualClock())
