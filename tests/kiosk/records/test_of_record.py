from __future__ import annotations

from datetime import date

import pytest

from kiosk.contract.records import Contribution, Employer, Fund, Person, PersonRecord, Region, TimeUse
from kiosk.records.of_record import summary_of

ON = date(2026, 11, 20)
EMPLOYER = Employer(code="DN01001A", name="Công ty Thử", region=Region.I)
WORK = (Fund.COMPULSORY, Fund.UNEMPLOYMENT, Fund.HEALTH)


def entry(number: int, begun: str, ended: str, **more: object) -> Contribution:
    return Contribution.model_validate(
        {
            "number": number,
            "from_month": begun,
            "to_month": ended,
            "funds": WORK,
            "employer": EMPLOYER,
            "wage": 5_000_000,
            "recorded_on": "2026-01-01",
            **more,
        }
    )


def record(*entries: Contribution, used: tuple[TimeUse, ...] = ()) -> PersonRecord:
    person = Person(
        personal_number="001190000001", full_name="Người Thử", date_of_birth=date(1990, 1, 1), sex="male"
    )
    return PersonRecord(person=person, contributions=entries, time_used=used)


def test_an_entry_that_was_replaced_does_not_count() -> None:
    months = summary_of(
        record(entry(1, "2020-01", "2020-12"), entry(2, "2020-01", "2020-10", replaces=1)), ON
    ).months
    assert (months.total, months.unemployment_reserved) == (10, 10)


def test_a_lump_sum_cuts_a_stretch() -> None:
    used = TimeUse(kind="lump_sum", from_month="2019-01", to_month="2020-06", decision="1")
    told = summary_of(record(entry(1, "2020-01", "2020-12"), used=(used,)), ON)
    assert (told.months.total, told.months.consumed, str(told.first_month)) == (6, 6, "2020-07")
    assert told.months.unemployment_reserved == 12  # a lump sum leaves unemployment insurance alone


def test_unemployment_months_are_those_that_no_benefit_has_used() -> None:
    used = TimeUse(kind="unemployment", from_month="2018-01", to_month="2020-06", decision="1", months_kept=5)
    told = summary_of(
        record(entry(1, "2018-01", "2020-06"), entry(2, "2021-01", "2021-04"), used=(used,)), ON
    )
    assert told.months.unemployment_reserved == 5 + 4
    assert told.months.total == 34


def test_months_of_the_accident_fund_alone_are_no_time_of_insurance() -> None:
    assert summary_of(record(entry(1, "2020-01", "2020-12", funds=(Fund.ACCIDENT,))), ON).months.total == 0


def test_a_record_without_its_contributions_has_no_totals() -> None:
    with pytest.raises(ValueError, match="without its contributions"):
        summary_of(record().model_copy(update={"contributions": None}), ON)
