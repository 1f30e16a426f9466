"""A back office whose register knows the person otherwise, and what becomes of the case."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from central.connectors.back_office_sandbox import DecidingOffice
from central.embedded import EmbeddedCentral
from kiosk.contract.feed import CaseState
from kiosk.contract.staff import StaffRole
from tests.acts import SUBJECT, registration_payload, service_payload
from tests.central.casework.test_hand_over import OFFICER, Approved
from tests.central.checked import passing
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

SUPERVISOR = "204201"


@pytest.fixture
def approved(central: EmbeddedCentral, station: Station, clock: ManualClock) -> Approved:
    return Approved(central, station, clock)


KNOWN: dict[str, JsonValue] = {
    "personal_number": SUBJECT,
    "full_name": "NGUYEN VAN THU",  # as lists without accents have it
    "date_of_birth": "1999-01-17",
    "alive": True,
}


@pytest.mark.parametrize(
    ("register", "kind", "reason"),
    [
        ({SUBJECT: KNOWN}, "service.filed", None),
        ({}, "service.filed", "person_unknown"),
        ({}, "registration.adult", None),  # who has never paid may have an account
        ({SUBJECT: {**KNOWN, "alive": False}}, "service.filed", "person_deceased"),
        (
            {SUBJECT: {**KNOWN, "alive": False, "full_name": "Ai Khác"}},
            "registration.adult",
            "person_deceased",
        ),
        ({SUBJECT: {**KNOWN, "full_name": "Nguyễn Văn Thứ Hai"}}, "service.filed", "data_differ"),
        ({SUBJECT: {**KNOWN, "date_of_birth": "1999-01-18"}}, "registration.adult", "data_differ"),
    ],
)
def test_a_back_office_whose_register_contradicts_sends_back(
    approved: Approved, register: dict[str, JsonValue], kind: str, reason: str | None
) -> None:
    payload = service_payload(SUBJECT) if kind == "service.filed" else registration_payload(SUBJECT)
    (case_id,) = approved.file(sample_act(SUBJECT, payload=payload, kind=kind))
    today = approved.clock.now().date()
    office = DecidingOffice(today=lambda: today, register=register)
    with approved.handing(office) as (handing, _):
        while handing.hand_one():
            approved.clock.advance(10)
    last = approved.desk.get(OFFICER, str(case_id)).history[-1]
    expected = ("carry_out", None) if reason is None else ("send_back", reason)
    assert (last.change, last.reason, last.who) == (*expected, "back_office")


@pytest.mark.parametrize(
    ("register", "change", "ends"),
    [
        ({}, "return", CaseState.RETURNED),
        ({SUBJECT: {**KNOWN, "alive": False}}, "refuse", CaseState.REFUSED),
    ],
)
def test_what_was_contradicted_ends_with_a_supplement_or_a_refusal_by_two(
    approved: Approved, register: dict[str, JsonValue], change: str, ends: CaseState
) -> None:
    """The reason that the back office gave is one that officers may give."""
    approved.parts.staff.add(SUPERVISOR, "Lê Thị Mẫu", StaffRole.SUPERVISOR, "00100")
    payload = service_payload(SUBJECT)
    act = sample_act(SUBJECT, payload=payload, kind="service.filed")
    (case_id,) = approved.file(act)
    with approved.handing(DecidingOffice(register=register)) as (handing, _):
        while handing.hand_one():
            approved.clock.advance(10)
    whole = approved.desk.get(OFFICER, str(case_id))
    assert whole.case.state is CaseState.IN_REVIEW
    for account in (OFFICER, SUPERVISOR) if change == "refuse" else (OFFICER,):
        version = approved.desk.get(OFFICER, str(case_id)).case.version
        reason, points = whole.history[-1].reason, passing(whole.case.kind, change)
        approved.desk.change(account, str(case_id), change, version, reason=reason, points=points)
    assert approved.state(case_id) is ends
