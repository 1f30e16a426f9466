from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from kiosk.contract.pages import page_of_record
from kiosk.contract.records import Contribution, Fund, Person, PersonRecord

ENTRY: dict[str, Any] = {
    "number": 1,
    "from_month": "2020-01",
    "to_month": "2020-12",
    "funds": ["compulsory"],
    "wage": 5_000_000,
    "recorded_on": "2021-01-05",
}


def test_the_page_of_the_record_is_current() -> None:
    page = Path(__file__).parents[3] / "docs" / "api" / "record.md"
    assert page.read_text("utf-8") == page_of_record(), "run make api"


@pytest.mark.parametrize(
    "change",
    [
        {"wage": 5_000_000.5},
        {"wage": "5000000"},
        {"wage": -1},
        {"from_month": "2020-13"},
        {"from_month": "2021-01"},
        {"from_month": "01/2020"},
        {"funds": []},
        {"funds": ["compulsory", "voluntary"]},
        {"support_group": "poor"},
        {"unheard_of": 1},
    ],
)
def test_an_entry_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    Contribution.model_validate(ENTRY)
    with pytest.raises(ValidationError) as caught:
        Contribution.model_validate(ENTRY | change)
    assert "5000000" not in str(caught.value)


def test_a_record_says_its_version_and_no_other_is_read() -> None:
    person = Person(personal_number=None, full_name="Người Thử", date_of_birth=date(1990, 1, 1), sex="male")
    record = PersonRecord(person=person, contributions=(Contribution.model_validate(ENTRY),))
    assert PersonRecord.model_validate_json(record.model_dump_json()) == record
    with pytest.raises(ValidationError):
        PersonRecord.model_validate({**record.model_dump(mode="json"), "version": 2})
    with pytest.raises(ValidationError, match="one number"):
        record.model_validate({"person": person, "contributions": [ENTRY, ENTRY]})


def test_nothing_of_a_person_is_in_a_traceback() -> None:
    entry = Contribution(
        number=1,
        from_month="2020-01",
        to_month="2020-02",
        funds=(Fund.COMPULSORY,),
        wage=7_654_321,
        recorded_on=date(2021, 1, 1),
    )
    person = Person(
        personal_number="001190000001", full_name="Người Thử", date_of_birth=date(1990, 1, 1), sex="male"
    )
    record = PersonRecord(person=person, contributions=(entry,))
    for shown in (repr(record), str(record), f"{entry}", repr(person)):
        assert "Người" not in shown
        assert "00119" not in shown
        assert "765" not in shown
