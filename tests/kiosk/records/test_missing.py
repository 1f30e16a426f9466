"""Stretches that a person may miss, in histories as odd as registers have them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.benefits.months import Month, months_between
from kiosk.contract.records import Contribution, Employer, Fund, Person, PersonRecord, Region
from kiosk.records.history import MonthState, history_of
from kiosk.records.missing import MissingStretch, missing_stretches
from kiosk.records.telling_missing import tell_missing

ON = date(2020, 3, 15)
PERSON = Person(personal_number=None, full_name="Trần Văn Thử", date_of_birth=date(1985, 3, 8), sex="male")
A, B = (Employer(code=f"TA000{each}", name=f"Công ty {each}", region=Region.I) for each in "AB")
GONE = A.model_copy(update={"code": "TA000C", "name": "Công ty C", "dissolved": True})


def entry(
    number: int, first: str, last: str, unit: Employer | None = A, *, paid: bool = True
) -> Contribution:
    return Contribution(
        number=number,
        from_month=first,
        to_month=last,
        funds=(Fund.COMPULSORY if unit else Fund.VOLUNTARY,),
        employer=unit,
        wage=5_000_000,
        paid=paid,
        recorded_on=date(2019, 1, 1),
    )


def history(*told: str) -> list[Contribution]:
    """From lines such as ``2019-01 2019-03 A``, where ``-`` is nobody, and ``owed`` may follow."""
    units: dict[str, Employer | None] = {"A": A, "B": B, "C": GONE, "-": None}
    lines = [line.split() for line in told]
    return [
        entry(number, first, last, units[unit], paid=not owed)
        for number, (first, last, unit, *owed) in enumerate(lines, start=1)
    ]


def stretches(*entries: Contribution) -> tuple[MissingStretch, ...]:
    record = PersonRecord(person=PERSON, contributions=entries, time_used=())
    return missing_stretches(record, ON)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (["2019-01 2019-03 A", "2019-06 2020-01 A"], ["2019-04 2019-05 none Công ty A"]),
        # two places: the person says whose
        (["2019-01 2019-03 A", "2019-06 2020-01 B"], ["2019-04 2019-05 none None"]),
        (
            ["2019-01 2019-03 A", "2019-04 2019-05 A owed", "2019-06 2020-01 B"],
            ["2019-04 2019-05 unpaid Công ty A"],
        ),
        # owed by two, the months of one after those of the other
        (
            ["2019-01 2019-02 A owed", "2019-03 2019-04 B owed", "2019-05 2020-01 A"],
            ["2019-01 2019-02 unpaid Công ty A", "2019-03 2019-04 unpaid Công ty B"],
        ),
        # owed by two at once: nobody can tell whose
        (
            ["2019-01 2019-02 A owed", "2019-01 2019-02 B owed", "2019-03 2020-01 A"],
            ["2019-01 2019-02 unpaid None"],
        ),
        # an overlap fills the gap: what one owes another one has paid
        (["2019-01 2019-12 A owed", "2019-01 2020-01 B"], []),
        # the gap at the end, up to the month that was to be reported by the day
        (["2019-01 2019-10 A"], ["2019-11 2020-01 none Công ty A"]),
        (["2019-01 2020-01 A"], []),  # nothing is due yet
        (["2009-01 2010-01 A"], []),  # an end long ago is no gap
        (["2019-01 2019-03 -", "2019-05 2020-01 -"], ["2019-04 2019-04 none None"]),
        ([], []),
    ],
)
def test_the_stretches_of_odd_histories(told: list[str], found: list[str]) -> None:
    gaps = stretches(*history(*told))
    assert [f"{each.first} {each.last} {each.kind} {each.employer}" for each in gaps] == found


def test_a_dissolved_employer_is_told() -> None:
    (gap,) = stretches(*history("2019-01 2019-03 C", "2019-06 2020-01 C"))
    assert gap.dissolved
    (words,) = tell_missing([gap])
    assert "đã giải thể" in words.words.vi
    assert words.months.vi == "04/2019 đến 05/2019: 2 tháng"


def test_withheld_contributions_have_no_gaps() -> None:
    assert missing_stretches(PersonRecord(person=PERSON), ON) == ()


months = st.integers(0, 20).map(lambda each: Month(2018, 6) + each)
histories = st.lists(
    st.tuples(months, st.integers(0, 6), st.sampled_from([A, B, GONE, None]), st.booleans()), max_size=6
)


@given(histories)
def test_no_month_is_lost_and_none_is_told_twice(
    drawn: list[tuple[Month, int, Employer | None, bool]],
) -> None:
    """Exactly the months that count for nothing between the first and the last that were reported."""
    entries = [
        entry(number, str(first), str(first + length), unit, paid=paid)
        for number, (first, length, unit, paid) in enumerate(drawn, start=1)
    ]
    found = [each for each in stretches(*entries) if not each.ends_history]
    told_months = [month for each in found for month in months_between(each.first, each.last)]
    record = PersonRecord(person=PERSON, contributions=tuple(entries), time_used=())
    history = history_of(record, ON)
    missing = [
        each.month
        for year in history.years
        for each in year.months
        if each.state in (MonthState.MISSING, MonthState.UNPAID)
    ]
    assert told_months == missing
