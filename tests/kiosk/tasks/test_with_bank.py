"""A registration that names a bank account: what leaves the kiosk, and what does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from kiosk.contract.kinds.registration_adult import RegistrationPayload
from kiosk.forms.kind import Typed
from kiosk.visit.facts import facts_of
from kiosk.visit.visit import Visit
from tests.acts import registration_payload
from tests.kiosk.tasks.test_registrations import born_on, pages, payload_of, years_ago
from tests.kiosk.visits import REGISTRATION, answer, begin, context_of, identified_visit

ACCOUNT: Mapping[str, Typed] = {
    "bank.account": {"bank": "970436", "number": "0012 3456 78", "holder": "TRẦN THỊ MẪU ĐƠN"}
}


def a_visit() -> Visit:
    visit = identified_visit()
    begin(visit, "register_with_bank")
    return visit


def consents_to_the_bank(payload: dict[str, Any]) -> list[bool]:
    return [each["given"] for each in payload["consents"] if each["purpose"] == "bank"]


def test_the_account_goes_with_a_consent_of_its_own() -> None:
    visit = a_visit()
    answer(visit, {**ACCOUNT, "consent.bank": {"choice": "yes"}, **REGISTRATION})
    payload = payload_of(visit)
    assert payload["bank"] == {"bank_bin": "970436", "number": "0012345678", "holder": "TRẦN THỊ MẪU ĐƠN"}
    (consent,) = (each for each in payload["consents"] if each["purpose"] == "bank")
    assert consent["given"]
    assert len(consent["text_sha256"]) == 64
    assert consent["text_version"]
    assert consent["answered_at"]
    assert consent["text_sha256"] not in {
        each["text_sha256"] for each in payload["consents"] if each["purpose"] != "bank"
    }


def test_without_that_consent_the_registration_goes_on_and_the_number_stays_here() -> None:
    visit = a_visit()
    answer(visit, {**ACCOUNT, "consent.bank": {"choice": "no"}, **REGISTRATION})
    payload = payload_of(visit)
    assert (payload["bank"], consents_to_the_bank(payload)) == (None, [False])
    assert "0012345678" not in repr(payload)


def test_who_would_rather_name_none_is_not_asked_to_agree() -> None:
    visit = a_visit()
    visit.journey.answers.decline("bank.account")
    assert "bank_consent" not in pages(visit)
    answer(visit, REGISTRATION)
    payload = payload_of(visit)
    assert (payload["bank"], consents_to_the_bank(payload)) == (None, [])


def test_the_holder_is_filled_in_from_the_card() -> None:
    visit = a_visit()
    context = context_of(visit)
    question = next(each for each in visit.journey.form.questions() if each.id == "bank.account")
    typed = question.filled_beforehand(facts_of(visit, context), context)
    assert typed == {"holder": "Trần Thị Mẫu Đơn"}


def test_who_is_not_grown_up_is_led_to_the_registration_without_a_bank() -> None:
    visit = identified_visit()
    born_on(visit, years_ago(17))
    begin(visit, "register_with_bank")
    assert pages(visit)[0] == "not_grown_up"


def test_no_bank_is_named_without_the_consent() -> None:
    bank = {"bank_bin": "970436", "number": "0012345678", "holder": "NGUYEN VAN THU"}
    with pytest.raises(ValidationError):
        RegistrationPayload.model_validate({**registration_payload(), "bank": bank}, strict=False)
