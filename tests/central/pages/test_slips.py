"""The slip with the code of an account, from the page of its case."""

from __future__ import annotations

from uuid import UUID

import pytest
from lxml import html
from sqlalchemy import select

from central.accounts.queue import CodeStanding, QueuedCode, queue_code, settle_code
from central.embedded import EmbeddedCentral
from central.store.case_tables import case_file
from tests.central.judging.test_judging import send
from tests.central.messages.test_address_proofs import registration
from tests.central.pages.browser import Browser
from tests.central.pages.conftest import AUDITOR, OFFICER, SUPERVISOR, Staff
from tests.sync_parts import Station


@pytest.fixture
def number(station: Station, central: EmbeddedCentral) -> str:
    act = registration(None, state="pending")
    send(station, central, act)
    return str(station.outbox.get(act.act_id).case_number)


def approved(staff: Staff, number: str) -> Browser:
    """By the officer; the code found no address."""
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{number}")
    browser.send(browser.form("take"))
    browser.approve()
    found_no_address(staff.central, number)
    browser.open(f"/staff/cases/{number}")
    return browser


def found_no_address(central: EmbeddedCentral, number: str) -> None:
    parts = central.central
    with parts.engine.begin() as connection:
        row = connection.execute(select(case_file).where(case_file.c.number == number)).one()
        queue_code(connection, row.case_id, row.version, row.person, parts.now())
        queued = QueuedCode(row.case_id, row.version, row.person, UUID(int=0), 0)
        settle_code(connection, queued, CodeStanding.NO_ADDRESS)


def slip_forms(browser: Browser) -> list[html.FormElement]:
    return list(browser.page.xpath("//form[contains(@action, 'activation-slip')]"))


def test_another_officer_prints_it_once(staff: Staff, number: str) -> None:
    first = approved(staff, number)
    assert slip_forms(first) == []
    assert "người khác phải in phiếu" in first.text
    second = staff.signed_in(SUPERVISOR)
    second.open(f"/staff/cases/{number}")
    (form,) = slip_forms(second)
    answer = second.send(form)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b"%PDF")
    again = second.send(form)
    assert again.status_code == 409
    assert "không còn mã nào để in" in second.text
    second.open(f"/staff/cases/{number}")
    assert slip_forms(second) == []
    assert f"đã in phiếu niêm phong: {SUPERVISOR} in lúc" in second.text


def test_it_stands_in_the_audit(staff: Staff, number: str) -> None:
    approved(staff, number)
    second = staff.signed_in(SUPERVISOR)
    second.open(f"/staff/cases/{number}")
    second.send(slip_forms(second)[0])
    auditor = staff.signed_in(AUDITOR)
    auditor.open("/staff/audit")
    (search,) = auditor.page.xpath("//form[.//input[@name='about']]")
    auditor.send(search, about=number)
    assert "in phiếu kích hoạt" in auditor.text


def test_whoever_may_not_print_sees_no_button(staff: Staff, number: str) -> None:
    approved(staff, number)
    auditor = staff.signed_in(AUDITOR)
    auditor.open(f"/staff/cases/{number}")
    assert slip_forms(auditor) == []
    answer = auditor.post(f"/staff/cases/{number}/activation-slip", {"form": form_token_of(auditor)})
    assert answer.status_code == 403


def test_without_the_form_of_the_page_nothing_is_printed(staff: Staff, number: str) -> None:
    approved(staff, number)
    second = staff.signed_in(SUPERVISOR)
    answer = second.post(f"/staff/cases/{number}/activation-slip", {"form": "0" * 64})
    assert answer.status_code == 403
    second.open(f"/staff/cases/{number}")
    assert slip_forms(second)


def form_token_of(browser: Browser) -> str:
    return str(browser.page.xpath("//form//input[@name='form']/@value")[0])
