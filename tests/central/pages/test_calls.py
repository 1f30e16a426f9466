"""A kiosk calls staff: the office's pages show it until somebody says that they come, or it is over there."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from central.embedded import EmbeddedCentral
from kiosk.contract.staff_calls import StaffCall
from kiosk.sync.client import CentralClient
from kiosk.sync.staff_calls import StaffCalls
from tests.central.pages.browser import Browser
from tests.central.pages.conftest import AUDITOR, OFFICER, STRANGER, SUPERVISOR, TECHNICIAN, Staff
from tests.central.pages.test_oversight import deeds
from tests.manual_clock import ManualClock
from tests.sync_parts import Station

RINGS = "Máy KIOSK-01 gọi cán bộ"


@pytest.fixture
def line(station: Station, central: EmbeddedCentral) -> Iterator[CentralClient]:
    client = station.client(central.url)
    yield client
    client.close()


def answer(browser: Browser) -> None:
    (form,) = browser.page.xpath("//form[contains(@action, '/staff/calls/')]")
    assert browser.send(form).status_code == 200


def test_a_call_stands_until_somebody_comes(
    staff: Staff, line: CentralClient, central: EmbeddedCentral
) -> None:
    calls = StaffCalls(line)
    calls.call()
    calls()
    officer = staff.signed_in(OFFICER)
    assert RINGS in officer.text
    assert "(1) Máy gọi cán bộ" in officer.page.findtext(".//title")
    assert [each.startswith(f" {RINGS}") or RINGS in each for each in officer.alerts()] == [True]
    for account in (STRANGER, AUDITOR):
        assert RINGS not in staff.signed_in(account).text
    technician = staff.signed_in(TECHNICIAN)
    assert RINGS in technician.text
    answer(officer)
    assert RINGS not in officer.text
    assert RINGS not in technician.open("/staff").text
    assert deeds(central)[-1][:3] == (OFFICER, "answer_call", "KIOSK-01")
    told = line.call_staff(StaffCall(call_id=calls._call_id or uuid4(), waiting=True))
    assert told.answered_at is not None
    assert RINGS not in officer.open("/staff").text  # the same call again changes nothing


def test_a_call_that_is_over_at_the_kiosk_is_over_here(staff: Staff, line: CentralClient) -> None:
    calls = StaffCalls(line)
    calls.call()
    calls()
    browser = staff.signed_in(SUPERVISOR)
    assert RINGS in browser.text
    (form,) = browser.page.xpath("//form[contains(@action, '/staff/calls/')]")
    calls.end()
    calls()
    assert RINGS not in browser.open("/staff").text
    assert browser.send(form).status_code == 200  # too late, which harms nobody
    calls.call()
    calls()
    assert RINGS in browser.open("/staff").text


def test_the_newest_call_of_a_kiosk_counts(staff: Staff, line: CentralClient, clock: ManualClock) -> None:
    first, second = (StaffCall(call_id=uuid4(), waiting=True) for _ in range(2))
    line.call_staff(first)
    line.call_staff(second)
    line.call_staff(first.model_copy(update={"waiting": False}))  # of a call that is not there any more
    browser = staff.signed_in(OFFICER)
    assert browser.text.count(RINGS) == 1
    clock.advance(2 * 3600)
    assert RINGS not in staff.signed_in(SUPERVISOR).text  # nobody stands there so long


def test_who_may_not_answer_is_refused_and_noted(
    staff: Staff, line: CentralClient, central: EmbeddedCentral
) -> None:
    call = StaffCall(call_id=uuid4(), waiting=True)
    line.call_staff(call)
    browser = staff.signed_in(STRANGER)
    form = browser.page.xpath("//input[@name='form']/@value")[0]
    assert browser.post(f"/staff/calls/{call.call_id}", {"form": form}).status_code == 403
    assert deeds(central)[-1][:3] == (STRANGER, "answer_call", "KIOSK-01")
    assert RINGS in staff.signed_in(OFFICER).text


def test_a_list_that_is_watched_is_loaded_again_and_stays_so(staff: Staff, line: CentralClient) -> None:
    browser = staff.signed_in(OFFICER)
    assert "Refresh" not in browser.answer.headers
    line.call_staff(StaffCall(call_id=uuid4(), waiting=True))
    assert browser.open("/staff?watch=true").headers["Refresh"] == "30"
    answer(browser)
    assert browser.answer.headers["Refresh"] == "30"
    assert staff.signed_in(TECHNICIAN).open("/staff?watch=true").headers["Refresh"] == "30"
