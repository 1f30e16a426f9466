"""An officer's day at the pages, from the list to the decision, with what is shown and what is refused."""

from __future__ import annotations

import dataclasses
import io
from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import kiosk.documents
from central.embedded import EmbeddedCentral
from central.http.problems import ProblemError
from central.pages.labels import labels
from central.pages.pictures import made_anew
from ekyc.verification import Reason
from kiosk.contract.wire import Help
from kiosk.reference.reference_data import ReferenceData
from kiosk.sync.act import Act
from tests.acts import SUBJECT, registration_payload, service_payload, supplement_payload
from tests.central.files.uploading import send_all
from tests.central.judging.test_judging import send
from tests.central.pages.conftest import AUDITOR, OFFICER, STRANGER, SUPERVISOR, TECHNICIAN, Staff
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

TEMPLATES = Path(kiosk.documents.__file__).parent / "templates"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def jpeg(size: tuple[int, int] = (40, 50), comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, (200, 160, 120)).save(made, "JPEG", comment=comment)
    return made.getvalue()


def filed(**changed: Any) -> Act:
    payload: dict[str, Any] = {**service_payload(), **changed}
    payload["face"] = {**payload["face"], "portrait_jpeg": b64encode(jpeg(comment=b"secret place")).decode()}
    return sample_act(payload=payload, kind="service.filed")


@pytest.fixture
def number(station: Station, central: EmbeddedCentral) -> str:
    act = filed()
    send(station, central, act)
    return str(station.outbox.get(act.act_id).case_number)


def test_from_the_list_to_the_end(staff: Staff, number: str) -> None:
    browser = staff.signed_in(OFFICER)
    assert number in browser.text
    assert "còn 9 ngày" in browser.text  # seven working days
    assert "9.2 · Đổi nơi khám chữa bệnh ban đầu" in browser.text
    browser.open(f"/staff/cases/{number}")
    for said in (
        "Nguyễn Văn Thử",
        SUBJECT,
        "Đổi nơi khám chữa bệnh ban đầu",
        "nguyên vẹn",
        "máy chấp nhận",
        "0,31 (giống đến 0,42;",
    ):
        assert said in browser.text, said
    assert browser.offered() == ["take"]
    assert browser.send(browser.form("take")).status_code == 200
    assert browser.offered() == ["put_back", "return", "approve", "refuse"]
    browser.send(browser.form("return"), reason="document_missing", note=f"Thiếu trang 2 {HOSTILE}")
    assert "Chờ bổ sung" in browser.text
    assert f"Thiếu trang 2 {HOSTILE}" in browser.text
    browser.send(browser.form("supplement"))
    browser.approve()
    assert "Đã duyệt" in browser.text
    assert "đang chờ trả lời" in browser.text
    assert browser.offered() == []  # the back office has it
    assert number not in browser.open("/staff").text
    assert number in browser.open("/staff?state=approved").text
    looks = staff.central.central.looks.newest(50)
    assert {(each.who, each.way) for each in looks} == {(OFFICER, "pages")}
    assert len(looks) == 5  # each time that the page was shown


BOX = "asked.contact.phone"


def test_an_officer_ticks_what_is_missing_and_reads_of_it(staff: Staff, number: str) -> None:
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{number}")
    browser.send(browser.form("take"))
    form = browser.form("return")
    boxes = form.xpath(".//input[@type='checkbox']")
    assert [box.get("name") for box in boxes[:2]] == [
        "asked.paper.authorisation",
        "asked.paper.guardian_paper",
    ]
    assert BOX in {box.get("name") for box in boxes}
    assert "asked.declare.true" not in {box.get("name") for box in boxes}
    groups = [each.text_content() for each in form.xpath(".//details/summary")]
    assert groups[0].startswith("Giấy tờ")
    answer = browser.send(form, **{BOX: "yes"})  # no reason was chosen: what was ticked stays
    assert answer.status_code == 422
    again = browser.form("return")
    assert again.xpath(".//input[@type='checkbox' and @checked]/@name") == [BOX]
    assert again.xpath(f".//details[.//input[@name='{BOX}']]/@open") == [""]
    browser.send(again, reason="document_missing")
    assert "Cần bổ sung: Số điện thoại liên hệ" in browser.text
    desk = staff.central.central.cases
    assert desk.get(OFFICER, number).history[-1].asked == ("contact.phone",)


def test_a_box_that_the_form_does_not_have_changes_nothing(staff: Staff, number: str) -> None:
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{number}")
    browser.send(browser.form("take"))
    fields = {name: value or "" for name, value in dict(browser.form("return").fields).items()}
    answer = browser.post(
        f"/staff/cases/{number}", {**fields, "reason": "document_missing", "asked.nothing.such": "yes"}
    )
    assert (answer.status_code, browser.alerts()) == (
        422,
        ["Mẫu của hồ sơ này không có câu hỏi vừa chọn. Xin chọn lại."],
    )


def test_a_supplement_is_read_by_the_words_of_its_form(
    staff: Staff, number: str, station: Station, central: EmbeddedCentral
) -> None:
    payload = supplement_payload(case=number)
    act = dataclasses.replace(sample_act(), kind="case.supplement", schema_version=1, payload=payload)
    send(station, central, act)
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{number}")
    assert "Công dân gửi thêm" in browser.text
    assert "Nộp thêm" in browser.text
    rows = {(each.findtext("dt"), each.findtext("dd")) for each in browser.page.xpath("//dl/div")}
    assert ("Số điện thoại liên hệ", "0907 654 321") in rows
    assert ("Hồ sơ liên quan", number) in rows
    assert ("Thủ tục", "9.2 · Đổi nơi khám chữa bệnh ban đầu") in rows


def test_a_refusal_waits_for_the_supervisor(staff: Staff, number: str) -> None:
    browser, second = staff.signed_in(OFFICER), staff.signed_in(SUPERVISOR)
    browser.open(f"/staff/cases/{number}")
    browser.send(browser.form("take"))
    browser.send(browser.form("refuse"), reason="conditions_not_met")
    assert "cần một người phụ trách khác đồng ý" in browser.text
    assert "refuse" not in browser.offered()
    assert "chờ phụ trách" in second.open("/staff").text
    second.open(f"/staff/cases/{number}")
    second.send(second.form("refuse"), reason="conditions_not_met")
    assert second.page.xpath("string(//p[@class='state'])") == "Từ chối"


def test_the_second_of_two_officers_is_told_and_loses_nothing_typed(staff: Staff, number: str) -> None:
    browser, second = staff.signed_in(OFFICER), staff.signed_in(SUPERVISOR)
    browser.open(f"/staff/cases/{number}")
    browser.send(browser.form("take"))
    second.open(f"/staff/cases/{number}")
    note = f"Đã gọi điện {HOSTILE}"
    late = second.form("return")
    browser.open(f"/staff/cases/{number}")
    browser.send(browser.form("put_back"))
    browser.send(browser.form("take"))
    answer = second.send(late, reason="original_needed", note=note)
    assert answer.status_code == 409
    assert second.alerts() == ["Có người vừa thay đổi hồ sơ. Xin xem lại rồi làm tiếp."]
    again = second.form("return")
    assert dict(again.fields)["note"].strip() == note
    assert dict(again.fields)["reason"] == "original_needed"
    assert second.page.xpath("//details[@open]//input[@name='change']/@value") == ["return"]
    second.send(again)
    assert second.page.xpath("string(//p[@class='state'])") == "Chờ bổ sung"


def test_what_is_refused_is_told_in_words_and_noted(staff: Staff, number: str) -> None:
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{number}")
    browser.send(browser.form("take"))
    form = browser.form("return")
    answer = browser.send(form)  # no reason was chosen
    assert (answer.status_code, browser.alerts()) == (422, ["Xin chọn một lý do."])
    fields = {name: value or "" for name, value in dict(form.fields).items()}
    for change, version in (("delete", fields["version"]), ("return", "9" * 30), ("return", "-1")):
        answer = browser.post(f"/staff/cases/{number}", {**fields, "change": change, "version": version})
        assert answer.status_code == 409
    assert browser.open("/staff/refused").status_code == 403
    overseer = staff.signed_in(AUDITOR)
    overseer.open("/staff/refused")
    assert overseer.text.count(number) == 4
    assert overseer.text.count("Xin chọn một lý do.") == 1
    assert browser.open("/staff/looks").status_code == 403
    overseer.open("/staff/looks")
    assert overseer.text.count(f"{number} {OFFICER} trang của cán bộ") == 6  # the page was shown so often


def test_each_role_sees_what_is_theirs(staff: Staff, number: str) -> None:
    path = f"/staff/cases/{number}"
    technician = staff.signed_in(TECHNICIAN)
    assert "Không có hồ sơ cho vai trò này" in technician.text
    assert technician.open(path).status_code == 403
    stranger = staff.signed_in(STRANGER)
    assert number not in stranger.text
    assert (stranger.open(path).status_code, SUBJECT in stranger.text) == (403, False)
    auditor = staff.signed_in(AUDITOR)
    assert auditor.open(path).status_code == 200
    assert auditor.offered() == []
    assert staff.central.central.looks.newest(9)[0].who == AUDITOR
    assert auditor.open("/staff/cases/DK26-0000-0000-0001-0").status_code == 404
    assert auditor.open("/staff?state=gone").status_code == 404


def test_what_was_chosen_is_told_by_its_name(
    staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    facility = next(each for each in ReferenceData().facilities.all() if each.is_valid_on(date(2026, 3, 2)))
    act = filed(answers={"facility.new": facility.code, "an.office.of.its.own": "x"})
    send(station, central, act)
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{act.act_id}")
    assert f"{facility.name} ({facility.code})" in browser.text
    assert "an.office.of.its.own" in browser.text


def test_an_authorisation_that_ends_before_the_decision_is_told(
    staff: Staff, station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    clock.set_wall_clock(datetime(2026, 11, 27, 2, tzinfo=UTC))
    said = "chỉ có giá trị đến hết ngày 07/12/2026, trước ngày hẹn trả kết quả 08/12/2026"
    for made, ends in (("2025-12-07", True), ("2025-12-08", False)):
        answers = {"filing.by": "authorised", "filing.authorised_on": made}
        act = dataclasses.replace(filed(service="9.14", answers=answers), occurred_at=clock.now())
        send(station, central, act)
        browser = staff.signed_in(OFFICER)
        browser.open(f"/staff/cases/{act.act_id}")
        assert (said in browser.text) is ends


def test_answers_that_the_rules_cannot_read_are_told(
    staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    act = filed(service="9.14", answers={"filing.by": "authorised", "filing.authorised_on": "soon"})
    send(station, central, act)
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{act.act_id}")
    assert "Câu trả lời theo mẫu khác" in browser.text


def test_a_person_types_script_and_staff_read_it(
    staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    payload: dict[str, Any] = registration_payload(full_name=HOSTILE)
    payload["contact"]["address"] = HOSTILE
    registration = dataclasses.replace(sample_act(), payload=payload)
    service = filed(answers={HOSTILE: [HOSTILE, {HOSTILE: HOSTILE}]}, printed_forms=[HOSTILE])
    send(station, central, registration, service)
    browser = staff.signed_in(OFFICER)
    for act in (registration, service):
        assert browser.open(f"/staff/cases/{act.act_id}").status_code == 200
        assert HOSTILE in browser.page.text_content()
        assert browser.page.xpath("//script | //@onerror | //img[@src='x']") == []


def test_pictures_are_made_anew_and_only_for_who_may_see_the_case(
    staff: Staff, station: Station, central: EmbeddedCentral, number: str
) -> None:
    browser, stranger = staff.signed_in(OFFICER), staff.signed_in(STRANGER)
    browser.open(f"/staff/cases/{number}")
    (path,) = browser.page.xpath("//img[@class='portrait']/@src")
    answer = browser.open(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (40, 50)
    assert b"secret place" not in answer.content
    assert central.central.looks.newest(1)[0].way == "picture"
    assert stranger.open(path).status_code == 403
    assert browser.open(path.replace(number, "DK26-0000-0000-0001-0")).status_code == 404


def test_scans_of_a_case(staff: Staff, station: Station, central: EmbeddedCentral, clock: Any) -> None:
    act = station.record_with(jpeg((3000, 100)), b"<html>not a picture</html>")
    send_all(station, central.url, clock)
    central.wait_for_judging()
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{act.act_id}")
    good, bad = browser.page.xpath("//ul[@class='scans']//a/@href")
    answer = browser.open(good)
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (2400, 80)
    assert browser.open(bad).status_code == 422
    assert browser.alerts() == ["Không mở được hình này."]
    assert browser.open(good.replace(str(act.act_id), "0" * 32)).status_code == 404


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\0" * 50,
        jpeg()[:200],
        b"\xff\xd8" + b"\0" * 5000,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    ],
)
def test_what_is_no_picture_is_none(content: bytes) -> None:
    with pytest.raises(ProblemError) as caught:
        made_anew(content)
    assert caught.value.problem.code == "picture-unusable"


def test_a_picture_that_unpacks_to_too_much_is_none() -> None:
    """A few hundred kilobytes that would be gigabytes of pixels."""
    small = bytearray(jpeg((64, 64)))
    at = small.index(b"\xff\xc0")
    small[at + 5 : at + 9] = b"\xff\xff\xff\xff"  # 65,535 × 65,535
    with pytest.raises(ProblemError):
        made_anew(bytes(small))


def test_every_reason_and_every_form_of_the_kiosk_has_words() -> None:
    assert {each.value for each in Reason} == set(labels()["reason"])
    forms = {file.stem for file in TEMPLATES.glob("*.toml")}
    assert forms <= set(labels()["value"])


def _helped_act(account: str, since: datetime, until: datetime) -> Act:
    return dataclasses.replace(filed(), helped=(Help(account=account, since=since, until=until),))


def test_an_officer_reads_who_helped_and_when(
    staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    browser = staff.signed_in(OFFICER)
    since = datetime(2026, 3, 2, 1, 20, tzinfo=UTC)
    act = _helped_act(OFFICER, since, since + timedelta(minutes=2))
    send(station, central, act)
    case = f"/staff/cases/{station.outbox.get(act.act_id).case_number}"
    browser.open(case)
    assert f"({OFFICER}): 08:20–08:22" in browser.text
    assert "Hỗ trợ tại máy" in browser.text
    assert "cần thêm một người khác" in browser.text
    assert "không có trong danh sách cán bộ" not in browser.text
    assert "Có ý kiến được ghi trong lúc cán bộ làm thay" not in browser.text
    assert "cần thêm một người khác" not in staff.signed_in(SUPERVISOR).open(case).text


def test_help_that_cannot_be_right_stands_out(
    staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    """Of a number that nobody has, while the person is said to have agreed."""
    consents: Any = filed().payload["consents"]
    agreed_at = datetime.fromisoformat(consents[0]["answered_at"])
    act = _helped_act("999999", agreed_at - timedelta(minutes=1), agreed_at + timedelta(minutes=1))
    send(station, central, act)
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{station.outbox.get(act.act_id).case_number}")
    assert "999999, không có trong danh sách cán bộ" in browser.text
    assert "Có ý kiến được ghi trong lúc cán bộ làm thay" in browser.text
