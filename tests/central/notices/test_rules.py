"""Each kind of notice: told when it must be, not told when it must not, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from central.notices.kinds import kinds, rule_of
from central.notices.rules import RULES
from central.notices.sealing import Content
from central.notices.subject import Due, KnownCase, Subject
from kiosk.benefits.months import PartialDate
from kiosk.contract.records import (
    Benefit,
    BenefitKind,
    CareDocument,
    CareEvent,
    Contribution,
    CostLine,
    Employer,
    FacilityName,
    Fund,
    HealthCard,
    HealthParticipation,
    Payment,
    Region,
    TimeUse,
)

TODAY = date(2026, 3, 2)
CLINIC = FacilityName(code="01001", name="Bệnh viện Thí Dụ")
UNIT = Employer(code="TA0001", name="Công ty Thí Dụ", region=Region.I)
WORKER = (Fund.COMPULSORY, Fund.UNEMPLOYMENT)
SOMEBODY = Subject(born=PartialDate(date(1990, 5, 20)), sex="female")


def paid(first: str, last: str, funds: Iterable[Fund] = WORKER, **more: Any) -> Contribution:
    more = {"number": 1, "wage": 8_000_000, "recorded_on": date(2026, 1, 1), **more}
    employer = UNIT if Fund.COMPULSORY in tuple(funds) else None
    return Contribution(from_month=first, to_month=last, funds=tuple(funds), employer=employer, **more)


def voluntary(first: str, last: str, **more: Any) -> Contribution:
    return paid(first, last, (Fund.VOLUNTARY,), **{"wage": 1_500_000, "support_group": "other", **more})


def card(until: date, **more: Any) -> HealthCard:
    return HealthCard(
        **{
            "code": "GD4010123456789",
            "object_code": "GD",
            "level": 4,
            "share_percent": 80,
            "facility": CLINIC,
            "valid_from": until - timedelta(days=364),
            "valid_to": until,
            **more,
        }
    )


def insured(until: date, payer: str = "household", **more: Any) -> Subject:
    span = HealthParticipation.model_validate(
        {
            "object_code": "GD",
            "from_day": until - timedelta(days=364),
            "to_day": until,
            "payer": payer,
            "order": 2,
        }
    )
    return replace(SOMEBODY, cards=(card(until, **more),), participation=(span,))


def treated(ended: date, co_payment: int = 0) -> CareEvent:
    line = CostLine(
        code="K1",
        name="Khám",
        unit="lần",
        quantity_hundredths=100,
        price=co_payment,
        share_percent=80,
        insurance=0,
        co_payment=co_payment,
    )
    return CareEvent(
        id="01001260212001",
        kind="inpatient",
        admitted_on=ended - timedelta(days=2),
        discharged_on=ended,
        facility=CLINIC,
        disease_code="J18.9",
        disease="Viêm phổi",
        lines=(line,),
    )


def received(**more: Any) -> Subject:
    """Money was sent today."""
    known: dict[str, Any] = {"id": "CT-1", "kind": "benefit", "decision": "12/QĐ"}
    known |= {"benefit": BenefitKind.FUNERAL, "amount": 25_300_000, "sent_on": TODAY}
    known |= {"bank_name": "Ngân hàng Thí Dụ", "account_ending": "1234"}
    return replace(SOMEBODY, payments=(Payment.model_validate({**known, **more}),))


def drawing(kind: BenefitKind = BenefitKind.PENSION, since: date = date(2020, 4, 1), **more: Any) -> Subject:
    known: dict[str, Any] = {
        "decision": "QĐ-001",
        "decided_on": since,
        "kind": kind,
        "per": "month",
        "amount": 4_000_000,
        "from_day": since,
        "bank_name": "Ngân hàng Thí Dụ",
        "account_ending": "1234",
        "state": "paying",
    }
    return replace(SOMEBODY, benefits=(Benefit(**{**known, **more}),))


def certificate(kind: str, last: date, state: str = "valid") -> CareDocument:
    known = {"serial": "CT07-01", "kind": kind, "issued_on": last, "to_day": last, "state": state}
    return CareDocument.model_validate({**known, "facility": CLINIC})


def worked(first: str, last: str, **more: Any) -> Subject:
    return replace(SOMEBODY, contributions=(paid(first, last, **more),))


def paying(first: str, last: str, **more: Any) -> Subject:
    return replace(SOMEBODY, contributions=(voluntary(first, last, **more),))


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


CHECKED = KnownCase("payment.verification", "annual_verification", days(-20), days(-15))
AUTHORISED = KnownCase("service.filed", "authorise_receipt", date(2025, 3, 20), date(2025, 3, 25))
LATE = {"paid": False}

FIRES: Mapping[str, tuple[Subject, ...]] = {
    "contributions.month": (
        worked("2025-01", "2026-02"),
        worked("2026-01", "2026-01", **LATE),
        paying("2026-01", "2026-01"),
    ),
    "contributions.employer_late": (
        worked("2026-01", "2026-01", **LATE),
        worked("2025-06", "2026-02", **LATE),
    ),
    "contributions.stopped": (
        worked("2024-01", "2025-12"),
        replace(worked("2024-01", "2026-02"), closed_until="2026-02"),
    ),
    "contributions.unemployment_term": (worked("2024-01", "2025-12"),),
    "contributions.voluntary_due": (paying("2025-01", "2026-02"), paying("2025-01", "2026-02", wage=900_000)),
    "contributions.support_ending": (paying("2017-01", "2026-02"),),
    "health.card_ending": (insured(days(30)), insured(days(10)), insured(days(0))),
    "health.card_ending_school": (insured(days(3), "school"),),
    "health.card_lapsed": (insured(days(-1)), insured(days(-59), "school")),
    "health.card_gap": (insured(days(-60)), insured(days(-89))),
    "health.five_years": (insured(days(90), five_years_on=TODAY), insured(days(90), five_years_on=days(-59))),
    "health.copayment": (
        replace(insured(days(90), five_years_on=days(-1)), care=(treated(days(-3), 20_000_000),)),
    ),
    "health.treated": (
        replace(SOMEBODY, care=(treated(TODAY),)),
        replace(SOMEBODY, care=(treated(days(-29)),)),
    ),
    "health.facility_window": (insured(date(2026, 12, 31)),),
    "money.decided": (
        drawing(since=TODAY),
        drawing(BenefitKind.FUNERAL, days(-59), per="once", account_ending=""),
    ),
    "money.paid": (received(sent_on=TODAY), received(sent_on=days(-29), account_ending="")),
    "money.pay_failed": (received(state="failed", sent_on=days(-59), reason="tài khoản đã đóng"),),
    "money.refund": (received(kind="refund", benefit=None),),
    "money.suspended": (drawing(state="suspended"),),
    "money.verification_near": (drawing(since=date(2020, 4, 1)), drawing(since=date(2020, 3, 3))),
    "money.verification_due": (drawing(since=date(2020, 3, 2)), drawing(since=date(2020, 2, 1))),
    "money.verification_last": (drawing(since=date(2020, 1, 15)),),
    "money.authorisation_ending": (replace(SOMEBODY, cases=(AUTHORISED,)),),
    "money.child_benefit": (
        replace(drawing(BenefitKind.SURVIVORS_MONTHLY), born=PartialDate(date(2008, 3, 10))),
    ),
    "money.pension_near": (
        replace(worked("2000-01", "2026-02"), sex="male", born=PartialDate(date(1964, 12, 5))),
    ),
    "money.sickness_term": (
        replace(worked("2025-01", "2026-02"), documents=(certificate("sick_leave", days(-35)),)),
    ),
    "money.maternity_term": (
        replace(paying("2025-01", "2026-02"), documents=(certificate("birth", days(-50)),)),
    ),
    "money.survivors_term": (replace(SOMEBODY, deaths=(days(-60),)),),
}
WINDOW = {"health.facility_window": date(2026, 4, 1), "money.pension_near": date(2026, 3, 15)}
"""Days on which it has to be looked at where that is not today."""

QUIET: Mapping[str, tuple[Subject, ...]] = {
    "contributions.month": (worked("2024-01", "2025-12"), worked("2026-02", "2026-02")),
    "contributions.employer_late": (
        worked("2026-02", "2026-02", **LATE),
        worked("2020-01", "2020-06", **LATE),
    ),
    "contributions.stopped": (
        worked("2024-01", "2026-02"),
        worked("2024-01", "2026-01"),
        worked("2010-01", "2015-12"),
        replace(drawing(), contributions=(paid("2024-01", "2025-12"),)),
        replace(
            SOMEBODY, contributions=(paid("2024-01", "2025-11"), voluntary("2025-12", "2026-02", number=2))
        ),
    ),
    "contributions.unemployment_term": (
        worked("2025-09", "2025-12"),  # fewer than twelve months
        worked("2024-01", "2026-03"),
        replace(
            worked("2024-01", "2025-12"),
            time_used=(TimeUse(kind="unemployment", from_month="2024-01", to_month="2025-12", decision="Q"),),
        ),
    ),
    "contributions.voluntary_due": (
        paying("2025-01", "2026-03"),
        paying("2025-01", "2026-01"),
        replace(
            SOMEBODY, contributions=(voluntary("2025-01", "2026-02"), paid("2026-03", "2026-03", number=2))
        ),
    ),
    "contributions.support_ending": (paying("2025-01", "2026-02"), paying("2016-03", "2025-06")),
    "health.card_ending": (
        insured(days(31)),
        insured(days(-1)),
        insured(days(3), "employer"),
        insured(days(3), state="locked"),
    ),
    "health.card_ending_school": (insured(days(3)), insured(days(40), "school")),
    "health.card_lapsed": (insured(days(0)), insured(days(-60)), insured(days(-5), "insurance_fund")),
    "health.card_gap": (insured(days(-59)), insured(days(-90))),
    "health.five_years": (
        insured(days(90), five_years_on=days(1)),
        insured(days(90), five_years_on=days(-60)),
        insured(days(-1), five_years_on=days(-3)),
    ),
    "health.copayment": (
        replace(insured(days(90), five_years_on=days(-1)), care=(treated(days(-3), 1_000_000),)),
        replace(insured(days(90), five_years_on=days(5)), care=(treated(days(-3), 20_000_000),)),
        replace(insured(days(90), five_years_on=days(-1)), care=(treated(date(2025, 12, 30), 20_000_000),)),
    ),
    "health.treated": (
        replace(SOMEBODY, care=(treated(days(-30)),)),
        replace(SOMEBODY, care=(treated(days(1)),)),
    ),
    "health.facility_window": (insured(date(2026, 4, 10)), insured(date(2026, 12, 31), issued_by="defence")),
    "money.decided": (drawing(since=days(-60)), drawing(since=days(1))),
    "money.paid": (received(sent_on=days(-30)), received(sent_on=days(1)), received(state="failed")),
    "money.pay_failed": (
        received(),
        received(state="failed", sent_on=days(-60)),
        replace(
            SOMEBODY,
            payments=(*received(state="failed", sent_on=days(-5)).payments, *received().payments),
        ),
    ),
    "money.refund": (received(), received(kind="refund", benefit=None, state="failed")),
    "money.suspended": (drawing(), drawing(state="ended")),
    "money.verification_near": (
        drawing(since=date(2020, 4, 2)),
        drawing(since=date(2020, 4, 1), account_ending=""),
        drawing(since=date(2026, 3, 10)),  # has not begun
        replace(drawing(since=date(2020, 4, 1)), cases=(CHECKED,)),
    ),
    "money.verification_due": (
        drawing(since=date(2020, 1, 31)),
        drawing(since=TODAY),
        drawing(since=date(2020, 3, 1), state="suspended"),
        replace(drawing(since=date(2020, 3, 1)), cases=(CHECKED,)),
    ),
    "money.verification_last": (
        drawing(since=date(2020, 2, 1)),
        replace(drawing(since=date(2020, 1, 15)), cases=(CHECKED,)),
    ),
    "money.authorisation_ending": (
        replace(SOMEBODY, cases=(replace(AUTHORISED, opened_on=date(2025, 9, 1)), AUTHORISED)),
        replace(SOMEBODY, cases=(CHECKED,)),
    ),
    "money.child_benefit": (
        replace(drawing(BenefitKind.SURVIVORS_MONTHLY), born=PartialDate(date(2008, 6, 1))),
        replace(drawing(BenefitKind.SURVIVORS_MONTHLY), born=PartialDate(date(2008, 3, 1))),
        replace(drawing(), born=PartialDate(date(2008, 3, 10))),
    ),
    "money.pension_near": (
        replace(SOMEBODY, sex="male", born=PartialDate(date(1964, 12, 5))),  # has never paid
        replace(worked("2000-01", "2026-02"), born=PartialDate(date(1990, 12, 5))),
        replace(
            drawing(),
            sex="male",
            born=PartialDate(date(1964, 12, 5)),
            contributions=(paid("2000-01", "2026-02"),),
        ),
    ),
    "money.sickness_term": (
        replace(worked("2025-01", "2026-02"), documents=(certificate("sick_leave", days(-10)),)),
        replace(worked("2025-01", "2026-02"), documents=(certificate("sick_leave", days(-35), "claimed"),)),
        replace(worked("2025-01", "2026-02"), documents=(certificate("sick_leave", days(-90)),)),
        replace(paying("2025-01", "2026-02"), documents=(certificate("sick_leave", days(-35)),)),
        replace(worked("2025-01", "2026-02"), documents=(certificate("birth", days(-35)),)),
    ),
    "money.maternity_term": (
        replace(worked("2025-01", "2026-02"), documents=(certificate("birth", days(-50)),)),
    ),
    "money.survivors_term": (
        replace(SOMEBODY, deaths=(days(-10),)),
        replace(SOMEBODY, deaths=(days(-200),)),
        replace(drawing(BenefitKind.FUNERAL, days(-20), per="once"), deaths=(days(-60),)),
    ),
}
OF_RULES = [kind for kind in kinds().values() if kind.rule is not None]


def look(name: str, who: Subject, day: date) -> list[Due]:
    kind = kinds()[name]
    rule = rule_of(kind)
    assert rule is not None
    return list(rule.look(who, day, rule.arguments(kind.arguments)))


def test_every_kind_is_tried_and_every_rule_is_used() -> None:
    assert {each.kind for each in OF_RULES} == set(FIRES) == set(QUIET)
    assert {each.rule for each in OF_RULES} == set(RULES)


@pytest.mark.parametrize("name", FIRES)
def test_it_is_told_when_it_must_be_and_its_words_are_filled(name: str) -> None:
    day, kind = WINDOW.get(name, TODAY), kinds()[name]
    for who in FIRES[name]:
        (due,) = look(name, who, day)
        again = look(name, who, day)
        assert [each.key for each in again] == [due.key]
        content = Content(values=due.values(), beforehand=dict(due.beforehand), source=due.source)
        rule = rule_of(kind)
        assert rule is not None
        assert set(content.values) == rule.fields
        for words in (kind.title, kind.body, kind.mail):
            if words is not None:
                told = content.fill(words)
                assert "{" not in told.vi + told.en
                assert "None" not in told.vi + told.en
        if due.until is not None:
            assert due.until.date() >= day


@pytest.mark.parametrize("name", QUIET)
def test_it_is_not_told_when_it_must_not_be(name: str) -> None:
    for place, who in enumerate(QUIET[name]):
        assert not look(name, who, WINDOW.get(name, TODAY)), place


@pytest.mark.parametrize("name", FIRES)
def test_nobody_without_any_data_is_told_anything(name: str) -> None:
    assert not look(name, SOMEBODY, WINDOW.get(name, TODAY))


def test_each_stage_is_told_once_also_when_days_were_left_out() -> None:
    who = insured(days(40))

    def keys(on: Iterable[int]) -> set[str]:
        return {each.key for number in on for each in look("health.card_ending", who, days(number))}

    every_day = keys(range(41))
    assert len(every_day) == 3
    assert keys(range(0, 41, 5)) == every_day
    assert len(keys([39])) == 1  # found late: the last stage alone


def test_a_new_month_is_another_notice_and_the_same_month_is_not() -> None:
    who = worked("2025-01", "2026-12")
    keys = [look("contributions.month", who, date(2026, 3, day))[0].key for day in (1, 15, 31)]
    assert keys == ["2026-01"] * 3
    assert look("contributions.month", who, date(2026, 4, 1))[0].key == "2026-02"


def test_a_longer_debt_is_told_again_at_its_stages_only() -> None:
    told = [
        due.key
        for month in range(3, 13)
        for due in look(
            "contributions.employer_late", worked("2026-01", "2026-12", **LATE), date(2026, month, 1)
        )
    ]
    assert sorted(set(told)) == ["TA0001:2026-01:1", "TA0001:2026-01:3", "TA0001:2026-01:6"]


def test_what_is_said_of_a_month() -> None:
    who = replace(
        SOMEBODY,
        contributions=(paid("2025-01", "2025-12"), paid("2026-01", "2026-01", number=2, paid=False)),
    )
    (due,) = look("contributions.month", who, TODAY)
    told = Content(values=due.values()).fill(kinds()["contributions.month"].body)
    assert told.vi.splitlines() == [
        "Tháng 01/2026, Công ty Thí Dụ: chưa đóng.",
        "Đến nay ông/bà có 12 tháng đóng BHXH được tính.",
        "Số tháng đơn vị còn chậm đóng cho ông/bà: 1.",
    ]


def test_amounts_are_those_of_the_law() -> None:
    (due,) = look("health.card_ending", insured(days(30)), TODAY)
    amount = due.values()["amount"]  # the second of a household at 2,340,000
    assert getattr(amount, "vi", None) == "884.520 đồng"
    (due,) = look("contributions.voluntary_due", paying("2025-01", "2026-02"), TODAY)
    assert getattr(due.values()["amount"], "vi", None) == "264.000 đồng"
    assert due.values()["half_until"] == "30/06/2026"


def test_a_treatment_brings_along_what_a_report_of_it_asks_for() -> None:
    (due,) = look("health.treated", replace(SOMEBODY, care=(treated(TODAY),)), TODAY)
    assert due.source == "01001260212001"
    assert due.beforehand == {"reference": due.source, "day": "2026-02-28", "facility": CLINIC.name}
    assert "Viêm phổi" not in str(due.values())
