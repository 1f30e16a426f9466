"""What cases write into the register: corrections of a person's data, and months that were missing."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from central.cases.entered_time import EnteredTime, entered_from, standing
from central.embedded import EmbeddedCentral
from central.http.problems import ProblemError
from central.records.loading import load
from central.records.scope import Scope
from central.records.tables import person_correction
from kiosk.contract.records import (
    Alias,
    AliasKind,
    Contribution,
    Employer,
    Fund,
    ManagedBy,
    Origin,
    Person,
    PersonRecord,
    Region,
    Section,
)
from tests.acts import SUBJECT, service_payload
from tests.central.judging.test_judging import send
from tests.central.pages.conftest import OFFICER, Staff
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

BOOK, FORMER, UNIT = "0120034567", "001099000018", "TA0001A"
SECTIONS = frozenset({Section.CONTRIBUTIONS})


@pytest.fixture
def staff(central: EmbeddedCentral, clock: ManualClock) -> Any:
    people = Staff(central, clock)
    yield people
    for browser in people.browsers:
        browser.close()


def months(number: int, first: str, last: str, **changed: Any) -> Contribution:
    unit = Employer(code=UNIT, name="Công ty Thử A", region=Region.I)
    given = {"employer": unit, "wage": 5_000_000, "recorded_on": date(2019, 6, 1), **changed}
    funds = (Fund.COMPULSORY, Fund.UNEMPLOYMENT, Fund.ACCIDENT, Fund.HEALTH)
    return Contribution(number=number, from_month=first, to_month=last, funds=funds, **given)


def know(central: EmbeddedCentral, **changed: Any) -> None:
    """The person of the acts, as the register has them."""
    given: dict[str, Any] = {
        "personal_number": SUBJECT,
        "full_name": "Nguyễn Văn Thừ",
        "date_of_birth": date(1999, 1, 17),
        "sex": "male",
        "ethnicity": "Kinh",
        "aliases": (Alias(kind=AliasKind.INSURANCE_NUMBER, number=BOOK, current=True),),
        **changed,
    }
    entries = (months(1, "2019-01", "2019-03"), months(2, "2019-06", "2019-08", paid=False))
    record = PersonRecord(person=Person(**given), contributions=entries, time_used=())
    load(central.central.engine, [[record]], central.central.now)


def filed(service: str, answers: dict[str, Any]) -> Any:
    usual = {"filing.by": "self", "card.number": BOOK}
    payload = {**service_payload(), "service": service, "answers": {**usual, **answers}}
    return sample_act(payload=payload, kind="service.filed")


def opened(station: Station, central: EmbeddedCentral, service: str, answers: dict[str, Any]) -> str:
    act = filed(service, answers)
    send(station, central, act)
    return str(station.outbox.get(act.act_id).case_number)


def record_of(central: EmbeddedCentral, number: str = SUBJECT) -> PersonRecord:
    return central.central.records.read(Scope(number, SECTIONS, "test", "test")).record


CORRECTION = {
    "data.to_correct": ["name", "ethnicity"],
    "data.new_name": "Nguyễn Văn Thử",
    "data.new_ethnicity": "Tày",
}
MISSING = {"missing.months": {"from": "2019-04", "to": "2019-05"}, "missing.cause": "not_reported"}


def test_a_correction_is_seen_printed_and_written(
    staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    know(central)
    number = opened(station, central, "9.1", CORRECTION)
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{number}")
    browser.send(browser.form("take"))
    for said in ("Phiếu điều chỉnh (C02-TS)", "Nguyễn Văn Thừ", "Nguyễn Văn Thử", "Tày"):
        assert said in browser.text
    slip = browser.client.get(f"/staff/cases/{number}/adjustment-slip.pdf").content
    words = " ".join(PdfReader(io.BytesIO(slip)).pages[0].extract_text().split())
    for said in ("PHIẾU ĐIỀU CHỈNH", "C02-TS", "366/QĐ-BHXH", number, "Nguyễn Văn Thừ", "Tày", "Giám đốc"):
        assert said in words
    assert record_of(central).person.full_name == "Nguyễn Văn Thừ"  # nothing before somebody decided
    browser.approve()
    assert "Đã ghi vào dữ liệu khi duyệt" in browser.text
    assert "Nguyễn Văn Thừ" in browser.text  # what stood there stays with the case
    person = record_of(central).person
    assert (person.full_name, person.ethnicity) == ("Nguyễn Văn Thử", "Tày")
    with central.central.engine.connect() as connection:
        (kept,) = connection.execute(select(person_correction)).all()
    assert (kept.before, kept.who) == ({"full_name": "Nguyễn Văn Thừ", "ethnicity": "Kinh"}, OFFICER)


def decide(central: EmbeddedCentral, staff: Staff, name: str, *changes: str, **more: Any) -> None:
    staff.give(OFFICER)
    cases = central.central.cases
    for change in changes:
        brought = more if change == "enter_time" else {}
        cases.change(OFFICER, name, change, cases.get(OFFICER, name).case.version, **brought)


def test_the_number_of_before_goes_on_finding_the_person(
    staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    know(central, personal_number=FORMER, full_name="Nguyễn Văn Thử")
    asked = {"data.to_correct": ["personal_number"], "data.new_number": SUBJECT}
    number = opened(station, central, "9.1", asked)
    decide(central, staff, number, "take", "approve")
    for each in (SUBJECT, FORMER, BOOK):
        assert record_of(central, each).person.personal_number == SUBJECT
    (alias,) = [
        each for each in record_of(central).person.aliases if each.kind is AliasKind.OLD_PERSONAL_NUMBER
    ]
    assert (alias.number, alias.current) == (FORMER, False)


def test_a_number_that_somebody_else_has_is_not_given_twice(
    staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    other = "001099000077"
    know(central)
    know(central, personal_number=other, aliases=())
    asked = {"data.to_correct": ["personal_number"], "data.new_number": other}
    number = opened(station, central, "9.1", asked)
    with pytest.raises(ProblemError) as caught:
        decide(central, staff, number, "take", "approve")
    assert caught.value.problem.code == "number-taken"
    assert central.central.cases.get(OFFICER, number).case.decision is None


def test_whom_the_register_does_not_know_is_told_to_the_officer(
    staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    number = opened(station, central, "9.1", CORRECTION)
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{number}")
    assert "Không tìm thấy người này trong dữ liệu BHXH" in browser.text


def test_missing_months_are_entered_and_written_once_approved(
    staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    know(central)
    number = opened(station, central, "missing_time", MISSING)
    browser = staff.signed_in(OFFICER)
    browser.open(f"/staff/cases/{number}")
    browser.send(browser.form("take"))
    for said in ("Thời gian báo thiếu: 04/2019 – 05/2019", "Công ty Thử A (TA0001A)", "còn nợ"):
        assert said in browser.text
    assert "from: 2019" not in browser.text
    browser.approve()
    assert browser.alerts() == [
        "Chưa ghi thời gian nào. Xin ghi bổ sung trước khi duyệt, hoặc từ chối và nêu lý do."
    ]
    form = browser.form("enter_time")
    browser.send(form, **{"time.wage": "5.500.000"})  # by which employer was not said
    assert browser.alerts()
    browser.send(browser.form("enter_time"), **{"time.employer": UNIT, "time.to": "13/2019"})
    assert browser.alerts()
    browser.send(browser.form("enter_time"), **{"time.to": "05/2019"})
    assert "Sẽ ghi khi duyệt" in browser.text
    assert len(record_of(central).contributions or ()) == 2
    browser.approve()
    entries = record_of(central).contributions or ()
    (added,) = [each for each in entries if each.number == 3]
    assert (added.from_month, added.to_month, added.wage) == ("2019-04", "2019-05", 5_500_000)
    assert (added.origin, added.paid, added.employer and added.employer.code) == (Origin.ARREARS, True, UNIT)
    assert number in added.note


def test_what_an_employer_owed_is_replaced(staff: Staff, station: Station, central: EmbeddedCentral) -> None:
    know(central)
    owed = {"missing.months": {"from": "2019-06", "to": "2019-08"}, "missing.cause": "owed"}
    number = opened(station, central, "missing_time", owed)
    paid = EnteredTime(from_month="2019-06", to_month="2019-08", employer=UNIT, wage=5_000_000, replaces=2)
    decide(central, staff, number, "take", "enter_time", "approve", time=paid)
    (added,) = [each for each in record_of(central).contributions or () if each.number == 3]
    assert (added.origin, added.replaces) == (Origin.CORRECTED, 2)


def test_what_does_not_fit_the_register_is_not_written(
    staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    know(central)
    number = opened(station, central, "missing_time", MISSING)
    decide(central, staff, number, "take")
    unfit: list[dict[str, Any]] = [{"employer": "KHONGCO"}, {"replaces": 9}]
    for changed in unfit:
        time = EnteredTime(from_month="2019-04", to_month="2019-05", wage=1, **changed)
        with pytest.raises(ProblemError) as caught:
            decide(central, staff, number, "enter_time", "approve", time=time)
        assert caught.value.problem.code == "time-unusable"
    assert len(record_of(central).contributions or ()) == 2


def test_of_whom_others_keep_nothing_is_written(
    staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    know(central, managed_by=ManagedBy.DEFENCE)
    number = opened(station, central, "missing_time", MISSING)
    time = EnteredTime(from_month="2019-04", to_month="2019-05", wage=1)
    with pytest.raises(ProblemError) as caught:
        decide(central, staff, number, "take", "enter_time", "approve", time=time)
    assert caught.value.problem.code == "record-unfound"


def test_what_was_entered_later_takes_the_place_of_the_months_it_shares() -> None:
    first, second, third = (
        EnteredTime(from_month=begins, to_month=ends, wage=1)
        for begins, ends in (("2019-01", "2019-03"), ("2019-05", "2019-05"), ("2019-03", "2019-04"))
    )
    assert standing([first, second, third]) == (third, second)


@pytest.mark.parametrize(
    "fields",
    [
        {"from_month": "2019-05", "to_month": "2019-04"},
        {"from_month": "2019-13"},
        {"wage": 0},
        {"employer": "có dấu"},
        {"funds": ()},
        {"funds": ("compulsory", "voluntary")},
    ],
)
def test_what_nobody_could_mean_is_refused(fields: dict[str, Any]) -> None:
    usual = {"from_month": "2019-04", "to_month": "2019-05", "wage": 1, "funds": ("compulsory",)}
    assert entered_from(usual).wage == 1
    with pytest.raises(ProblemError) as caught:
        entered_from({**usual, **fields})
    assert caught.value.problem.code == "time-unusable"
