"""News for everybody: written by one, published by another, read at the kiosks that it is for, taken back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from central.embedded import EmbeddedCentral
from central.keys.hashing import person_hash
from central.notices.inbox import note_read
from central.notices.news import EVERYWHERE, NewsDraft, published_news, write_news
from central.pages.labels import labels
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.records import Notices, Severity
from kiosk.contract.staff import StaffRole
from tests.acts import SUBJECT
from tests.central.pages.browser import Browser
from tests.central.pages.conftest import AUDITOR, OFFICER, STRANGER, SUPERVISOR, TECHNICIAN, Staff, add_staff
from tests.central.pages.test_oversight import deeds, second_supervisor
from tests.manual_clock import ManualClock

WORDS = {
    "title_vi": "Nghỉ <Quốc khánh>",
    "title_en": "Closed for National Day",
    "body_vi": "Cơ quan nghỉ hai ngày.\nXin đến sau.",
    "body_en": "The office is closed for two days.",
}
TITLE = WORDS["title_vi"]
PATH = "/staff/news"
NATIONAL = "604201"  # a supervisor of every office


def written_news(central: EmbeddedCentral) -> UUID:
    today = central.central.oversight.news.today().isoformat()
    days = {"kind": "general.news", "severity": "act", "since": today, "until": today}
    return central.central.oversight.news.write(OFFICER, {**WORDS, **days}, office=None)


def write(browser: Browser, **fields: str) -> int:
    browser.open(PATH)
    (form,) = browser.page.xpath(f"//form[@action and contains(@action, '{PATH}')][.//textarea]")
    return browser.send(form, **{**WORDS, **fields}).status_code


def step(browser: Browser, name: str) -> int:
    browser.open(PATH)
    (form,) = browser.page.xpath(f"//form[.//button[@value='{name}']]")
    return browser.post(form.action, {**dict(form.fields), "step": name}).status_code


def steps(browser: Browser) -> list[str]:
    browser.open(PATH)
    return [str(each) for each in browser.page.xpath("//button[@name='step']/@value")]


def read(central: EmbeddedCentral, office_id: str = "00100") -> Notices:
    return central.central.grants.inboxes.of(SUBJECT, office_id)


def titles(central: EmbeddedCentral, office_id: str = "00100") -> list[str]:
    return [each.title.vi for each in read(central, office_id).inbox if each.kind.startswith("general.")]


def test_news_takes_two_people_and_is_read_at_the_kiosks_of_the_office(
    staff: Staff, central: EmbeddedCentral
) -> None:
    officer, supervisor = staff.signed_in(OFFICER), staff.signed_in(SUPERVISOR)
    assert write(officer, severity="act") == 200
    assert TITLE in officer.text
    assert "chờ người thứ hai" in officer.text
    assert TITLE not in titles(central)
    assert steps(officer) == ["withdraw"]
    assert step(supervisor, "publish") == 200
    assert "đang hiện" in supervisor.text
    assert TITLE not in titles(central, "00200")
    (told,) = [each for each in read(central).inbox if each.kind == "general.news"]
    assert (told.title.en, told.body.vi) == (WORDS["title_en"], WORDS["body_vi"])
    assert (told.severity, told.task) == (Severity.ACT, None)
    person = person_hash(central.central.keys.hashing, SUBJECT)
    with central.central.engine.begin() as connection:  # as `mark` does
        note_read(connection, person, told.notice_id, told.created, kind=told.kind, expires_at=told.created)
    assert step(officer, "withdraw") == 200  # one person suffices
    assert "đã rút" in officer.text
    assert TITLE not in titles(central)
    said = [(who, what, problem) for who, what, _, problem in deeds(central)]
    assert said == [
        (OFFICER, "write_news", None),
        (SUPERVISOR, "publish_news", None),
        (OFFICER, "withdraw_news", None),
    ]


def test_who_wrote_it_cannot_publish_it_nor_can_an_officer(staff: Staff, central: EmbeddedCentral) -> None:
    supervisor, officer = staff.signed_in(SUPERVISOR), staff.signed_in(OFFICER)
    assert write(supervisor) == 200
    assert steps(supervisor) == ["withdraw"]
    path = f"{PATH}/{central.central.oversight.news.news(SUPERVISOR)[0].news_id}"
    token = {"form": supervisor.page.xpath("string(//input[@name='form']/@value)"), "step": "publish"}
    assert supervisor.post(path, token).status_code == 403
    assert supervisor.alerts() == [labels()["problem"]["second-person-needed"]]
    officer.open(PATH)
    token["form"] = officer.page.xpath("string(//input[@name='form']/@value)")
    assert officer.post(path, token).status_code == 403
    other = second_supervisor(staff)
    assert step(other, "publish") == 200
    assert other.post(path, {**token, "form": token["form"]}).status_code == 403  # of another session
    assert steps(other) == ["withdraw"]
    token["form"] = other.page.xpath("string(//input[@name='form']/@value)")
    assert other.post(path, token).status_code == 409
    assert other.alerts() == [labels()["problem"]["news-changed"]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title_en": " "},
        {"until": "2026-03-01"},  # over
        {"since": "2026-05-01", "until": "2026-04-01"},
        {"until": "2028-03-05"},
        {"since": "next week"},
        {"kind": "case.approved"},
        {"severity": "dire"},
        {"body_vi": "x" * 1001},
    ],
)
def test_what_does_not_fit_is_told_and_what_was_typed_stays(
    staff: Staff, central: EmbeddedCentral, wrong: dict[str, str]
) -> None:
    browser = staff.signed_in(OFFICER)
    browser.open(PATH)
    own = {"form": browser.page.xpath("string(//input[@name='form']/@value)")}
    usual = {"kind": "general.news", "severity": "info", "since": "2026-03-02", "until": "2026-03-09"}
    answer = browser.post(PATH, {**own, **usual, **WORDS, **wrong})
    assert answer.status_code == 422
    assert browser.alerts() == [labels()["problem"]["news-unfit"]]
    typed = {"body_en": WORDS["body_en"], **wrong}["body_en"]
    assert browser.page.xpath("string(//textarea[@name='body_en'])") == typed
    assert not central.central.oversight.news.news(OFFICER)


def test_news_of_other_offices_and_for_all_of_them(staff: Staff, central: EmbeddedCentral) -> None:
    add_staff(central.central.engine, staff.clock, NATIONAL, StaffRole.SUPERVISOR, "")
    staff.access[NATIONAL] = central.central.web_access.give(NATIONAL)
    national, stranger = staff.signed_in(NATIONAL), staff.signed_in(STRANGER)
    assert write(national, office="99999") == 422
    assert national.alerts() == [labels()["problem"]["office-unknown"]]
    assert write(national) == 200
    stranger.open(PATH)
    assert TITLE in stranger.text
    assert steps(stranger) == []  # it is not theirs
    found = central.central.oversight.news.news(NATIONAL)[0]
    assert found.office_id == EVERYWHERE
    supervisor = staff.signed_in(SUPERVISOR)
    supervisor.open(PATH)
    own = {"form": supervisor.page.xpath("string(//input[@name='form']/@value)"), "step": "publish"}
    assert supervisor.post(f"{PATH}/{found.news_id}", own).status_code == 403
    assert write(staff.signed_in(OFFICER), title_vi="Của cơ quan này") == 200
    assert "Của cơ quan này" not in stranger.open(PATH).text
    assert staff.signed_in(TECHNICIAN).open(PATH).status_code == 403
    auditor = staff.signed_in(AUDITOR)
    auditor.open(PATH)
    assert auditor.page.xpath("//main//form") == []


def test_words_of_one_that_was_withdrawn_begin_the_next(staff: Staff, central: EmbeddedCentral) -> None:
    browser = staff.signed_in(OFFICER)
    write(browser)
    step(browser, "withdraw")
    (again,) = browser.page.xpath("//a[contains(@href, '?again=')]/@href")
    browser.open(again)
    assert browser.page.xpath("string(//input[@name='title_vi']/@value)") == TITLE
    assert browser.page.xpath("string(//textarea[@name='body_vi'])") == WORDS["body_vi"]
    assert browser.page.xpath("//details[@open]")


def test_it_is_shown_from_its_first_to_its_last_day(central: EmbeddedCentral, clock: ManualClock) -> None:
    engine, today = central.central.engine, clock.now().astimezone(VIETNAM_TIME).date()
    days = {"since": today + timedelta(days=1), "until": today + timedelta(days=2)}
    draft = NewsDraft.model_validate({"kind": "general.news", "severity": "info", **WORDS, **days})
    with engine.begin() as connection:
        news_id = write_news(connection, draft, "00100", OFFICER, clock.now())
    central.central.staff.add(SUPERVISOR, "Lê Thị Mẫu", StaffRole.SUPERVISOR, "00100")
    central.central.oversight.news.publish(SUPERVISOR, news_id)
    with engine.connect() as connection:
        shown = [bool(published_news(connection, "00100", today + timedelta(days=n))) for n in range(4)]
    assert shown == [False, True, True, False]
