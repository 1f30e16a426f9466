"""Benefits received in words: which part each belongs to, what it comes to now, what is secret."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kiosk.contract.records import Benefit, BenefitKind, Payment, Person, PersonRecord, Release, Rise
from kiosk.records.received import PARTS, ToldReceived, part_of, tell_received
from tests.manual_clock import START

ON = date(2026, 11, 28)
PERSON = Person(personal_number=None, full_name="Người Thử", date_of_birth=date(1960, 1, 1), sex="male")


def benefit(kind: BenefitKind = BenefitKind.FUNERAL, **changes: Any) -> Benefit:
    known = {
        "decision": "12/QĐ",
        "decided_on": date(2026, 2, 1),
        "kind": kind,
        "per": "once",
        "amount": 5_000_000,
    }
    return Benefit.model_validate({**known, **changes})


def told(*benefits: Benefit, payments: tuple[Payment, ...] = ()) -> ToldReceived:
    record = PersonRecord(person=PERSON, benefits=benefits, payments=payments)
    return tell_received(Release(read_at=START, record=record), ON)


@pytest.mark.parametrize("kind", BenefitKind)
def test_every_benefit_belongs_to_one_part_and_has_a_name(kind: BenefitKind) -> None:
    monthly = benefit(kind, per="month", from_day=date(2026, 1, 1))
    for each in (benefit(kind), monthly):
        found = told(each)
        (part,) = (part for part in found.parts if part.benefits)
        assert part.name == part_of(each)
        assert part.benefits[0].name.vi
    assert tuple(part.name for part in told().parts) == PARTS
    assert all(part.none for part in told().parts)


def test_a_monthly_one_says_what_it_comes_to_now() -> None:
    rises = (
        Rise(from_day=date(2027, 7, 1), amount=7_000_000, ground="Nghị định sau"),
        Rise(from_day=date(2026, 7, 1), amount=6_000_000, ground="Nghị định thí dụ"),
    )
    pension = benefit(
        BenefitKind.PENSION, per="month", from_day=date(2026, 2, 1), rises=rises, state="paying",
        bank_name="Ngân hàng Thí Dụ", account_ending="1234",
    )  # fmt: skip
    (one,) = next(part.benefits for part in told(pension).parts if part.benefits)
    lines = {line.label.en: line for line in one.lines}
    assert lines["Amount"].value.vi == "5.000.000 đồng mỗi tháng"
    assert lines["Amount now"].value.vi == "6.000.000 đồng mỗi tháng"
    assert lines["For"].value.vi == "Từ 01/02/2026"
    assert lines["Paid to"].value.vi == "Ngân hàng Thí Dụ, tài khoản có đuôi 1234"
    assert [name for name, line in lines.items() if line.secret] == [
        "Amount", "Amount now", "Paid to", "From 01/07/2026", "From 01/07/2027",
    ]  # fmt: skip


def test_odd_ones_are_remarked_and_the_newest_comes_first() -> None:
    found = told(
        benefit(), benefit(decided_on=date(2027, 1, 1), note="Thí dụ", employer_name="Công ty Thí Dụ")
    )
    first, second = found.parts[0].benefits
    assert first.remark is not None
    assert second.remark is None
    assert {"Note", "Employer"} <= {line.label.en for line in first.lines}
    assert "Không ghi tài khoản" in [line.value.vi for line in second.lines]


def test_what_another_authority_keeps_is_said_to_be_withheld() -> None:
    found = tell_received(Release(read_at=START, record=PersonRecord(person=PERSON)), ON)
    assert (found.parts, found.withheld is not None) == ((), True)


def test_what_was_sent_stands_with_its_benefit_in_the_order_of_time() -> None:
    def sent(day: int, **more: Any) -> Payment:
        known: dict[str, Any] = {"id": f"CT-{day}", "kind": "benefit", "decision": "12/QĐ"}
        known |= {"benefit": BenefitKind.FUNERAL, "amount": 5_000_000, "sent_on": date(2026, 2, day)}
        return Payment.model_validate({**known, **more})

    refused = sent(4, state="failed", reason="tài khoản đã đóng")
    others = (sent(5, decision="13/QĐ"), sent(6, kind="refund", benefit=None))
    found = told(benefit(), payments=(sent(14), refused, *others))
    (one,) = next(part.benefits for part in found.parts if part.benefits)
    assert [(line.label.vi, line.value.vi, line.secret) for line in one.lines[-2:]] == [
        ("Chuyển ngày 04/02/2026, không đến nơi", "5.000.000 đồng (tài khoản đã đóng)", True),
        ("Đã chuyển ngày 14/02/2026", "5.000.000 đồng", True),
    ]
