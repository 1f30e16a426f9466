"""At the pages: originals of photographed papers are compared, and the person is given a result."""

from __future__ import annotations

import dataclasses
import io
from uuid import UUID

import httpx
import pytest
from PIL import Image
from pypdf import PdfReader

from central.embedded import EmbeddedCentral
from kiosk.contract.kinds import KINDS
from kiosk.sync.act import Act
from tests.acts import service_payload
from tests.central.casework.test_results import paper_of
from tests.central.files.uploading import send_all
from tests.central.pages.browser import Browser
from tests.central.pages.conftest import AUDITOR, OFFICER, STRANGER, Staff
from tests.central.pages.test_cases import jpeg
from tests.central.pages.test_markup import check
from tests.manual_clock import ManualClock
from tests.patience import until
from tests.sync_parts import Station, sample_act

NUMBER = "125/QĐ-BHXH"
LEFT_ALONE = ("9.16", ("birth_certificate", "insurance_book"))  # a service of the office's own, and papers


@pytest.fixture
def case_id(station: Station, central: EmbeddedCentral, clock: ManualClock) -> UUID:
    service, papers = LEFT_ALONE
    act: Act = dataclasses.replace(
        sample_act(),
        kind="service.filed",
        schema_version=KINDS["service.filed"].version,
        payload={**service_payload(), "service": service},
    )
    files = tuple(
        station.attach(act.act_id, jpeg(), page).model_copy(update={"role": f"paper.{paper}.1"})
        for page, paper in enumerate(papers, start=1)
    )
    station.recorder.record(dataclasses.replace(act, attachments=files))
    send_all(station, central.url, clock)
    central.wait_for_judging()
    return act.act_id


@pytest.fixture
def browser(staff: Staff, case_id: UUID) -> Browser:
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{case_id}")
    browser.send(browser.form("take"))
    return browser


def upload(browser: Browser, content: bytes, **changed: str) -> httpx.Response:
    """As a browser sends the form that brings a file."""
    form = browser.form("give_result")
    assert form.get("enctype") == "multipart/form-data"
    fields = {name: value or "" for name, value in dict(form.fields).items() if name != "file"}
    assert set(changed) <= set(fields)
    sent = browser.client.post(
        form.action,
        data={**fields, "number": NUMBER, **changed},
        files={"file": ("Quyết định.pdf", content, "application/pdf")},
        follow_redirects=True,
    )
    return browser.open(str(sent.url)) if sent.status_code == 200 else browser._seen(sent)


def settle(browser: Browser, case_id: UUID) -> None:
    form = browser.form("check_papers")
    browser.send(
        form,
        **{
            f"paper.{case_id}.birth_certificate": "original_seen",
            f"paper.{case_id}.insurance_book": "electronic",
        },
    )
    browser.approve()
    browser.send(browser.form("finish"))


def test_originals_are_compared_before_the_case_is_approved(browser: Browser, case_id: UUID) -> None:
    check(browser.page, "a case with papers")
    assert "Giấy khai sinh, trích lục khai sinh hoặc giấy chứng sinh của con, trang 1" in browser.text
    assert browser.text.count("Chưa đối chiếu") == 2
    answer = browser.approve()
    assert answer.status_code == 409
    assert browser.alerts() == [
        "Còn giấy tờ chụp chưa đối chiếu bản chính. Xin đối chiếu, hoặc nêu lý do, rồi duyệt."
    ]
    answer = browser.send(browser.form("check_papers"))
    assert answer.status_code == 422
    assert browser.alerts() == ["Xin chọn kết quả đối chiếu của ít nhất một giấy tờ."]
    browser.send(browser.form("check_papers"), **{f"paper.{case_id}.birth_certificate": "original_seen"})
    assert browser.text.count("Chưa đối chiếu") == 1
    assert f"Đã đối chiếu bản chính · {OFFICER}" in browser.text
    chosen = dict(browser.form("check_papers").fields)
    assert chosen[f"paper.{case_id}.birth_certificate"] == "original_seen"  # and can be said anew
    settle(browser, case_id)
    assert browser.page.xpath("string(//p[@class='state'])") == "Đã xong"


def test_what_is_made_is_shown_and_can_be_kept(
    browser: Browser, central: EmbeddedCentral, case_id: UUID
) -> None:
    settle(browser, case_id)
    until(lambda: central.central.cases.get(OFFICER, str(case_id)).results[0].is_made)
    browser.open(f"/staff/cases/{case_id}")
    (picture,) = browser.page.xpath("//img[@class='result']/@src")
    answer = browser.open(picture)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    answer = browser.open(picture.replace(".jpg", ".pdf"))
    assert answer.headers["content-disposition"] == 'attachment; filename="ket-qua.pdf"'
    assert "Thông báo kết quả" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert [each.way for each in central.central.looks.newest(2)] == ["result", "result"]
    assert browser.open(picture.replace("/results/", "/results/9")).status_code == 404


def test_an_officer_gives_the_decision_itself(
    browser: Browser, staff: Staff, central: EmbeddedCentral, case_id: UUID
) -> None:
    settle(browser, case_id)
    assert browser.offered() == ["give_result"]
    check(browser.page, "a case that is done")
    upload(browser, paper_of("Quyết định"))
    assert f"Số {NUMBER}" in browser.text
    newest = central.central.cases.get(OFFICER, str(case_id)).results[0]
    (link,) = browser.page.xpath("//a[img[@class='result']]/@href")
    assert link.endswith(f"/results/{newest.version}.pdf")
    stranger = staff.signed_in(STRANGER)
    assert stranger.open(link).status_code == 403
    auditor = staff.signed_in(AUDITOR)
    assert auditor.open(link).status_code == 200
    auditor.open(f"/staff/cases/{case_id}")
    assert auditor.offered() == []


@pytest.mark.parametrize(
    ("content", "changed", "said"),
    [
        (b"", {}, "Tệp này không dùng được"),
        (b"<html>", {}, "Tệp này không dùng được"),
        (b"%PDF-1.7 nothing", {}, "Tệp này không dùng được"),
        (paper_of("một"), {"number": ""}, "Xin ghi số của văn bản"),
        (paper_of("một"), {"version": "1"}, "Có người vừa thay đổi hồ sơ"),
    ],
)
def test_what_cannot_be_given_is_refused_in_words(
    browser: Browser, case_id: UUID, content: bytes, changed: dict[str, str], said: str
) -> None:
    settle(browser, case_id)
    upload(browser, content, **{"note": "Đã ký", **changed})
    assert [each.startswith(said) for each in browser.alerts()] == [True]
    again = browser.form("give_result")
    assert str(dict(again.fields)["note"]).strip() == "Đã ký"
    upload(browser, paper_of("một"))
    assert f"Số {NUMBER}" in browser.text


def test_a_form_that_is_none_is_not_taken(browser: Browser, case_id: UUID) -> None:
    settle(browser, case_id)
    form = browser.form("give_result")
    fields = {name: value or "" for name, value in dict(form.fields).items() if name != "file"}
    pdf = ("a.pdf", paper_of("một"), "application/pdf")
    for data, files, status in (
        ({**fields, "form": "0" * 64}, {"file": pdf}, 403),
        ({**fields, "form": ""}, {"file": pdf}, 403),
        (fields, [("file", pdf), ("file", pdf)], 422),
        ({**fields, "NUMBER": "1"}, {"file": pdf}, 422),
    ):
        answer = browser.client.post(form.action, data=data, files=files)
        assert answer.status_code == status
    boundary = {"Content-Type": "multipart/form-data; boundary=x"}
    for body in (
        b"",
        b"--x",
        b"--x--",
        b"--x\r\n\r\n--x--",
        b"--y\r\nContent-Disposition: form-data\r\n\r\n--y--",
    ):
        assert browser.client.post(form.action, content=body, headers=boundary).status_code in (403, 422)
    assert browser.client.post(form.action, data=fields).status_code == 422  # without a file's form


def test_pictures_of_an_upload_hold_nothing_else(browser: Browser, case_id: UUID) -> None:
    settle(browser, case_id)
    upload(browser, paper_of("một", "hai").replace(b"%%EOF", b"%secret place\n%%EOF"))
    (link,) = browser.page.xpath("//a[img[@class='result']]/@href")
    answer = browser.open(link)
    assert b"secret place" not in answer.content
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 2
    with Image.open(io.BytesIO(browser.open(link.replace(".pdf", ".jpg")).content)) as picture:
        assert picture.format == "JPEG"
