"""The printed history: month by month is told as few lines, and every employer with what it comes to."""

from __future__ import annotations

from datetime import UTC, datetime

from kiosk.contract.records import Contribution, Person, PersonRecord, Release
from kiosk.documents.contributions import ContributionsContent
from kiosk.records.statement import Imprint, statement_of
from kiosk.records.telling import tell_contributions
from tests.kiosk.records.test_book import MILL, ON, entry

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def statement(*entries: Contribution) -> ContributionsContent:
    person = Person.model_validate(
        {
            "personal_number": "001099000017",
            "full_name": "Nguyễn Văn Thử",
            "date_of_birth": "1999-01-17",
            "sex": "male",
        },
        strict=False,
    )
    release = Release(read_at=AT, record=PersonRecord(person=person, contributions=entries, time_used=()))
    imprint = Imprint(AT, "KIOSK-01", "BHXH Thử", "1900")
    return statement_of(tell_contributions(release, ON, "1900"), release, "001099000017", imprint)


def test_months_reported_one_by_one_and_what_each_employer_comes_to() -> None:
    monthly = [entry(month, f"2020-{month:02}", f"2020-{month:02}") for month in range(1, 13)]
    paper = statement(
        *monthly,
        entry(13, "2020-12", "2020-12", employer=MILL),
        entry(14, "2021-01", "2021-02", employer=MILL),
    )
    assert [each.months.vi for each in paper.entries] == ["01/2020 – 12/2020", "12/2020 – 02/2021"]
    assert [(each.who.vi, each.months.vi, each.words.vi) for each in paper.workplaces] == [
        ("Nhà máy Thử", "12/2020 đến 02/2021", "2 tháng được tính, 1 tháng trùng với nơi khác"),
        ("Công ty Thử", "01/2020 đến 12/2020", "1 năm được tính"),
    ]
    assert paper.headline.value.vi == "1 năm 2 tháng"
