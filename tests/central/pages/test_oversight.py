"""A day at the pages besides cases: kiosks, acts that could not be worked on, notices, the audit, figures."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pydantic import JsonValue
from sqlalchemy import insert, select, text, update

from central.embedded import EmbeddedCentral
from central.http.problems import ProblemCode
from central.judging.outcome_words import TITLES
from central.oversight.deeds import Deed
from central.oversight.refusals import OversightProblem
from central.pages.evidence_view import content_rows
from central.pages.frame import MENU
from central.pages.labels import labels
from central.store.notice_tables import notice
from central.store.oversight_tables import staff_deed
from central.store.reminder_tables import kept_reminder
from central.store.schema import device
from kiosk.contract.staff import StaffRole
from kiosk.contract.wire import ActContent
from kiosk.sync.act import Act
from kiosk.version import VERSION
from tests.acts import SUBJECT
from tests.central.judging.test_judging import send
from tests.central.pages.browser import Browser
from tests.central.pages.conftest import AUDITOR, OFFICER, STRANGER, SUPERVISOR, TECHNICIAN, Staff, add_staff
from tests.central.pages.test_cases import HOSTILE, filed
from tests.sync_parts import Station

SECOND = "204202"
CANARY = "Nguyễn Văn Thử"
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def unusable() -> Act:
    act = filed()
    return dataclasses.replace(act, payload={**act.payload, "service": HOSTILE * 9})


def put_into_quarantine(station: Station, central: EmbeddedCentral) -> str:
    act = unusable()
    send(station, central, act)
    return str(station.outbox.get(act.act_id).case_number)


def form_at(browser: Browser, path: str, step: str | None = None) -> dict[str, str]:
    """The fields of the form of that address, as they stand on the page."""
    wanted = f"//form[contains(@action, '{path}')]"
    if step is not None:
        wanted += f"[input[@name='step' and @value='{step}']]"
    form = browser.page.xpath(wanted)[0]
    return {name: value or "" for name, value in dict(form.fields).items()}


def post(browser: Browser, path: str, step: str | None = None, **fields: str) -> int:
    return browser.post(path, {**form_at(browser, path, step), **fields}).status_code


def second_supervisor(staff: Staff) -> Browser:
    add_staff(staff.central.central.engine, staff.clock, SECOND, StaffRole.SUPERVISOR, "00100")
    staff.access[SECOND] = staff.central.central.web_access.give(SECOND)
    return staff.signed_in(SECOND)


def deeds(central: EmbeddedCentral) -> list[tuple[str, str, str | None, str | None]]:
    said = staff_deed.c
    query = select(said.who, said.what, said.about, said.problem).order_by(said.deed_id)
    with central.central.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query)]


def test_each_role_has_its_menu_and_nothing_else_opens(staff: Staff) -> None:
    for account in (OFFICER, SUPERVISOR, TECHNICIAN, AUDITOR):
        browser = staff.signed_in(account)
        role = staff.central.central.cases.officer(account).role
        offered = {
            re.sub(r"^http://[^/]+", "", link) for link in browser.page.xpath("//header//nav//a/@href")
        }
        assert offered == {entry.path for entry in MENU if role in entry.roles}
        for entry in MENU[1:]:
            status = browser.open(entry.path).status_code
            assert status == (200 if role in entry.roles else 403), (account, entry.path)
            if role in entry.roles:
                (here,) = browser.page.xpath("//header//a[@aria-current='page']/@href")
                assert here.endswith(entry.path)


def test_mails_of_the_demo_are_a_link_away_and_of_no_other_central(
    staff: Staff, central: EmbeddedCentral
) -> None:
    browser = staff.signed_in(OFFICER)
    (link,) = browser.page.xpath("//footer//a[contains(@href, '/demo/mail')]/@href")
    assert browser.client.get(link).status_code == 200
    parts = central.central
    token = browser.client.cookies["bhxh-staff"]
    object.__setattr__(parts, "settings", parts.settings.model_copy(update={"demo": False}))
    browser.client.cookies.set("__Host-bhxh-staff", token)
    answer = browser.open("/staff")
    assert answer.url.path == "/staff"
    assert "/demo/" not in answer.text


def test_a_code_made_at_the_page_enrols_a_kiosk(
    staff: Staff, central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    browser = staff.signed_in(TECHNICIAN)
    new_station("KIOSK-01")
    browser.open("/staff/kiosks")
    assert "KIOSK-01" in browser.text
    assert post(browser, "/staff/kiosks/code", kiosk="KIOSK-07") == 200
    code = browser.page.xpath("string(//*[@class='code'])")
    assert read_qr(browser.answer.text) == code
    kiosk = new_station("KIOSK-08")
    kiosk.enrol(central.url, code)
    browser.open("/staff/kiosks")
    assert "KIOSK-07" in browser.text
    assert code not in browser.answer.text  # told once
    assert (TECHNICIAN, "enrol_code", "KIOSK-07", None) in deeds(central)
    assert code.replace("-", "") not in str(deeds(central))


def read_qr(page: str) -> str:
    """What a reader finds in the drawing on the page."""
    width = int(re.findall(r'viewBox="0 0 (\d+) \d+"', page)[0])
    picture = Image.new("L", (width, width), 255)
    (path,) = re.findall(r'<path[^>]* d="([^"]+)"', page)
    x = y = 0.0
    for kind, one, two in re.findall(r"([Mmh])(-?[\d.]+)[ ]?(-?[\d.]+)?", path):
        if kind == "h":
            for column in range(int(one)):
                picture.putpixel((int(x) + column, int(y)), 0)
            x += int(one)
        elif kind == "M":
            x, y = float(one), float(two)
        else:
            x, y = x + float(one), y + float(two)
    (found,) = zxingcpp.read_barcodes(picture.resize((width * 8, width * 8), Image.Resampling.NEAREST))
    return str(found.text)


def test_a_kiosk_of_another_office_is_neither_seen_nor_touched(
    staff: Staff, central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    """A code for its name would end the key that it has."""
    new_station("KIOSK-01")
    add_staff(central.central.engine, staff.clock, "304209", StaffRole.TECHNICIAN, "00200")
    staff.access["304209"] = central.central.web_access.give("304209")
    browser = staff.signed_in("304209")
    browser.open("/staff/kiosks")
    assert "KIOSK-01" not in browser.text
    assert post(browser, "/staff/kiosks/code", kiosk="KIOSK-01") == 403
    fields = form_at(browser, "/staff/kiosks/code")
    assert browser.post("/staff/kiosks/revoke", {**fields, "kiosk": "KIOSK-01"}).status_code == 403
    assert central.central.devices.list()[0].revoked_at is None
    assert [(what, problem) for _, what, _, problem in deeds(central)] == [
        ("enrol_code", "office-of-others"),
        ("revoke", "office-of-others"),
    ]


def test_how_updates_came_out_is_seen_with_the_version(
    staff: Staff, central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    new_station("KIOSK-01")
    browser = staff.signed_in(TECHNICIAN)
    for outcome, words in labels()["update_outcome"].items():
        with central.central.engine.begin() as connection:
            told = {"update_version": "0.2.0", "update_outcome": outcome, "update_noted_at": NOW}
            connection.execute(update(device).values(version=VERSION, **told))
        browser.open("/staff/kiosks")
        assert VERSION in browser.text
        assert f"cập nhật 0.2.0: {words}" in browser.text


def test_names_and_offices_that_are_none_are_refused_with_what_was_typed(
    staff: Staff, central: EmbeddedCentral
) -> None:
    browser = staff.signed_in(SUPERVISOR)
    browser.open("/staff/kiosks")
    for name in ("", "KIOSK 07", HOSTILE, "x" * 41, "máy", SUBJECT):
        assert post(browser, "/staff/kiosks/code", kiosk=name) == 422
        assert browser.page.xpath("//input[@id='kiosk']/@value") == [name]
        assert browser.alerts() == [labels()["problem"]["kiosk-name-unfit"]]
    add_staff(central.central.engine, staff.clock, "304200", StaffRole.TECHNICIAN, "")
    staff.access["304200"] = central.central.web_access.give("304200")
    everywhere = staff.signed_in("304200")
    everywhere.open("/staff/kiosks")
    assert post(everywhere, "/staff/kiosks/code", kiosk="KIOSK-09", office="99999") == 422
    assert everywhere.alerts() == [labels()["problem"]["office-unknown"]]
    assert not {HOSTILE, SUBJECT} & {about for _, _, about, _ in deeds(central)}


def test_a_kiosk_is_revoked_by_one_person_and_tells_its_version(
    staff: Staff, central: EmbeddedCentral, station: Station
) -> None:
    client = station.client(central.url)
    client.missing_blobs()
    client.close()
    browser, auditor = staff.signed_in(SUPERVISOR), staff.signed_in(AUDITOR)
    auditor.open("/staff/kiosks")
    assert VERSION in auditor.text
    assert auditor.page.xpath("//form[contains(@action, 'kiosks')]") == []
    own = {"form": auditor.page.xpath("string(//input[@name='form']/@value)")}
    for path in ("code", "revoke"):
        assert auditor.post(f"/staff/kiosks/{path}", {**own, "kiosk": "KIOSK-01"}).status_code == 403
    browser.open("/staff/kiosks")
    assert post(browser, "/staff/kiosks/revoke", kiosk="KIOSK-01") == 200
    assert central.central.devices.list()[0].revoked_at is not None
    assert "Khóa đã thu hồi" in browser.text
    assert browser.page.xpath("//form[contains(@action, 'revoke')]") == []
    fields = form_at(browser, "/staff/kiosks/code")
    assert browser.post("/staff/kiosks/revoke", {**fields, "kiosk": "KIOSK-01"}).status_code == 404


def test_an_act_in_quarantine_is_opened_by_a_form_and_noted(
    staff: Staff, central: EmbeddedCentral, station: Station
) -> None:
    name = put_into_quarantine(station, central)
    browser = staff.signed_in(OFFICER)
    browser.open("/staff/quarantine")
    assert name in browser.text
    assert labels()["quarantine"]["content-invalid"] in browser.text
    browser.open(f"/staff/quarantine/{name}")
    assert SUBJECT not in browser.answer.text
    assert CANARY not in browser.answer.text
    assert post(browser, f"/staff/quarantine/{name}/content") == 200
    assert CANARY in browser.text
    assert SUBJECT in browser.text
    assert "portrait_jpeg" not in browser.text
    assert "<script" not in browser.answer.text
    assert [(each.who, each.way) for each in central.central.looks.newest(9)] == [(OFFICER, "quarantine")]
    assert deeds(central) == [(OFFICER, "open_act", name, None)]
    stranger = staff.signed_in(STRANGER)
    assert name not in stranger.open("/staff/quarantine").text
    assert stranger.open(f"/staff/quarantine/{name}").status_code == 403
    own = {"form": stranger.page.xpath("string(//input[@name='form']/@value)")}
    assert stranger.post(f"/staff/quarantine/{name}/content", own).status_code == 403
    assert CANARY not in stranger.answer.text


def test_to_close_an_act_takes_two_people_and_the_words_that_were_read(
    staff: Staff, central: EmbeddedCentral, station: Station
) -> None:
    name = put_into_quarantine(station, central)
    path, said = f"/staff/quarantine/{name}", f"Mời lập lại hồ sơ {HOSTILE}"
    officer, one, two = staff.signed_in(OFFICER), staff.signed_in(SUPERVISOR), second_supervisor(staff)
    one.open(path)
    assert post(one, path, "propose", answer=" ") == 422
    assert one.page.xpath("//details[@open]//input[@name='step']/@value") == ["propose"]
    assert post(one, path, "propose", answer=said) == 200
    assert said in one.text
    fields = form_at(one, path, "propose")
    agree = {"form": fields["form"], "step": "agree", "answer": said}
    assert one.post(path, agree).status_code == 403  # not the one who proposed it
    officer.open(path)
    assert "agree" not in officer.page.xpath("//input[@name='step']/@value")
    mine = {**agree, "form": form_at(officer, path, "again")["form"]}
    assert officer.post(path, mine).status_code == 403  # nor an officer
    two.open(path)
    late = form_at(two, path, "agree")
    assert post(one, path, "propose", answer="Mời đến quầy.") == 200
    assert two.post(path, late).status_code == 409  # other words meanwhile
    assert two.alerts() == [labels()["problem"]["answer-changed"]]
    assert post(two, path, "agree") == 200
    assert name not in two.open("/staff/quarantine").text
    assert two.open(path).status_code == 404
    assert two.post(path, late).status_code == 404
    with central.central.engine.connect() as connection:
        answer = connection.execute(text("SELECT outcome, answer FROM judgement")).one()
        assert connection.execute(text("SELECT count(*) FROM quarantine_answer")).scalar() == 0
    assert tuple(answer) == ("answered", "Mời đến quầy.")
    assert [(who, problem) for who, what, _, problem in deeds(central) if what == Deed.ANSWER] == [
        (SUPERVISOR, OversightProblem.SECOND_PERSON_NEEDED),
        (OFFICER, ProblemCode.ROLE_INSUFFICIENT),
        (SECOND, OversightProblem.ANSWER_CHANGED),
        (SECOND, None),
    ]


def test_an_act_is_judged_again_and_the_proposal_is_gone(
    staff: Staff, central: EmbeddedCentral, station: Station
) -> None:
    name = put_into_quarantine(station, central)
    path, browser = f"/staff/quarantine/{name}", staff.signed_in(OFFICER)
    browser.open(path)
    post(browser, path, "propose", answer="Mời đến quầy.")
    assert post(browser, path, "again") == 200
    central.central.judge.judge_some()
    browser.open(path)  # still what it was
    assert "Mời đến quầy." not in browser.text
    assert browser.post(path, {**form_at(browser, path, "again"), "step": "delete"}).status_code == 404


def failed_notice(central: EmbeddedCentral, act: Act) -> None:
    values = {"about": act.act_id, "version": 3, "channel": "email", "notice_id": uuid4()}
    values |= {"kind": "case.returned", "state": "failed", "failures": 8, "fault": "mail_failed"}
    now = central.central.now()
    with central.central.engine.begin() as connection:
        connection.execute(insert(notice).values(**values, queued_at=now, next_at=now))


def test_a_notice_that_failed_is_seen_and_sent_again(
    staff: Staff, central: EmbeddedCentral, station: Station
) -> None:
    act = filed()
    send(station, central, act)
    central.wait_for_judging()  # what is sent again needs its case
    failed_notice(central, act)
    number = str(station.outbox.get(act.act_id).case_number)
    browser, stranger = staff.signed_in(OFFICER), staff.signed_in(STRANGER)
    browser.open("/staff/notices")
    for told in (number, "cần bổ sung", "thư điện tử", "máy chủ thư không nhận", "chưa"):
        assert told in browser.text, told
    (form,) = browser.page.xpath("//form[contains(@action, 'notices')]")
    path, fields = form.action, {"form": dict(form.fields)["form"]}
    assert number not in stranger.open("/staff/notices").text
    own = {"form": stranger.page.xpath("string(//input[@name='form']/@value)")}
    for step in ("again", "seen"):
        assert stranger.post(path, {**own, "step": step}).status_code == 403
    assert browser.post(path, {**fields, "step": "drop"}).status_code == 404
    assert browser.post(path, {**fields, "step": "seen"}).status_code == 200
    assert OFFICER in browser.page.xpath("string(//tbody)")
    assert browser.page.xpath("//button[@value='seen']") == []
    assert browser.post(path, {**fields, "step": "seen"}).status_code == 404  # by a colleague already
    assert browser.post(path, {**fields, "step": "again"}).status_code == 200
    with central.central.engine.connect() as connection:
        row = connection.execute(select(notice).where(notice.c.version == 3)).one()
    assert row.state != "failed"
    assert (row.failures, row.seen_by) == (0, None)
    assert str(row.notice_id) in path  # under the same id
    assert browser.post(path, {**fields, "step": "again"}).status_code == 404


def test_a_reminder_and_what_no_case_causes_are_seen_and_sent_again_too(
    staff: Staff, central: EmbeddedCentral, station: Station
) -> None:
    act = filed()
    send(station, central, act)
    central.wait_for_judging()
    for thread in central.central.queue_threads:
        thread.stop()  # what is to be sent again waits
    now, reminder, alone = central.central.now(), uuid4(), uuid4()
    common = {"state": "failed", "failures": 8, "fault": "mail_failed", "next_at": now}
    ring = {"case_id": act.act_id, "place": 1, "message_id": reminder, "rings_at": now}
    told = {"about": uuid4(), "version": 0, "channel": "text", "notice_id": alone, "queued_at": now}
    whose = {"kind": "account.phone_added", "person": "a hash", "office_id": "00100"}
    with central.central.engine.begin() as connection:
        connection.execute(insert(kept_reminder).values(**ring, **common))
        connection.execute(insert(notice).values(**told, **whose, **common))
    browser, stranger = staff.signed_in(OFFICER), staff.signed_in(STRANGER)
    browser.open("/staff/notices")
    for words in (
        "lời nhắc đã nhờ giữ",
        "Một điện thoại được thêm vào Smart OTP",
        "không theo hồ sơ",
        "tin nhắn",
    ):
        assert words in browser.text, words
    assert "lời nhắc" not in stranger.open("/staff/notices").text
    own = {"form": browser.page.xpath("string(//input[@name='form']/@value)")}
    for number in (reminder, alone):
        path = f"/staff/notices/{number}"
        assert browser.post(path, {**own, "step": "seen"}).status_code == 200
        assert browser.post(path, {**own, "step": "again"}).status_code == 200
        assert browser.post(path, {**own, "step": "again"}).status_code == 404
    with central.central.engine.connect() as connection:
        mine = kept_reminder.c.message_id == reminder
        rung = connection.execute(select(kept_reminder).where(mine)).one()
    assert (rung.state, rung.failures, rung.seen_by) == ("waiting", 0, None)


def test_an_auditor_looks_and_changes_nothing(
    staff: Staff, central: EmbeddedCentral, station: Station
) -> None:
    act = filed()
    send(station, central, act)
    failed_notice(central, act)
    name, auditor = put_into_quarantine(station, central), staff.signed_in(AUDITOR)
    assert auditor.open("/staff/notices").status_code == 200
    assert auditor.page.xpath("//main//form") == []
    (failed,) = central.central.oversight.notices.failed(AUDITOR)
    assert auditor.open(f"/staff/quarantine/{name}").status_code == 200
    assert auditor.page.xpath("//main//input[@name='step']") == []
    own = {"form": auditor.page.xpath("string(//input[@name='form']/@value)"), "answer": "Xin lập lại."}
    for path, steps in (
        (f"/staff/quarantine/{name}", ("again", "propose", "agree")),
        (f"/staff/notices/{failed.notice_id}", ("again", "seen")),
    ):
        for step in steps:
            assert auditor.post(path, {**own, "step": step}).status_code == 403, step
    tried = [(what, problem) for _, what, _, problem in deeds(central)]
    assert tried == [
        (what, "role-insufficient")
        for what in ("judge_again", "propose_answer", "answer", "send_again", "notice_seen")
    ]


@pytest.mark.parametrize(
    "path",
    [
        "kiosks/code",
        "kiosks/revoke",
        "quarantine/x",
        "quarantine/x/content",
        "audit",
        f"notices/{UUID(int=7)}",
    ],
)
def test_no_form_of_another_page_does_anything(staff: Staff, central: EmbeddedCentral, path: str) -> None:
    browser, other = staff.signed_in(SUPERVISOR), staff.signed_in(OFFICER)
    foreign = other.page.xpath("string(//input[@name='form']/@value)")
    for token in ("", foreign):
        assert browser.post(f"/staff/{path}", {"form": token, "kiosk": "KIOSK-01"}).status_code == 403
    assert deeds(central) == []
    assert staff.browser().post(f"/staff/{path}", {"form": foreign}).url.path == "/staff/sign-in"


def test_every_code_has_words() -> None:
    assert {each.value for each in TITLES} == set(labels()["quarantine"])
    assert {each.value for each in Deed} <= set(labels()["deed"])
    assert {each.value for each in OversightProblem} <= set(labels()["problem"])


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["identity", "card", "face", "answers", "x"]), _json, max_size=5))
def test_whatever_an_act_says_it_can_be_shown(payload: dict[str, JsonValue]) -> None:
    content = ActContent.model_construct(
        act_id=uuid4(), kind="x", schema_version=1, occurred_at=NOW, subject_id="x", payload=payload
    )
    assert all(isinstance(row.value, str) for row in content_rows(content))
