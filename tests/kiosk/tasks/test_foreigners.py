"""Who registers by passport: what is asked and sent, and who is led to the counter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from ekyc.card.reading import IdentitySource
from ekyc.verification import Outcome
from kiosk.contract.kinds.registration_foreigner import ForeignerPayload
from kiosk.documents.receipt_texts import load_receipt_texts
from kiosk.forms.kind import Typed
from kiosk.tasks.evidence import Place
from kiosk.tasks.printed import fill, printed_of
from kiosk.tasks.submission import Submission
from kiosk.visit.facts import facts_of
from kiosk.visit.visit import Visit
from simulation.passports import WORKER
from tests.acts import foreigner_payload, passport_part
from tests.kiosk.tasks.test_registrations import pages, stops
from tests.kiosk.tasks.test_submission import Ledger
from tests.kiosk.visits import (
    ADDRESS,
    answer,
    begin,
    catalogue,
    context_of,
    identified_visit,
    passport_reading,
    prove_later,
)
from tests.manual_clock import START, ManualClock

ANSWERS: Mapping[str, Typed] = {
    "insured.number": {"text": WORKER.insurance_number},
    "paper.passport": {"choice": "staff"},
    "contact.phone": {"text": "0901234567"},
    "contact.email": {"text": "mira@example.vn"},
    "contact.address": ADDRESS,
    "consent.foreign_registration": {"choice": "yes"},
    "consent.notices": {"choice": "no"},
}


def a_visit(source: IdentitySource = IdentitySource.CHIP, nationality: str = WORKER.nationality) -> Visit:
    reading = passport_reading(source)
    identity = replace(reading.identity, nationality=nationality)
    visit = identified_visit(reading=replace(reading, identity=identity))
    begin(visit, "register_foreigner")
    return visit


def sent(visit: Visit) -> tuple[str, str, dict[str, Any]]:
    """To whom the act belongs, what the queue calls it, and what it says."""
    prove_later(visit, "0901234567", "mira@example.vn")
    ledger = Ledger()
    task = catalogue().get("register_foreigner")
    Submission(ledger, ManualClock(START), Place("00100", "KIOSK-01")).submit(task, visit, context_of(visit))
    act = ledger.only
    return act.subject_id, act.summary, json.loads(json.dumps(dict(act.payload)))


@pytest.mark.parametrize("source", [IdentitySource.CHIP, IdentitySource.MRZ])
def test_what_is_sent_names_the_passport_and_leaves_the_decision_to_staff(source: IdentitySource) -> None:
    visit = a_visit(source)
    assert visit.person.verdict is not None
    assert visit.person.verdict.outcome is Outcome.STAFF_REVIEW
    answer(visit, ANSWERS)
    subject, summary, payload = sent(visit)
    assert subject == WORKER.subject
    assert WORKER.number not in summary
    read = ForeignerPayload.model_validate_json(json.dumps(payload))
    assert read.identity.subject == subject
    assert read.insurance_number == WORKER.insurance_number
    assert read.verification.outcome == "staff_review"
    assert "passport_shown" in read.verification.reasons
    assert payload["identity"]["source"] == source.value
    assert [(each["purpose"], each["given"]) for each in payload["consents"]][-2:] == [
        ("registration", True),
        ("notices", False),
    ]


def test_what_is_declared_names_the_passport_and_both_papers_are_seen() -> None:
    visit = a_visit()
    answer(visit, ANSWERS)
    context = context_of(visit)
    relevant = visit.journey.relevant(facts_of(visit, context))
    task = catalogue().get("register_foreigner")
    own, official = (fill(form, relevant, context).texts for form in printed_of(task, relevant.known))
    assert visit.person.card is not None
    passport = visit.person.card.identity.passport
    assert passport is not None
    assert own["personal_number"] == official["04"] == passport.number
    for texts in (own, official):
        assert texts["insurance_number"].replace("\u00a0", "") == WORKER.insurance_number
    assert own["agree_account"] == "Đồng ý"
    assert task.shows_papers


def test_a_health_card_gives_the_number() -> None:
    visit = a_visit()
    answer(visit, {**ANSWERS, "insured.number": {"text": f"DN401{WORKER.insurance_number}"}})
    assert sent(visit)[2]["insurance_number"] == WORKER.insurance_number


def test_without_a_number_the_way_leads_to_the_counter() -> None:
    visit = a_visit()
    visit.journey.answers.decline("insured.number")
    assert stops(visit)[0] == "no_number"


def test_a_vietnamese_passport_leads_to_the_id_card_or_the_counter() -> None:
    assert pages(a_visit(nationality="VNM"))[0] == "citizen"


def test_nobody_is_compared_with_the_register_of_citizens() -> None:
    assert not any("population" in each.id for each in a_visit().journey.form.questions())


def test_the_receipt_says_what_staff_look_at() -> None:
    visit = a_visit()
    assert visit.person.verdict is not None
    told = [each.vi for each in load_receipt_texts().checks_for(visit.person.verdict.reasons)]
    assert "Hộ chiếu và mã số BHXH của ông/bà" in told


@pytest.mark.parametrize(
    "changes",
    [
        {"identity": passport_part(nationality="VNM")},
        {"identity": passport_part(issuing_state="VNM")},
        {"insurance_number": "123456789012"},
        {"verification": {"outcome": "accept", "reasons": ()}},
    ],
    ids=["nationality", "state", "number", "accepted"],
)
def test_central_takes_no_citizen_and_no_machines_word(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        foreigner_payload(**changes)
