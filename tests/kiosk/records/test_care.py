"""Treatments in words: in which order, who paid, what is odd, and what nobody else is to read."""

from __future__ import annotations

from datetime import date

from kiosk.contract.records import (
    CareDocument,
    CareEvent,
    CostLine,
    FacilityName,
    Person,
    PersonRecord,
    Release,
)
from kiosk.records.care import ToldCare, tell_care
from tests.manual_clock import START

ON = date(2026, 11, 28)
FACILITY = FacilityName(code="01025", name="Bệnh viện Thí Dụ")
PERSON = Person(personal_number=None, full_name="Người Thử", date_of_birth=date(1990, 1, 1), sex="male")
COST = CostLine(
    code="TH07", name="Paracetamol 500 mg", unit="viên", quantity_hundredths=250, price=480,
    share_percent=80, insurance=900, other=60, co_payment=200, own=40,
)  # fmt: skip


def event(first: date, last: date | None = None, *lines: CostLine) -> CareEvent:
    return CareEvent(
        id=f"K{first:%y%m%d}",
        kind="outpatient" if last is None else "inpatient",
        admitted_on=first,
        discharged_on=last or first,
        facility=FACILITY,
        disease_code="J06.9",
        disease="Nhiễm khuẩn hô hấp trên cấp",
        lines=lines,
    )


def told(*events: CareEvent, documents: tuple[CareDocument, ...] = ()) -> ToldCare:
    record = PersonRecord(person=PERSON, care=events, documents=documents)
    return tell_care(Release(read_at=START, record=record), ON)


def test_the_newest_comes_first() -> None:
    days = [date(2025, 3, 1), date(2026, 3, 1), date(2024, 3, 1)]
    found = told(*map(event, days))
    assert [each.event.admitted_on.year for each in found.events] == [2026, 2025, 2024]
    assert found.events[0].row.vi == "Ngoại trú · 01/03/2026."
    assert (
        told(event(date(2026, 3, 1), date(2026, 3, 4))).events[0].row.en
        == "Inpatient · 01/03/2026 – 04/03/2026."
    )


def test_costs_are_told_by_who_paid_and_line_by_line() -> None:
    (one,) = told(event(date(2026, 3, 1), None, COST, COST)).events
    assert {line.label.en: line.value.vi for line in one.costs} == {
        "Total costs": "2.400 đồng",
        "Paid by health insurance": "1.800 đồng",
        "Paid by other sources": "120 đồng",
        "Your co-payment": "400 đồng",
        "Paid by yourself": "80 đồng",
    }
    assert one.cost_lines[0].value.vi == (
        "Paracetamol 500 mg: 2,5 viên × 480 đồng, quỹ trả 80 % = 1.200 đồng; ông/bà trả 240 đồng"
    )
    assert one.cost_lines[0].value.en.startswith("Paracetamol 500 mg: 2.5 viên × VND 480")


def test_what_it_was_for_and_all_amounts_are_secret() -> None:
    (one,) = told(event(date(2026, 3, 1), None, COST)).events
    assert [line.label.en for line in one.lines if line.secret] == ["For"]
    assert all(line.secret for line in (*one.costs, *one.cost_lines))


def test_care_without_costs_and_a_day_that_has_not_come_are_remarked() -> None:
    future, bare = told(event(date(2027, 1, 1)), event(date(2026, 3, 1))).events
    assert future.remark is not None
    assert "chưa đến" in future.remark.vi
    assert bare.remark is not None
    assert "Chưa có số liệu chi phí" in bare.remark.vi
    assert bare.costs == ()


def test_papers_are_told_with_what_became_of_them() -> None:
    paper = CareDocument(
        serial="01025-26-00007", kind="sick_leave", issued_on=date(2026, 3, 1), facility=FACILITY
    )
    span = paper.model_copy(
        update={"from_day": date(2026, 3, 1), "to_day": date(2026, 3, 3), "state": "claimed"}
    )
    found = told(documents=(paper, span))
    assert "chưa dùng để hưởng" in found.documents[0].value.vi
    assert "01/03/2026 đến 03/03/2026" in found.documents[1].value.vi
    assert "đã dùng để hưởng" in found.documents[1].value.vi


def test_nothing_is_said_to_be_nothing_and_what_is_withheld_as_withheld() -> None:
    empty = told()
    assert empty.none is not None
    assert empty.no_documents is not None
    assert empty.withheld is None
    record = PersonRecord(person=PERSON)
    hidden = tell_care(Release(read_at=START, record=record), ON)
    assert (hidden.events, hidden.none, hidden.no_documents) == ((), None, None)
    assert hidden.withheld is not None
    assert "Bộ Quốc phòng" in hidden.withheld[1].vi
