"""The electronic book in words: stretches as the register has them, told together where nothing differs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kiosk.contract.records import (
    Alias,
    AliasKind,
    Benefit,
    BenefitKind,
    Contribution,
    Employer,
    Fund,
    Person,
    PersonRecord,
    Region,
    Release,
    Rise,
    TimeUse,
)
from kiosk.records.book import ToldBook, tell_book

FACTORY = Employer(code="TA0001", name="Công ty Thử", region=Region.I)
MILL = Employer(code="TA0002", name="Nhà máy Thử", region=Region.I)
ON = date(2026, 11, 22)


def entry(number: int, first: str, last: str, wage: int = 5_000_000, **changes: Any) -> Contribution:
    usual: dict[str, Any] = {"funds": (Fund.COMPULSORY,), "employer": FACTORY, "recorded_on": ON}
    return Contribution(number=number, from_month=first, to_month=last, wage=wage, **{**usual, **changes})


def told(*entries: Contribution, person: dict[str, Any] | None = None, **parts: Any) -> ToldBook:
    who = {"personal_number": "001099000017", "full_name": "Nguyễn Văn Thử", "sex": "male"}
    whole = Person.model_validate({**who, "date_of_birth": date(1999, 1, 17), **(person or {})})
    record = PersonRecord(person=whole, contributions=entries, **{"time_used": (), "benefits": (), **parts})
    release = Release(read_at=datetime(2026, 11, 22, 2, 0, tzinfo=UTC), record=record)
    return tell_book(release, ON, "1900", lambda code: f"BHXH {code}" if code == "00100" else None)


def stretches(book: ToldBook) -> list[tuple[str, str]]:
    return [(each.months.vi, each.wage.vi) for each in book.stretches]


def test_months_in_a_row_that_differ_in_nothing_are_one_stretch() -> None:
    monthly = [entry(month, f"2020-{month:02}", f"2020-{month:02}") for month in range(1, 13)]
    assert stretches(told(*monthly)) == [("01/2020 – 12/2020", "5.000.000 đồng")]


@pytest.mark.parametrize(
    "changes",
    [
        {"wage": 6_000_000},
        {"employer": MILL},
        {"funds": (Fund.COMPULSORY, Fund.HEALTH)},
        {"paid": False},
        {"position": "Kế toán"},
        {"days_late": 40},
    ],
)
def test_what_differs_stays_apart(changes: dict[str, Any]) -> None:
    second = entry(2, "2020-02", "2020-02", **{"wage": 5_000_000, **changes})
    assert len(told(entry(1, "2020-01", "2020-01"), second).stretches) == 2


def test_two_employers_in_the_same_months_and_a_gap_stay_apart() -> None:
    book = told(
        entry(1, "2020-01", "2020-01"),
        entry(2, "2020-01", "2020-01", employer=MILL),
        entry(3, "2020-02", "2020-02"),
        entry(4, "2020-02", "2020-02", employer=MILL),
        entry(5, "2020-04", "2020-04"),
    )
    assert [each.months.vi for each in book.stretches] == ["01/2020 – 02/2020"] * 2 + ["04/2020"]


def test_what_another_entry_has_replaced_is_left_out() -> None:
    book = told(entry(1, "2020-01", "2020-06"), entry(2, "2020-01", "2020-06", 6_000_000, replaces=1))
    assert stretches(book) == [("01/2020 – 06/2020", "6.000.000 đồng")]


def test_very_many_are_told_by_employer_with_the_least_and_the_most() -> None:
    months = [(year, month) for year in range(1982, 2026) for month in range(1, 13)]
    monthly = [
        entry(at + 1, f"{year}-{month:02}", f"{year}-{month:02}", 1_000_000 + at * 10_000)
        for at, (year, month) in enumerate(months)
    ]
    assert stretches(told(*monthly)) == [("01/1982 – 12/2025", "1.000.000 đồng đến 6.270.000 đồng")]


def test_who_it_is_as_far_as_it_is_known() -> None:
    number = Alias(kind=AliasKind.INSURANCE_NUMBER, number="0126252121", current=True)
    known = {"aliases": (number,), "office": "00100", "birth_known_to": "year", "nationality": "LAO"}
    book = told(person=known)
    assert {key: line.value.vi for key, line in book.person.items()} == {
        "name": "Nguyễn Văn Thử",
        "insurance_number": "0126252121",
        "personal_number": "001099000017",
        "born": "năm 1999",
        "sex": "Nam",
        "nationality": "LAO",
        "office": "BHXH 00100",
    }
    assert book.number == "0126252121"
    assert told(person={"office": "09999"}).person["office"].value.vi == "09999"


def test_benefits_and_the_time_that_they_used() -> None:
    pension = Benefit(
        decision="12/QĐ", decided_on=date(2024, 2, 1), kind=BenefitKind.PENSION, per="month",
        amount=3_000_000, from_day=date(2024, 3, 1), state="suspended",
        rises=(Rise(from_day=date(2026, 7, 1), amount=3_240_000, ground="NĐ 162/2026"),),
    )  # fmt: skip
    once = Benefit(
        decision="9/QĐ", decided_on=date(2020, 2, 1), kind=BenefitKind.SICKNESS, per="once", amount=600_000
    )
    used = TimeUse(kind="unemployment", from_month="2018-01", to_month="2018-12", decision="9", months_kept=3)
    book = told(benefits=(pension, once), time_used=(used,))
    assert [(each.what.vi, each.amount.vi, each.decision.vi) for each in book.settled] == [
        (
            "Lương hưu",
            "3.000.000 đồng mỗi tháng, từ 01/03/2024, nay 3.240.000 đồng, đang tạm dừng",
            "Quyết định 12/QĐ ngày 01/02/2024",
        ),
        ("Ốm đau", "600.000 đồng, một lần", "Quyết định 9/QĐ ngày 01/02/2020"),
    ]
    assert [line.value.vi for line in book.used] == ["01/2018 đến 12/2018, bảo lưu 3 tháng"]
