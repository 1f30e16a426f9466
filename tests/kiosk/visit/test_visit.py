"""Wiping a visit leaves nothing of the person in it; a person is identified once, for every journey."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from uuid import UUID

import pytest

from ekyc.face.evidence import MatchBand
from kiosk.contract.records import Person as RecordedPerson
from kiosk.contract.records import PersonRecord, Release, Section
from kiosk.errors import BugError
from kiosk.sync.act import RecordedAct, new_act_id
from kiosk.visit import identification
from kiosk.visit.person import Assurance, Person
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from tests.kiosk.policies import POLICY
from tests.kiosk.visits import (
    begin,
    complete_registration,
    face_evidence,
    identified_visit,
    new_visit,
    proved_reading,
)
from tests.manual_clock import START

NOBODY = RecordedPerson(
    personal_number=None, full_name="Người Thử", date_of_birth=date(1985, 3, 14), sex="female"
)


def test_a_wiped_visit_equals_a_fresh_one() -> None:
    visit = complete_registration()
    journey, person = visit.journey, visit.person
    journey.recorded = RecordedAct(new_act_id(), "registration.adult", START, 1)
    visit.note_done()
    mailing = visit.mailing
    mailing.type("mail.address", {"text": "thu@example.vn"})
    visit.wipe()
    fresh = new_visit()
    for each in fields(Visit):
        assert getattr(visit, each.name) == getattr(fresh, each.name), each.name
    assert not mailing.any
    assert person == Person()
    assert not journey.answers.has("contact.phone")
    assert not journey.proofs.all()
    assert journey.recorded is None


def test_what_a_visit_prints_of_itself_names_nobody() -> None:
    visit = complete_registration()
    journey = visit.journey
    shown = f"{visit!r} {visit.person!r} {journey!r} {journey.answers!r} {journey.proofs!r}"
    for private in ("079185012345", "Mẫu Đơn", "0901234567", "lan@example.vn", "1985", "one picture"):
        assert private not in shown


def test_assurance_grows_with_what_was_found_out() -> None:
    person, found = Person(), []
    found.append(person.assurance)
    identification.take_card(person, proved_reading())
    found.append(person.assurance)  # nobody has said yet that the card is theirs
    identification.confirm_identity(person)
    found.append(person.assurance)
    identification.take_face(person, face_evidence(MatchBand.NO_MATCH), POLICY)
    found.append(person.assurance)  # to be tried again
    identification.take_face(person, face_evidence(), POLICY)
    found.append(person.assurance)
    assert found == [Assurance.NONE, Assurance.NONE, Assurance.CARD, Assurance.CARD, Assurance.PERSON]
    assert not person.needs_staff


def test_without_the_camera_staff_decide_and_no_consent_is_left() -> None:
    visit = identified_visit()
    person = visit.person
    identification.decline_face(person, POLICY, START)
    assert person.assurance is Assurance.PERSON
    assert person.needs_staff
    assert person.face is None
    assert [each.given for each in person.face_consents] == [True, False]  # the withdrawal is recorded too
    identification.agree_to_face(person, START + timedelta(minutes=1))
    identification.agree_to_face(person, START + timedelta(minutes=2))  # a second tap says nothing new
    assert [each.given for each in person.face_consents] == [True, False, True]


def test_a_new_card_forgets_what_the_old_one_led_to() -> None:
    person = identified_visit().person
    identification.take_card(person, proved_reading())
    assert person.assurance is Assurance.NONE
    assert person.face is None
    assert person.verdict is None
    assert person.face_attempts == 0


def test_a_person_is_asked_for_card_and_face_once_in_a_visit() -> None:
    visit = new_visit()
    first = begin(visit, "register")
    assert (first.asks_card, first.asks_face) == (True, True)
    identified = identified_visit()
    second = begin(identified, "change_contact")
    assert (second.asks_card, second.asks_face) == (False, False)


def test_a_journey_is_forgotten_when_the_next_begins_but_its_receipt_stays() -> None:
    visit = complete_registration()
    first = visit.journey
    first.recorded = RecordedAct(new_act_id(), "registration.adult", START, 1)
    recorded = first.recorded
    visit.note_done()
    visit.note_done()  # said twice, done once
    begin(visit, "change_contact")
    assert [done.recorded for done in visit.done] == [recorded]
    assert not first.answers.has("contact.phone")


def test_cases_that_were_read_before_a_filing_are_asked_for_anew() -> None:
    visit = complete_registration()
    for section in (Section.CASES, Section.BENEFITS):
        release = Release(read_at=START, record=PersonRecord(person=NOBODY))
        visit.read = ReadRecord(UUID(int=5), "079185012345", frozenset({section}), release)
        visit.journey.recorded = RecordedAct(new_act_id(), "registration.adult", START, 1)
        visit.note_done()
        assert (visit.read is None) is (section is Section.CASES)


def test_a_visit_without_a_journey_says_so() -> None:
    with pytest.raises(BugError):
        _ = new_visit().journey
