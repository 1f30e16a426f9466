"""Who did what, by the audit search, and the figures of an office."""

from __future__ import annotations

from uuid import uuid4

import pytest
from lxml import html
from sqlalchemy import update

from central.embedded import EmbeddedCentral
from central.pages.labels import labels
from central.store.case_tables import case_file
from kiosk.contract.staff import StaffRole
from tests.acts import SUBJECT
from tests.central.judging.test_judging import send
from tests.central.pages.conftest import AUDITOR, OFFICER, STRANGER, SUPERVISOR, Staff, add_staff
from tests.central.pages.test_cases import filed
from tests.central.pages.test_oversight import CANARY, deeds, failed_notice, post, unusable
from tests.sync_parts import Station


def test_the_audit_tells_who_did_what(staff: Staff, central: EmbeddedCentral, station: Station) -> None:
    act = filed()
    send(station, central, act)
    number = str(station.outbox.get(act.act_id).case_number)
    officer = staff.signed_in(OFFICER)
    officer.open(f"/staff/cases/{number}")
    officer.send(officer.form("take"))
    officer.send(officer.form("return"))  # without a reason
    auditor, stranger = staff.signed_in(AUDITOR), staff.signed_in(STRANGER)
    auditor.open("/staff/audit")
    assert auditor.page.xpath("//table") == []  # nothing before somebody asks

    def lines(**fields: str) -> list[str]:
        assert post(auditor, "/staff/audit", **fields) == 200
        return [" ".join(row.text_content().split()) for row in auditor.page.xpath("//tbody/tr")]

    of_case = lines(about=number)
    for said in ("Nhận xử lý", "Xin chọn một lý do.", "trang của cán bộ", "máy tự phục vụ"):
        assert any(said in line for line in of_case), said
    assert all(number in line for line in lines(about=number))
    assert lines(about=str(act.act_id), source="look") == []  # it has a number
    without_case = uuid4()
    central.central.looks.note(without_case, "demo", "api")
    (of_act,) = lines(about=str(without_case))
    assert " demo Xem nội dung" in of_act
    assert lines(about="", source="")
    assert {line.split()[2] for line in lines(who=OFFICER)} == {OFFICER}
    assert len(lines(source="case", who="")) == 2
    of_person = lines(number=SUBJECT, source="")
    assert len(of_person) == len([line for line in of_case if "Việc khác" not in line])
    assert lines(number="001099999999") == []
    assert "Không tìm thấy gì." in auditor.text
    assert lines(first="2020-01-01", last="2020-01-31", number="") == []
    noted = deeds(central)
    assert (AUDITOR, "audit_search_person", None, None) in noted
    assert (AUDITOR, "audit_search", number, None) in noted
    assert SUBJECT not in str(noted)
    assert stranger.open("/staff/audit").status_code == 403


def test_a_supervisor_finds_what_was_done_at_their_own_office_only(
    staff: Staff, central: EmbeddedCentral, station: Station
) -> None:
    act = filed()
    send(station, central, act)
    officer = staff.signed_in(OFFICER)
    officer.open(f"/staff/cases/{act.act_id}")
    officer.send(officer.form("take"))
    add_staff(central.central.engine, staff.clock, "204209", StaffRole.SUPERVISOR, "00200")
    staff.access["204209"] = central.central.web_access.give("204209")
    for account, found in ((SUPERVISOR, True), ("204209", False)):
        browser = staff.signed_in(account)
        browser.open("/staff/audit")
        assert post(browser, "/staff/audit") == 200
        assert (OFFICER in browser.page.xpath("string(//table)")) is found
        assert post(browser, "/staff/audit", number=SUBJECT) == 200
        assert bool(browser.page.xpath("//tbody/tr")) is found


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": ""},
        {"first": "2026-13-01"},
        {"first": "2020-01-01"},
        {"last": "2000-01-01"},
        {"number": "12"},
        {"number": "00109900001x"},
        {"source": "everything"},
        {"about": CANARY},
        {"about": SUBJECT},
        {"page": "0"},
        {"page": "9999"},
    ],
)
def test_what_cannot_be_searched_is_told_on_the_page_and_not_noted(
    staff: Staff, central: EmbeddedCentral, wrong: dict[str, str]
) -> None:
    browser = staff.signed_in(AUDITOR)
    browser.open("/staff/audit")
    assert post(browser, "/staff/audit", **wrong) == 422
    assert browser.alerts() == [labels()["problem"]["search-unfit"]]
    assert [about for _, _, about, _ in deeds(central) if about is not None] == []


def test_pages_of_the_audit_follow_each_other(
    staff: Staff, central: EmbeddedCentral, station: Station
) -> None:
    act = filed()
    send(station, central, act)
    for _ in range(230):
        central.central.looks.note(act.act_id, "demo", "api")
    browser = staff.signed_in(AUDITOR)
    browser.open("/staff/audit")
    seen = 0
    assert post(browser, "/staff/audit", source="look") == 200
    while True:
        seen += len(browser.page.xpath("//tbody/tr"))
        further = browser.page.xpath("//form[@class='pager']//button[text()='Trang sau']/@value")
        if not further:
            break
        (form,) = browser.page.xpath("//form[@class='pager']")
        fields = {name: value or "" for name, value in dict(form.fields).items()}
        assert browser.post(form.action, {**fields, "page": further[0]}).status_code == 200
    assert seen == 230


def _cells(table: html.HtmlElement) -> list[str]:
    return [cell.text_content() for cell in table.xpath("./tbody/tr/td")]


def test_figures_by_office_name_nobody(staff: Staff, central: EmbeddedCentral, station: Station) -> None:
    acts = [filed(), filed(), unusable()]
    send(station, central, *acts)
    failed_notice(central, acts[0])
    central.central.cases.change(staff.give(OFFICER).account, str(acts[0].act_id), "take", 1)
    central.central.cases.change(OFFICER, str(acts[0].act_id), "approve", 2)
    with central.central.engine.begin() as connection:
        late = staff.clock.now().date().replace(year=2025)
        connection.execute(update(case_file).where(case_file.c.case_id == acts[1].act_id).values(due_on=late))
    browser = staff.signed_in(AUDITOR)
    browser.open("/staff/statistics?days=7")
    now, done = (
        [cell.text_content() for cell in table.xpath("./tbody/tr/td")]
        for table in browser.page.xpath("//table")
    )
    (office,) = browser.page.xpath("(//table)[1]/tbody/tr/th")
    assert office.text_content().split() == ["BHXH", "cơ", "sở", "Ba", "Đình", "00100"]
    assert now == ["1", "1", "1", "1", "1"]  # open, overdue, quarantined, notice, kiosk
    assert done == ["2", "1", "0", "0", "0", "0"]
    for secret in (CANARY, SUBJECT, OFFICER, str(acts[0].act_id)):
        assert secret not in browser.page.xpath("string(//main)")
    assert browser.open("/staff/statistics?days=9999").status_code == 404
    staff.clock.advance(31 * 24 * 3600)
    later = staff.signed_in(SUPERVISOR)
    later.open("/staff/statistics?days=30")
    assert _cells(later.page.xpath("//table")[1]) == ["0"] * 6
