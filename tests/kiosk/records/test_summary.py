from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.benefits.errors import InputError
from kiosk.benefits.inputs import read
from kiosk.benefits.months import Month
from kiosk.records.summary import Contribution, SummaryInput, summarise, total_months

ON = date(2026, 11, 20)


def stretch(begun: str, ended: str, scheme: str = "compulsory", **more: object) -> dict[str, object]:
    return {"from": begun, "to": ended, "scheme": scheme, "wage": 5_000_000, **more}


def summary(*stretches: dict[str, object], on: str = "2026-11-20") -> dict[str, Any]:
    asked = read(SummaryInput, {"on": on, "contributions": list(stretches)})
    return summarise(asked.contributions, asked.on).as_json()


def months(answer: dict[str, Any], *names: str) -> list[object]:
    return [answer["months"][name] for name in names]


def test_nothing_comes_to_nothing() -> None:
    assert summary() == {
        "months": {
            "total": 0,
            "compulsory": 0,
            "voluntary": 0,
            "before_2014": 0,
            "from_2014": 0,
            "before_2025_07": 0,
            "from_2025_07": 0,
            "unpaid": 0,
            "consumed": 0,
            "unemployment_reserved": None,
        },
        "unpaid_by_employer": [],
        "gaps": [],
        "overlaps": [],
        "first_month": None,
        "last_month": None,
        "warnings": [],
    }


def test_the_law_changed_in_january_2014_and_july_2025() -> None:
    answer = summary(stretch("2013-11", "2014-02", employer="A"), stretch("2025-05", "2025-08", employer="A"))
    assert months(answer, "total", "before_2014", "from_2014", "before_2025_07", "from_2025_07") == [
        8, 2, 6, 6, 2,
    ]  # fmt: skip
    assert (answer["first_month"], answer["last_month"]) == ("2013-11", "2025-08")


def test_a_month_of_two_employers_counts_once() -> None:
    answer = summary(stretch("2020-01", "2020-05", employer="A"), stretch("2020-05", "2020-08", employer="B"))
    assert months(answer, "total") == [8]
    assert answer["overlaps"] == [{"month": "2020-05", "employers": ["A", "B"]}]
    assert answer["gaps"] == []


def test_two_entries_of_one_employer_are_no_overlap() -> None:
    """As when an old number has brought the same months again."""
    answer = summary(stretch("2020-01", "2020-05", employer="A"), stretch("2020-03", "2020-05", employer="A"))
    assert (months(answer, "total"), answer["overlaps"]) == ([5], [])


def test_compulsory_comes_before_voluntary() -> None:
    answer = summary(stretch("2020-01", "2020-06", "voluntary"), stretch("2020-04", "2020-05", employer="A"))
    assert months(answer, "total", "compulsory", "voluntary") == [6, 2, 4]
    assert [each["code"] for each in answer["warnings"]] == ["compulsory_and_voluntary"]


def test_what_the_employer_owes_is_told_apart() -> None:
    answer = summary(
        stretch("2020-01", "2020-03", employer="A"),
        stretch("2020-04", "2020-06", employer="A", paid=False),
        stretch("2020-07", "2020-07", employer="B", paid=False),
        stretch("2020-09", "2020-10", employer="B"),
    )
    assert months(answer, "total", "unpaid") == [5, 4]
    assert answer["unpaid_by_employer"] == [{"employer": "A", "months": 3}, {"employer": "B", "months": 1}]
    assert answer["gaps"] == [
        {"from": "2020-04", "to": "2020-07", "months": 4, "kind": "unpaid"},
        {"from": "2020-08", "to": "2020-08", "months": 1, "kind": "none"},
    ]


def test_months_owed_at_the_end_are_no_gap_but_still_owed() -> None:
    answer = summary(
        stretch("2020-01", "2020-03", employer="A"), stretch("2020-04", "2020-06", employer="A", paid=False)
    )
    assert (answer["gaps"], months(answer, "unpaid"), answer["last_month"]) == ([], [3], "2020-03")


def test_a_month_that_another_employer_paid_counts_and_is_still_owed() -> None:
    answer = summary(
        stretch("2020-01", "2020-02", employer="A"), stretch("2020-02", "2020-02", employer="B", paid=False)
    )
    assert months(answer, "total", "unpaid") == [2, 0]
    assert answer["unpaid_by_employer"] == [{"employer": "B", "months": 1}]


def test_time_of_a_lump_sum_never_counts_again() -> None:
    answer = summary(
        stretch("2010-01", "2012-12", employer="A", consumed_by_lump_sum=True),
        stretch("2012-12", "2013-03", employer="B"),
    )
    assert months(answer, "total", "consumed") == [3, 36]
    assert answer["first_month"] == "2013-01"
    assert [each["code"] for each in answer["warnings"]] == ["paid_and_consumed"]


def test_the_future_is_a_warning() -> None:
    answer = summary(stretch("2026-10", "2027-02", employer="A"))
    assert months(answer, "total") == [2]
    assert answer["last_month"] == "2026-11"
    assert [each["code"] for each in answer["warnings"]] == ["future_months"]
    assert "3 tháng" in answer["warnings"][0]["vi"]


@pytest.mark.parametrize(
    ("faulty", "code", "field"),
    [
        ({"on": "2026-11-20"}, "missing_key", "contributions"),
        ({"on": "20.11.2026", "contributions": []}, "impossible_date", "on"),
        ({"on": "2026-11-20", "contributions": [], "x": 1}, "unknown_key", "x"),
        (
            {"on": "2026-11-20", "contributions": [stretch("2020-03", "2020-02")]},
            "impossible_date",
            "contributions[0].to",
        ),
        (
            {"on": "2026-11-20", "contributions": [stretch("2020-13", "2021-02")]},
            "impossible_date",
            "contributions[0].from",
        ),
        (
            {"on": "2026-11-20", "contributions": [stretch("2020-01", "2020-02", paid=0)]},
            "wrong_type",
            "contributions[0].paid",
        ),
    ],
)
def test_bad_input_is_named(faulty: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(InputError) as caught:
        read(SummaryInput, faulty)
    assert (caught.value.code, caught.value.field) == (code, field)


_MONTHS = st.builds(lambda place: Month(2012, 1) + place, st.integers(0, 190))  # some lie in the future


@st.composite
def _contribution(draw: st.DrawFn) -> Contribution:
    begun = draw(_MONTHS)
    return Contribution(
        begun,
        begun + draw(st.integers(0, 30)),
        draw(st.sampled_from(("compulsory", "voluntary"))),
        paid=draw(st.booleans()),
        employer=draw(st.sampled_from(("A", "B", "C"))),
        consumed_by_lump_sum=draw(st.integers(0, 4)) == 0,
    )


_HISTORIES = st.lists(_contribution(), max_size=8)


def _ordinals(each: Contribution) -> range:
    return range(each.from_.ordinal, min(each.to, Month.of(ON)).ordinal + 1)


def _months_where(history: Sequence[Contribution], **wanted: object) -> set[int]:
    chosen = [each for each in history if all(getattr(each, name) == is_ for name, is_ in wanted.items())]
    return {month for each in chosen for month in _ordinals(each)}


@given(_HISTORIES)
def test_the_totals_are_those_of_plain_sets(history: list[Contribution]) -> None:
    consumed = _months_where(history, consumed_by_lump_sum=True)
    paid = _months_where(history, paid=True, consumed_by_lump_sum=False) - consumed
    compulsory = _months_where(history, paid=True, consumed_by_lump_sum=False, scheme="compulsory") - consumed
    unpaid = _months_where(history, paid=False, consumed_by_lump_sum=False)
    everywhere = _months_where(history, paid=True, consumed_by_lump_sum=False)
    told = summarise(history, ON)
    assert total_months(history, ON) == told.months.total
    assert told.months.total == len(paid)
    assert told.months.compulsory == len(compulsory)
    assert told.months.consumed == len(consumed)
    assert told.months.unpaid == len(unpaid - everywhere - consumed)
    assert told.months.before_2014 == sum(month < 2014 * 12 for month in paid)
    assert told.months.before_2025_07 == sum(month < 2025 * 12 + 6 for month in paid)
    owed = {
        name: len(_months_where(history, paid=False, consumed_by_lump_sum=False, employer=name))
        for name in "ABC"
    }
    assert dict(told.unpaid_by_employer) == {name: many for name, many in owed.items() if many}


@given(_HISTORIES)
def test_counted_months_and_gaps_fill_the_span(history: list[Contribution]) -> None:
    told = summarise(history, ON)
    if told.first_month is None or told.last_month is None:
        assert (told.months.total, told.gaps) == (0, ())
        return
    span = told.last_month - told.first_month + 1
    assert told.months.total + sum(gap.months for gap in told.gaps) == span
    for before, after in zip(told.gaps, told.gaps[1:], strict=False):
        assert before.to < after.from_
        assert after.from_ - before.to > 1 or before.kind != after.kind


@given(_HISTORIES, st.randoms())
def test_the_order_of_the_entries_changes_no_total(history: list[Contribution], chance: Any) -> None:
    shuffled = list(history)
    chance.shuffle(shuffled)
    one, other = summarise(history, ON), summarise(shuffled, ON)
    assert (one.months, one.gaps, one.unpaid_by_employer) == (
        other.months,
        other.gaps,
        other.unpaid_by_employer,
    )
    assert {(each.month, frozenset(each.employers)) for each in one.overlaps} == {
        (each.month, frozenset(each.employers)) for each in other.overlaps
    }


@given(_HISTORIES, _contribution())
def test_a_further_paid_entry_never_takes_months_away(
    history: list[Contribution], further: Contribution
) -> None:
    if further.paid and not further.consumed_by_lump_sum:
        assert summarise([*history, further], ON).months.total >= summarise(history, ON).months.total
